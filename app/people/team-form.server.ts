import { textOf } from "~/platform/http.server";
import type { Outcome } from "~/platform/refusal";
import { checkForm, teamSchema, type TeamValues } from "./forms";

/** The team that a form describes, or what is wrong with it. */
export function teamOf(form: FormData): Outcome<TeamValues> {
  return checkForm(teamSchema, {
    name: textOf(form, "name"),
    zone: textOf(form, "zone"),
    workingWeek: form.getAll("workingWeek").map(String),
  });
}
