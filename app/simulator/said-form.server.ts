import { textOf } from "~/platform/http.server";
import { isId } from "~/platform/ids";
import type { Said } from "./say.server";

/** The message in a form; null: it is none of ours. The text as it was typed, with the line ends of the web made those of a chat. */
export function saidIn(form: FormData): Said | null {
  const id = textOf(form, "id");
  const text = form.get("text");
  if (!isId(id) || typeof text !== "string") return null;
  return { id, customer: textOf(form, "customer"), text: text.replaceAll("\r\n", "\n").trim() };
}
