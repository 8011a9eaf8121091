import { Decimal } from "~/platform/decimal";

/** One number in digits or in the words of either language, and nothing else. Pure; texts come as `plain` leaves them: half-width, lower case, simplified. */

const GROUPED = /^\d{1,3}(?:([,' ’])\d{3})(?:\1\d{3})*(?:\.\d+)?$/;
const DIGITS = /^(?:\d+(?:\.\d+)?|\.\d+)$/;
/** More places than a Decimal holds were not meant, and would be rounded to something right. */
const MOST_PLACES = 12;

function arabic(text: string): Decimal | null {
  if (!GROUPED.test(text) && !DIGITS.test(text)) return null;
  const [whole = "", places = ""] = text.replace(/[,' ’]/g, "").split(".");
  const fraction = places.replace(/0+$/, "");
  if (fraction.length > MOST_PLACES) return null;
  return Decimal.tryParse(`${whole.replace(/^0+(?=\d)/, "") || "0"}.${fraction || "0"}`);
}

const HAN_DIGITS = new Map(
  ["零〇○", "一壹", "二贰两", "三叁参", "四肆", "五伍", "六陆", "七柒", "八捌", "九玖"].flatMap((forms, n) =>
    [...forms].map((form) => [form, n] as const),
  ),
);
const HAN_TENS = new Map([
  ["十", 10],
  ["拾", 10],
  ["百", 100],
  ["佰", 100],
  ["千", 1000],
  ["仟", 1000],
]);

/** Digit by digit: 二〇二六. 两 never stands in such a row: 两三 are two or three. */
function row(text: string): string | null {
  if (text === "" || text.length > 18 || (text.length > 1 && text.includes("两"))) return null;
  const digits = [...text].map((c) => HAN_DIGITS.get(c));
  return digits.includes(undefined) ? null : digits.join("");
}

/** Up to 9999: 一百二十, 两千零五, 十五; and as people speak, 一百二 for 120. */
function section(text: string): number | null {
  let total = 0;
  let digit: number | null = null;
  let last = Infinity;
  let gap = false;
  for (const c of text) {
    const ten = HAN_TENS.get(c);
    const value = HAN_DIGITS.get(c);
    if (ten !== undefined) {
      if (ten >= last || (digit === null && ten !== 10)) return null;
      total += (digit ?? 1) * ten;
      [last, digit, gap] = [ten, null, false];
    } else if (value === undefined || digit !== null || (value === 0 && gap)) return null;
    else if (value === 0) gap = true;
    else digit = value;
  }
  if (digit !== null) return total + digit * (!gap && Number.isFinite(last) && last > 10 ? last / 10 : 1);
  return gap || text === "" ? null : total;
}

/** Whole numbers below 10¹². */
function hanWhole(text: string): bigint | null {
  const digits = row(text);
  if (digits !== null) return BigInt(digits);
  for (const [word, size] of [
    ["亿", 100_000_000n],
    ["万", 10_000n],
  ] as const) {
    const at = text.lastIndexOf(word);
    if (at < 0) continue;
    const head = hanWhole(text.slice(0, at));
    const rest = text.slice(at + 1);
    if (head === null || head <= 0n) return null;
    if (rest === "") return head * size;
    const spoken = rest.length === 1 ? HAN_DIGITS.get(rest) : undefined;
    const tail = spoken === undefined ? hanWhole(rest.replace(/^零/, "")) : BigInt(spoken) * (size / 10n);
    return tail === null || tail >= size ? null : head * size + tail;
  }
  const value = section(text);
  return value === null ? null : BigInt(value);
}

const HALF = Decimal.ratio(1n, 2n);
const SCALES = { 十: 10n, 百: 100n, 千: 1000n, 万: 10_000n, 百万: 1_000_000n, 千万: 10_000_000n, 亿: 100_000_000n } as const;

function chinese(text: string): Decimal | null {
  const [, digits = "", scale = ""] = /^([\d.,]+) ?(十|百|千|万|百万|千万|亿)$/.exec(text) ?? [];
  if (scale) return arabic(digits)?.multiply(Decimal.of(SCALES[scale as keyof typeof SCALES])) ?? null;
  if (text === "半") return HALF;
  // 两个半小时
  if (/^.+个半$/.test(text)) return chinese(text.slice(0, -2))?.add(HALF) ?? null;
  const [whole = "", places, ...more] = text.split("点");
  const value = hanWhole(whole);
  const fraction = places === undefined ? "0" : row(places);
  if (value === null || fraction === null || more.length > 0 || fraction.length > MOST_PLACES) return null;
  return Decimal.tryParse(`${value}.${fraction}`);
}

const SMALL =
  "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split(
    " ",
  );
const TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split(" ");

/** Words below a thousand million: "two hundred and thirty-three", "fifteen hundred". Null for rows of words that are no number. */
function english(text: string): Decimal | null {
  const [whole = "", places, ...more] = text.split(/ point /);
  let total = 0;
  let current = 0;
  let scale = Infinity;
  let before: "start" | "small" | "ten" | "hundred" | "scale" | "and" = "start";
  for (const word of whole.split(/[ -]+/)) {
    const small = SMALL.indexOf(word);
    const ten = TENS.indexOf(word);
    if (small >= 0 || (word === "a" && before === "start")) {
      if (before === "small" || (before === "ten" && (small < 1 || small > 9))) return null;
      [current, before] = [current + (small >= 0 ? small : 1), "small"];
    } else if (ten >= 0) {
      if (before === "small" || before === "ten") return null;
      [current, before] = [current + 20 + 10 * ten, "ten"];
    } else if (word === "hundred") {
      if ((before !== "small" && before !== "ten") || current < 1 || current > 99) return null;
      [current, before] = [current * 100, "hundred"];
    } else if (word === "thousand" || word === "million") {
      const size = word === "thousand" ? 1000 : 1_000_000;
      if (current < 1 || size >= scale || before === "and") return null;
      [total, current, scale, before] = [total + current * size, 0, size, "scale"];
    } else if (word === "and" && (before === "hundred" || before === "scale")) before = "and";
    else return null;
  }
  if (before === "start" || before === "and" || text === "a" || more.length > 0) return null;
  const fraction = places?.split(" ").map((w) => SMALL.indexOf(w)) ?? [0];
  if (fraction.length > MOST_PLACES || fraction.some((d) => d < 0 || d > 9)) return null;
  return Decimal.tryParse(`${total + current}.${fraction.join("")}`);
}

/** The number that a text is; null when it is anything but one number. */
export function numeralIn(text: string): Decimal | null {
  const [, sign = "", rest = ""] = /^([+-]|负|minus |negative )? ?(.*)$/u.exec(text.trim()) ?? [];
  const value = arabic(rest) ?? chinese(rest) ?? english(rest);
  return value && sign !== "" && sign !== "+" ? Decimal.zero.subtract(value) : value;
}
