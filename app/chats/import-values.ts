import { withoutControls } from "~/wording/normalise";

/** Values as platforms write them into their files. Pure. */

/** Platforms write the time of Beijing, wherever the shop is. */
const BEIJING_MS = 8 * 3_600_000;
const EARLIEST = Date.UTC(2000, 0, 1);
const LATEST = Date.UTC(2100, 0, 1);

/** An instant in ms: a date with a time in any of the usual writings, or a count of seconds or milliseconds; null for what is none. */
export function instantOf(value: unknown): number | null {
  const ms =
    value instanceof Date
      ? value.getTime() - BEIJING_MS
      : typeof value === "number"
        ? countOf(value)
        : textTime(String(value ?? "").trim());
  return ms !== null && ms >= EARLIEST && ms < LATEST ? ms : null;
}

function countOf(value: number): number | null {
  return value >= 1e12 && value < 1e13 ? value : value >= 1e9 && value < 1e10 ? value * 1000 : null;
}

const WRITTEN =
  /^(\d{4})(?:[-/.年]|(?=\d{4}))(\d{1,2})(?:[-/.月]|(?=\d{2}))(\d{1,2})日?(?:[ T]*(\d{1,2})[:时]?(\d{2})(?:[:分]?(\d{2})(?:[.,](\d{1,3})\d*)?秒?)?)?(Z|[+-]\d{2}:?\d{2})?$/;

function textTime(text: string): number | null {
  if (/^\d{10}$|^\d{13}$/.test(text)) return countOf(Number(text));
  const [, year, month, day, hour = "0", minute = "0", second = "0", fraction = "0", zone] = WRITTEN.exec(text.normalize("NFKC")) ?? [];
  if (year === undefined) return null;
  const [m, d, h, min, s] = [month, day, hour, minute, second].map(Number) as [number, number, number, number, number];
  if (m < 1 || m > 12 || d < 1 || d > 31 || h > 23 || min > 59 || s > 59) return null;
  const utc = Date.UTC(Number(year), m - 1, d, h, min, s, Number(fraction.padEnd(3, "0")));
  if (new Date(utc).getUTCDate() !== d) return null;
  return utc - offsetOf(zone);
}

function offsetOf(zone: string | undefined): number {
  if (zone === undefined) return BEIJING_MS;
  if (zone === "Z") return 0;
  const [, sign, hours, minutes] = /([+-])(\d{2}):?(\d{2})/.exec(zone) ?? [];
  return (sign === "-" ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000;
}

/** Money in fen: 「1,299.00元」, 「¥399」; null for what is none. */
export function fenOf(value: unknown): number | null {
  const text = String(value ?? "")
    .normalize("NFKC")
    .replace(/[\s,¥￥元]|rmb|cny/giu, "");
  if (!/^\d{1,9}(?:\.\d{1,2}0*)?$/.test(text)) return null;
  const [yuan = "0", fen = ""] = text.split(".");
  return Number(yuan) * 100 + Number(fen.slice(0, 2).padEnd(2, "0"));
}

/** Yes or no as files say it; null for neither. */
export function flagOf(value: unknown): boolean | null {
  const text = String(value ?? "")
    .trim()
    .toLowerCase();
  if (/^(?:1|true|yes|y|是|已付款|已下单|成交|paid|客服|agent|waiter|seller|卖家|out)$/.test(text)) return true;
  if (/^(?:0|false|no|n|否|未付款|未下单|未成交|unpaid|买家|顾客|客户|buyer|customer|user|in)$/.test(text)) return false;
  return null;
}

/** How satisfied somebody was, from 1 to 5; null where they were not asked. */
export function ratingOf(value: unknown): number | null {
  const text = String(value ?? "").trim();
  if (/^[1-5](?:\.0+)?$/.test(text)) return Number(text.slice(0, 1));
  return { 很不满: 1, 很不满意: 1, 非常不满意: 1, 不满: 2, 不满意: 2, 一般: 3, 满意: 4, 很满意: 5, 非常满意: 5 }[text] ?? null;
}

/** A text as the database can keep it: without control characters and halves of pairs. */
export function wordsOfCell(value: unknown): string {
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean" ? withoutControls(String(value)).trim() : "";
}
