import { isPlainDate } from "~/platform/dates";
import { type Outcome, type Refusal, refuseAll, accept } from "~/platform/refusal";
import { isScope, type Scope } from "./scopes";

/** How long a key that was used is not noted as used again. */
export const NOTED_MS = 60_000;
/** Requests that one key may make in a minute. */
export const KEY_REQUESTS_A_MINUTE = 120;

/** The key in an Authorization header (`Bearer drk_…`), or null. What has not the shape of a key is none. */
export function keyIn(header: string | null): string | null {
  const [, key = null] = /^Bearer +(drk_[A-Za-z0-9_-]{43})$/i.exec(header?.trim() ?? "") ?? [];
  return key;
}

/** What people see of a key: enough to tell it from others. */
export function prefixOf(key: string): string {
  return key.slice(0, 12);
}

/** Whether a key still opens anything at `now`: revoked ones never, expired ones not from their expiry on, to the instant. */
export function standingOf(key: { revokedAt: Date | null; expiresAt: Date | null }, now: Date): "live" | "expired" | "revoked" {
  if (key.revokedAt) return "revoked";
  return key.expiresAt && key.expiresAt <= now ? "expired" : "live";
}

/** What is typed of a new key. */
export type KeyFields = { name: string; scopes: string[]; teamId: string; lastDay: string };
export type KeyValues = { name: string; scopes: Scope[]; teamId: string | null; lastDay: string | null };

/** The values of a new key, or what is wrong with them. `today`: the day in the reader's zone; a key's last day is not before it. */
export function keyValues(fields: KeyFields, today: string): Outcome<KeyValues> {
  const refusals: Refusal[] = [];
  const name = fields.name.trim();
  const asked = fields.scopes.filter(isScope);
  if (name === "" || name.length > 80) refusals.push({ code: name === "" ? "name_missing" : "name_long", field: "name" });
  if (asked.length === 0 || asked.length < fields.scopes.length) refusals.push({ code: "scopes_missing", field: "scopes" });
  // A name alone is of nobody.
  else if (asked.every((scope) => scope === "names:read")) refusals.push({ code: "scopes_names_alone", field: "scopes" });
  if (fields.lastDay !== "" && !isPlainDate(fields.lastDay)) refusals.push({ code: "date_malformed", field: "lastDay" });
  else if (fields.lastDay !== "" && fields.lastDay < today) refusals.push({ code: "key_over", field: "lastDay" });
  if (refusals.length > 0) return refuseAll(refusals);
  return accept({ name, scopes: [...new Set(asked)], teamId: fields.teamId || null, lastDay: fields.lastDay || null });
}
