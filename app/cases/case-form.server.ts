import { textOf } from "~/platform/http.server";
import { type CaseValues, fenOf } from "./rules";

/** The values of the form of a case. What is wrong in them is for the rules to name; an excellent case loses what only a lost one has when it is kept. */
export function caseForm(form: FormData): CaseValues {
  const numbers = form.getAll("marked").map((value) => (typeof value === "string" && /^\d{1,4}$/.test(value) ? Number(value) : -1));
  return {
    kind: form.get("kind") === "excellent" ? "excellent" : "lost",
    title: textOf(form, "title"),
    reasons: form.getAll("reasons").filter((value) => typeof value === "string"),
    worthFen: fenOf(textOf(form, "worth")),
    marked: numbers,
    better: textOf(form, "better").replaceAll("\r\n", "\n"),
    why: textOf(form, "why").replaceAll("\r\n", "\n"),
  };
}
