import { createHash, randomBytes } from "node:crypto";
import { and, eq, isNull } from "drizzle-orm";
import { accountLink } from "@db/schema";
import type { Reader, Tx } from "~/platform/database.server";
import { newId } from "~/platform/ids";

export type LinkKind = (typeof accountLink.$inferSelect)["kind"];
export type LinkFault = "link_unknown" | "link_expired" | "link_used" | "link_revoked";

const DAY_MS = 86_400_000;
/** How long each kind lives. The demo's links outlive any walk through the demo's clock. */
const LIFE_MS: Record<LinkKind, number> = { invitation: 7 * DAY_MS, reset: DAY_MS, sign_in: 3650 * DAY_MS, set_up: 3650 * DAY_MS };
const PATHS: Record<LinkKind, string> = { invitation: "/invitation/", reset: "/reset/", sign_in: "/link/", set_up: "/set-up/" };

/** A fresh token, 32 random bytes. It exists only in the link; the database holds its SHA-256. */
export function newToken(): string {
  return randomBytes(32).toString("base64url");
}

function digest(token: string): string {
  return createHash("sha256").update(token).digest("hex");
}

/** The path that a link of this kind has. */
export function linkPath(kind: LinkKind, token: string): string {
  return PATHS[kind] + token;
}

type IssuedLink = { kind: LinkKind; token: string; personId: string | null; createdBy: string | null; now: Date };

/**
 * Store a link. Earlier unused links of the same kind and person are revoked: only the newest works.
 * Returns its id and the instant at which it expires.
 */
export async function issueLink(tx: Reader, link: IssuedLink): Promise<{ id: string; expiresAt: Date }> {
  if (link.kind !== "sign_in") await revokeLinks(tx, link.kind, link.personId, link.now);
  const row = linkRow(link);
  await tx.insert(accountLink).values(row);
  return { id: row.id, expiresAt: row.expiresAt };
}

/** The row of a fresh link: of the token only the digest. */
export function linkRow(link: IssuedLink) {
  return {
    id: newId(),
    tokenHash: digest(link.token),
    kind: link.kind,
    personId: link.personId,
    createdBy: link.createdBy,
    createdAt: link.now,
    expiresAt: new Date(link.now.getTime() + LIFE_MS[link.kind]),
  };
}

/** Revoke the open links of a kind that were made for a person (null: the set-up links). Returns how many there were. */
export async function revokeLinks(tx: Reader, kind: LinkKind, personId: string | null, now: Date): Promise<number> {
  const rows = await tx
    .update(accountLink)
    .set({ revokedAt: now })
    .where(
      and(
        eq(accountLink.kind, kind),
        personId === null ? isNull(accountLink.personId) : eq(accountLink.personId, personId),
        isNull(accountLink.usedAt),
        isNull(accountLink.revokedAt),
      ),
    )
    .returning({ id: accountLink.id });
  return rows.length;
}

type LinkRow = typeof accountLink.$inferSelect;
export type FoundLink = { ok: true; link: LinkRow } | { ok: false; fault: LinkFault; link?: LinkRow };

/** What a link is good for now, without using it: for the page behind it, which may say whose it was. A link of another kind is unknown here. */
export async function findLink(reader: Reader, kind: LinkKind, token: string, now: Date): Promise<FoundLink> {
  const rows = await reader
    .select()
    .from(accountLink)
    .where(eq(accountLink.tokenHash, digest(token)));
  return judge(rows[0], kind, now);
}

/** Use a link: lock it, and mark it used unless it was used, revoked or has expired. Of two at once, one gets it. */
export async function takeLink(tx: Tx, kind: LinkKind, token: string, now: Date): Promise<FoundLink> {
  const rows = await tx
    .select()
    .from(accountLink)
    .where(eq(accountLink.tokenHash, digest(token)))
    .for("update");
  const found = judge(rows[0], kind, now);
  if (found.ok) await tx.update(accountLink).set({ usedAt: now }).where(eq(accountLink.id, found.link.id));
  return found;
}

function judge(link: LinkRow | undefined, kind: LinkKind, now: Date): FoundLink {
  if (!link || link.kind !== kind) return { ok: false, fault: "link_unknown" };
  if (link.usedAt) return { ok: false, fault: "link_used", link };
  if (link.revokedAt) return { ok: false, fault: "link_revoked", link };
  if (link.expiresAt <= now) return { ok: false, fault: "link_expired", link };
  return { ok: true, link };
}
