import { isDeskWord, LONGEST_WORD } from "./desk-words";
import type { Folded } from "./fold";
import { endsBefore, gapBefore } from "./fold";
import type { Across } from "./pattern";
import { isHan } from "./sounds";

/**
 * Where words begin and end in Chinese, by the dictionary that comes with Node and every browser of today (Intl.Segmenter).
 * It takes some 15 µs for a clause and no memory of ours; it is asked only about the surroundings of what was found.
 */
let segmenter: Intl.Segmenter | null | undefined;

function chineseWords(): Intl.Segmenter | null {
  segmenter ??= typeof Intl.Segmenter === "function" ? new Intl.Segmenter("zh", { granularity: "word" }) : null;
  return segmenter;
}

const AROUND = 12;

// Parts of speech that hang on to any word; where the dictionary glues one on (「先进」+「群」), the word may well begin after it.
const PARTICLES = /^[只的了着过不没有是在就都也还又再先才能会要可想得把被给让跟和与或您你我他她它这那个些吧吗呢啊哦呀哈来去]+$/u;

type Stretch = { start: number; end: number; across: Across };

/** What makes a longer word of any word and leaves it what it was: 「微信号」. */
const HANGS_ON = /^[号群码店版款达]/u;

/** Whether words of the dictionary straddle the beginning and the end of a stretch. One that holds the whole of it does not: 「聊天记录」, 「记录」. */
function cutsWords(folded: Folded, start: number, end: number): { atStart: boolean; atEnd: boolean } {
  const dictionary = chineseWords();
  let left = start;
  while (start - left < AROUND && !endsBefore(folded, left)) left--;
  let right = end;
  while (right - end < AROUND && !endsBefore(folded, right)) right++;
  const cuts = { atStart: false, atEnd: false };
  if (!dictionary || (left === start && right === end)) return cuts;
  // What stands apart in the source is apart, whatever the dictionary makes of the bare words.
  const touches = (index: number) => index > 0 && index < folded.words.length && gapBefore(folded, index) === "";
  for (const { index, segment } of dictionary.segment(folded.words.slice(left, right))) {
    const first = left + index;
    const last = first + segment.length;
    if (first < start && start < last && last < end) cuts.atStart = touches(start) && !PARTICLES.test(folded.words.slice(first, start));
    if (start < first && first < end && end < last) cuts.atEnd = touches(end) && !PARTICLES.test(folded.words.slice(end, last));
  }
  return cuts;
}

const isWord = new Map<string, boolean>();
const MOST_KEPT = 20_000;

/** Whether two characters and more are a word of the dictionary or of the desk. */
function isKnownWord(stretch: string): boolean {
  let known = isWord.get(stretch);
  if (known === undefined) {
    const [first] = chineseWords()?.segment(stretch) ?? [];
    known = isDeskWord(stretch) || (first?.isWordLike === true && first.segment.length === stretch.length);
    if (isWord.size >= MOST_KEPT) isWord.clear();
    isWord.set(stretch, known);
  }
  return known;
}

/** What it costs to read a stretch of text: a word one, a character that belongs to none a little more. The fewer, the likelier. */
const COST = { word: 1, character: 1.3 };

/**
 * The least that a text costs around a stretch of it. `across`: words may lie across the beginning and the end of the stretch, but for those that only hang a particle
 * on to it (「好的」 in 「最好的」).
 */
function leastCost(text: string, stretch: { start: number; end: number }, across: boolean): number {
  const best = [0];
  for (let end = 1; end <= text.length; end++) {
    best[end] = Infinity;
    for (let start = Math.max(0, end - LONGEST_WORD); start < end; start++) {
      const outside = [start < stretch.start && stretch.start < end, start < stretch.end && stretch.end < end];
      const beyond = `${outside[0] ? text.slice(start, stretch.start) : ""}${outside[1] ? text.slice(stretch.end, end) : ""}`;
      if (beyond !== "" && (!across || PARTICLES.test(beyond))) continue;
      const isWhole = stretch.start === start && stretch.end === end && end - start === 2;
      const cost = end - start === 1 ? COST.character : isWhole || isKnownWord(text.slice(start, end)) ? COST.word : Infinity;
      best[end] = Math.min(best[end] ?? Infinity, (best[start] ?? Infinity) + cost);
    }
  }
  return best[text.length] ?? Infinity;
}

/** So many characters on either side of a stretch are read with it. */
const READ_WITH = 6;

/** Whether what stands around a stretch is read in fewer words when one of them lies across its beginning or end: 「社保|证明」 for 「社|保证|明」. */
function readsAcross(folded: Folded, start: number, end: number): boolean {
  const isApart = (unit: number) => endsBefore(folded, unit) || gapBefore(folded, unit) !== "";
  let left = start;
  while (start - left < READ_WITH && !isApart(left)) left--;
  let right = end;
  while (right - end < READ_WITH && !isApart(right)) right++;
  const text = folded.words.slice(left, right);
  const stretch = { start: start - left, end: end - left };
  const key = `${stretch.start} ${stretch.end} ${text}`;
  let reads = across.get(key);
  if (reads === undefined) {
    if (across.size >= MOST_KEPT) across.clear();
    across.set(key, (reads = isReadAcross(text, stretch)));
  }
  return reads;
}

const across = new Map<string, boolean>();

function isReadAcross(text: string, stretch: { start: number; end: number }): boolean {
  const [beyond, apart] = [leastCost(text, stretch, true), leastCost(text, stretch, false)];
  // As few either way: what a word of the desk lies across is that word.
  if (beyond !== apart) return beyond < apart;
  const [first, last] = [text.slice(stretch.start - 1, stretch.start + 1), text.slice(stretch.end - 1, stretch.end + 1)];
  return (stretch.start > 0 && isDeskWord(first)) || (stretch.end < text.length && isDeskWord(last));
}

/**
 * Whether the dictionary sees other words where up to three characters seem to stand: 「绝对」 in 「拒绝对方」. Beginning in the middle of
 * a word is enough for two (「妈的」 in 「妈妈的」), ending there is not (「微信」 in 「加微信号」). Across the end of a clause either is enough
 * (「拒绝，对不起」); across the end of a sentence a wording is meant only when it stands apart on both sides too. `strict`: ending in the middle of a word is enough too
 * (「清仓」 in 「清仓位」), but for what hangs on to any word.
 */
export function isAccident(folded: Folded, { start, end, across }: Stretch, { strict = false } = {}): boolean {
  if (across === "sentence") return !endsBefore(folded, start) || !endsBefore(folded, end);
  const length = end - start;
  if (length > 3 && across === "word") return false;
  const { atStart, atEnd } = cutsWords(folded, start, end);
  if (across === "clause") return atStart || atEnd;
  if (strict && length > 1 && isHan(folded.words.slice(start, end)) && readsAcross(folded, start, end)) return true;
  return (atStart && (atEnd || length === 2)) || (strict && atEnd && !HANGS_ON.test(folded.words.slice(end)));
}

/** Whether the dictionary sees no longer word where the unit `index` stands; where units `within` are given, none that goes beyond them or is all of them. */
export function standsAlone(folded: Folded, index: number, within = { first: index, last: index }): boolean {
  const whole = within.last + 1 - within.first;
  let left = index;
  while (index - left < AROUND && !endsBefore(folded, left)) left--;
  let right = index + 1;
  while (right - index < AROUND && !endsBefore(folded, right)) right++;
  for (const { index: at, segment } of chineseWords()?.segment(folded.words.slice(left, right)) ?? []) {
    const [begin, end] = [left + at, left + at + segment.length];
    if (begin <= index && index < end) return within.first <= begin && end <= within.last + 1 && (whole === 1 || end - begin < whole);
  }
  return false;
}
