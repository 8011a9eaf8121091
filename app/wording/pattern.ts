import { fold, type Folded, gapBefore, gapKind } from "./fold";

/** What ends inside a wording that was found: nothing but words, or the clause or sentence that its first characters belong to. */
export type Across = "word" | "clause" | "sentence";

/** A wording to be found in texts: its letters, and what may or must stand between them. */
export type Pattern = {
  /** Letters and digits, as `fold` leaves them. Never empty. */
  words: string;
  /** Units before which the wording itself has a space or sign: "number one" has one at 6. */
  apart: ReadonlySet<number>;
  /** Signs that belong to the wording, by the unit they stand before: "100%" has "%" at 3. Punctuation does not belong to it. */
  signs: ReadonlyMap<number, string>;
  /** Units before which a clause of the wording itself ends: "sure, goes" has one at 4. */
  clauses: ReadonlySet<number>;
};

// Braces belong to it too: 「{价格}」 is a placeholder, 「价格」 a word.
const BELONGING_SIGN = /[\p{S}%‰@#&{}]/gu;
// Ways to write a plus sign that NFKC leaves alone.
const alike = (signs: string) =>
  signs
    .normalize("NFKC")
    .replace(/[➕✚✙]/gu, "+")
    .replace(/[💕💖💗💓💞❤♥♡🧡💛💚💙💜🖤🤍]/gu, "♥");
const signsIn = (gap: string) => (alike(gap).match(BELONGING_SIGN) ?? []).join("");

const endsSomething = (gap: string) => gapKind(gap) === "clause" || gapKind(gap) === "sentence";

/** The pattern of a wording; null when it has neither letter nor digit and so cannot be looked for. */
export function patternOf(wording: string): Pattern | null {
  const folded = fold(wording);
  if (folded.words === "") return null;
  const apart = new Set<number>();
  const signs = new Map<number, string>();
  const clauses = new Set<number>();
  for (let index = 0; index <= folded.words.length; index++) {
    const gap = gapBefore(folded, index);
    if (gap === "") continue;
    apart.add(index);
    if (endsSomething(gap)) clauses.add(index);
    const belonging = signsIn(gap);
    if (belonging !== "") signs.set(index, belonging);
  }
  return { words: folded.words, apart, signs, clauses };
}

const isDigit = (code: number) => code >= 48 && code <= 57;
/** Letters of scripts that put spaces between words. Chinese begins at 2E80. */
const isAlphabetic = (code: number) => code < 0x2e80 && !isDigit(code);
const isSpelled = (code: number) => code < 0x2e80;

/** A wording of so many letters is itself, however it is split: "no cl ue", "Water Proof". Shorter ones may be other words: "we chat". */
const SPLIT = 7;

/** A wording of four words and more is itself across a comma: "Take it, or leave it". */
const APART_ANYWHERE = 3;

/** How many signs may stand between two characters of one word. */
const LONGEST_GAP = 8;
const APOSTROPHE = /^['’ʼ`´]$/u;

/** Whether a run of letters (or a number) goes on beyond an edge of the stretch: "best" in "bestow", "100" in "1000" and "100.5". */
function runsOn(folded: Folded, before: number): boolean {
  const left = folded.words.charCodeAt(before - 1);
  const right = folded.words.charCodeAt(before);
  if (before === 0 || before === folded.words.length) return false;
  const gap = gapBefore(folded, before);
  if (isDigit(left) && isDigit(right)) return gap === "" || /^[.,:/]$/.test(gap);
  return isAlphabetic(left) && isAlphabetic(right) && (gap === "" || APOSTROPHE.test(gap));
}

/** Whether the letters that run on after the stretch are but an English ending. */
function endsInflected(folded: Folded, end: number): boolean {
  let last = end + 1;
  while (last < folded.words.length && runsOn(folded, last)) last++;
  return /^(?:e?s|e?d|ing)$/.test(folded.words.slice(end, last));
}

/** Whether what runs on is the s of an owner: "Prada's". */
function isOwner(folded: Folded, end: number): boolean {
  return APOSTROPHE.test(gapBefore(folded, end)) && folded.words.charAt(end) === "s" && !runsOn(folded, end + 1);
}

/**
 * Whether the pattern, whose letters stand at `start`, stands there as a wording: whole at its edges, with its signs, and with nothing
 * between its letters but what people put there to hide a word. Tells what it stands across. `inflected` takes English endings
 * too: "refunded" for "refund".
 */
export function standsAt(folded: Folded, pattern: Pattern, start: number, { inflected = false } = {}): Across | null {
  const { words, apart, signs, clauses } = pattern;
  const end = start + words.length;
  if (runsOn(folded, start) || (runsOn(folded, end) && !(inflected && endsInflected(folded, end)) && !isOwner(folded, end))) return null;
  for (const [at, belonging] of signs) {
    const there = signsIn(gapBefore(folded, start + at));
    if (at === 0 ? !there.endsWith(belonging) : !there.startsWith(belonging)) return null;
  }
  let across: Across = "word";
  let joined = 0;
  let loose = false;
  for (let at = 1; at < words.length; at++) {
    const gap = gapBefore(folded, start + at);
    const kind = gapKind(gap);
    if (kind === "none") {
      joined++;
      continue;
    }
    if ([...gap].length > LONGEST_GAP) return null;
    const spelled = isSpelled(words.charCodeAt(at - 1)) && isSpelled(words.charCodeAt(at));
    // What ends in the wording itself may end in the text.
    const ends = endsSomething(gap) && !clauses.has(at);
    if (!spelled) {
      if (ends && across !== "sentence") across = kind as "clause" | "sentence";
    }
    // "we chat" is English, "we'll" is not "well"; "we-chat" and "w e c h a t" hide something.
    else if (
      (ends && !(kind === "clause" && apart.size >= APART_ANYWHERE && apart.has(at))) ||
      (!apart.has(at) && (kind === "space" || APOSTROPHE.test(gap)))
    )
      loose ||= ends || words.length < SPLIT;
  }
  const besideChinese = !isSpelled(folded.words.charCodeAt(start - 1) || 0) || !isSpelled(folded.words.charCodeAt(end) || 0);
  if (loose && joined > 0 && !(besideChinese && across === "word")) return null;
  return across;
}

/** Where the pattern whose letters stand at `start` stands in the source, the signs that belong to it included. */
export function sourceSpan({ source, from, to }: Folded, { words, signs }: Pattern, start: number): { from: number; to: number } {
  const end = start + words.length;
  let first = from[start] ?? 0;
  let last = to[end - 1] ?? first;
  const before = signs.get(0);
  const after = signs.get(words.length);
  const [letters, lettersEnd] = [first, last];
  if (before) while (first > (to[start - 1] ?? 0) && signsIn(source.slice(first, letters)) !== before) first--;
  if (after) while (last < (from[end] ?? source.length) && signsIn(source.slice(lettersEnd, last)) !== after) last++;
  return { from: first, to: last };
}
