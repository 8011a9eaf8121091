import { timingSafeEqual } from "node:crypto";
import { isId } from "~/platform/ids";
import { seal } from "~/platform/keys.server";

/** For how long the link in a letter confirms an address. */
export const CONFIRM_MS = 2 * 86_400_000;

const token = (purpose: string, personId: string, rest: string) => `${personId}.${seal(purpose, `${personId} ${rest}`)}`;

/** What the link that confirms an address carries: good for this address as it was asked for at that moment. */
export function confirmToken(personId: string, email: string, askedAt: Date): string {
  return token("confirm-email", personId, `${email} ${askedAt.toISOString()}`);
}

/** Where the link in every letter leads that ends them: good as long as letters go to this address. */
export function unsubscribePath(personId: string, email: string): string {
  return `/unsubscribe/${token("unsubscribe", personId, email)}`;
}

/** Whose link it is, as it says itself: true only when one of the functions above makes the same of that person's row. */
export function personIn(text: string): string | null {
  const [personId] = text.split(".");
  return isId(personId) ? personId : null;
}

/** Whether two tokens are the same, in a time that says nothing of where they differ. */
export function isSame(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)];
  return a.length === b.length && timingSafeEqual(a, b);
}
