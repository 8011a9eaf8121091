import type { Language } from "./word-classes";

const HAN = /[一-鿿]/gu;
const LETTERS = /[^\p{L}\p{N}]/gu;

/** In which ways what stands in the text differs from the listed wording: as it is, set apart, inflected, with letters or sound-alikes for characters. Both in lower case. */
export function waysWritten(found: string, wording: string): string[] {
  const [written, listed] = [found.replace(LETTERS, ""), wording.replace(LETTERS, "")];
  const isChinese = /\p{Script=Han}/u.test(wording);
  const ways = [isChinese ? "zh" : "en"];
  if (written === listed) return [...ways, found === wording ? "exact" : found.length > wording.length ? "apart" : "same"];
  return [...ways, ...(isChinese ? waysInChinese(found, written, wording) : waysInEnglish(found, wording))];
}

function waysInChinese(found: string, written: string, wording: string): string[] {
  const has: readonly string[] = found.match(HAN) ?? [];
  const should: readonly string[] = wording.match(HAN) ?? [];
  const changed = should.filter((character) => !has.includes(character)).length;
  return [
    ...(/[a-z0-9]/.test(written) && !/[a-z0-9]/.test(wording) ? ["letters"] : []),
    has.length > should.length ? "longer" : changed === 0 ? "filled" : changed > 1 ? "changed" : "one-changed",
    ...(/\p{Extended_Pictographic}/u.test(found) ? ["picture"] : []),
    ...(changed === should.length ? ["none"] : []),
  ];
}

function waysInEnglish(found: string, wording: string): string[] {
  const [has, should] = [found, wording].map((text) => text.split(/[^a-z0-9']+/).filter((word) => word !== "")) as [string[], string[]];
  return [
    ...(/[0-9@$!|*]/.test(found) && !/[0-9@$!|*]/.test(wording) ? ["figures"] : []),
    has.length > should.length
      ? has.every(({ length }) => length <= 2)
        ? "spelt"
        : "filled"
      : has.length < should.length
        ? "fewer"
        : "inflected",
    ...(has[0]?.slice(0, 3) === should[0]?.slice(0, 3) ? [] : ["other-head"]),
  ];
}

let segmenter: Intl.Segmenter | null = null;

/** So much on either side is asked of the dictionary. */
const AROUND = 16;

/** Where the dictionary's words meet a stretch of Chinese: whether they begin and end with it, and how many begin inside. */
export function wordEdges(text: string, from: number, to: number, language: Language): string | null {
  if (language === "en" || typeof Intl.Segmenter !== "function") return null;
  segmenter ??= new Intl.Segmenter("zh", { granularity: "word" });
  const first = Math.max(0, from - AROUND);
  const last = Math.min(text.length, to + AROUND);
  const begins = new Set([...segmenter.segment(text.slice(first, last))].map(({ index }) => first + index));
  begins.add(last);
  let inside = 0;
  for (let at = from + 1; at < to; at++) if (begins.has(at)) inside++;
  return `${begins.has(from) ? "" : "a"}${begins.has(to) ? "" : "z"}/${Math.min(2, inside)}`;
}
