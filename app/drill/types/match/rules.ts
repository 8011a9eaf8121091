import { pick } from "~/platform/locale";
import { shuffled } from "~/platform/seed";
import { fieldsOf } from "../form-fields";
import { opaqueIds } from "../opaque";
import { isRecord, type QuestionOf, type QuestionRules } from "../question";

type Pairs = QuestionOf<"match">;
type Side = { id: string; text: string };
export type Match = {
  view: { type: "match"; stem: string; left: Side[]; right: Side[] };
  /** One right side for each left one that was answered, by the left ids. */
  answer: { pairs: { left: string; right: string }[] };
  /** What belongs to each left side, and whether it was so answered. `extra`: right sides that belong to nothing. */
  key: { pairs: { left: string; right: string; correct: boolean }[]; extra: string[] };
};

/** Both sides with ids that do not tell what belongs together. The n-th right side is the n-th pair's; after those come the extra ones. */
function sidesOf(question: Pairs) {
  const left = question.pairs.map((p) => p.left);
  const right = [...question.pairs.map((p) => p.right), ...question.extra];
  return { left, right, leftIds: opaqueIds(left), rightIds: opaqueIds(right) };
}

/** Right sides of the same wording are as good as one another. */
function belongs(sides: ReturnType<typeof sidesOf>, left: string, right: string): boolean {
  const wanted = sides.right[sides.leftIds.indexOf(left)];
  return wanted !== undefined && sides.right[sides.rightIds.indexOf(right)]?.["zh-CN"] === wanted["zh-CN"];
}

/** Left and right sides that belong together; a point for each left side with its right one. A wrong one costs no more than its point. */
export const match: QuestionRules<Pairs, Match> = {
  view(question, locale, seed) {
    const { left, right, leftIds, rightIds } = sidesOf(question);
    const sides = (texts: typeof left, ids: string[]) => texts.map((text, at) => ({ id: ids[at] ?? "", text: pick(text, locale) }));
    return {
      type: "match",
      stem: pick(question.stem, locale),
      left: shuffled(sides(left, leftIds), `${seed} left`),
      right: shuffled(sides(right, rightIds), `${seed} right`),
    };
  },
  parse(question, raw) {
    if (!isRecord(raw) || !Array.isArray(raw.pairs) || raw.pairs.length === 0 || raw.pairs.length > question.pairs.length) return null;
    const { leftIds, rightIds } = sidesOf(question);
    const pairs = (raw.pairs as unknown[]).flatMap((pair) => {
      if (!isRecord(pair)) return [];
      const left = leftIds.find((id) => id === pair.left);
      const right = rightIds.find((id) => id === pair.right);
      return left && right ? { left, right } : [];
    });
    // Each left side once; the same right side twice is but a mistake, of which a plain form keeps nobody.
    if (pairs.length !== raw.pairs.length || new Set(pairs.map((p) => p.left)).size !== pairs.length) return null;
    return { pairs: pairs.sort((a, b) => Number(a.left) - Number(b.left)) };
  },
  /** Fields say "left=right". */
  fromForm(values) {
    const pairs = fieldsOf(values).map(([left, right]) => ({ left, right }));
    return pairs.length > 0 ? { pairs } : null;
  },
  grade(question, answer) {
    const sides = sidesOf(question);
    const of = question.pairs.length;
    const points = answer.pairs.filter(({ left, right }) => belongs(sides, left, right)).length;
    return { points, of, correct: points === of };
  },
  key(question, _locale, answer) {
    const sides = sidesOf(question);
    const given = new Map(answer?.pairs.map((p) => [p.left, p.right]));
    const pairs = question.pairs.map((_, at) => {
      const left = sides.leftIds[at] ?? "";
      const yours = given.get(left);
      const correct = yours !== undefined && belongs(sides, left, yours);
      // Of two that say the same, the one that was chosen.
      return { left, right: correct ? yours : (sides.rightIds[at] ?? ""), correct };
    });
    return { pairs, extra: sides.rightIds.slice(question.pairs.length) };
  },
};
