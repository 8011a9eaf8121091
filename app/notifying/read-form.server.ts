import { idParam, textOf } from "~/platform/http.server";
import type { PreferenceFields } from "./preference-rules";
import type { RobotFields } from "./robot-rules";

/** What was typed of a robot. Throws 404 on a team that is no id. */
export function robotFieldsOf(form: FormData): RobotFields {
  const text = (name: string) => textOf(form, name);
  const teamId = text("teamId");
  return {
    ...{ vendor: text("vendor"), name: text("name"), address: text("address"), secret: text("secret"), teamId: teamId && idParam(teamId) },
    ...{ roles: form.getAll("roles").map(String), locale: text("locale"), rhythm: text("rhythm"), digestAt: text("digestAt") },
    ...{ quiet: form.get("quiet") !== null, quietFrom: text("quietFrom"), quietTo: text("quietTo") },
  };
}

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
