import { createHash, randomBytes } from "node:crypto";
import { and, desc, eq, isNull, lte, or, sql } from "drizzle-orm";
import { apiKey, person, team } from "@db/schema";
import type { Db, Reader } from "~/platform/database.server";
import { addDays, startOfDay } from "~/platform/dates";
import { newId } from "~/platform/ids";
import { accept, audit, type Outcome, refuse, write, type WriteContext } from "~/platform/write.server";
import { type KeyValues, NOTED_MS, prefixOf } from "./key-rules";

/** A new key: 256 random bits. Whoever lost it makes another one. */
export function newKey(): string {
  return `drk_${randomBytes(32).toString("base64url")}`;
}

function digestOf(key: string): string {
  return createHash("sha256").update(key).digest("hex");
}

/** The keys of the shop: those that were revoked last, the newest first. One statement. */
export function keysOf(reader: Reader) {
  return reader
    .select({
      id: apiKey.id,
      name: apiKey.name,
      prefix: apiKey.prefix,
      scopes: apiKey.scopes,
      teamName: team.name,
      createdByName: person.name,
      createdAt: apiKey.createdAt,
      expiresAt: apiKey.expiresAt,
      revokedAt: apiKey.revokedAt,
      lastUsedAt: apiKey.lastUsedAt,
    })
    .from(apiKey)
    .innerJoin(person, eq(person.id, apiKey.createdBy))
    .leftJoin(team, eq(team.id, apiKey.teamId))
    .orderBy(sql`${apiKey.revokedAt} is not null`, desc(apiKey.createdAt))
    .limit(100);
}

/**
 * Keep a new key's digest under a name. It ends with its last day in `zone`. A repetition of the same form keeps the first key: the prefix that comes back tells which.
 * Refuses a team that is not in use.
 */
export function addKey(ctx: WriteContext, key: string, values: KeyValues, zone: string): Promise<Outcome<{ id: string; prefix: string }>> {
  const createdBy = ctx.actorId;
  return write(ctx, async (tx) => {
    if (!createdBy) return refuse("nobody");
    const { name, scopes, teamId, lastDay } = values;
    const [limit] = teamId
      ? await tx
          .select({ name: team.name })
          .from(team)
          .where(and(eq(team.id, teamId), isNull(team.archivedAt)))
      : [];
    if (teamId && !limit) return refuse("team_unknown", { field: "teamId" });
    const id = newId();
    const prefix = prefixOf(key);
    const expiresAt = lastDay && startOfDay(addDays(lastDay, 1), zone);
    await tx
      .insert(apiKey)
      .values({ id, name, prefix, hash: digestOf(key), scopes, teamId, createdBy, createdAt: ctx.now, expiresAt: expiresAt || null });
    await audit(tx, ctx, {
      action: "telling.key_made",
      subject: { type: "api_key", id },
      after: { name, prefix, scopes, ...(limit ? { team: limit.name } : {}), ...(lastDay ? { lastDay } : {}) },
    });
    return accept({ id, prefix });
  });
}

/** Close a key for good. One that is closed already stays as it is. */
export function revokeKey(ctx: WriteContext, keyId: string): Promise<Outcome<{ id: string }>> {
  return write(ctx, async (tx) => {
    const [row] = await tx.select().from(apiKey).where(eq(apiKey.id, keyId)).for("no key update");
    if (!row) return refuse("key_gone");
    if (row.revokedAt) return accept({ id: keyId });
    await tx.update(apiKey).set({ revokedAt: ctx.now, revokedBy: ctx.actorId }).where(eq(apiKey.id, keyId));
    await audit(tx, ctx, {
      action: "telling.key_revoked",
      subject: { type: "api_key", id: keyId },
      before: { name: row.name, prefix: row.prefix },
    });
    return accept({ id: keyId });
  });
}

/** The key that somebody shows, whatever its standing; null when nobody made it. */
export async function findKey(reader: Reader, key: string) {
  const [row] = await reader
    .select()
    .from(apiKey)
    .where(eq(apiKey.hash, digestOf(key)));
  return row ?? null;
}

/** Note that a key was used, at most once a minute. */
export async function noteUse(db: Db, key: { id: string; lastUsedAt: Date | null }, now: Date): Promise<void> {
  const before = new Date(now.getTime() - NOTED_MS);
  if (key.lastUsedAt && key.lastUsedAt > before) return;
  await db
    .update(apiKey)
    .set({ lastUsedAt: now })
    .where(and(eq(apiKey.id, key.id), or(isNull(apiKey.lastUsedAt), lte(apiKey.lastUsedAt, before))));
}
