import { pinyin } from "pinyin-pro";
import { plain } from "./normalise";

/**
 * When a text is another but for one slip of the hand. Strict: one letter or one character off is often another word, and then nothing is
 * forgiven: 退货 and 换货, 真皮 and 仿皮, upload and unload, trainer and trainee, 48 and 24.
 */

/** From how many letters of a word, and from how many Chinese characters of a text on a slip is forgiven. */
export type SlipLimits = { letters: number; characters: number };

const HAN = /^\p{Script=Han}$/u;
const LATIN = /^\p{Script=Latin}+$/u;
// The parts of what differ in meaning when they differ at all: a character of Chinese, a word, a number.
const PART = /\p{Script=Han}|\p{N}+(?:[.:/,]\p{N}+)*|[\p{L}\p{M}]+|[%‰#@&\p{S}]/gu;

/** A text as its Chinese characters, words and numbers, after normalising. */
export function partsOf(text: string): string[] {
  return plain(text).match(PART) ?? [];
}

// What turns a sentence round, counts, measures, or names a material: no sound-alike may stand in for one of these.
const DECIDING = new Set(
  "不没無无未非别勿莫否免毋弗禁停" +
    "零〇一二三四五六七八九十百千万亿两双半几第首壹贰叁肆伍陆柒捌玖拾佰仟廿" +
    "元角分块厘毫克斤吨米寸尺升里年月日天时点秒周号次件只个箱条位份折倍层款楼架" +
    "买卖收售授受发罚退换还赔赠送加减增降升涨补扣付负欠借贷进出上下前后左右内外里大小多少高低长短宽窄厚薄轻重新旧早晚先后远近" +
    "真假仿正副主次优劣好坏对错是可能会该必须要全部各已以再在定订权利责期" +
    "皮革牛羊猪马布棉麻丝绒毛纶涤锦尼龙帆金银铜铁钢塑胶木竹红橙黄绿青蓝紫黑白灰棕粉卡驼",
);
const PARTICLE = "的";

function soundsOf(character: string): string[] {
  return pinyin(character, { multiple: true, type: "array", toneType: "num" });
}

/** Whether a character stands where its sound-alike was meant: what an input method offers beside it. */
function isSoundAlike(meant: string, written: string): boolean {
  if (DECIDING.has(meant) || DECIDING.has(written)) return false;
  const sounds = soundsOf(written);
  // A character without a known sound is given back as it is, and so is alike to none.
  return soundsOf(meant).some((sound) => sounds.includes(sound));
}

const NUMBER_WORD =
  /^(?:(?:thir|four|fif|six|seven|eigh|nine)(?:teen|ty)|for?ty|twenty|eleven|twelve|dozen|hundred|thousand|[mb]illion|half|quarter|double|triple|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth)s?$/;
const PREFIX = /^(?:anti|counter|dis|down|fore|il|im|in|ir|mis|non|out|over|post|pre|pro|re|sub|super|un|under|up)/;

/** Whether two words are one edit apart: a letter more, less or other, or two neighbours swapped. */
function isOneEdit(a: string, b: string): boolean {
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  if (long.length - short.length > 1 || a === b) return false;
  let at = 0;
  while (at < short.length && short[at] === long[at]) at++;
  if (short.length < long.length) return short.slice(at) === long.slice(at + 1);
  if (short.slice(at + 1) === long.slice(at + 1)) return true;
  return short[at] === long[at + 1] && short[at + 1] === long[at] && short.slice(at + 2) === long.slice(at + 2);
}

/** The same word but for a slip. Its first letter must stand, its last may not be another (trainer, trainee), and so must what it begins with (un-, up-). */
function isMistyped(meant: string, written: string, least: number): boolean {
  if (meant.length < least || !isOneEdit(meant, written) || meant[0] !== written[0]) return false;
  if (meant.length === written.length && meant.slice(0, -1) === written.slice(0, -1)) return false;
  if (NUMBER_WORD.test(meant) || NUMBER_WORD.test(written)) return false;
  const [prefix, other] = [PREFIX.exec(meant)?.[0], PREFIX.exec(written)?.[0]];
  return prefix === undefined || other === undefined || prefix === other;
}

/** Whether the part at `at` is one that hands add or lose without changing what is said: 的, or a character typed twice. */
function isLoose(parts: readonly string[], at: number): boolean {
  const part = parts[at] ?? "";
  if (!HAN.test(part) || DECIDING.has(part)) return false;
  return part === PARTICLE || part === parts[at - 1] || part === parts[at + 1];
}

/**
 * Whether `written` is `meant` with exactly one slip in it: in Chinese a sound-alike, a 的 or a doubled character; in words of Latin letters one edit.
 * Never in a number, a negation or anything else that decides what is said. False for what is the same anyway.
 */
export function isSlipOf(meant: string, written: string, limits: SlipLimits): boolean {
  const a = partsOf(meant);
  const b = partsOf(written);
  if (Math.abs(a.length - b.length) > 1) return false;
  const end = Math.min(a.length, b.length);
  let at = 0;
  while (at < end && a[at] === b[at]) at++;
  if (at === a.length && at === b.length) return false;
  const longer = a.length > b.length ? a : b;
  const restIsSame = (x: number, y: number) => a.length - x === b.length - y && a.slice(x).every((part, i) => part === b[y + i]);
  const isLongEnough = a.filter((part) => HAN.test(part)).length >= limits.characters;
  if (a.length !== b.length) {
    const more = a.length > b.length ? 1 : 0;
    return isLongEnough && isLoose(longer, at) && restIsSame(at + more, at + 1 - more);
  }
  if (!restIsSame(at + 1, at + 1)) return false;
  const [one = "", other = ""] = [a[at], b[at]];
  if (HAN.test(one) && HAN.test(other)) return isLongEnough && isSoundAlike(one, other);
  return LATIN.test(one) && LATIN.test(other) && isMistyped(one, other, limits.letters);
}
