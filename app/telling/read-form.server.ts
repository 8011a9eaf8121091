import { idParam, textOf } from "~/platform/http.server";
import type { EndpointFields } from "./endpoint-rules";
import type { KeyFields } from "./key-rules";

/** The team of a form; "" for the whole shop. Throws 404 on what is no id. */
function teamIdOf(form: FormData): string {
  const teamId = textOf(form, "teamId");
  return teamId && idParam(teamId);
}

/** The fields of a new key, as typed. */
export function keyFieldsOf(form: FormData): KeyFields {
  const scopes = form.getAll("scopes").map(String);
  return { name: textOf(form, "name"), scopes, teamId: teamIdOf(form), lastDay: textOf(form, "lastDay") };
}

/** The fields of an endpoint, as typed. */
export function endpointFieldsOf(form: FormData): EndpointFields {
  const events = form.getAll("events").map(String);
  return { name: textOf(form, "name"), url: textOf(form, "url"), events, teamId: teamIdOf(form) };
}
