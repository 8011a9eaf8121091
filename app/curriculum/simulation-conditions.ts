import type { Condition } from "./pack-simulation";

/** What a condition is made of: each is so or is not. */
export type Atom =
  | { is: "said" | "said_now"; point: string }
  | { is: "before"; point: string; other: string }
  | { is: "slower_than" | "replies_at_least"; n: number }
  | { is: "prohibited"; groups: readonly string[] | null }
  | { is: "price_without_value" | "asked_order" };

const many = (is: "said" | "said_now", points: readonly string[]): Atom[] => points.map((point) => ({ is, point }));

/** The atoms of a condition that all have to be so; empty for one that is made of others. */
function atomsOf(condition: Condition): Atom[] {
  const { said, said_now, before, prohibited, slower_than_s, replies_at_least } = condition;
  if (said) return many("said", said);
  if (said_now) return many("said_now", said_now);
  if (before) return [{ is: "before", point: before[0], other: before[1] }];
  if (prohibited) return [{ is: "prohibited", groups: prohibited === true ? null : prohibited }];
  if (slower_than_s !== undefined) return [{ is: "slower_than", n: slower_than_s }];
  if (replies_at_least !== undefined) return [{ is: "replies_at_least", n: replies_at_least }];
  return (["price_without_value", "asked_order"] as const).filter((is) => condition[is]).map((is) => ({ is }));
}

/** Whether a condition holds where `isSo` tells of each atom whether it is so. */
export function evaluate(condition: Condition, isSo: (atom: Atom) => boolean): boolean {
  if (condition.not) return !evaluate(condition.not, isSo);
  if (condition.all) return condition.all.every((part) => evaluate(part, isSo));
  if (condition.any) return condition.any.some((part) => evaluate(part, isSo));
  return atomsOf(condition).every(isSo);
}

/** Every atom of a condition, with the place where it stands in it: "all.0.said". */
export function* atomsIn(condition: Condition, path = ""): Generator<{ atom: Atom; path: string }> {
  const at = (key: string) => (path === "" ? key : `${path}.${key}`);
  if (condition.not) yield* atomsIn(condition.not, at("not"));
  for (const key of ["all", "any"] as const)
    for (const [index, part] of (condition[key] ?? []).entries()) yield* atomsIn(part, at(`${key}.${index}`));
  for (const atom of atomsOf(condition)) yield { atom, path: at(atom.is === "slower_than" ? "slower_than_s" : atom.is) };
}

/** Whether an atom speaks of a point. */
export const namesPoint = (atom: Atom, point: string): boolean =>
  ("point" in atom && atom.point === point) || ("other" in atom && atom.other === point);

/** What is so at the end of an agent's turn. `said`: when each point was first said, in an order that grows. */
export type TurnFacts = {
  said: ReadonlyMap<string, number>;
  saidNow: ReadonlySet<string>;
  /** The groups of what was sent and must not be. */
  prohibited: ReadonlySet<string>;
  waitedS: number;
  priceWithoutValue: boolean;
  askedOrder: boolean;
  replies: number;
};

function isSo(atom: Atom, facts: TurnFacts): boolean {
  switch (atom.is) {
    case "said":
      return facts.said.has(atom.point);
    case "said_now":
      return facts.saidNow.has(atom.point);
    case "before":
      return (facts.said.get(atom.point) ?? Infinity) < (facts.said.get(atom.other) ?? Infinity);
    case "slower_than":
      return facts.waitedS > atom.n;
    case "replies_at_least":
      return facts.replies >= atom.n;
    case "prohibited":
      return atom.groups === null ? facts.prohibited.size > 0 : atom.groups.some((group) => facts.prohibited.has(group));
    case "price_without_value":
      return facts.priceWithoutValue;
    case "asked_order":
      return facts.askedOrder;
  }
}

/** Whether a condition holds at the end of a turn. */
export function holds(condition: Condition, facts: TurnFacts): boolean {
  return evaluate(condition, (atom) => isSo(atom, facts));
}
