import { filtersIn, maskOf } from "~/results/chat-filters";
import type { Rules } from "./rule-sets";

/** What of the figures from chats counts, and which filters took how many customers out. Pure. */

type Masks = Record<string, Record<string, number>>;
type Row = { part: string; source: "reported" | "chats"; from: string; to: string; measures: Record<string, unknown> };
type Filters = Rules["filters"];

const masksOf = ({ measures }: Pick<Row, "measures">) => (measures.masks ?? {}) as Masks;
const maskOn = (filters: Filters) => maskOf(filters.filter(({ on }) => on).map(({ slug }) => slug));

/** What counts of a figure from chats, the mean of the first answers in the place of its sum; and how many customers, or inquiries, the filters that are on took out. */
export function countedRow(row: Pick<Row, "measures">, filters: Filters): { counted: Record<string, number>; out: number } {
  const on = maskOn(filters);
  const sums: Record<string, number> = {};
  let out = 0;
  for (const [mask, measures] of Object.entries(masksOf(row)))
    if ((Number(mask) & on) !== 0) out += measures.received ?? measures.inquiries ?? 0;
    else for (const [measure, value] of Object.entries(measures)) sums[measure] = (sums[measure] ?? 0) + value;
  const { firstResponseWeighted, firstResponseWeight, ...counted } = sums;
  if (firstResponseWeighted !== undefined && firstResponseWeight)
    counted.firstResponseMs = Math.round(firstResponseWeighted / firstResponseWeight);
  return { counted, out };
}

export type FilterCount = { slug: string; title: Filters[number]["title"]; on: boolean; customers: number };
export type ChatCount = { customers: number; counted: number; filters: FilterCount[] };

/**
 * The customers of a month's chats, on days that no report of the same part covers: how many there were, how many count, and on how many each filter hits. One on whom two hit stands under both. Null:
 * nothing comes from chats.
 */
export function chatCount(rows: readonly Row[], filters: Filters): ChatCount | null {
  const covered = (day: string) =>
    rows.some(({ part, source, from, to }) => part === "reception" && source === "reported" && from <= day && day <= to);
  const open = rows.filter(({ part, source, from }) => part === "reception" && source === "chats" && !covered(from));
  if (open.length === 0) return null;
  const on = maskOn(filters);
  const hits = new Map<string, number>();
  let [customers, counted] = [0, 0];
  for (const [mask, { received = 0 }] of open.flatMap((row) => Object.entries(masksOf(row)))) {
    customers += received;
    if ((Number(mask) & on) === 0) counted += received;
    for (const slug of filtersIn(Number(mask))) hits.set(slug, (hits.get(slug) ?? 0) + received);
  }
  return {
    customers,
    counted,
    filters: filters.map(({ slug, title, on: isOn }) => ({ slug, title, on: isOn, customers: hits.get(slug) ?? 0 })),
  };
}
