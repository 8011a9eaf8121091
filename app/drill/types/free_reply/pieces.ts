import type { ReplyFinding } from "./reply";

/** A stretch of a reply and the findings that lie on it, by their place in the list; `ends`: those that end with it. */
export type ReplyPiece = { text: string; on: number[]; ends: number[] };

/** A reply cut where findings begin and end. */
export function replyPieces(text: string, findings: readonly Pick<ReplyFinding, "from" | "to">[]): ReplyPiece[] {
  const cuts = [...new Set([0, text.length, ...findings.flatMap(({ from, to }) => [from, to])])].sort((a, b) => a - b);
  return cuts.slice(1).map((to, at) => {
    const from = cuts[at] ?? 0;
    const on = findings.flatMap((finding, index) => (finding.from <= from && to <= finding.to ? [index] : []));
    return { text: text.slice(from, to), on, ends: on.filter((index) => findings[index]?.to === to) };
  });
}
