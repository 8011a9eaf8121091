import { canBeFound } from "~/wording/terms";
import type { Condition, Customer, ReplyPoint, SimulationNode } from "./pack-simulation";
import { type Atom, atomsIn, evaluate } from "./simulation-conditions";

/** From so many atoms on nobody reads the condition any more, and trying all of them takes long: it is let pass. */
const MOST_ATOMS = 14;

const keyOf = (atom: Atom): string => Object.values(atom).join(" ");

/** The atoms of the conditions with those that they follow from, each once. */
function atomsWithGround(conditions: readonly Condition[], points: readonly ReplyPoint[]): Atom[] {
  const found = new Map<string, Atom>();
  const add = (atom: Atom) => void found.set(keyOf(atom), atom);
  for (const { atom } of conditions.flatMap((condition) => [...atomsIn(condition)])) {
    add(atom);
    if (atom.is === "said_now" || atom.is === "before") add({ is: "said", point: atom.point });
    if (atom.is === "before") add({ is: "said", point: atom.other });
    if (atom.is === "prohibited") add({ is: "prohibited", groups: null });
    if (atom.is === "asked_order") for (const { slug, kind } of points) if (kind === "order") add({ is: "said", point: slug });
  }
  return [...found.values()];
}

/** The longest that a reply at this node can be waited for, in seconds: who comes from a silent node has waited already. */
function longestWait(node: SimulationNode, { nodes }: Customer): number {
  if (nodes.some(({ silence }) => silence === node.slug)) return Infinity;
  const said = node.lines.findIndex(({ scene }) => !scene);
  if (said < 0) return 0;
  const typing = node.lines.slice(said + 1).reduce((sum, { after_s }) => sum + after_s, 0);
  return typing + node.patience_s;
}

type Groups = readonly string[] | null;
/** Whether some groups lie within others; null: all that there are. */
const isWithin = (groups: Groups, others: Groups) => others === null || (groups?.every((group) => others.includes(group)) ?? false);

/** Whether such facts can come together at the end of a turn. */
function canBe(isSo: (atom: Atom) => boolean | undefined, atoms: readonly Atom[], node: SimulationNode, customer: Customer): boolean {
  const kindOf = (slug: string) => customer.points.find((point) => point.slug === slug)?.kind;
  const unheard = (slug: string) => {
    const point = customer.points.find((one) => one.slug === slug);
    return !point || ![...point.any_of["zh-CN"], ...point.any_of.en].some(canBeFound);
  };
  const said = (point: string) => isSo({ is: "said", point });
  // The same measure with a smaller number holds whenever it holds with a larger one.
  const grows = (atom: Atom & { n: number }) =>
    atoms.every((other) => other.is !== atom.is || !("n" in other) || other.n > atom.n || isSo(other));
  return atoms.every((atom) => {
    const so = isSo(atom);
    switch (atom.is) {
      case "said":
        return !so || (!unheard(atom.point) && !(kindOf(atom.point) === "value" && isSo({ is: "price_without_value" })));
      case "said_now":
        return !so || said(atom.point) === true;
      case "before":
        if (so) return said(atom.point) === true && !isSo({ is: "before", point: atom.other, other: atom.point });
        return !(said(atom.point) && !said(atom.other));
      case "slower_than":
        return !so || (atom.n < longestWait(node, customer) && grows(atom));
      case "replies_at_least":
        return so ? grows(atom) : atom.n > 1;
      case "asked_order":
        return so === customer.points.some(({ slug, kind }) => kind === "order" && said(slug));
      case "prohibited":
        // What is of some groups is of more groups, and of any.
        return !so || atoms.every((other) => other.is !== "prohibited" || !isWithin(atom.groups, other.groups) || isSo(other));
      case "price_without_value":
        return true;
    }
  });
}

/** Whether a condition can never be met at a node, once none of the `earlier` ones is: tried with everything that can come together. */
export function neverHolds(condition: Condition, earlier: readonly Condition[], node: SimulationNode, customer: Customer): boolean {
  const atoms = atomsWithGround([condition, ...earlier], customer.points);
  if (atoms.length > MOST_ATOMS) return false;
  const places = new Map(atoms.map((atom, at) => [keyOf(atom), at]));
  for (let tried = 0; tried < 2 ** atoms.length; tried++) {
    const known = (atom: Atom) => {
      const at = places.get(keyOf(atom));
      return at === undefined ? undefined : (tried & (1 << at)) !== 0;
    };
    const isSo = (atom: Atom) => known(atom) === true;
    if (canBe(known, atoms, node, customer) && evaluate(condition, isSo) && !earlier.some((other) => evaluate(other, isSo))) return false;
  }
  return true;
}
