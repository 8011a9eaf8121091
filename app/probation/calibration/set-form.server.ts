import { textOf } from "~/platform/http.server";
import { isId } from "~/platform/ids";
import { type SetValues, type Source, sources } from "./rules";

/** What a choice names: `written`, or a kind with an id. Null: it is none. */
export function chosenSource(what: string): { source: Source; sourceId: string | null } | null {
  const [kind = "", id = ""] = what.split(":");
  const source = sources.find((one) => one === kind);
  if (!source) return null;
  if (source === "written") return { source, sourceId: null };
  return isId(id) ? { source, sourceId: id } : null;
}

/** The values of the form of a new set; null: it is none of ours. What is missing in it is for the rules to name. */
export function setForm(form: FormData): (SetValues & { sourceId: string | null; checklist: string }) | null {
  const chosen = chosenSource(textOf(form, "what"));
  if (!chosen) return null;
  const texts = (name: string) => form.getAll(name).filter((value) => typeof value === "string");
  const items = texts("items");
  const teamIds = texts("teams").filter(isId);
  const situations = Object.fromEntries(items.map((slug) => [slug, textOf(form, `situation.${slug}`)]));
  return {
    ...chosen,
    checklist: textOf(form, "checklist"),
    title: textOf(form, "title"),
    items,
    situations,
    teamIds,
    dueOn: textOf(form, "due"),
  };
}
