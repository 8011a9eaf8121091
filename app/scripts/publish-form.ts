import { isId } from "~/platform/ids";
import type { LocalText } from "~/platform/locale";
import { type Publishing, targets } from "./publish-rules";

/** What the form of a publication says. Pure. */
export function publishingOf(form: FormData): Publishing {
  const said = (name: string) => {
    const value = form.get(name);
    return typeof value === "string" ? value.replaceAll("\r\n", "\n").trim() : "";
  };
  const both = (field: string): LocalText => ({ "zh-CN": said(`${field}.zh-CN`), en: said(`${field}.en`) });
  const target = targets.find((one) => one === form.get("target")) ?? "new";
  const second = said("secondDraft");
  return {
    target,
    slug: said("slug"),
    wording: { customer: both("customer"), text: both("text") },
    ...{ title: both("title"), situation: both("situation"), why: both("why") },
    qualities: form.getAll("qualities").filter((one): one is string => typeof one === "string"),
    second:
      target === "new" ? { customer: both("second.customer"), text: both("second.text"), draftId: isId(second) ? second : null } : null,
    note: said("note"),
  };
}
