import type { OutgoingFault } from "~/platform/outgoing.server";
import { accept, type Outcome, type Refusal, refuseAll } from "~/platform/refusal";
import { type EventKind, isEventKind } from "./events";

/** Endpoints that a shop may have: each may hold up the others for ten seconds a minute. */
export const MOST_ENDPOINTS = 20;

/** What is typed of an endpoint. */
export type EndpointFields = { name: string; url: string; events: string[]; teamId: string };
export type EndpointValues = { name: string; url: string; events: EventKind[]; teamId: string | null };

/** The values of an endpoint, or what is wrong with them; `faultOf` judges the address as sending would. */
export function endpointValues(fields: EndpointFields, faultOf: (url: string) => OutgoingFault | null): Outcome<EndpointValues> {
  const refusals: Refusal[] = [];
  const [name, url] = [fields.name.trim(), fields.url.trim()];
  const events = fields.events.filter(isEventKind);
  if (name === "" || name.length > 80) refusals.push({ code: name === "" ? "endpoint_name_missing" : "name_long", field: "name" });
  const fault = faultOf(url);
  if (fault) refusals.push({ code: `url_${fault}`, field: "url" });
  if (events.length === 0 || events.length < fields.events.length) refusals.push({ code: "events_missing", field: "events" });
  if (refusals.length > 0) return refuseAll(refusals);
  return accept({ name, url, events: [...new Set(events)], teamId: fields.teamId || null });
}
