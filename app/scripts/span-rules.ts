/** Where a stretch that somebody commented on stands in a text that was changed since. Pure. */

export type Span = { from: number; to: number };
type Quoted = Span & { quote: string };

/** The place of the quote: where it stood, else the place nearest to it; null: the words are gone. */
export function findAgain(text: string, { from, to, quote }: Quoted): Span | null {
  if (quote === "") return null;
  if (text.slice(from, to) === quote) return { from, to };
  let nearest: number | null = null;
  for (let at = text.indexOf(quote); at >= 0; at = text.indexOf(quote, at + 1)) {
    if (nearest !== null && Math.abs(at - from) > Math.abs(nearest - from)) break;
    nearest = at;
  }
  return nearest === null ? null : { from: nearest, to: nearest + quote.length };
}

/**
 * The stretch of a text that somebody marked, without white space at its ends; null: nothing, or not of this text. Where the words that came along are others
 * than those at the place, the words count.
 */
export function spanOf(text: string, marked: { from: number | null; to: number | null; quote: string }): Quoted | null {
  const { from, to, quote } = marked;
  const words = quote.trim();
  const placed = from !== null && to !== null && 0 <= from && from < to && to <= text.length ? trimmed(text, from, to) : null;
  if (placed && (words === "" || words === placed.quote)) return placed;
  const at = words === "" ? -1 : text.indexOf(words);
  return at < 0 ? null : { from: at, to: at + words.length, quote: words };
}

function trimmed(text: string, from: number, to: number): Quoted | null {
  const piece = text.slice(from, to);
  const start = from + piece.length - piece.trimStart().length;
  const quote = piece.trim();
  return quote === "" ? null : { from: start, to: start + quote.length, quote };
}

/** A text cut where stretches begin and end, each piece with the stretches that cover it. */
export function cutAt<T extends Span>(text: string, spans: readonly T[]): { text: string; from: number; of: T[] }[] {
  const edges = [...new Set([0, text.length, ...spans.flatMap(({ from, to }) => [from, to])])]
    .filter((at) => at >= 0 && at <= text.length)
    .sort((a, b) => a - b);
  return edges.slice(0, -1).map((from, i) => {
    const to = edges[i + 1] ?? text.length;
    return { text: text.slice(from, to), from, of: spans.filter((span) => span.from <= from && to <= span.to) };
  });
}
