/** Faults of form in what is to be sent: placeholders left open, shouting, walls of text. Each pattern reads a text once and cannot back-track far. */

export type Stretch = { from: number; to: number };

const OPEN_PLACEHOLDER =
  /\{\{[^{}\n]{0,40}\}\}|\{[^{}\n]{1,20}\}|\[(?:[\p{Script=Han}\w ]{0,16}(?:名|姓名|名称|价格|尺码|颜色|日期|时间|单号|地址|快递|城市|金额|数量|链接|product|name|price|size|colou?r|date|time|order|courier|city|amount|link|number)[\p{Script=Han}\w ]{0,8})\]|【(?![改换查补核确修退更])(?:[\p{Script=Han}]{0,6}(?:姓名|名称|价格|尺码|颜色|日期|单号|地址|快递名?|城市|金额|数量|链接))】|_{3,}|(?<![\p{L}\p{N}])_{2}|_{2}(?![\p{L}\p{N}_])|(?<=\p{Script=Han})_{2}|＿{2,}|(?<![A-Za-z])[Xx×]{2,20}(?![A-Za-z])|<[\p{Script=Han}a-z_ ]{2,20}>|[#%](?:[A-Z_]{3,20}|[\p{Script=Han}]{0,6}(?:姓名|名称|价格|尺码|颜色|日期|单号|地址|金额|数量))[#%]|〔[^〕\n]{0,6}(?:姓名|名称|价格|尺码|颜色|日期|单号|地址|金额|数量)〕/giu;
const SHOUTED = /[!！]{3,}|[~～〜]{4,}|[★☆♥❤]{4,}|[?？!！]{4,}|(?:\p{Extended_Pictographic}[\uFE0F\u200D\p{Emoji_Modifier}]*\s?){3,}/gu;
const CAPITALS = /(?:\b[A-Z][A-Z'’]+\b[\s,!]+){3,}\b[A-Z][A-Z'’]+\b/g;
const BOXED = /【[^】\n]{1,30}】/gu;
const MOST_BOXES = 2;
const WALL = { characters: 200, words: 120 };

function stretches(text: string, pattern: RegExp): Stretch[] {
  return [...text.matchAll(pattern)].map((m) => ({ from: m.index, to: m.index + m[0].length }));
}

/** Where a placeholder stands that nobody has filled. Those named in `known` may stay: they are filled when the script is used. */
export function openPlaceholders(text: string, known: ReadonlySet<string>): Stretch[] {
  const open = stretches(text, OPEN_PLACEHOLDER).filter(({ from, to }) => {
    const name = /^\{\{(\w+)\}\}$/.exec(text.slice(from, to))?.[1];
    return name === undefined || !known.has(name);
  });
  const boxes = boxed(text);
  return open.filter(({ from, to }) => text[from] !== "【" || !boxes.some((box) => box.from <= from && to <= box.to));
}

/** From the first box to the last where there are more than a heading needs. */
function boxed(text: string): Stretch[] {
  const boxes = stretches(text, BOXED);
  const [first, last] = [boxes[0], boxes.at(-1)];
  return first && last && boxes.length > MOST_BOXES ? [{ from: first.from, to: last.to }] : [];
}

/** Rows of exclamation marks or pictographs, sentences in capitals, text in boxes. */
export function shouting(text: string): Stretch[] {
  return [...stretches(text, SHOUTED), ...stretches(text, CAPITALS), ...boxed(text)].sort((a, b) => a.from - b.from);
}

/** Paragraphs without a line break that nobody reads to the end on a phone: over 200 Chinese characters or 120 English words. */
export function walls(text: string): Stretch[] {
  return stretches(text, /[^\n]+/g).filter(({ from, to }) => {
    const paragraph = text.slice(from, to);
    const characters = paragraph.match(/\p{Script=Han}/gu)?.length ?? 0;
    return characters > WALL.characters || (characters === 0 && (paragraph.match(/[a-z][a-z'’-]*/gi)?.length ?? 0) > WALL.words);
  });
}
