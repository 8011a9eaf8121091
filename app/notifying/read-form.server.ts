import { textOf } from "~/platform/http.server";
import type { PreferenceFields } from "./preference-rules";

/** What was typed into the form of the preferences. */
export function preferenceFieldsOf(form: FormData): PreferenceFields {
  const modes = Object.fromEntries(
    [...form.keys()].filter((name) => name.startsWith("mode.")).map((name) => [name.slice("mode.".length), textOf(form, name)]),
  );
  return {
    modes,
    digestAt: textOf(form, "digestAt"),
    quiet: form.get("quiet") !== null,
    quietFrom: textOf(form, "quietFrom"),
    quietTo: textOf(form, "quietTo"),
    urgentBreaks: form.get("urgentBreaks") !== null,
  };
}
