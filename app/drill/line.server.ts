import type { Locale } from "~/platform/locale";
import { LINE_MOST, type Line } from "./line";
import type { Reason } from "./schedule";
import { sealed, timeField, unsealed } from "./sealed.server";

const PURPOSE = "drill-line";
const LONGEST = 4000;
const reasons: readonly Reason[] = ["step", "due", "new", "ahead"];

/** A line as the browser carries it to the next answer: to and fro with each, so that the ids of its questions stand in one text of 22 letters each. */
export function issueLine(personId: string, line: Line): string {
  const { plannedAt, readyBy, required, fluent, whole, chosen, locale, order } = line;
  const ids = packed(order.map(({ itemId }) => itemId));
  const why = order.map(({ reason }) => reasons.indexOf(reason)).join("");
  const waits = order.flatMap(({ from }, n) => (from ? [n, from.getTime()] : []));
  return sealed(PURPOSE, [
    packed([personId]),
    plannedAt.getTime(),
    readyBy?.getTime() ?? null,
    required,
    fluent,
    whole,
    chosen,
    locale,
    ids,
    why,
    waits,
  ]);
}

/** A line that is brought back, and whose it is; null when it is none of ours. */
export function readLine(text: unknown): { personId: string; line: Line } | null {
  const fields = unsealed(PURPOSE, text, LONGEST);
  if (fields?.length !== 11) return null;
  // Sealed by us: its form is our own.
  const [person, planned, ready, required, fluent, whole, chosen, locale, ids, why, waits] = fields as Fields;
  const from = new Map(waits.flatMap((value, n) => (n % 2 === 0 ? [[value, timeField(waits[n + 1])] as const] : [])));
  const order = unpacked(ids).map((itemId, n) => ({ itemId, reason: reasons[Number(why[n])] ?? "due", from: from.get(n) ?? null }));
  const line = { plannedAt: new Date(planned), readyBy: timeField(ready), required, fluent, whole, chosen, locale, order };
  return { personId: unpacked(person)[0] ?? "", line };
}

type Fields = [string, number, number | null, number, number, boolean, boolean, Locale, string, string, number[]];

function packed(ids: readonly string[]): string {
  return Buffer.from(ids.join("").replaceAll("-", ""), "hex").toString("base64url");
}

function unpacked(text: string): string[] {
  const hex = Buffer.from(text, "base64url").toString("hex");
  return Array.from({ length: Math.min(LINE_MOST, hex.length / 32) }, (_, n) => {
    const id = hex.slice(32 * n, 32 * n + 32);
    return `${id.slice(0, 8)}-${id.slice(8, 12)}-${id.slice(12, 16)}-${id.slice(16, 20)}-${id.slice(20)}`;
  });
}
