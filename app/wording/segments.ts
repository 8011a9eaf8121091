import type { Folded } from "./fold";
import { gapBefore, gapKind } from "./fold";

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

/** Whether a stretch begins, and whether it ends, in the middle of a word that goes on outside it. */
function cutsWords(folded: Folded, start: number, end: number): { atStart: boolean; atEnd: boolean } {
  const dictionary = chineseWords();
  let left = start;
  while (left > 0 && start - left < AROUND && gapKind(gapBefore(folded, left)) !== "break") left--;
  let right = end;
  while (right < folded.words.length && right - end < AROUND && gapKind(gapBefore(folded, right)) !== "break") right++;
  if (!dictionary || (left === start && right === end)) return { atStart: false, atEnd: false };
  const cuts = new Set<number>();
  for (const { index } of dictionary.segment(folded.words.slice(left, right))) cuts.add(left + index);
  // What stands apart in the source is apart, whatever the dictionary makes of the bare words.
  const touches = (index: number) => index > 0 && index < folded.words.length && gapBefore(folded, index) === "";
  return {
    atStart: left < start && touches(start) && !cuts.has(start),
    atEnd: right > end && touches(end) && !cuts.has(end),
  };
}

/**
 * Whether the dictionary sees other words where a wording seems to stand: 「绝对」 in 「拒绝对方」, or, when a clause ends inside it (`broken`),
 * in 「拒绝，对不起」. A `strict` reader takes two characters that begin in the middle of a word for an accident too: 「妈的」 in 「妈妈的」,
 * 「有病」 in 「没有病」. Ending there is none: 「微信」 in 「加微信号」.
 */
export function isAccident(
  folded: Folded,
  { start, end, broken }: { start: number; end: number; broken: boolean },
  { strict = false } = {},
): boolean {
  const { atStart, atEnd } = cutsWords(folded, start, end);
  return (atStart && atEnd) || (broken && (atStart || atEnd)) || (strict && atStart && end - start === 2);
}
