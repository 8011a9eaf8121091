import type { ReadReply } from "~/curriculum/simulation-reply";

/** A piece of a reply, and what was found in it. */
export type MarkedPiece = { text: string; mark: "point" | "warn" | "block" | null };

const gravest = ["block", "warn", "point"] as const;

/** A reply cut where something was found begins or ends; where several lie on the same words, the gravest. */
export function markedPieces(text: string, { points, terms }: Pick<ReadReply, "points" | "terms">): MarkedPiece[] {
  const found = [
    ...points.map(({ from, to }) => ({ from, to, mark: "point" as const })),
    ...terms.map(({ from, to, severity }) => ({ from, to, mark: severity })),
  ].filter(({ from, to }) => from < to && to <= text.length);
  const cuts = [...new Set([0, text.length, ...found.flatMap(({ from, to }) => [from, to])])].sort((a, b) => a - b);
  return cuts.slice(1).map((to, index) => {
    const from = cuts[index] ?? 0;
    const here = found.filter((one) => one.from <= from && one.to >= to).map(({ mark }) => mark);
    return { text: text.slice(from, to), mark: gravest.find((mark) => here.includes(mark)) ?? null };
  });
}
