/** A named reason why something was not done. `code` is a key `refusal.<code>` of the capability's messages. */
export type Refusal = { code: string; field?: string; params?: Record<string, string | number> };

/** What an action returns: what it made, or why not. */
export type Outcome<T> = { ok: true; value: T } | { ok: false; refusals: Refusal[] };

/** It was done. */
export function accept<T>(value: T): { ok: true; value: T } {
  return { ok: true, value };
}

/** It was not done, for one named reason, next to `field` where there is one. */
export function refuse(code: string, more: Omit<Refusal, "code"> = {}): { ok: false; refusals: Refusal[] } {
  return { ok: false, refusals: [{ code, ...more }] };
}

/** It was not done, for several reasons. */
export function refuseAll(refusals: Refusal[]): { ok: false; refusals: Refusal[] } {
  return { ok: false, refusals };
}
