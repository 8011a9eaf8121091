import { simplified } from "~/wording/simplified";
import { UNSEEN } from "~/wording/normalise";

/** A text as the masker reads it, and where each of its characters stands in the text as it was sent. Pure. */

export type MaskKind = "name" | "nick" | "phone" | "address" | "order" | "id" | "card" | "email" | "plate";
/** A stretch that says who somebody is or where they are; `to` is the first place after it. */
export type MaskSpan = { from: number; to: number; kind: MaskKind };

export type Reading = {
  /** As it was sent, in ordinary width, simplified, with nothing unseen; letters keep their case. */
  text: string;
  /** The same in lower case, with digits for the numerals of Chinese: place for place as `text`. */
  digits: string;
  /** Where a place of `text` stands in the source; one more than `text` has places. */
  at: number[];
};

const NUMERALS: Readonly<Record<string, string>> = {
  〇: "0",
  零: "0",
  一: "1",
  幺: "1",
  二: "2",
  三: "3",
  四: "4",
  五: "5",
  六: "6",
  七: "7",
  八: "8",
  九: "9",
  壹: "1",
  贰: "2",
  叁: "3",
  肆: "4",
  伍: "5",
  陆: "6",
  柒: "7",
  捌: "8",
  玖: "9",
  "﹒": ".",
};
const PLAIN = /^[\n\r\t\x20-\x7e\u4e00-\u9fff，。！？、；：]*$/u;
const CONTROL = /[\p{Cc}\p{Cs}\u200b-\u200f\ufe0f\u20e3]/u;

/** Read a text for the masker. */
export function readingOf(source: string): Reading {
  if (lately?.source !== source) lately = { source, reading: read(source) };
  return lately.reading;
}
/** A line is asked for more than once, one time after the other. */
let lately: { source: string; reading: Reading } | null = null;

function read(source: string): Reading {
  let text = "";
  const at: number[] = [];
  if (PLAIN.test(source)) {
    text = simplifiedInPlace(source.replace(/[\n\r\t]/g, " ").replaceAll("：", ":"));
    for (let i = 0; i <= source.length; i++) at.push(i);
  } else {
    let place = 0;
    for (const character of source) {
      const read = plainCharacter(character);
      text += read;
      for (let i = 0; i < read.length; i++) at.push(place);
      place += character.length;
    }
    at.push(source.length);
    text = simplifiedInPlace(text);
  }
  const lower = text.toLowerCase();
  const digits = (lower.length === text.length ? lower : text).replace(
    /[〇零幺一二三四五六七八九壹贰叁肆伍陆柒捌玖]/g,
    (one) => NUMERALS[one] ?? one,
  );
  return { text, digits, at };
}

function plainCharacter(character: string): string {
  if (character === "\n" || character === "\r" || character === "\t") return " ";
  const read = character.normalize("NFKC").replace(UNSEEN, "");
  return CONTROL.test(read) ? read.replace(/\p{Cs}|[\u200b-\u200f\ufe0f\u20e3]/gu, "").replace(/\p{Cc}/gu, " ") : read;
}

/** Simplified, as long as that moves nothing. */
function simplifiedInPlace(text: string): string {
  const simple = simplified(text);
  return simple.length === text.length ? simple : text;
}

/** A stretch of the reading as a stretch of the source. */
export function sourceSpan({ at }: Reading, { from, to, kind }: MaskSpan, source: string): MaskSpan {
  const last = at[to - 1] ?? 0;
  let end = at[to] ?? source.length;
  // What is unseen after the last character stays with whatever comes next.
  const width = (source.codePointAt(last) ?? 0) > 0xffff ? 2 : 1;
  if (end > last + width) end = last + width;
  return { from: at[from] ?? 0, to: end, kind };
}

/** Which of overlapping stretches is which: what is said by its form is surer than what is said by its surroundings. */
const RANK: readonly MaskKind[] = ["email", "id", "card", "phone", "order", "plate", "nick", "address", "name"];

/** The stretches in their order; what overlaps becomes one, of the surer kind. */
export function joined(spans: readonly MaskSpan[]): MaskSpan[] {
  const sorted = spans.filter(({ from, to }) => to > from).sort((a, b) => a.from - b.from || b.to - a.to);
  const made: MaskSpan[] = [];
  for (const span of sorted) {
    const last = made.at(-1);
    if (!last || span.from >= last.to) {
      made.push({ ...span });
      continue;
    }
    const whole = last.to - last.from >= span.to - span.from ? last : span;
    const inside = whole === last ? span : last;
    // A number within an address is part of it; else the surer kind.
    last.kind = whole.kind === "address" || RANK.indexOf(whole.kind) <= RANK.indexOf(inside.kind) ? whole.kind : inside.kind;
    last.to = Math.max(last.to, span.to);
  }
  return made;
}
