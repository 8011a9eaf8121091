import { textOf } from "~/platform/http.server";
import { isId } from "~/platform/ids";
import { actionKinds, type ActionValues, isForPeople } from "./action-rules";

const SLUG = /^[a-z0-9-]{1,100}$/;

/** The values of the form of an action; null: it is none of ours. Of all its fields those count that its kind asks for. */
export function actionForm(form: FormData): ActionValues | null {
  const kind = actionKinds.find((known) => known === form.get("kind"));
  if (!kind) return null;
  const slug = kind === "lesson" ? textOf(form, "lesson") : kind === "script" ? textOf(form, "script") : "";
  return {
    kind,
    ownerId: textOf(form, "owner"),
    due: textOf(form, "due"),
    note: textOf(form, "note"),
    people: isForPeople(kind) ? form.getAll("people").filter(isId) : [],
    target: SLUG.test(slug) ? slug : "",
    toldTo: textOf(form, "toldTo"),
  };
}
