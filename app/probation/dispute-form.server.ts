import { textOf } from "~/platform/http.server";
import type { Verdict } from "./dispute-rules";
import type { NewDisputed } from "./disputes.server";

/** Four pictures of eight megabytes, and the rest of a form. */
export const DISPUTE_FORM_BYTES = 34_000_000;

const named = (form: FormData, prefix: string) =>
  [...new Set(form.keys())].filter((key) => key.startsWith(prefix)).map((key) => key.slice(prefix.length));

/** The items of which a posted form says anything. A file input that was left empty posts one nameless empty file. */
export function disputedIn(form: FormData): NewDisputed[] {
  return named(form, "reason:").flatMap((item): NewDisputed[] => {
    const [reason, link] = [textOf(form, `reason:${item}`), textOf(form, `link:${item}`).trim()];
    const file = form.get(`picture:${item}`);
    const picture = file instanceof File && !(file.size === 0 && file.name === "") ? file : null;
    return reason.trim() === "" && link === "" && picture === null ? [] : [{ item, reason, link, picture }];
  });
}

/** The rulings that a posted form carries, by item. */
export function verdictsIn(form: FormData): Verdict[] {
  return named(form, "reason:").map((item) => ({
    item,
    verdict: textOf(form, `verdict:${item}`),
    reason: textOf(form, `reason:${item}`),
  }));
}
