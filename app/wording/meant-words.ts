import type { Change } from "./reading";
import { isKnownEnglish, lookOf, type Vocabulary } from "./vocabulary";

/** Words of a text that are meant for a listed one: with figures and signs for letters, with letters that look alike, with stars, or broken in two. */

const TOKEN = /[A-Za-z0-9@$|+*](?:[A-Za-z0-9@$!|+*]*[A-Za-z0-9@$|])?/g;
const LETTER = /[A-Za-z]/;
const FIGURE = /[0-9@$!|+]/;
/** Of fewer letters two that look alike make another word: "fail" and "fall". */
const LEAST_ALIKE = 7;
const LEAST_BROKEN = 4;
/** Something put between the halves of a word or of two words: a hyphen, a stop, each with spaces around it. */
const BETWEEN = { sign: /^(?:[-–_·.*~]| [-–_·.*~] )$/, space: /^ $/, stop: /^ ?[.。] $/, hyphen: /^(?: [-–—]+ ?|[-–—]+ )$/ };

/** `isWord`: it is one that people write. */
type Meaning = { meant: string; isWord: boolean };
type Token = Meaning & { at: number; was: string };

/** The word that a token is meant for; the token itself in small letters where it is meant as it stands. */
function meantFor(was: string, vocabulary: Vocabulary): string {
  const written = was.toLowerCase();
  if (!LETTER.test(written) || vocabulary.words.has(written)) return written;
  if (written.includes("*")) return unmasked(written, vocabulary) ?? written;
  const changed = FIGURE.test(written) || /rn|vv/.test(written) || written.length >= LEAST_ALIKE;
  return (changed ? vocabulary.byLook.get(lookOf(written)) : undefined) ?? written;
}

/** "st*pid": at least half of the letters are there, and so are the first and the last. */
function unmasked(written: string, { byLength }: Vocabulary): string | undefined {
  const letters = [...written].filter((letter) => letter !== "*").length;
  if (!/^[a-z].*[a-z]$/.test(written) || letters * 2 < written.length || written.length < LEAST_BROKEN) return undefined;
  return byLength.get(written.length)?.find((word) => [...written].every((letter, at) => letter === "*" || letter === word.charAt(at)));
}

const meanings = new WeakMap<Vocabulary, Map<string, Meaning>>();
const MOST_KEPT = 20_000;

function meaningOf(was: string, vocabulary: Vocabulary): Meaning {
  let kept = meanings.get(vocabulary);
  if (!kept) meanings.set(vocabulary, (kept = new Map()));
  let meaning = kept.get(was);
  if (!meaning) {
    if (kept.size >= MOST_KEPT) kept.clear();
    const meant = meantFor(was, vocabulary);
    kept.set(was, (meaning = { meant, isWord: isKnownEnglish(meant, vocabulary) }));
  }
  return meaning;
}

/** The words of a text that are meant otherwise than they are written. */
export function meantWords(text: string, vocabulary: Vocabulary): Change[] {
  const tokens = [...text.matchAll(TOKEN)].map((m): Token => {
    const { meant, isWord } = meaningOf(m[0], vocabulary);
    return { meant, isWord, at: m.index, was: m[0] };
  });
  const changes: Change[] = [];
  for (const [index, { at, was, meant, isWord }] of tokens.entries()) {
    if (was !== meant && was.toLowerCase() !== meant) changes.push({ at, was, now: meant });
    const next = tokens[index + 1];
    // Mostly two words with a space between.
    if (!next || (isWord && next.isWord && next.at === at + was.length + 1 && text.charAt(next.at - 1) === " ")) continue;
    changes.push(...mended(text, tokens, index, vocabulary));
  }
  return changes;
}

/** What stands between a token and the next, left out where both are one word, or as it stands in the wording that has both. */
function mended(text: string, tokens: readonly Token[], index: number, vocabulary: Vocabulary): Change[] {
  const [one, other] = [tokens[index], tokens[index + 1]];
  if (!one || !other) return [];
  const end = one.at + one.was.length;
  const gap = text.slice(end, other.at);
  if (gap === "" || gap.length > 3) return [];
  const [both, pair] = [one.meant + other.meant, `${one.meant} ${other.meant}`];
  if (BETWEEN.hyphen.test(gap) && vocabulary.compounds.has(pair)) return [{ at: end, was: gap, now: "-" }];
  if (BETWEEN.stop.test(gap) && vocabulary.pairs.has(pair) && (/^[a-z]/.test(other.was) || isAlone(text, one, other)))
    return [{ at: end, was: gap, now: " " }];
  if (both.length < LEAST_BROKEN || !LETTER.test(one.meant) || !LETTER.test(other.meant)) return [];
  if (vocabulary.words.has(both) && isBroken(gap, one, other)) return [{ at: end, was: gap, now: null }];
  // "Gen-u-ine"
  const third = tokens[index + 2];
  if (third && gap === "-" && text.slice(other.at + other.was.length, third.at) === "-" && vocabulary.words.has(both + third.meant))
    return [
      { at: end, was: gap, now: null },
      { at: other.at + other.was.length, was: "-", now: null },
    ];
  return [];
}

function isBroken(gap: string, one: Token, other: Token): boolean {
  if (BETWEEN.sign.test(gap)) return true;
  if (BETWEEN.space.test(gap)) return !one.isWord || !other.isWord;
  return BETWEEN.stop.test(gap) && !other.isWord;
}

/** "Newest. Model.": each a sentence by itself. */
function isAlone(text: string, one: Token, other: Token): boolean {
  return /(?:^|[.!?] )$/.test(text.slice(0, one.at)) && /^(?:[.!?]|$)/.test(text.slice(other.at + other.was.length));
}
