import { isPlainDate } from "~/platform/dates";
import { isId } from "~/platform/ids";
import type { FigureFilter } from "./figure-list.server";
import { measuresByPart, type Part } from "./measures";

/** The filter that an address asks for; what it does not know asks for nothing. */
export function figureFilterOf({ searchParams }: URL): FigureFilter {
  const get = (name: string) => searchParams.get(name) ?? "";
  const id = (name: string) => (isId(get(name)) ? get(name) : null);
  const day = (name: string) => (isPlainDate(get(name)) ? get(name) : null);
  const [beforeDay = "", beforeId = ""] = get("before").split("_");
  return {
    ...{ agent: id("agent"), store: id("store"), from: day("from"), to: day("to"), importId: id("import") },
    part: (Object.keys(measuresByPart) as Part[]).find((part) => part === get("part")) ?? null,
    before: isPlainDate(beforeDay) && isId(beforeId) ? { day: beforeDay, id: beforeId } : null,
  };
}

/** The address of a page with this filter. */
export function figuresAddress(path: string, { agent, store, part, from, to, importId, before }: FigureFilter): string {
  const all = { agent, store, part, from, to, import: importId, before: before && `${before.day}_${before.id}` };
  const params = new URLSearchParams(Object.entries(all).flatMap(([key, value]) => (value ? [[key, value]] : [])));
  return params.size > 0 ? `${path}?${params}` : path;
}
