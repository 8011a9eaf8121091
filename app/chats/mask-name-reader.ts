import { type NameCandidate, nameCandidates } from "./mask-name-cues";
import { nameLeaning, type NameWeights, nameWeightsOf } from "./mask-name-weights";
import learned from "./mask-name-weights.json" with { type: "json" };
import type { MaskKind, MaskSpan, Reading } from "./mask-text";

/**
 * Chinese names in talk, by what was learned from labelled lines (test/labelled/masker): every stretch that is made like a name is weighed by its cues. Where the rules see a name and
 * nothing that was learned agrees, it is none. Pure.
 */

/** So far must cues lean to a name that the rules do not see, and so far against one that they see. */
const NAMED = -1.1;
const DENIED = -3;

const MARKS: Readonly<Partial<Record<MaskKind, string>>> = { phone: "①", address: "②", nick: "④" };
const [OTHER, GOODS] = ["③", "⑤"];

let known: NameWeights | null = null;
const weightsOfProduct = () => (known ??= nameWeightsOf(learned));

/** The text with a sign of its kind wherever something else stands. */
export function marked(text: string, beside: readonly MaskSpan[], goods: readonly { from: number; to: number }[]): string {
  let made = text;
  const put = (from: number, to: number, mark: string) => {
    made = `${made.slice(0, from)}${mark.repeat(to - from)}${made.slice(to)}`;
  };
  for (const { from, to } of goods) put(from, to, GOODS);
  for (const { from, to, kind } of beside) put(from, to, MARKS[kind] ?? OTHER);
  return made;
}

export type ReadNames = {
  /** Names that are read; the likeliest of those that overlap. */ names: MaskSpan[];
  /** Whether what is written from one place to another is surely none. */ isNone: (from: number, to: number) => boolean;
};

/** What is a name in a line, by the weights given, else by those of the product. */
export function readNames(
  { text }: Reading,
  beside: readonly MaskSpan[],
  goods: readonly { from: number; to: number }[],
  weights?: NameWeights,
): ReadNames {
  if (!/[\u4e00-\u9fff]{2}/u.test(text)) return { names: [], isNone: () => false };
  const use = weights ?? weightsOfProduct();
  const read = nameCandidates(marked(text, beside, goods)).map((candidate: NameCandidate) => ({
    ...candidate,
    leans: nameLeaning(candidate.places, use),
  }));
  const names: MaskSpan[] = [];
  for (const { from, to } of read.filter(({ leans }) => leans > NAMED).sort((a, b) => b.leans - a.leans))
    if (!names.some((name) => name.from < to && from < name.to)) names.push({ from, to, kind: "name" });
  return { names, isNone: (from, to) => read.some((one) => one.from === from && one.to === to && one.leans < DENIED) };
}
