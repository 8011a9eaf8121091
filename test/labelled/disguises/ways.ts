import traditional from "opencc-js/dict/STCharacters";
import { pinyin } from "pinyin-pro";

/** The ways in which a listed wording is written so that a machine overlooks it, each by a rule that holds for any wording. */

/** What a way makes of a wording; nothing where it cannot be applied. */
export type Way = (wording: string) => string[];

const HAN = /^\p{Script=Han}+$/u;
const isHan = (text: string) => HAN.test(text);
const toTraditional = new Map(traditional.split("|").map((pair) => pair.split(" ") as [string, string]));
const soundOf = (character: string) => pinyin(character, { toneType: "none" }).replaceAll("ü", "v");

/** Each place of a wording with another character in it. */
const each = (wording: string, change: (character: string, at: number) => string | undefined) =>
  [...wording].flatMap((character, at) => {
    const other = isHan(character) ? change(character, at) : undefined;
    return other === undefined || other === character ? [] : [wording.slice(0, at) + other + wording.slice(at + 1)];
  });

const between =
  (sign: string): Way =>
  (wording) =>
    isHan(wording) && wording.length > 1 ? [[...wording].join(sign)] : [];

/** Pairs that are often taken for each other by their looks; written apart from the linter's table. */
const LIKE: Readonly<Record<string, string>> = {
  ...{ 慢: "漫", 折: "拆", 管: "菅", 辐: "幅", 免: "兔", 治: "冶", 微: "徽", 信: "佶", 价: "阶", 评: "抨", 货: "贷", 保: "堡", 证: "怔" },
  ...{
    快: "块",
    发: "友",
    红: "江",
    包: "苞",
    销: "消",
    级: "极",
    低: "底",
    最: "撮",
    绝: "艳",
    纯: "钝",
    皮: "波",
    仿: "坊",
    码: "玛",
    私: "秋",
  },
  ...{
    单: "甲",
    神: "衶",
    病: "疬",
    骗: "骟",
    傻: "稷",
    滚: "磙",
    闭: "闲",
    眼: "眠",
    退: "腿",
    送: "迭",
    赔: "陪",
    返: "反",
    防: "坊",
    护: "沪",
  },
  ...{
    抗: "坑",
    菌: "茵",
    杀: "刹",
    招: "昭",
    财: "材",
    转: "砖",
    账: "帐",
    银: "很",
    押: "抻",
    金: "全",
    票: "漂",
    验: "险",
    码头: "玛头",
    亏: "亐",
  },
  ...{
    限: "垠",
    量: "童",
    秒: "抄",
    抢: "枪",
    疯: "枫",
    清: "请",
    仓: "仑",
    顶: "项",
    尖: "奀",
    独: "浊",
    唯: "惟",
    永: "求",
    远: "运",
    终: "络",
  },
};

/** Characters that are two others side by side. */
const APART: Readonly<Record<string, string>> = {
  ...{ 板: "木反", 腰: "月要", 好: "女子", 评: "讠平", 加: "力口", 信: "亻言", 私: "禾厶", 防: "阝方", 仿: "亻方", 的: "白勺", 保: "亻呆" },
  ...{ 码: "石马", 销: "钅肖", 限: "阝艮", 骗: "马扁", 朋: "月月", 群: "君羊", 刷: "尸刂", 纯: "纟屯", 顶: "丁页", 转: "车专", 账: "贝长" },
};

const FIGURES: Readonly<Record<string, string>> = { 零: "0", 一: "1", 无: "5", 我: "5", 就: "9", 八: "8", 三: "3", 十: "10", 百: "100" };

/** Chinese: the name of each way, and what it makes of a wording. */
export const CHINESE: Readonly<Record<string, Way>> = {
  "as listed": (wording) => [wording],
  "dots between": between("."),
  "middle dots": between("·"),
  "bars between": between("丨"),
  "stars between": between("*"),
  "hyphens between": between("-"),
  "spaces between": between(" "),
  "spaces and dots": (wording) => (isHan(wording) && wording.length > 2 ? [`${wording.charAt(0)} ${[...wording.slice(1)].join(".")}`] : []),
  "pictures between": between("💋"),
  traditional: (wording) => {
    const other = [...wording].map((character) => toTraditional.get(character) ?? character).join("");
    return other === wording ? [] : [other];
  },
  "one in pinyin": (wording) => each(wording, soundOf),
  "all in pinyin": (wording) => (isHan(wording) && wording.length > 1 ? [[...wording].map(soundOf).join("")] : []),
  "all in pinyin, apart": (wording) => (isHan(wording) && wording.length > 1 ? [[...wording].map(soundOf).join(" ")] : []),
  "one in pinyin, dotted": (wording) => (wording.length < 2 ? [] : each(wording, (character) => [...soundOf(character)].join("."))),
  "one by its first letter": (wording) => (wording.length < 3 ? [] : each(wording, (character) => soundOf(character).charAt(0))),
  "one by its sound": (wording) => each(wording, (character, at) => alikeInSound(character, at)),
  "one by its looks": (wording) => each(wording, (character) => LIKE[character]),
  "one taken apart": (wording) => each(wording, (character) => APART[character]),
  "a figure for its sound": (wording) => (wording.length < 2 ? [] : each(wording, (character) => FIGURES[character])),
  "spaced and in pinyin": (wording) =>
    isHan(wording) && wording.length > 2 ? [`${soundOf(wording.charAt(0))} ${[...wording.slice(1)].join(" ")}`] : [],
  "a character doubled": (wording) => (wording.length < 3 ? [] : each(wording, (character) => character.repeat(2))),
  "a filler put in": (wording) =>
    wording.length < 4 || !isHan(wording) ? [] : ["一下", "个", "了"].map((filler) => wording.slice(0, 2) + filler + wording.slice(2)),
};

let bySound: Map<string, string[]> | null = null;

/** Another common character that sounds the same, tone and all. */
function alikeInSound(character: string, at: number): string | undefined {
  if (!bySound) {
    bySound = new Map();
    const bytes: number[] = [];
    for (let row = 0xb0; row <= 0xd7; row++) for (let cell = 0xa1; cell <= (row === 0xd7 ? 0xf9 : 0xfe); cell++) bytes.push(row, cell);
    for (const other of new TextDecoder("gbk").decode(new Uint8Array(bytes))) {
      const sound = pinyin(other, { toneType: "num" });
      bySound.set(sound, [...(bySound.get(sound) ?? []), other]);
    }
  }
  const others = (bySound.get(pinyin(character, { toneType: "num" })) ?? []).filter((other) => other !== character);
  return others[(character.charCodeAt(0) + at) % Math.max(1, others.length)];
}

const LEET: Readonly<Record<string, string>> = { a: "4", e: "3", i: "1", o: "0", s: "5", l: "1", t: "7" };
const SIGNS: Readonly<Record<string, string>> = { a: "@", s: "$", i: "!" };
const LATIN_ALIKE: Readonly<Record<string, string>> = { a: "а", e: "е", o: "о", p: "р", c: "с", x: "х", y: "у", i: "і" };
const words = (wording: string) => wording.match(/[a-z]{3,}/gi) ?? [];
const longest = (wording: string) => [...words(wording)].sort((a, b) => b.length - a.length)[0] ?? "";
const inLongest =
  (change: (word: string) => string | null): Way =>
  (wording) => {
    const word = longest(wording);
    const other = word.length < 4 ? null : change(word);
    return other === null || other === word ? [] : [wording.replace(word, other)];
  };
/** In every word of three letters and more, one at a time. */
const inEach =
  (change: (word: string) => string | null): Way =>
  (wording) =>
    [...new Set(words(wording))].flatMap((word) => {
      const other = change(word);
      return other === null || other === word ? [] : [wording.replace(word, other)];
    });
const firstOf = (table: Readonly<Record<string, string>>) => (word: string) => {
  const at = [...word].findIndex((letter, place) => place > 0 && table[letter] !== undefined);
  return at < 0 ? null : `${word.slice(0, at)}${table[word.charAt(at)] ?? ""}${word.slice(at + 1)}`;
};
const allOf =
  (table: Readonly<Record<string, string>>): Way =>
  (wording) => {
    const other = wording.replace(/[a-z]/g, (letter) => table[letter] ?? letter);
    return other === wording || /\d/.test(wording) ? [] : [other];
  };
const middle = (word: string) => Math.floor(word.length / 2);

/** English: the name of each way, and what it makes of a wording. */
export const ENGLISH: Readonly<Record<string, Way>> = {
  "as listed": (wording) => [wording],
  "in capitals": (wording) => [wording.toUpperCase()],
  "a figure for a letter": inEach(firstOf(LEET)),
  "figures for all": allOf(LEET),
  "a sign for a letter": inEach(firstOf(SIGNS)),
  "signs for all": allOf(SIGNS),
  "figures for l": (wording) => (/ll/.test(wording) ? [wording.replace("ll", "11")] : []),
  "letters of another script": allOf(LATIN_ALIKE),
  "a star for a letter": inLongest((word) => (word.length > 3 ? `${word.slice(0, middle(word))}*${word.slice(middle(word) + 1)}` : null)),
  "letters spaced": (wording) => [[...wording.replace(/ /g, "")].join(" ")],
  "one word spaced": inLongest((word) => [...word].join(" ")),
  "one word dotted": inLongest((word) => [...word].join(".")),
  "one word hyphened": inLongest((word) => [...word].join("-")),
  "a hyphen inside": inLongest((word) => (word.length > 5 ? `${word.slice(0, middle(word))}-${word.slice(middle(word))}` : null)),
  "a space inside": inLongest((word) => (word.length > 5 ? `${word.slice(0, middle(word))} ${word.slice(middle(word))}` : null)),
  "hyphens for spaces": (wording) => (wording.includes(" ") ? [wording.replaceAll(" ", "-")] : []),
  "spaces for hyphens": (wording) => (wording.includes("-") ? [wording.replaceAll("-", " ")] : []),
  "no hyphen": (wording) => (wording.includes("-") ? [wording.replaceAll("-", "")] : []),
  "spaces round the hyphen": (wording) => (wording.includes("-") ? [wording.replaceAll("-", " - ")] : []),
  "no space": (wording) => (wording.includes(" ") && wording.length > 6 ? [wording.replaceAll(" ", "")] : []),
  "a stop between": (wording) => (wording.includes(" ") ? [wording.replace(" ", ". ")] : []),
  "a letter doubled": inLongest((word) =>
    word.length > 4 ? `${word.slice(0, middle(word))}${word.charAt(middle(word))}${word.slice(middle(word))}` : null,
  ),
  "a letter left out": inLongest((word) => (word.length > 6 ? word.slice(0, middle(word)) + word.slice(middle(word) + 1) : null)),
  "two letters changed about": inLongest((word) => {
    const at = middle(word);
    return word.length > 6 ? word.slice(0, at) + word.charAt(at + 1) + word.charAt(at) + word.slice(at + 2) : null;
  }),
  "letters stretched": inLongest((word) => word.replace(/[aeo]/, (letter) => letter.repeat(4))),
  "the last word in plural": (wording) => (/[a-z]{3}[bdgklmnprt]$/.test(wording) && wording.includes(" ") ? [`${wording}s`] : []),
  "rn for m": (wording) => (/m/.test(wording) ? [wording.replace("m", "rn")] : []),
  "capital I for l": (wording) => (/[a-z]{2}l/.test(wording) ? [wording.replace(/([a-z]{2})l/, "$1I")] : []),
  "an adverb put in": (wording) => (wording.split(" ").length > 2 ? [wording.replace(" ", " really ")] : []),
};
