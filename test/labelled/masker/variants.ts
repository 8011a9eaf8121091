import { type LabelledLine, placesOf } from "../masking";
import type { MaskKind } from "~/chats/mask-text";
import latin from "./latin-names.json" with { type: "json" };
import { makingOf } from "./making";
import { BEFORE, BEHIND, SHORT_NAMES, TITLES } from "./said-en";

/** Other lines of the same make: other people and places in the same words, with the habits of other hands. */

const [GIVEN, SURNAMES] = [latin.given.split(" "), latin.surnames.split(" ")];
const TITLE =
  /^(?:mr|mrs|ms|miss|mx|dr|prof|professor|auntie|aunt|uncle|sir|madam|teacher|master|captain|lao|xiao|ah|de|van|von|la|al|el|bin|o|mac|and|&)$/i;

type Part = { words: string; kind: MaskKind | null };

const isChinese = (words: string) => /[\u4e00-\u9fff]/u.test(words);

export function varying(seed: number, lines: readonly LabelledLine[]) {
  const making = makingOf(seed);
  const { next, pick } = making;
  const pool = new Map<string, string[]>();
  for (const { spans } of lines)
    for (const { kind, words } of spans) {
      const key = `${kind}${isChinese(words)}`;
      pool.set(key, [...(pool.get(key) ?? []), words]);
    }
  const figures = (words: string) => words.replace(/(?<=\d{2}[ -]?)\d/g, () => String(Math.floor(next() * 10) % 10));
  /** A name in Latin letters with as many words, in the same writing. */
  const otherLatin = (words: string): string => {
    let place = 0;
    const count = words.split(/[^\p{L}]+/u).filter((word) => word.length > 1 && !TITLE.test(word)).length;
    const titled = TITLE.test(words.split(/[^\p{L}]/u)[0] ?? "");
    return words.replace(/\p{L}{2,}/gu, (word) => {
      if (TITLE.test(word)) return word;
      place++;
      const made = pick((place === 1 && !titled) || (place < count && count > 2) ? GIVEN : SURNAMES);
      if (word === word.toLowerCase()) return made;
      return word === word.toUpperCase() ? made.toUpperCase() : (made[0] ?? "").toUpperCase() + made.slice(1);
    });
  };
  const other = (kind: MaskKind, words: string): string => {
    const alike = pool.get(`${kind}${isChinese(words)}`) ?? [words];
    if (kind === "name") {
      if (isChinese(words)) {
        const made = making.varied({ text: words, names: [{ from: 0, to: words.length }] })?.text;
        return made && next() < 0.8 ? made : next() < 0.5 ? words : pick(alike);
      }
      if (next() < 0.5) return otherLatin(words);
      const shape = (one: string) => one.replace(/[A-Z]+/g, "A").replace(/[a-z]+/g, "a");
      const same = alike.filter((one) => shape(one) === shape(words));
      return same.length > 1 && next() < 0.8 ? pick(same) : words;
    }
    if (kind === "address") return next() < 0.7 ? pick(alike) : figures(words);
    if (kind === "nick") return next() < 0.4 ? pick(alike) : words;
    return /\d/.test(words) ? figures(words) : words;
  };
  const partsOf = (line: LabelledLine): Part[] => {
    const parts: Part[] = [];
    let at = 0;
    for (const { from, to, kind, words } of placesOf(line).sort((a, b) => a.from - b.from)) {
      if (from < at) continue;
      parts.push({ words: line.text.slice(at, from), kind: null }, { words, kind });
      at = to;
    }
    parts.push({ words: line.text.slice(at), kind: null });
    return parts;
  };
  const made = (line: LabelledLine, parts: readonly Part[]): LabelledLine => {
    let text = "";
    const spans: LabelledLine["spans"] = [];
    for (const { words, kind } of parts) {
      if (kind !== null && words !== "") spans.push({ kind, words, from: text.length });
      text += words;
    }
    return { ...line, text, spans };
  };
  /** Signs fall away or become others. */
  const otherSigns = (words: string): string => {
    const way = next();
    if (way < 0.25) return words.replace(/[，,、。；;！!]/gu, () => (next() < 0.7 ? " " : ""));
    if (way < 0.45) return words.replace(/[，、。；！]/gu, () => (next() < 0.5 ? "，" : pick([",", " ", ""])));
    if (way < 0.55)
      return words.replace(
        /(?:收[件货](?:人|地址)?|地址|电话|手机号?|姓名|名字|联系人|address|name|phone|tel)(?:是|[:：]| is)? ?/giu,
        () => (next() < 0.6 ? "" : " "),
      );
    return words;
  };
  return {
    next,
    /** A made line about somebody Chinese. */
    made(clauses: readonly string[]): LabelledLine {
      const { text, names } = making.line(clauses);
      const shown = text.replace(/①+|②+/gu, (signs) => "〓".repeat(signs.length));
      return {
        id: "made",
        text: shown,
        spans: names.map(({ from, to }) => ({ kind: "name" as const, words: shown.slice(from, to), from })),
      };
    },
    /** A made line about somebody whose name is in Latin letters. */
    madeLatin(clauses: readonly string[]): LabelledLine {
      const capital = (word: string) => (word[0] ?? "").toUpperCase() + word.slice(1);
      const way = next();
      const [given, surname] = [capital(pick(GIVEN)), capital(pick(SURNAMES))];
      const short = pick(SHORT_NAMES);
      let name =
        way < 0.25
          ? `${given} ${surname}`
          : way < 0.5
            ? given
            : way < 0.72
              ? short
              : way < 0.82
                ? `${pick(TITLES)} ${surname}`
                : way < 0.88
                  ? `${short} ${surname}`
                  : way < 0.93
                    ? `${surname} ${given}`
                    : way < 0.96
                      ? `${given} ${surname[0]}.`
                      : `${surname}, ${given}`;
      const writing = next();
      if (writing < 0.2) name = name.toLowerCase();
      else if (writing < 0.28) name = name.toUpperCase();
      const [before, behind] = [pick(BEFORE), pick(BEHIND)];
      const ahead = next() < 0.25 ? `${pick(clauses)}${pick([", ", ". ", " ", "\n"])}` : "";
      const after = next() < 0.35 ? `${pick([", ", ". ", " ", " - "])}${pick(clauses)}` : "";
      const start = ahead + (writing < 0.2 || next() < 0.5 ? before : capital(before));
      const text = `${start}${name}${behind}${after}`.replace(/[①②]/gu, (sign) => "〓".repeat(sign === "①" ? 11 : 14));
      return { id: "made", text, spans: [{ kind: "name", words: name, from: start.length }] };
    },
    /** Another line like this one. */
    variant(line: LabelledLine): LabelledLine {
      const swaps = next() < 0.75;
      const known = new Map<string, string>();
      const signs = next() < 0.5;
      const low = !isChinese(line.text) && next() < 0.25;
      const high = !low && !isChinese(line.text) && next() < 0.08;
      const gaps = next() < 0.12;
      const parts = partsOf(line).map(({ words, kind }): Part => {
        if (kind === null) return { words: signs ? otherSigns(words) : words, kind };
        if (gaps && next() < 0.5) return { words: "〓〓〓〓", kind: null };
        let said = words;
        if (swaps) {
          said = known.get(kind + words) ?? other(kind, words);
          known.set(kind + words, said);
        }
        return { words: signs && kind === "address" && next() < 0.5 ? otherSigns(said) : said, kind };
      });
      const one = made(line, parts);
      if (!low && !high) return one;
      const cased = (words: string) => {
        const made = low ? words.toLowerCase() : words.toUpperCase();
        return made.length === words.length ? made : words;
      };
      return { ...one, text: cased(one.text), spans: one.spans.map((span) => ({ ...span, words: cased(span.words) })) };
    },
  };
}
