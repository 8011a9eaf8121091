/**
 * A stretch of a line in the review. `found`, `overlooked`: words of a violation; `stray`: marked, though there was nothing;
 * `beside`: marked together with a violation that was found; `plain`: neither.
 */
export type Piece = { text: string; kind: "plain" | "found" | "overlooked" | "stray" | "beside" };

type Stretch = { from: number; to: number };

/** A line cut where violations and marks begin and end. */
export function piecesOf(
  text: string,
  places: readonly (Stretch & { found: boolean })[],
  marks: readonly (Stretch & { stray: boolean })[],
): Piece[] {
  const cuts = [...new Set([0, text.length, ...[...places, ...marks].flatMap(({ from, to }) => [from, to])])].sort((a, b) => a - b);
  const pieces: Piece[] = [];
  cuts.slice(1).forEach((to, at) => {
    const from = cuts[at] ?? 0;
    const holds = (stretch: Stretch) => stretch.from <= from && to <= stretch.to;
    const place = places.find(holds);
    const mark = marks.find(holds);
    const kind = place ? (place.found ? "found" : "overlooked") : mark ? (mark.stray ? "stray" : "beside") : "plain";
    const last = pieces.at(-1);
    if (last?.kind === kind) last.text += text.slice(from, to);
    else pieces.push({ text: text.slice(from, to), kind });
  });
  return pieces;
}
