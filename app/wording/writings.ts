import { countOf } from "./numerals";
import { isHan, soundsOf } from "./sounds";

/** Other ways to write a listed wording that say the same: figures for numerals, 「你」 for 「您」, English with another ending. */

/** An English word of fewer letters takes no ending: "bests" is nobody's disguise. */
const LEAST_STEM = 5;
const THIRD_PERSON = /^[a-z]{3,}[^s]s$/;
const NUMBER_WORDS = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];
const DIGITS = "零一二三四五六七八九";
const FORMAL = "零壹贰叁肆伍陆柒捌玖";
const NUMERAL = /[零一二两三四五六七八九十百千万]+/gu;

/** A Chinese wording with figures for its numerals, all of them or one, and with the numerals of a cheque. */
function inFigures(word: string): string[] {
  const numerals = [...word.matchAll(NUMERAL)];
  if (numerals.length === 0 || (word.length < 3 && !/^[第唯独]/u.test(word))) return [];
  const change = (which: (at: number) => boolean, write: (numeral: string) => string) =>
    word.replace(NUMERAL, (numeral, at: number) => (which(at) ? write(numeral) : numeral));
  const figures = (numeral: string) => String(countOf(numeral) ?? numeral);
  const formal = (numeral: string) =>
    numeral.replace(/[零一二三四五六七八九十百]/gu, (c) => (c === "十" ? "拾" : c === "百" ? "佰" : (FORMAL[DIGITS.indexOf(c)] ?? c)));
  return [change(() => true, figures), change(() => true, formal), ...numerals.map((m) => change((at) => at === m.index, figures))];
}

/** Words for which others say the same. */
const SAME: readonly (readonly [said: string, others: readonly string[]])[] = [
  ["您", ["你"]],
  ["扣扣", ["QQ"]],
  ["QQ", ["扣扣"]],
  ["没办法", ["没有办法"]],
  ["没法", ["没有办法"]],
  ["终身", ["终生"]],
  ["好评", ["五星"]],
  ["转我", ["转给我"]],
];
/** 「差评删了」, 「支付宝转我」: what is done to a thing stands before or behind it. */
const DONE_TO = /^(删|改|撤|转我|转给我|加我?)(\p{Script=Han}{2,})$/u;
/** What ends a sentence and says the same: 「去告吧」 for 「去告啊」. */
const PARTICLES = ["啊", "吧", "呀", "啦"];
/** Who speaks for the shop: 「我们不知道」 for 「我不知道」. */
const SPEAKERS = ["我们", "咱们", "咱", "俺"];

/** A Chinese wording in its other writings. */
export function chineseWritings(word: string): string[] {
  const same = SAME.flatMap(([said, others]) => (word.includes(said) ? others.map((other) => word.replaceAll(said, other)) : []));
  const spoken = isHan(word) && word.length >= 3 && /我(?!们)/u.test(word) ? SPEAKERS.map((who) => word.replace("我", who)) : [];
  const turned = [word, ...same].flatMap((said) => {
    const done = DONE_TO.exec(said);
    return done ? [`${done[2] ?? ""}${done[1] ?? ""}`] : [];
  });
  const ended = word.length >= 3 && /[啊吧]$/u.test(word) ? PARTICLES.map((particle) => word.slice(0, -1) + particle) : [];
  return [...same, ...spoken, ...turned, ...ended, ...inFigures(word), ...inSyllables(word)].filter((writing) => writing !== word);
}

/** A wording of Latin letters and Chinese with one of its characters in pinyin: 「YKK拉lian」. What is all Chinese is heard as a whole. */
function inSyllables(word: string): string[] {
  if (isHan(word)) return [];
  return [...word].flatMap((character, at) =>
    soundsOf(character)
      .slice(0, 1)
      .map((sound) => word.slice(0, at) + sound + word.slice(at + 1)),
  );
}

const CONTRACTIONS: readonly (readonly [short: RegExp, long: string])[] = [
  [/\bit's\b/i, "it has"],
  [/\bit's\b/i, "it is"],
  [/\bthat's\b/i, "that is"],
  [/\byou're\b/i, "you are"],
  [/\bI'm\b/i, "I am"],
  [/\b(I|we|they)'ll\b/i, "$1 will"],
  [/\bcan't\b/i, "cannot"],
  [/\bcan't\b/i, "can not"],
  [/\b(do|does|did|is|was|would)n't\b/i, "$1 not"],
];

/** An English wording in its other writings: other endings of its first and last word, figures for its numbers, contractions in full, what a verb does to whom. */
export function englishWritings(wording: string): string[] {
  const words = wording.split(" ");
  const last = words.at(-1) ?? "";
  const first = words.length > 1 ? (words[0] ?? "") : "";
  const rest = words.slice(1).join(" ");
  const figures = words.map((word) => (NUMBER_WORDS.includes(word) ? String(NUMBER_WORDS.indexOf(word)) : word)).join(" ");
  const verbs = verbForms(first);
  // "protects the waist", but not "clearance sale": the wording begins with a verb.
  const objects = THIRD_PERSON.test(first) ? ["your", "you", "the", "a"] : [];
  return [
    ...endings(last).map((form) => [...words.slice(0, -1), form].join(" ")),
    ...verbs.map((form) => `${form} ${rest}`),
    ...[first, ...verbs].flatMap((form) => objects.map((object) => `${form} ${object} ${rest.replace(/^(?:the|your|a) /, "")}`)),
    ...(figures === wording ? [] : [figures, figures.replace(/ percent\b/, "%")]),
    ...(/ your /.test(wording) && !/^what /i.test(wording)
      ? ["the", "that", "this"].map((one) => wording.replace(" your ", ` ${one} `))
      : []),
    ...(words.length > 1 && /[a-z]{4}ly$/.test(last) ? [wording.replace(/ly$/, "")] : []),
    ...(words.length > 1 && /[a-z]{3}ing\b/.test(wording) ? [wording.replace(/ing\b/, "in")] : []),
    ...inFull(wording),
  ];
}

/** An English wording without its contraction. */
export function inFull(wording: string): string[] {
  return CONTRACTIONS.flatMap(([short, long]) => (short.test(wording) ? [wording.replace(short, long)] : []));
}

/** A word with the endings that it may take: guarantee, guarantees, guaranteed, guaranteeing. */
function endings(word: string): string[] {
  if (word.length < LEAST_STEM || !/^[a-z]+$/i.test(word) || /(?:s|ed|ing|ly|est)$/i.test(word)) return [];
  const root = word.replace(/e$/i, "");
  return [`${word}s`, word.endsWith("e") ? `${word}d` : `${word}ed`, word.endsWith("ee") ? `${word}ing` : `${root}ing`];
}

/** A verb that begins a wording, in its other forms: relieves, relieve, relieving, relieved. */
function verbForms(word: string): string[] {
  if (!THIRD_PERSON.test(word)) return endings(word);
  const stem = word.slice(0, -1);
  return [stem, ...endings(stem).slice(1)];
}
