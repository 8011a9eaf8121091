import type { CheckValues } from "./check.server";
import { textOf } from "~/platform/http.server";

/** The marks of a form, by criterion. */
export function marksIn(form: FormData): Record<string, string> {
  return Object.fromEntries(
    [...form].flatMap(([name, value]) => (name.startsWith("mark:") && typeof value === "string" ? [[name.slice(5), value]] : [])),
  );
}

/** A score as it was posted. */
export function checkIn(form: FormData): CheckValues {
  const lines = form.getAll("line").flatMap((value) => (typeof value === "string" && /^\d{1,5}$/.test(value) ? [Number(value)] : []));
  return { marks: marksIn(form), comment: textOf(form, "comment"), lines };
}
