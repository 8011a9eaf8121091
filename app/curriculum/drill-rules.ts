import { shuffled } from "~/platform/seed";
import { type Bigrams, bigramsOf, similarity } from "~/wording/similarity";
import type { LocalText } from "~/platform/locale";
import type { Product } from "./catalogue-rules";
import { type Neighbours } from "./neighbours";
import type { Question } from "./content-rules-items";

/** Questions made from products. Pure: the same catalogue makes the same questions. */

export const templates = ["price", "material", "craft", "difference", "fits", "shelf"] as const;
export type Template = (typeof templates)[number];

/** A question as a template makes it, before it has a slug, a lesson and a digest. */
export type Drill = {
  template: Template;
  stem: LocalText;
  explanation: LocalText;
  options: { text: LocalText; correct: boolean }[];
  /** Other products that it speaks of. */
  others: string[];
};

const WRONG = 3;
/** Below this similarity two descriptions of customers mean different people. */
const SAME_CUSTOMER = 0.25;

const both = (zh: string, en: string): LocalText => ({ "zh-CN": zh, en });
const named = (p: Product): LocalText => both(`${p.name["zh-CN"]}（${p.code}）`, `${p.name.en} (${p.code})`);
const yuan = (price: number) => `¥${price}`;
const bare = (text: string) =>
  text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[\s\p{P}\p{S}]+/gu, "");

type Compared = { bare: string; bigrams: Bigrams }[];
/** Every text is compared with many. */
const compared = new WeakMap<LocalText, Compared>();
function comparedOf(text: LocalText): Compared {
  const known = compared.get(text);
  if (known) return known;
  const made = [text["zh-CN"], text.en].map((one) => ({ bare: bare(one), bigrams: bigramsOf(one) }));
  compared.set(text, made);
  return made;
}

/** Whether two texts could both be said of the same thing: equal, or the one within the other, in either language. */
export function couldBothBeRight(a: LocalText, b: LocalText): boolean {
  const theirs = comparedOf(b);
  return comparedOf(a).some((one, i) => {
    const other = theirs[i]?.bare ?? "";
    return one.bare.includes(other) || other.includes(one.bare);
  });
}

/** The first few of `found` that are wrong beside `right` and differ from each other. */
function wrongOnes(right: LocalText, found: Iterable<LocalText | undefined>, most = WRONG): LocalText[] {
  const wrong: LocalText[] = [];
  for (const text of found) {
    if (wrong.length >= most) break;
    if (text && ![right, ...wrong].some((other) => couldBothBeRight(text, other))) wrong.push(text);
  }
  return wrong;
}

function* each<T, U>(list: Iterable<T>, of: (one: T) => U): Generator<U> {
  for (const one of list) yield of(one);
}

const choice = (right: LocalText, wrong: readonly LocalText[]) => [
  { text: right, correct: true },
  ...wrong.map((text) => ({ text, correct: false })),
];

/** Prices of neighbours, the nearest first; where they do not suffice, steps of a tenth up and down that end as the price does. */
function* otherPrices(product: Product, near: Neighbours): Generator<number> {
  yield* each(near.of(product), (p) => p.price_yuan);
  const step = Math.max(1, Math.round(product.price_yuan / 100) * 10 || 1);
  for (const times of [1, -1, 2, -2, 3]) {
    const price = Math.round((product.price_yuan + times * step) * 100) / 100;
    if (price > 0) yield price;
  }
}

function priceDrill(product: Product, near: Neighbours): Drill {
  const prices: number[] = [];
  for (const price of otherPrices(product, near)) {
    if (prices.length >= WRONG) break;
    if (price !== product.price_yuan && !prices.includes(price)) prices.push(price);
  }
  const name = named(product);
  const price = yuan(product.price_yuan);
  const why = product.reason ? both(` ${product.reason["zh-CN"]}`, ` ${product.reason.en}`) : both("", "");
  return {
    template: "price",
    stem: both(`${name["zh-CN"]}卖多少钱？`, `What does ${name.en} cost?`),
    explanation: both(`${name["zh-CN"]}的标价是 ${price}。${why["zh-CN"]}`.trim(), `${name.en} is priced at ${price}.${why.en}`),
    options: choice(
      both(price, price),
      prices.map((p) => both(yuan(p), yuan(p))),
    ),
    others: [],
  };
}

const asked = {
  material: {
    stem: (name: LocalText) => both(`${name["zh-CN"]}是什么材质？`, `What is ${name.en} made of?`),
    why: (name: LocalText, right: LocalText) => both(`${name["zh-CN"]}的材质：${right["zh-CN"]}`, `${name.en} is made of: ${right.en}`),
  },
  craft: {
    stem: (name: LocalText) => both(`下面哪一条是${name["zh-CN"]}的工艺？`, `Which of these describes how ${name.en} is made?`),
    why: (name: LocalText, right: LocalText) => both(`${name["zh-CN"]}的工艺：${right["zh-CN"]}`, `How ${name.en} is made: ${right.en}`),
  },
  shelf: {
    stem: (name: LocalText) => both(`${name["zh-CN"]}放在哪个库位？`, `On which shelf does ${name.en} lie?`),
    why: (name: LocalText, right: LocalText) => both(`${name["zh-CN"]}在 ${right["zh-CN"]}。`, `${name.en} lies at ${right.en}.`),
  },
};

function fieldDrill(template: keyof typeof asked, product: Product, near: Neighbours): Drill | null {
  const said = (p: Product) => (template === "shelf" ? p.shelf && both(p.shelf, p.shelf) : p[template]) || undefined;
  const right = said(product);
  const wrong = right ? wrongOnes(right, each(near.of(product), said)) : [];
  if (!right || wrong.length < 2) return null;
  const name = named(product);
  const { stem, why } = asked[template];
  return { template, stem: stem(name), explanation: why(name, right), options: choice(right, wrong), others: [] };
}

/** Two prices this near to each other belong to look-alikes. */
const ALIKE_PRICE = 0.4;
const priceText = (p: Product) => both(yuan(p.price_yuan), yuan(p.price_yuan));

/** What sets two products apart, as each has it; null where nothing does without doubt. */
function apart(a: Product, b: Product): { word: LocalText; of: LocalText; other: LocalText } | null {
  const facts = [
    { word: both("材质", "material"), of: a.material, other: b.material },
    { word: both("尺寸", "size"), of: a.size, other: b.size },
    { word: both("工艺", "craft"), of: a.craft, other: b.craft },
  ];
  for (const { word, of, other } of facts) if (of && other && !couldBothBeRight(of, other)) return { word, of, other };
  return a.price_yuan === b.price_yuan ? null : { word: both("价格", "price"), of: priceText(a), other: priceText(b) };
}

/** The product that is most easily taken for this one: of its family, near in price, another in something that can be said. */
function lookAlike(product: Product, near: Neighbours): Product | null {
  for (const other of near.ofFamily(product)) {
    if (Math.abs(other.price_yuan - product.price_yuan) > ALIKE_PRICE * product.price_yuan) return null;
    if (apart(product, other)) return other;
  }
  return null;
}

function differenceDrill(product: Product, near: Neighbours): Drill | null {
  const other = lookAlike(product, near);
  const fact = other && apart(product, other);
  if (!other || !fact) return null;
  const [a, b] = [named(product), named(other)];
  const say = (first: LocalText, second: LocalText) =>
    both(`${a["zh-CN"]}：${first["zh-CN"]}；${b["zh-CN"]}：${second["zh-CN"]}`, `${a.en}: ${first.en}; ${b.en}: ${second.en}`);
  const right = say(fact.of, fact.other);
  return {
    template: "difference",
    stem: both(
      `客户拿${a["zh-CN"]}和${b["zh-CN"]}比较${fact.word["zh-CN"]}，哪一句说对了？`,
      `A customer compares the ${fact.word.en} of ${a.en} and ${b.en}. Which line is right?`,
    ),
    explanation: right,
    options: choice(right, [say(fact.other, fact.of), say(fact.of, fact.of), say(fact.other, fact.other)]),
    others: [other.slug],
  };
}

function fitsDrill(product: Product, near: Neighbours): Drill | null {
  const { fits } = product;
  if (!fits) return null;
  const wrong: Product[] = [];
  for (const other of near.of(product)) {
    if (wrong.length >= WRONG) break;
    if (!other.fits || [product, ...wrong].some((p) => couldBothBeRight(named(p), named(other)))) continue;
    if (couldBothBeRight(fits, other.fits) || likeness(fits, other.fits) >= SAME_CUSTOMER) continue;
    wrong.push(other);
  }
  if (wrong.length < 2) return null;
  const name = named(product);
  return {
    template: "fits",
    stem: both(`客户是这样的：${fits["zh-CN"]}\n先推荐哪一款？`, `The customer: ${fits.en}\nWhich one do you recommend first?`),
    explanation: both(`${name["zh-CN"]}适合：${fits["zh-CN"]}`, `${name.en} suits: ${fits.en}`),
    options: choice(name, wrong.map(named)),
    others: wrong.map((p) => p.slug),
  };
}

function likeness(a: LocalText, b: LocalText): number {
  const theirs = comparedOf(b);
  return Math.max(...comparedOf(a).map((one, i) => similarity(one.bigrams, theirs[i]?.bigrams ?? one.bigrams)));
}

/** The question that a template makes of a product among its neighbours; null where the catalogue does not suffice for a fair one. */
export function drillOf(template: Template, product: Product, near: Neighbours): Drill | null {
  if (template === "price") return priceDrill(product, near);
  if (template === "difference") return differenceDrill(product, near);
  return template === "fits" ? fitsDrill(product, near) : fieldDrill(template, product, near);
}

/**
 * All of the catalogue that a drill rests on, as one text: when it changes, the drill is renewed. Distractors that only lend a price, a material or a
 * place are not among it: whatever becomes of them, they stay wrong.
 */
export function basisOf(template: Template, product: Product, others: readonly Product[]): string {
  const fields = (p: Product): unknown => {
    const { code, name } = p;
    if (template === "price") return [code, name, p.price_yuan, p.reason];
    if (template === "fits") return [code, name, p.fits];
    if (template === "difference") return [code, name, p.family, p.price_yuan, p.material, p.size, p.craft];
    return [code, name, p[template]];
  };
  return JSON.stringify([template, fields(product), ...others.map((p) => [p.slug, fields(p)])]);
}

const LETTERS = ["a", "b", "c", "d"] as const;

/** A drill as a question: its options in an order that the product decides. */
export function questionOf(
  drill: Drill,
  product: Product,
  place: { slug: string; topic: string; lesson: string; basis: string },
  others: readonly Product[],
): Question {
  const untranslated = [product, ...others].some((p) => p.untranslated) || drill.options.some(({ text }) => isSame(text));
  return {
    slug: place.slug,
    topic: place.topic,
    lesson: place.lesson,
    difficulty: drill.template === "difference" || drill.template === "fits" ? 3 : 2,
    critical: false,
    required: false,
    target_seconds: drill.template === "price" || drill.template === "shelf" ? 15 : 30,
    quality: "professionalism",
    type: "single_choice",
    stem: drill.stem,
    explanation: drill.explanation,
    options: shuffled(drill.options, `${product.slug} ${drill.template}`).map((option, i) => ({ id: LETTERS[i] ?? "h", ...option })),
    made_from: {
      product: product.slug,
      template: drill.template,
      others: drill.others,
      basis: place.basis,
      ...(untranslated ? { untranslated: true as const } : {}),
    },
  };
}

function isSame(text: LocalText): boolean {
  return text["zh-CN"] === text.en && /\p{Script=Han}/u.test(text.en);
}
