import { countRequest } from "~/people/throttle.server";
import type { GuardArgs } from "~/people/guard.server";
import { clock } from "~/platform/clock.server";
import { db } from "~/platform/database.server";
import { KEY_REQUESTS_A_MINUTE, keyIn, standingOf } from "./key-rules";
import { findKey, noteUse } from "./keys.server";
import { apiProblem } from "./problem.server";
import type { Scope } from "./scopes";

/** Who asks through the API: what the key may read, and of which team (null: of the whole shop). */
export type KeyHolder = { keyId: string; scopes: readonly string[]; teamId: string | null };

/**
 * The guard that begins every loader of the API: the key of the request, if it is live and has the scope. A browser's session opens nothing here.
 * Refuses with 401 (no key, or one that opens nothing), 429 (too many requests in this minute), 403 (another scope).
 */
export async function requireKey({ request }: GuardArgs, scope: Scope): Promise<KeyHolder> {
  const shown = keyIn(request.headers.get("Authorization"));
  if (!shown) throw apiProblem(request, "key_missing");
  const key = await findKey(db(), shown);
  if (!key) throw apiProblem(request, "key_unknown");
  const now = clock.now();
  const standing = standingOf(key, now);
  if (standing !== "live") throw apiProblem(request, `key_${standing}`);
  const { waitSeconds } = await countRequest(db(), `key ${key.id}`, KEY_REQUESTS_A_MINUTE);
  if (waitSeconds > 0) throw apiProblem(request, "too_many", { seconds: waitSeconds }, { "Retry-After": String(waitSeconds) });
  await noteUse(db(), key, now);
  if (!key.scopes.includes(scope)) {
    const challenge = `Bearer realm="Deskready", error="insufficient_scope", scope="${scope}"`;
    throw apiProblem(request, "wrong_scope", { scope }, { "WWW-Authenticate": challenge });
  }
  return { keyId: key.id, scopes: key.scopes, teamId: key.teamId };
}
