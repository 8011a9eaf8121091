import { isId } from "~/platform/ids";

export const clearances = ["none", "supervised", "full"] as const;
export type Clearance = (typeof clearances)[number];

/** What of the list is asked for. `after`: the last agent of the page before. */
export type ListAsk = { clearance: Clearance | null; changedSince: Date | null; after: string | null; limit: number };
/** Which changes of one agent are asked for. */
export type ChangesAsk = { afterSequence: number; limit: number };

const PAGE = { usual: 100, most: 200 };

/** What the address asks of the list, or the parameter that cannot be read: a filter that is misspelt must not answer with everything. */
export function listAsk(query: URLSearchParams): ListAsk | { wrong: string } {
  const wrong = unreadable(query, ["clearance", "changed_since", "cursor", "limit"]);
  if (wrong) return { wrong };
  const clearance = query.get("clearance");
  if (clearance !== null && !isClearance(clearance)) return { wrong: "clearance" };
  const since = query.get("changed_since");
  const changedSince = since === null ? null : instantIn(since);
  if (since !== null && !changedSince) return { wrong: "changed_since" };
  const cursor = query.get("cursor");
  const after = cursor === null ? null : idIn(cursor);
  if (cursor !== null && !after) return { wrong: "cursor" };
  const limit = numberIn(query.get("limit"), { from: 1, to: PAGE.most, unsaid: PAGE.usual });
  return limit === null ? { wrong: "limit" } : { clearance, changedSince, after, limit };
}

/** What the address asks of an agent's changes, or the parameter that cannot be read. */
export function changesAsk(query: URLSearchParams): ChangesAsk | { wrong: string } {
  const wrong = unreadable(query, ["after_sequence", "limit"]);
  if (wrong) return { wrong };
  const afterSequence = numberIn(query.get("after_sequence"), { from: 0, to: 2_147_483_647, unsaid: 0 });
  if (afterSequence === null) return { wrong: "after_sequence" };
  const limit = numberIn(query.get("limit"), { from: 1, to: PAGE.most, unsaid: PAGE.usual });
  return limit === null ? { wrong: "limit" } : { afterSequence, limit };
}

/** Where the list goes on, as the asker gets to see it. */
export function cursorOf(personId: string): string {
  return Buffer.from(personId.replaceAll("-", ""), "hex").toString("base64url");
}

function idIn(cursor: string): string | null {
  const hex = Buffer.from(cursor, "base64url").toString("hex");
  const id = hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
  return isId(id) ? id : null;
}

/** The first parameter that nobody knows, or that is said twice. */
function unreadable(query: URLSearchParams, known: readonly string[]): string | null {
  return [...query.keys()].find((name) => !known.includes(name) || query.getAll(name).length > 1)?.slice(0, 80) ?? null;
}

function isClearance(value: string): value is Clearance {
  return clearances.some((one) => one === value);
}

/** An instant with its offset: 2026-03-02T09:00:00+08:00, or with Z. */
function instantIn(text: string): Date | null {
  // In an address a plus sign that was not encoded arrives as a space.
  const plain = text.replace(" ", "+");
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,6})?)?(Z|[+-]\d\d:\d\d)$/.test(plain)) return null;
  const instant = new Date(plain);
  return Number.isNaN(instant.getTime()) ? null : instant;
}

function numberIn(text: string | null, { from, to, unsaid }: { from: number; to: number; unsaid: number }): number | null {
  if (text === null) return unsaid;
  const number = /^\d{1,10}$/.test(text) ? Number(text) : Number.NaN;
  return number >= from && number <= to ? number : null;
}
