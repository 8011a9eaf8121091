import { allOf } from "~/wording/reading";
import { NO_GIVEN, NO_NAME } from "./mask-name-lists";
import { NO_NAME_WORDS, WORD_NAMES } from "./mask-name-lists-en";
import { surelyNoWord } from "./mask-name-shape";
import type { MaskSpan, Reading } from "./mask-text";

/** The nick of the buyer of this chat, wherever it stands and however it is shortened: with blanks, with stars for its middle, without numbers, by its first characters. Pure. */

const EVERYDAY_NICKS =
  /^(?:sunny|lucky|happy|sweet|smile|dream|angel|baby|sugar|honey|cherry|apple|peach|lemon|candy|cookie|coffee|music|moon|star|summer|winter|spring|flower|orange|melon|mango|berry|cloud|ocean|river|light|love|free|fresh|magic|simple|travel|traveller|cat|dog|fox|bear|tiger|panda|bunny|kitty|fish|bird)s?$/;

/** Where the buyer's nick stands, and what is left of it as people say it: 「小鱼儿」 of 「小鱼儿_2019」, 「爱吃鱼」 of 「爱吃鱼的猫」 where a person is addressed. */
export function buyerIn(reading: Reading, buyer: string): readonly MaskSpan[] {
  if (lately && lately.text === reading.text && lately.buyer === buyer) return lately.spans;
  lately = { text: reading.text, buyer, spans: buyerSpans(reading, buyer) };
  return lately.spans;
}
/** Whoever masks a chat asks first whether the buyer is in a line, and then reads it. */
let lately: { text: string; buyer: string; spans: readonly MaskSpan[] } | null = null;

function buyerSpans(reading: Reading, buyer: string): MaskSpan[] {
  const nick = buyer.trim();
  const spans = [...nickIn(reading, nick), ...apart(reading, nick)];
  const stems: string[] = [...(nick.match(/[\u4e00-\u9fff]{2,}|[a-z]{4,}/giu) ?? [])];
  const bare = nick.replace(/[\s_.\d~-]+$/u, "");
  if (bare.length > 3 && bare !== nick && !stems.includes(bare)) stems.push(bare);
  for (const stem of stems) if (stem !== nick) spans.push(...nickIn(reading, stem));
  const first = stems.find((stem) => /^[\u4e00-\u9fff]{3,}$/u.test(stem));
  if (first !== undefined)
    for (let length = first.length - 1; length >= 2; length--) spans.push(...addressed(reading, first.slice(0, length)));
  return spans;
}

const quoted = (one: string) => one.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
let last: { nick: string; found: RegExp | null } = { nick: "", found: null };
/** The ways in which a nick is written with blanks or other signs between its characters, or with stars for most of them; kept for the next line of the chat. */
function waysOf(nick: string): RegExp | null {
  if (last.nick === nick) return last.found;
  const letters = [...nick.replace(/[\s_.·-]+/g, "")].map(quoted);
  const [head = "", end = ""] = [letters[0], letters.at(-1)];
  const found = [
    letters.join("[\\s_.·-]?"),
    `${head}(?:${letters.slice(1, 3).join("")})?(?:\\*{1,}|…+|\\.{2,}|[xX]{2,})(?:${letters.at(-2) ?? ""})?${end}`,
    `${letters.slice(0, 2).join("")}(?:\\*{2,}|…+|\\.{3,})`,
  ];
  last = { nick, found: letters.length < 3 ? null : new RegExp(`(?<![A-Za-z\\d])(?:${found.join("|")})(?![A-Za-z\\d])`, "giu") };
  return last.found;
}

/** Signs that stand for the middle of a nick. */
const HIDING = /\*|…|\.\.|xx/iu;
/** Signs of which each letter has one small form. */
const SIMPLE = /^[\t\n\r\x20-\x7e\u2000-\u206f\u3000-\u9fff\uff01-\uff20]*$/u;
const BETWEEN = /[\s_.·-]/;
const WORD_SIGN = /[a-z\d]/;

function apart({ text }: Reading, nick: string): MaskSpan[] {
  const lower = text.toLowerCase();
  const first = (nick[0] ?? "").toLowerCase();
  if (!lower.includes(first)) return [];
  // A pattern must be made anew for each buyer, which takes longer than all other rules: it is for what hides a sign, and for letters that have more forms than two.
  if (!HIDING.test(text) && SIMPLE.test(text) && SIMPLE.test(nick)) return spelled(lower, nick.toLowerCase().replace(/[\s_.·-]+/g, ""));
  const ways = waysOf(nick);
  return ways ? allOf(text, ways).map((hit) => ({ from: hit.index, to: hit.index + hit[0].length, kind: "nick" as const })) : [];
}

/** Where the letters of a nick stand in their order with at most one sign between two of them, and no letter or figure beside them. */
function spelled(text: string, letters: string): MaskSpan[] {
  const found: MaskSpan[] = [];
  if (letters.length < 3) return found;
  for (let from = text.indexOf(letters.charAt(0)); from >= 0; from = text.indexOf(letters.charAt(0), from + 1)) {
    let at = from + 1;
    let letter = 1;
    for (; letter < letters.length; letter++) {
      if (text.charAt(at) !== letters.charAt(letter) && BETWEEN.test(text.charAt(at))) at++;
      if (text.charAt(at) !== letters.charAt(letter)) break;
      at++;
    }
    if (letter < letters.length || WORD_SIGN.test(text.charAt(from - 1)) || WORD_SIGN.test(text.charAt(at))) continue;
    found.push({ from, to: at, kind: "nick" });
    from = at - 1;
  }
  return found;
}

/** The beginning of a nick where somebody is addressed by it. */
function addressed({ text }: Reading, words: string): MaskSpan[] {
  const at = text.indexOf(words);
  if (at < 0) return [];
  const [before, after] = [text.slice(0, at), text.slice(at + words.length)];
  const isCalled = /^[ ，,~～]?(?:亲(?!自|手)|您好|你好|在吗|在么|哈喽|宝)/u.test(after)
    ? /(?:^|[^\u4e00-\u9fff]|[亲的])$/u.test(before)
    : /(?:亲爱的|亲亲?[ ，,]?|@|哈喽[ ，,]?)$/u.test(before) && /^(?:$|[^\u4e00-\u9fff]|您|你)/u.test(after);
  return isCalled ? [{ from: at, to: at + words.length, kind: "nick" }] : [];
}

/** Where a nick stands: anywhere, unless it is an everyday word; then where it is somebody's name. */
function nickIn({ text, digits }: Reading, nick: string): MaskSpan[] {
  const length = [...nick].length;
  if (length < 2) return [];
  const where = (list: string, what: string) => {
    const places: number[] = [];
    for (let at = list.indexOf(what); at >= 0; at = list.indexOf(what, at + what.length)) places.push(at);
    return places;
  };
  const lower = text.toLowerCase();
  const wanted = nick.toLowerCase();
  const source = lower.length === text.length ? lower : digits;
  const isLatin = /^[a-z]+$/.test(wanted);
  const isEveryday = /^[\u4e00-\u9fff]{2}$/u.test(nick)
    ? NO_NAME.has(nick) || !surelyNoWord(nick) || [...nick].every((one) => NO_GIVEN.has(one))
    : isLatin && (NO_NAME_WORDS.has(wanted) || WORD_NAMES.has(wanted) || EVERYDAY_NICKS.test(wanted));
  return where(source, wanted).flatMap((from) => {
    const to = from + wanted.length;
    const [before, after] = [source.slice(Math.max(0, from - 10), from), source.slice(to, to + 10)];
    if (/^[a-z\d]/.test(wanted) && /[a-z\d]$/.test(before)) return [];
    if (/[a-z\d]$/.test(wanted) && /^[a-z\d]/.test(after)) return [];
    if (isEveryday && !isPerson(before, after, text.slice(from, to), isLatin)) return [];
    return [{ from, to, kind: "nick" as const }];
  });
}

/** Whether what stands around an everyday word says that a person is meant. */
function isPerson(before: string, after: string, word: string, isLatin: boolean): boolean {
  if (isLatin)
    return (
      /^[A-Z]/.test(word) ||
      /(?:hi|hello|hey|dear|thanks|name is|i'm|i am|@|nick(?:name)? is|id is)[ ,:]*$/.test(before) ||
      (before === "" && /^[ ,]*(?:hi|hello|hey|your|sorry|thanks)\b/.test(after))
    );
  if (
    /(?:[号名]叫|[号名]是|亲亲?|哈喽|hi|hello|[:：] ?|我叫|我是|叫我|收件人|收货人|姓名|昵称|旺旺|会员名|亲爱的|@|艾特|账号|用户|买家|顾客|客户|id|名字|您好|你好|欢迎)(?:是|叫|改成|写|[:：， ])*$/u.test(
      before,
    )
  )
    return true;
  if (
    /^(?:收(?![到藏纳货费])|女士|先生|小姐|同学|[ ，,:：]*(?:您好|你好|亲|在吗|1\d{10})|这个(?:号|账号|id|旺旺)|的订单|的账号|买的|拍的|这位)/u.test(
      after,
    )
  )
    return true;
  return /(?:^|[「“"【『])$/u.test(before) && /^(?:$|[」”"】』])/u.test(after) && before !== "";
}
