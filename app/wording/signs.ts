/** Faults of form in what is to be sent: placeholders left open, shouting, walls of text. Each pattern reads a text once and cannot back-track far. */

export type Stretch = { from: number; to: number };

/** What a slot is named after, where brackets or signs stand around its name. */
const NAMED =
  "姓名|昵称|名称|称呼|商品名|品名|抬头|价格|尺码|颜色|日期|时间|单号|地址|快递|城市|金额|数量|链接|优惠码|型号|包型|款式|客服|买家|product|name|nick|price|size|colou?r|date|time|order|courier|city|amount|link|number|agent|customer|buyer|coupon|recipient|type";
const OPEN_PLACEHOLDER = new RegExp(
  [
    String.raw`\{\{[^{}\n]{0,40}\}\}|\{[^{}\n]{1,20}\}`,
    String.raw`\[{1,2}[\p{Script=Han}\w ]{0,16}(?:名|${NAMED})[\p{Script=Han}\w ]{0,8}\]{1,2}`,
    String.raw`【(?![改换查补核确修退更])[\p{Script=Han}]{0,6}(?:${NAMED})】|〔[^〕\n]{0,6}(?:${NAMED})〕`,
    String.raw`[（(](?:此处填?|请填|填写?|客户|买家|your |customer(?:'s)? |buyer(?:'s)? ){0,2}(?:客户|买家)?(?:${NAMED})[)）]`,
    String.raw`_{3,}|(?<![\p{L}\p{N}])_{2}|_{2}(?![\p{L}\p{N}_])|(?<=\p{Script=Han})_{2}|＿{2,}`,
    String.raw`(?<![A-Za-z])(?<!\d(?=X+\d))[Xx×]{2,20}(?![A-Za-z])|(?<![A-Za-z])(?:YYYY|DD)[-/.]MM(?:[-/.](?:DD|YYYY))?(?![A-Za-z])`,
    String.raw`<[\p{Script=Han}a-z_ ]{2,20}>|[#%](?:[A-Z_]{3,20}|[\p{Script=Han}]{0,6}(?:${NAMED}))[#%]|(?<![\p{N}%])%s(?![A-Za-z])`,
  ].join("|"),
  "giu",
);
/** A slot that is quoted is spoken about: 「您写的『___』是什么」. */
const QUOTES = /["“”「」『』'‘’]/u;
const SHOUTED =
  /[!！]{3,}|[~～〜]{4,}|[★☆♥❤]{4,}|[?？!！]{4,}|[>＞]{4,}|。{5,}|([亲在好快])\1{4,}|(?:\p{Extended_Pictographic}[\uFE0F\u200D\p{Emoji_Modifier}]*\s?){3,}/gu;
/** The same word in capitals again and again. */
const REPEATED = /\b([A-Z]{3,})(?:[\s,!]+\1\b){2,}/g;
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
    if (QUOTES.test(text.charAt(from - 1)) && QUOTES.test(text.charAt(to))) return false;
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
  return [...stretches(text, SHOUTED), ...stretches(text, CAPITALS), ...stretches(text, REPEATED), ...boxed(text)].sort(
    (a, b) => a.from - b.from,
  );
}

/** Paragraphs without a line break that nobody reads to the end on a phone: over 200 Chinese characters or 120 English words. */
export function walls(text: string): Stretch[] {
  return stretches(text, /[^\n]+/g).filter(({ from, to }) => {
    const paragraph = text.slice(from, to);
    const characters = paragraph.match(/\p{Script=Han}/gu)?.length ?? 0;
    return characters > WALL.characters || (characters === 0 && (paragraph.match(/[a-z][a-z'’-]*/gi)?.length ?? 0) > WALL.words);
  });
}
