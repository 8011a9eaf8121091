import { fold, type Folded, gapBefore, gapKind } from "./fold";

/**
 * Longer words in which a listed one is harmless, with words between: 「挂…天花板」. 「…」 stands for a few letters of the same sentence.
 */

const GAP = /…|\.{3}/u;
/** So many letters may stand for 「…」. */
const LONGEST = 12;

/** Whether a harmless longer word leaves something open. */
export function hasGap(phrase: string): boolean {
  return GAP.test(phrase);
}

const SPECIAL = /[\\^$.*+?()[\]{}|]/g;
const patterns = new Map<string, RegExp | null>();
/** A shop has some hundred such phrases; what is kept of those that were changed does no harm until then. */
const MOST_KEPT = 5000;

/** The letters of the phrase with what may stand between them; null for one that cannot be looked for. */
function patternOf(phrase: string): RegExp | null {
  let pattern = patterns.get(phrase);
  if (pattern === undefined) {
    const parts = phrase.split(GAP).map((part) => fold(part).words.replace(SPECIAL, "\\$&"));
    pattern = parts.includes("") ? null : new RegExp(parts.join(`.{0,${LONGEST}}?`), "gu");
    if (patterns.size >= MOST_KEPT) patterns.clear();
    patterns.set(phrase, pattern);
  }
  return pattern;
}

/** Whether the stretch stands in one of the phrases, within a sentence. */
export function isHarmless(folded: Folded, phrases: readonly string[], { start, end }: { start: number; end: number }): boolean {
  return phrases.some((phrase) => {
    const pattern = patternOf(phrase);
    if (!pattern) return false;
    // From every place: a match that begins earlier may end too soon.
    for (const m of folded.words.matchAll(pattern))
      if (m.index <= start && end <= m.index + m[0].length) return isOneSentence(folded, m.index, m.index + m[0].length);
    return false;
  });
}

function isOneSentence(folded: Folded, start: number, end: number): boolean {
  for (let unit = start + 1; unit < end; unit++) if (gapKind(gapBefore(folded, unit)) === "sentence") return false;
  return true;
}

const asWritten = new Map<string, RegExp>();

/** A phrase as it may be written: "add a V-neck" for "add V-neck". */
function writingOf(phrase: string): RegExp {
  let written = asWritten.get(phrase);
  if (!written) {
    const words = phrase.split(" ").map((word) => word.replace(SPECIAL, "\\$&"));
    written = new RegExp(words.join(String.raw`\s+(?:(?:an?|the|your|my|our)\s+)?`), "giu");
    if (asWritten.size >= MOST_KEPT) asWritten.clear();
    asWritten.set(phrase, written);
  }
  return written;
}

/** Whether a stretch of a text stands in one of the phrases, in a text that is as it is read: word by word, but for case and articles. */
export function standsInHarmless(text: string, phrases: readonly string[], { from, to }: { from: number; to: number }): boolean {
  return phrases.some((phrase) =>
    [...text.matchAll(writingOf(phrase))].some(({ index, 0: found }) => index <= from && to <= index + found.length),
  );
}
