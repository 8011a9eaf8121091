import { isDenied, isDeniedAfter } from "./denial";
import { fold, type Folded } from "./fold";
import { type Pattern, patternOf, sourceSpan, standsAt } from "./pattern";
import { isAccident } from "./segments";

/** Something that a reply says in one of several wordings. */
export type KeyPoint = { any_of: { "zh-CN": readonly string[]; en: readonly string[] } };

/** Where a key point was found. `negated`: the words are there, but the reply denies them (「不能保证」 for 「保证」). */
export type KeyPointFound = { wording: string; from: number; to: number; found: string; negated: boolean };

const patterns = new Map<string, Pattern | null>();

/** Wordings come from questions, a few thousand at most; the oldest go first. */
function knownPattern(wording: string): Pattern | null {
  const known = patterns.get(wording);
  if (known !== undefined) return known;
  const made = patternOf(wording);
  if (patterns.size >= 5000) for (const oldest of patterns.keys()) if (patterns.size >= 5000) patterns.delete(oldest);
  patterns.set(wording, made);
  return made;
}

function occurrences(folded: Folded, wording: string): KeyPointFound[] {
  const pattern = knownPattern(wording);
  const found: KeyPointFound[] = [];
  if (!pattern) return found;
  for (let start = folded.words.indexOf(pattern.words); start >= 0; start = folded.words.indexOf(pattern.words, start + 1)) {
    const end = start + pattern.words.length;
    const across = standsAt(folded, pattern, start, { inflected: true });
    if (!across || isAccident(folded, { start, end, across })) continue;
    const { from, to } = sourceSpan(folded, pattern, start);
    found.push({ wording, from, to, found: folded.source.slice(from, to), negated: isDenied(folded, start) });
  }
  return found;
}

/**
 * For each point: where a reply says it, in the wordings of either language; null where it does not. Of several places one that is denied
 * neither before nor after is told, and the first of those. Width, case, spaces, punctuation, traditional characters and English endings do not matter.
 */
export function keyPointsIn(text: string, points: readonly KeyPoint[]): (KeyPointFound | null)[] {
  const folded = fold(text);
  return points.map(({ any_of: { "zh-CN": zh, en } }) => {
    const found = [...zh, ...en].flatMap((wording) => occurrences(folded, wording)).sort((a, b) => a.from - b.from || b.to - a.to);
    const said = found.filter(({ negated }) => !negated);
    return said.find(({ to }) => !isDeniedAfter(folded, to)) ?? said[0] ?? found[0] ?? null;
  });
}

/** For each point whether the reply says it and does not deny it. */
export function saysPoints(text: string, points: readonly KeyPoint[]): boolean[] {
  return keyPointsIn(text, points).map((found) => found !== null && !found.negated);
}
