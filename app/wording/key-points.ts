import { endsBefore, fold, type Folded } from "./fold";
import { type Pattern, patternOf, sourceSpan, standsAt } from "./pattern";
import { isAccident } from "./segments";

/** Something that a reply says in one of several wordings. */
export type KeyPoint = { any_of: { "zh-CN": readonly string[]; en: readonly string[] } };

/** Where a key point was found. `negated`: the words are there, but the reply denies them (「不能保证」 for 「保证」). */
export type KeyPointFound = { wording: string; from: number; to: number; found: string; negated: boolean };

const NEGATION = /(?:(?<!要)不|没有|没|未|(?<![特区级分个类性鉴差识])别|勿|无法|无权|没办法|没法|不是|并非|拒绝|避免|禁止|严禁)/;
// What may stand between the negation and what it denies: 「不能给您保证」, 「别直接加微信」.
const BETWEEN =
  /(?:能|会|可以|可|需要|需|要|想|用|敢|便|必|准|许|应该|该|是|有|先|再|去|来|给|帮|向|跟|和|替|为|您|你|客户|客人|买家|顾客|对方|我们|这里|直接|私下|随便|轻易|擅自|随意|一定|完全|绝对)*/;
const DENIED = new RegExp(`${NEGATION.source}${BETWEEN.source}$`);
// 「能不能」, 「是不是」 ask; 「不得不」 affirms.
const QUESTION_OR_AFFIRMATION = /(.)[不没](?=\1)|不得不|不能不|不会不|不是不|没有不|没有没/g;

const DENIED_IN_ENGLISH =
  /(?:\b(?:not|never|no|without|cannot|nor|neither|refuse to|unable to|instead of|rather than)|n't)(?:\s+[\w'-]+){0,3}\s*$/;
const LIMIT_IN_ENGLISH =
  /\b(?:not only|not just|no (?:more|later|less|fewer|longer) than|not (?:more|later|less) than|no (?:doubt|matter|problem|wonder))\b/g;

const CLAUSE = 24;

/** Whether the words just before `start`, in the same clause, deny what follows. */
function isDenied(folded: Folded, start: number): boolean {
  if (start === 0) return false;
  let first = start;
  while (start - first < CLAUSE && !endsBefore(folded, first)) first--;
  const before = folded.words.slice(first, start);
  const next = folded.words.charAt(start);
  // 「能不」 before 「能退」: the question goes on into what was found.
  const chinese = `${before}${next}`.replace(QUESTION_OR_AFFIRMATION, "").replace(/.$/u, "");
  if (DENIED.test(chinese)) return true;
  const english = folded.source
    .slice(folded.from[first], folded.from[start])
    .toLowerCase()
    .replace(/[’ʼ`´]/g, "'");
  return DENIED_IN_ENGLISH.test(english.replace(LIMIT_IN_ENGLISH, "")) && !/\p{Script=Han}/u.test(english);
}

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
 * For each point: where a reply says it, in the wordings of either language; null where it does not. Of several places one that is not denied
 * is told, and the first of those. Width, case, spaces, punctuation, traditional characters and English endings do not matter.
 */
export function keyPointsIn(text: string, points: readonly KeyPoint[]): (KeyPointFound | null)[] {
  const folded = fold(text);
  return points.map(({ any_of: { "zh-CN": zh, en } }) => {
    const found = [...zh, ...en].flatMap((wording) => occurrences(folded, wording)).sort((a, b) => a.from - b.from || b.to - a.to);
    return found.find(({ negated }) => !negated) ?? found[0] ?? null;
  });
}

/** For each point whether the reply says it and does not deny it. */
export function saysPoints(text: string, points: readonly KeyPoint[]): boolean[] {
  return keyPointsIn(text, points).map((found) => found !== null && !found.negated);
}
