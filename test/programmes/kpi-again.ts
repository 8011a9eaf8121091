/**
 * The monthly score worked out once more, as somebody with a spreadsheet would: written from the domain document ("Monthly KPI") and nothing of the product. It reads raw rows as plain data and reckons with
 * fractions of its own; rounding happens only where the document says so: every division half-up (halves away from zero) at 12 places, what is shown down to 2 places, money half-up to the fen once at the end.
 */

/** One line of a file: figures of a store and an agent for the days from–to, both inclusive. */
export interface RawRow {
  store: string;
  part: "conversion" | "reception" | "sales" | "rating" | "push";
  from: string;
  to: string;
  values: Measures;
}
/** What chats add up to on a day, one bag of measures for each combination of filters that hit (bit n: the n-th filter of the rules). */
export interface RawChats {
  store: string;
  day: string;
  masks: Record<string, Measures>;
}
export type Measures = Readonly<Record<string, number | undefined>>;

/** The rules as they are published: weights, lines, tiers; numbers as people write them. */
export interface RuleSheet {
  metrics: readonly { slug: string; points: number; unit: string; band: readonly (readonly [number, number])[] }[];
  bonus: readonly { from: number; base_yuan: number }[];
  min_inquiries: number;
  filters: readonly { on: boolean }[];
}
/** One store of the agent in this month: share in %, rules, task of the month, target in fen (or in items) per customer. */
export interface StoreSheet {
  store: string;
  share: number;
  rules: RuleSheet;
  task: number | null;
  target: string | null;
  counts: "price" | "items";
}
export interface MonthSheet {
  month: string;
  stores: readonly StoreSheet[];
  rows: readonly RawRow[];
  chats: readonly RawChats[];
  /** Whose tiers of bonus hold: the shop's. */
  bonus: RuleSheet["bonus"];
  activeDays: number;
  workingDays: number;
}

export interface MetricAgain {
  slug: string;
  value: string | null;
  share: string | null;
  points: string | null;
}
export interface MonthAgain {
  stores: { store: string; inquiries: string; score: string | null; metrics: MetricAgain[] }[];
  /** null: not scored. */
  score: string | null;
  shown: string | null;
  /** Yuan of the tier that was reached. */
  base: number | null;
  bonusFen: string | null;
}

/** A fraction; the lower part is positive. */
type Fraction = readonly [bigint, bigint];
const TWELVE = 10n ** 12n;

const whole = (n: number | bigint): Fraction => [BigInt(n), 1n];
const plus = (a: Fraction, b: Fraction): Fraction => [a[0] * b[1] + b[0] * a[1], a[1] * b[1]];
const minus = (a: Fraction, b: Fraction): Fraction => plus(a, [-b[0], b[1]]);
const times = (a: Fraction, b: Fraction): Fraction => [a[0] * b[0], a[1] * b[1]];
const over = (a: Fraction, b: Fraction): Fraction => (b[0] < 0n ? [-a[0] * b[1], -a[1] * b[0]] : [a[0] * b[1], a[1] * b[0]]);
const isBelow = (a: Fraction, b: Fraction): boolean => a[0] * b[1] < b[0] * a[1];
const total = (all: readonly Fraction[]): Fraction => all.reduce(plus, whole(0));

/** A number as written: 79.5 is 795/10, never a floating-point neighbour. */
function written(text: number | string): Fraction {
  const [, sign, digits, places = ""] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(String(text)) ?? [];
  if (digits === undefined) throw new RangeError(`not a plain number: ${text}`);
  return [BigInt(`${sign ?? ""}${digits}${places}`), 10n ** BigInt(places.length)];
}

/** To a whole number of 1/`steps`, halves away from zero. */
function halfUp([n, d]: Fraction, steps: bigint): bigint {
  const size = ((n < 0n ? -n : n) * steps * 2n + d) / (2n * d);
  return n < 0n ? -size : size;
}
/** One division of the document: rounded at the twelfth place. */
const divided = (a: Fraction, b: Fraction): Fraction => [halfUp(over(a, b), TWELVE), TWELVE];

/** Twelve places without the zeros that say nothing. */
function print(a: Fraction): string {
  const units = halfUp(a, TWELVE);
  const text = (units < 0n ? -units : units).toString().padStart(13, "0");
  const places = text.slice(-12).replace(/0+$/, "");
  return `${units < 0n ? "-" : ""}${text.slice(0, -12)}${places === "" ? "" : `.${places}`}`;
}
/** Rounded down to 2 places, as a score is shown. */
function printDown([n, d]: Fraction): string {
  const text = ((n * 100n) / d).toString().padStart(3, "0");
  return `${text.slice(0, -2)}.${text.slice(-2)}`;
}

/** The share of the points (in %) that a value earns: straight lines through the points of the band, flat beyond both ends. */
function shareAlong(band: readonly (readonly [number, number])[], value: Fraction): Fraction {
  const points = band.map(([x, y]) => [written(x), written(y)] as const);
  const first = points[0];
  const last = points.at(-1);
  if (!first || !last) throw new RangeError("a band without points");
  if (!isBelow(first[0], value)) return first[1];
  if (!isBelow(value, last[0])) return last[1];
  const end = points.findIndex(([x]) => isBelow(value, x));
  const [x0, y0] = points[end - 1] ?? first;
  const [x1, y1] = points[end] ?? last;
  return plus(y0, divided(times(minus(y1, y0), minus(value, x0)), minus(x1, x0)));
}

const isOn = (day: string, row: RawRow) => row.from <= day && day <= row.to;

/** The sum of one measure in one store: what the platform reports, and of the days without such a report what the chats say, without those that a filter takes out. */
function sumOf(sheet: MonthSheet, store: StoreSheet, part: RawRow["part"], measure: string): bigint {
  const reported = sheet.rows.filter((row) => row.store === store.store && row.part === part && row.from.startsWith(sheet.month));
  let sum = reported.reduce((all, row) => all + timesOrPlain(row.values, measure), 0n);
  for (const chats of sheet.chats) {
    if (chats.store !== store.store || !chats.day.startsWith(sheet.month) || reported.some((row) => isOn(chats.day, row))) continue;
    for (const [mask, values] of Object.entries(chats.masks)) {
      const isOut = store.rules.filters.some((filter, bit) => filter.on && (Number(mask) >> bit) % 2 === 1);
      if (!isOut) sum += BigInt(values[measure] ?? 0);
    }
  }
  return sum;
}

/** A row holds a mean time; its sum is time × effective receptions, its weight the effective receptions of rows that have a time. */
function timesOrPlain(values: Measures, measure: string): bigint {
  const { firstResponseMs, effective } = values;
  const hasTime = firstResponseMs !== undefined && effective !== undefined;
  if (measure === "firstResponseWeighted") return hasTime ? BigInt(firstResponseMs) * BigInt(effective) : 0n;
  if (measure === "firstResponseWeight") return hasTime ? BigInt(effective) : 0n;
  return BigInt(values[measure] ?? 0);
}

/** Upper and lower part of each metric's one division; a lower part of zero means: no denominator. */
function formula(slug: string, store: StoreSheet, sum: (part: RawRow["part"], measure: string) => bigint): readonly [Fraction, Fraction] {
  const none = [whole(0), whole(0)] as const;
  switch (slug) {
    case "conversion":
      return [whole((sum("conversion", "paid") - sum("conversion", "refunded")) * 100n), whole(sum("conversion", "inquiries"))];
    case "price-per-customer": {
      if (store.target === null) return none;
      const sold = sum("sales", store.counts === "items" ? "units" : "salesFen");
      return [whole(sold), times(whole(sum("sales", "buyers")), written(store.target))];
    }
    case "first-response":
      return [whole(sum("reception", "firstResponseWeighted")), whole(sum("reception", "firstResponseWeight") * 1000n)];
    case "rating": {
      const stars = [1n, 2n, 3n, 4n, 5n].map((star) => [star, sum("rating", `stars${star}`)] as const);
      return [total(stars.map(([star, n]) => whole(star * n))), total(stars.map(([, n]) => whole(n)))];
    }
    case "push-task":
      return store.task === null ? none : [whole(sum("push", "pushUnits")), whole(store.task)];
    case "rating-invitations":
      return [whole(sum("rating", "invited") * 100n), whole(sum("rating", "received"))];
    default:
      return none;
  }
}

function storeAgain(sheet: MonthSheet, store: StoreSheet) {
  const sum = (part: RawRow["part"], measure: string) => sumOf(sheet, store, part, measure);
  const inquiries = sum("conversion", "inquiries");
  const metrics: MetricAgain[] = [];
  const points: Fraction[] = [];
  const weights: Fraction[] = [];
  for (const { slug, points: weight, band } of store.rules.metrics) {
    const [upper, lower] = formula(slug, store, sum);
    if (lower[0] === 0n) {
      metrics.push({ slug, value: null, share: null, points: null });
      continue;
    }
    const value = divided(upper, lower);
    const share = shareAlong(band, value);
    const earned = divided(times(written(weight), share), whole(100));
    metrics.push({ slug, value: print(value), share: print(share), points: print(earned) });
    points.push(earned);
    weights.push(written(weight));
  }
  const isCounted = inquiries >= BigInt(store.rules.min_inquiries) && weights.length > 0;
  const score = isCounted ? divided(times(total(points), whole(100)), total(weights)) : null;
  return { store: store.store, inquiries: inquiries.toString(), score, metrics };
}

/** Works out an agent's month from its raw rows: each metric, each store, the month, what is shown and the money. */
export function monthAgain(sheet: MonthSheet): MonthAgain {
  const stores = sheet.stores.map((store) => ({ ...storeAgain(sheet, store), share: store.share }));
  const left = stores.flatMap(({ score, share }) => (score === null ? [] : [{ score, share: whole(share) }]));
  const printed = stores.map(({ store, inquiries, score, metrics }) => ({ store, inquiries, score: score && print(score), metrics }));
  if (left.length === 0) return { stores: printed, score: null, shown: null, base: null, bonusFen: null };
  const score = divided(total(left.map((each) => times(each.score, each.share))), total(left.map((each) => each.share)));
  const base = sheet.bonus.toSorted((a, b) => b.from - a.from).find(({ from }) => !isBelow(score, written(from)))?.base_yuan ?? 0;
  const yuan = over(times(times(whole(base), score), whole(sheet.activeDays)), whole(100n * BigInt(sheet.workingDays)));
  return { stores: printed, score: print(score), shown: printDown(score), base, bonusFen: halfUp(yuan, 100n).toString() };
}
