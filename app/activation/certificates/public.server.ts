import { publicAddress } from "~/platform/env.server";
import { problem } from "~/platform/http.server";

/** The shop's public address; without one there are no badges: 404. */
export function addressOfBadges(): string {
  if (publicAddress === null) throw problem(404, "not_found");
  return publicAddress;
}

/** What other systems fetch: JSON that anybody may read, a few minutes old at most. */
export function publicJson(value: unknown, type = "application/json"): Response {
  return new Response(JSON.stringify(value), {
    headers: { "Content-Type": `${type}; charset=utf-8`, "Cache-Control": "public, max-age=300", "Access-Control-Allow-Origin": "*" },
  });
}
