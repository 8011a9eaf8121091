import type { ReadReply } from "~/curriculum/simulation-reply";

/** A piece of a reply, and what was found in it. */
export type MarkedPiece = { text: string; mark: "point" | "warn" | "fault" | "block" | null };

const gravest = ["block", "fault", "warn", "point"] as const;

/** A reply cut where something was found begins or ends; where several lie on the same words, the gravest. `faults`: the points that should not be said. */
export function markedPieces(
  text: string,
  { points, terms }: Pick<ReadReply, "points" | "terms">,
  faults: ReadonlySet<string>,
): MarkedPiece[] {
  const found = [
    ...points.map(({ slug, from, to }) => ({ from, to, mark: faults.has(slug) ? ("fault" as const) : ("point" as const) })),
    ...terms.map(({ from, to, severity }) => ({ from, to, mark: severity })),
  ].filter(({ from, to }) => from < to && to <= text.length);
  const cuts = [...new Set([0, text.length, ...found.flatMap(({ from, to }) => [from, to])])].sort((a, b) => a - b);
  return cuts.slice(1).map((to, index) => {
    const from = cuts[index] ?? 0;
    const here = found.filter((one) => one.from <= from && one.to >= to).map(({ mark }) => mark);
    return { text: text.slice(from, to), mark: gravest.find((mark) => here.includes(mark)) ?? null };
  });
}
