import { isId } from "~/platform/ids";
import { LINE_MOST, type Line } from "./line";
import type { Reason } from "./schedule";
import { sealed, timeField, unsealed } from "./sealed.server";

const PURPOSE = "drill-line";
const LONGEST = 4000;
const reasons: readonly Reason[] = ["step", "due", "new", "ahead"];

/** A line as the browser carries it to the next answer. */
export function issueLine(personId: string, line: Line): string {
  const { plannedAt, readyBy, required, fluent, whole, chosen, order } = line;
  const entries = order.map(({ itemId, reason, from }) => [short(itemId), reasons.indexOf(reason), ...(from ? [from.getTime()] : [])]);
  return sealed(PURPOSE, [short(personId), plannedAt.getTime(), readyBy?.getTime() ?? null, required, fluent, whole, chosen, entries]);
}

/** The line that this person brings back; null when it is none of ours or another's. */
export function readLine(personId: string, text: unknown): Line | null {
  const fields = unsealed(PURPOSE, text, LONGEST);
  if (fields?.length !== 8 || fields[0] !== short(personId)) return null;
  // Sealed by us: its form is our own.
  const [, planned, ready, required, fluent, whole, chosen, entries] = fields as [
    ...[string, number, number | null, number, number, boolean, boolean],
    [string, number, number?][],
  ];
  const order = entries.slice(0, LINE_MOST).flatMap(([item, reason, from]) => {
    const itemId = long(item);
    return isId(itemId) ? [{ itemId, reason: reasons[reason] ?? "due", from: timeField(from) }] : [];
  });
  return { plannedAt: new Date(planned), readyBy: timeField(ready), required, fluent, whole, chosen, order };
}

/** An id in 22 letters instead of 36: a line goes to and fro with each answer. */
function short(id: string): string {
  return Buffer.from(id.replaceAll("-", ""), "hex").toString("base64url");
}

function long(text: string): string {
  const hex = Buffer.from(text, "base64url").toString("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
