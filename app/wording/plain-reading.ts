import { nicknamesIn } from "./nicknames";
import { meantWords } from "./meant-words";
import { allOf, type Change, type Reading, readAgain, readWith } from "./reading";
import type { Vocabulary } from "./vocabulary";

/**
 * A text as it is meant where letters were set apart, stretched or changed for figures and signs (「B E S T」, 「I.D.」, 「noooo」, 「c0ntrol」, 「1OO%」), and where a nickname
 * stands for a name (「绿泡泡」).
 */

const SPELLED = /(?<![A-Za-z0-9'’])[A-Za-z]([ .·*_-]{1,2})[A-Za-z@$01345](?:\1[A-Za-z@$01345])+(?![A-Za-z\d])/gu;
const INITIALS = /(?<![A-Za-z0-9'’])(?:[A-Za-z]\. ?)+[A-Za-z]\.?(?![A-Za-z])/gu;
const STRETCHED = /([A-Za-z])\1{2,}/g;
/** A capital I that stands for an l: "nationaI". */
const CAPITAL_I = /(?<=[a-z]{2})I(?=[a-z-]|\b)/g;
const WITH_LETTER_O = /(?<!\d)\d{1,6}[Oo]{1,6}(?=[%\d\s万千元]|$)/gu;
/** Strokes between two characters. */
const BARS = /[丨丶丿ㄧの｜|lI](?<=\p{Script=Han}.)(?=\p{Script=Han})/gu;
const FIRST_HAN = 0x2e80;
/** Letters of other scripts that look like Latin ones: what stands in a row here is meant for what stands in a row there. */
const ALIKE = {
  written: "аеорсухіјѕһкмтвнԁԛԝгАВЕКМНОРСТУХІЈЅΑΒΕΖΗΙΚΜΝΟΡΤΥΧαοιυνρκτʟɑɡ∨⋁",
  meant: "aeopcyxijshkmtbhdqwrABEKMHOPCTYXIJSABEZHIKMNOPTYXaoiuvpktlagvv",
};
const OTHER_SCRIPT = new RegExp(`[${ALIKE.written}]`, "gu");

/** The readings of a text; none where nothing was set apart or changed. Two where a figure may be two letters: 1 is l or i. `together`: with nothing but what was set apart put together. */
export function plainReadings(source: string, vocabulary: Vocabulary): { together: Reading | null; readings: Reading[] } {
  const together = readWith(source, [
    ...[...allOf(source, SPELLED), ...allOf(source, INITIALS)].flatMap((m) => joined(m[0], m.index)),
    ...allOf(source, OTHER_SCRIPT).map((m) => ({ at: m.index, was: m[0], now: ALIKE.meant.charAt(ALIKE.written.indexOf(m[0])) })),
    ...allOf(source, STRETCHED).map((m) => ({ at: m.index, was: m[0], now: m[1] ?? "" })),
    ...allOf(source, WITH_LETTER_O).map((m) => ({ at: m.index, was: m[0], now: m[0].replace(/o/gi, "0") })),
    ...allOf(source, CAPITAL_I).map((m) => ({ at: m.index, was: m[0], now: "l" })),
    ...allOf(source, BARS).map((m) => ({ at: m.index, was: m[0], now: null })),
    ...putTogether(source, vocabulary),
  ]);
  const meant = then(together, source, (text) => meantWords(text, vocabulary));
  const named = then(meant, source, nicknamesIn);
  const [first, second] = ["l", "i"].map((one) => then(named, source, (text) => lettersFor(text, one, vocabulary)));
  const readings = [first, first?.text === second?.text ? null : second].filter((reading) => reading !== null && reading !== undefined);
  return { together, readings };
}

/** Two characters that are one of the list beside each other. */
function putTogether(source: string, { together }: Vocabulary): Change[] {
  const changes: Change[] = [];
  for (let at = 0; at + 1 < source.length; at++) {
    if (source.charCodeAt(at) < FIRST_HAN) continue;
    const now = together.get(source.charAt(at))?.get(source.charAt(at + 1));
    if (now !== undefined) changes.push({ at, was: source.slice(at, at + 2), now });
  }
  return changes;
}

/** A reading with more changes; what it was where there are none. */
function then(reading: Reading | null, source: string, changesOf: (text: string) => Change[]): Reading | null {
  return readAgain(reading, (text) => readWith(text, changesOf(text)), source) ?? reading;
}

/** What stands between the letters is left out. */
function joined(was: string, at: number): Change[] {
  return [...was.matchAll(/[^A-Za-z@$01345]+/g)].map((m) => ({ at: at + m.index, was: m[0], now: null }));
}

/** A word with figures or signs for some of its letters, that no listed wording has. */
const LEET = /[A-Za-z0-9@$!|]+/g;
const HAS_LEET = /[0134578@$!|]/;
/** Three letters make a word; of fewer only a nought among them may be meant: 「n0」, but not 「600D」. */
const IS_WORD = /(?:[A-Za-z][^A-Za-z]*){3}|^[A-Za-z]*0[A-Za-z0]*$/;
const LETTERS: Readonly<Record<string, string>> = { "0": "o", "3": "e", "4": "a", "5": "s", "7": "t", "8": "b", "@": "a", $: "s" };

function lettersFor(text: string, one: string, { words }: Vocabulary): Change[] {
  return allOf(text, LEET)
    .filter(([word]) => HAS_LEET.test(word) && IS_WORD.test(word) && !words.has(word.toLowerCase()))
    .map((m) => ({ at: m.index, was: m[0], now: m[0].replace(/[034578@$]/g, (sign) => LETTERS[sign] ?? sign).replace(/[1!|]/g, one) }));
}

/** Little words that change nothing and are put between others: 「尽快[给您]处理」, "don't tell [the] other customers". */
const LIGHT =
  /给您|给你|帮您|帮你|为您|替您|跟您|一下|[的了哈呢哦呀啊嘛啦]|\b(?:the|an?|any|our|your|my|this|that|these|those|it|them|you|very|really|so|just|please|small|little|some|all|always|also|still|quickly|actually|simply)\s+/giu;
/** Words that lend weight, and those that only fill: left out of text and wording alike. */
const WEIGHTY = /真的|可以|一定|肯定|这个|那个|一点|[就也都可真个再要能会吧得那这下是在里老底儿滴]/gu;
/** A character that is written again and again: 「快递太太太烂」. */
const AGAIN = /(\p{Script=Han})(?=\1)/gu;

const leaving = (source: string, ...words: RegExp[]) =>
  words.flatMap((word) => [...allOf(source, word)]).map((m) => ({ at: m.index, was: m[0], now: null }));

/** A text without its fillers, and without its weighty words too; neither where it has none. */
export function withoutFillers(source: string, { weighty }: { weighty: boolean }): Reading | null {
  return readWith(source, leaving(source, LIGHT, AGAIN, ...(weighty ? [WEIGHTY] : [])));
}

/** A wording as it stands in a text without fillers, and without weighty words too; what it begins and ends with stays. `means`: it means a weighty word itself. */
export function bareWording(wording: string, { weighty }: { weighty: boolean }): { bare: string; means: boolean } {
  const inside = leaving(wording, LIGHT, AGAIN, ...(weighty ? [WEIGHTY] : [])).filter(
    ({ at, was }) => at > 0 && at + was.length < wording.length,
  );
  return { bare: readWith(wording, inside)?.text ?? wording, means: leaving(wording, WEIGHTY).length > 0 };
}
