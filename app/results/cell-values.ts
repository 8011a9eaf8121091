/** What the cells of merchants' exports say: numbers, money, times, shares. Pure. */

/** `null`: the cell holds nothing. */
export type ReadValue = { ok: true; value: number | null } | { ok: false };

const NOTHING: ReadValue = { ok: true, value: null };
const NO_VALUE: ReadValue = { ok: false };
const EMPTY = /^(?:|[-–—―/]+|n\/?a|无|null|暂无)$/i;
const UNITS = /(?:人|件|次|条|个|单|笔|字|元|圆|yuan|rmb|cny)$/i;

/** A cell as it is compared: without width and blanks around it. */
export function plainCell(cell: string): string {
  return cell
    .normalize("NFKC")
    .replace(/[\u200b\ufeff]/g, "")
    .trim();
}

/** "1,234" and "1.2万" as a plain decimal text; null for what is no number. */
function decimalOf(text: string): string | null {
  const many = /^(.*\d)\s*万$/.exec(text.replace(UNITS, "").trim());
  const plain = (many?.[1] ?? text.replace(UNITS, "")).trim();
  if (!/^[+-]?(?:\d{1,3}(?:,\d{3})+|\d{1,15})(?:\.\d{1,20})?$/.test(plain)) return null;
  const number = plain.replaceAll(",", "");
  return many ? shifted(number, 4) : number;
}

/** A decimal text times ten to the power of `places`, exactly. */
function shifted(text: string, places: number): string {
  const [, sign = "", whole = "", fraction = ""] = /^([+-]?)(\d+)(?:\.(\d+))?$/.exec(text) ?? [];
  const digits = fraction.padEnd(places, "0");
  return `${sign}${whole}${digits.slice(0, places)}${digits.length > places ? `.${digits.slice(places)}` : ""}`;
}

/** A decimal text as a whole number, where nothing but the dust of a spreadsheet's floating point is left over. */
function wholeOf(text: string): number | null {
  const value = Number(text);
  const whole = Math.round(value);
  return Number.isSafeInteger(whole) && Math.abs(value - whole) < 1e-6 * Math.max(1, Math.min(Math.abs(value), 1000)) ? whole : null;
}

/** People, units, messages: "1,234", "12 人", "１２". A negative one is read: the rule that refuses it names it. */
export function readCount(cell: string): ReadValue {
  const text = plainCell(cell);
  if (EMPTY.test(text)) return NOTHING;
  const number = decimalOf(text);
  const value = number === null ? null : wholeOf(number);
  return value === null ? NO_VALUE : { ok: true, value };
}

/** Yuan as fen: "¥1,234.50", "1234.5元". */
export function readMoney(cell: string): ReadValue {
  const text = plainCell(cell).replace(/^([+-]?)\s*(?:¥|￥|rmb|cny)\s*/i, "$1");
  if (EMPTY.test(text)) return NOTHING;
  const number = decimalOf(text);
  const value = number === null ? null : wholeOf(shifted(number, 2));
  return value === null ? NO_VALUE : { ok: true, value };
}

const SPOKEN = /^(?:(\d+)天)?(?:(\d+)(?:小时|时))?(?:(\d+)(?:分钟|分))?(?:(\d+(?:\.\d{1,6})?)秒)?$/;
const CLOCK = /^(\d{1,4}):([0-5]\d):([0-5]\d(?:\.\d{1,6})?)$/;

/** A length of time in milliseconds: 「7小时41分52秒」, 「45.2秒」, 00:01:20, or a bare number of `unitMs` each. 01:20 could be either of two and is none. */
export function readTime(cell: string, unitMs = 1000): ReadValue {
  const text = plainCell(cell).replaceAll(" ", "");
  if (EMPTY.test(text)) return NOTHING;
  const parts = CLOCK.exec(text) ?? SPOKEN.exec(text);
  if (parts) {
    const [days, hours, minutes, seconds] = parts.length === 4 ? [0, ...parts.slice(1)] : parts.slice(1);
    const of = (value: string | number | undefined) => Number(value ?? 0);
    return { ok: true, value: Math.round((((of(days) * 24 + of(hours)) * 60 + of(minutes)) * 60 + of(seconds)) * 1000) };
  }
  const number = decimalOf(text.replace(/s(?:ec)?$/i, ""));
  if (number === null || !Number.isFinite(Number(number))) return NO_VALUE;
  return { ok: true, value: Math.round(Number(number) * unitMs) };
}

/** A rate as it stands: 12.5 for "12.5%", and how much its last figure leaves open. Only ever compared. */
export function readRate(cell: string): { value: number; isPercent: boolean; open: number } | null {
  const text = plainCell(cell).replace(/^(?:¥|￥)/, "");
  const isPercent = text.endsWith("%");
  const number = decimalOf(isPercent ? text.slice(0, -1).trim() : text);
  if (number === null) return null;
  const places = /\.(\d+)$/.exec(number)?.[1]?.length ?? 0;
  return { value: Number(number), isPercent, open: 0.51 * 10 ** -places };
}
