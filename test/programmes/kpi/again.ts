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
/** What the chats of a day add up to for one part, one bag of measures for each combination of filters that hit (bit n: the n-th filter of the rules). */
export interface RawChats {
  store: string;
  part: RawRow["part"];
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
/** One store in this month: rules, task of the month, target in fen (or in items) per customer. */
export interface StoreSheet {
  rules: RuleSheet;
  task: number | null;
  target: string | null;
  counts: "price" | "items";
}
/** Days from `from` to before `to`; null: still. */
export interface Stretch {
  from: string;
  to: string | null;
}
export interface MonthSheet {
  /** As 2026-03. */
  month: string;
  /** The days on which the team works, and when the agent was active. */
  workingDays: readonly string[];
  active: readonly Stretch[];
  /** Which stores the agent served when, and their shares in %. */
  served: readonly (Stretch & { shares: readonly { store: string; share: number }[] })[];
  stores: Readonly<Record<string, StoreSheet>>;
  rows: readonly RawRow[];
  chats: readonly RawChats[];
  /** Whose tiers of bonus hold: the shop's. */
  bonus: RuleSheet["bonus"];
}

export interface MetricAgain {
  slug: string;
  value: string | null;
  share: string | null;
  points: string | null;
}
export interface StoreAgain {
  store: string;
  inquiries: string;
  /** null: nothing to score; left out: also what has too few inquiries. */
  score: string | null;
  isLeftOut: boolean;
  metrics: MetricAgain[];
}
export interface MonthAgain {
  stores: StoreAgain[];
  /** null: not scored. */
  score: string | null;
  shown: string | null;
  /** Yuan of the tier that was reached. */
  base: number | null;
  bonusFen: string | null;
  activeDays: number;
  workingDays: number;
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

const isIn = (day: string, row: RawRow) => row.from <= day && day <= row.to;
const isOn = (day: string, { from, to }: Stretch) => from <= day && (to === null || day < to);

/** The sum of one measure in one store: what the platform reports, and of the days without such a report what the chats say, without those that a filter takes out. null: nothing says anything. */
function sumOf(sheet: MonthSheet, store: string, part: RawRow["part"], measure: string): bigint | null {
  const reported = sheet.rows.filter((row) => row.store === store && row.part === part && row.from.startsWith(sheet.month));
  const said = reported.map((row) => timesOrPlain(row.values, measure));
  const filters = sheet.stores[store]?.rules.filters ?? [];
  for (const chats of sheet.chats) {
    if (chats.store !== store || chats.part !== part || !chats.day.startsWith(sheet.month)) continue;
    if (reported.some((row) => isIn(chats.day, row))) continue;
    for (const [mask, values] of Object.entries(chats.masks)) {
      const isOut = filters.some((filter, bit) => filter.on && (Number(mask) >> bit) % 2 === 1);
      if (!isOut) said.push(values[measure]);
    }
  }
  const known = said.filter((value) => value !== undefined);
  return known.length === 0 ? null : known.reduce<bigint>((all, value) => all + BigInt(value), 0n);
}

/** A row holds a mean time; its sum is time × effective receptions, its weight the effective receptions of rows that have a time. */
function timesOrPlain(values: Measures, measure: string): bigint | number | undefined {
  const { firstResponseMs, effective } = values;
  const hasTime = firstResponseMs !== undefined && effective !== undefined;
  if (measure === "firstResponseWeighted") return hasTime ? BigInt(firstResponseMs) * BigInt(effective) : undefined;
  if (measure === "firstResponseWeight") return hasTime ? effective : undefined;
  return values[measure];
}

type Sum = (part: RawRow["part"], measure: string) => bigint | null;

/** Upper and lower part of each metric's one division; null: one of them is not known, or there is nothing to divide by. */
function formula(slug: string, store: StoreSheet, sum: Sum): readonly [Fraction, Fraction] | null {
  const of = (upper: bigint | null, lower: bigint | null, [by, under]: readonly [Fraction, Fraction] = [whole(1), whole(1)]) =>
    upper === null || lower === null || lower === 0n ? null : ([times(whole(upper), by), times(whole(lower), under)] as const);
  switch (slug) {
    case "conversion": {
      const paid = sum("conversion", "paid");
      const left = paid === null ? null : paid - (sum("conversion", "refunded") ?? 0n);
      return of(left !== null && left < 0n ? 0n : left, sum("conversion", "inquiries"), [whole(100), whole(1)]);
    }
    case "price-per-customer": {
      const sold = sum("sales", store.counts === "items" ? "units" : "salesFen");
      return store.target === null ? null : of(sold, sum("sales", "buyers"), [whole(1), written(store.target)]);
    }
    case "first-response":
      return of(sum("reception", "firstResponseWeighted"), sum("reception", "firstResponseWeight"), [whole(1), whole(1000)]);
    case "rating": {
      const stars = [1n, 2n, 3n, 4n, 5n].map((star) => [star, sum("rating", `stars${star}`) ?? 0n] as const);
      return of(
        stars.reduce((all, [star, n]) => all + star * n, 0n),
        stars.reduce((all, [, n]) => all + n, 0n),
      );
    }
    case "push-task":
      return store.task === null ? null : of(sum("push", "pushUnits") ?? 0n, BigInt(store.task));
    case "rating-invitations":
      return of(sum("rating", "invited"), sum("rating", "received"), [whole(100), whole(1)]);
    default:
      return null;
  }
}

/** Weights of metrics that cannot be worked out are spread over the others: Σ weight × share ÷ Σ weight, one division. */
function storeAgain(sheet: MonthSheet, name: string) {
  const store = sheet.stores[name];
  if (!store) throw new RangeError(`nothing is known of store ${name}`);
  const sum: Sum = (part, measure) => sumOf(sheet, name, part, measure);
  const inquiries = sum("conversion", "inquiries") ?? 0n;
  const cells = store.rules.metrics.map(({ slug, points, band }) => {
    const parts = formula(slug, store, sum);
    const value = parts && divided(...parts);
    return { slug, weight: written(points), value, share: value && shareAlong(band, value) };
  });
  const found = cells.flatMap(({ weight, share }) => (share ? [{ weight, earned: times(weight, share) }] : []));
  const weights = total(found.map(({ weight }) => weight));
  const score = found.length > 0 ? divided(total(found.map(({ earned }) => earned)), weights) : null;
  const metrics = cells.map(({ slug, weight, value, share }) => ({
    slug,
    value: value && print(value),
    share: share && print(share),
    points: share && print(divided(times(weight, share), weights)),
  }));
  return { store: name, inquiries, score, isLeftOut: score === null || inquiries < BigInt(store.rules.min_inquiries), metrics };
}

function daysOf(month: string): string[] {
  const days = Array.from({ length: 31 }, (_, i) => `${month}-${String(i + 1).padStart(2, "0")}`);
  const [year, number] = month.split("-").map(Number);
  return days.slice(0, new Date(Date.UTC(year ?? 0, number ?? 0, 0)).getUTCDate());
}

/** Each active day counts with the shares that hold on it. */
function sharesOf({ month, active, served }: MonthSheet): Map<string, number> {
  const shares = new Map<string, number>();
  for (const day of daysOf(month).filter((one) => active.some((stretch) => isOn(one, stretch))))
    for (const { store, share } of served.find((stretch) => isOn(day, stretch))?.shares ?? [])
      shares.set(store, (shares.get(store) ?? 0) + share);
  return shares;
}

/** Works out an agent's month from its raw rows: each metric, each store, the month, what is shown and the money. */
export function monthAgain(sheet: MonthSheet): MonthAgain {
  const workingDays = sheet.workingDays.filter((day) => day.startsWith(sheet.month));
  const activeDays = workingDays.filter((day) => sheet.active.some((stretch) => isOn(day, stretch)));
  const days = { activeDays: activeDays.length, workingDays: workingDays.length };
  const stores = [...sharesOf(sheet)].map(([name, share]) => ({ ...storeAgain(sheet, name), share: whole(share) }));
  const left = stores.flatMap(({ score, isLeftOut, share }) => (score && !isLeftOut ? [{ score, share }] : []));
  const printed = stores.map(({ share: _, inquiries, score, ...store }) => ({
    ...store,
    inquiries: String(inquiries),
    score: score && print(score),
  }));
  if (left.length === 0) return { stores: printed, score: null, shown: null, base: null, bonusFen: null, ...days };
  const score = divided(total(left.map((each) => times(each.score, each.share))), total(left.map((each) => each.share)));
  const base = sheet.bonus.toSorted((a, b) => b.from - a.from).find(({ from }) => !isBelow(score, written(from)))?.base_yuan ?? null;
  const full = times(times(whole(base ?? 0), score), whole(days.activeDays));
  const yuan = days.workingDays === 0 ? whole(0) : over(full, whole(100 * days.workingDays));
  return { stores: printed, score: print(score), shown: printDown(score), base, bonusFen: String(halfUp(yuan, 100n)), ...days };
}
