import { randomBytes } from "node:crypto";
import { afterAll, inject } from "vitest";
import { connect, connectRaw } from "@db/client";
import type { WriteContext } from "~/platform/write.server";
import { factories } from "@test/factories";

/** When nothing else is said, tests happen on a Monday morning in Shanghai. */
export const MONDAY = new Date("2026-03-02T01:00:00.000Z");

/**
 * A clone of the migrated template, for one test file; dropped at its end. `db` and `appSql` act as the app's role, `owner` and `ownerSql`
 * as the owner; `ctx` builds a write context; `make` writes rows as the owner. Call it at the top of the file: `const { db } = await freshDatabase()`.
 */
export async function freshDatabase() {
  const cluster = inject("cluster");
  const name = `${cluster.template}_${randomBytes(5).toString("hex")}`;
  const admin = connectRaw(cluster.superUrl, { max: 1, name: "deskready-test-admin" });
  const owner = new URL(cluster.ownerUrl).username;
  await admin.unsafe(`create database ${name} template ${cluster.template} owner ${owner}`);
  const appUrl = cluster.appUrl.replace("{database}", name);
  const ownerUrl = cluster.ownerUrl.replace("{database}", name);
  const app = connect(appUrl, { max: 5, name: "deskready-test" });
  const owning = connect(ownerUrl, { max: 2, name: "deskready-test-owner" });
  const appSql = connectRaw(appUrl, { max: 4, name: "deskready-test" });
  const ownerSql = connectRaw(ownerUrl, { max: 2, name: "deskready-test-owner" });

  const ctx = (now: Date = MONDAY, actorId: string | null = null): WriteContext => ({
    db: app.db,
    actorId,
    now,
    requestId: "test",
    submissionId: null,
  });

  let closed = false;
  const close = async (): Promise<void> => {
    if (closed) return;
    closed = true;
    await Promise.all([app.close(), owning.close(), appSql.end({ timeout: 5 }), ownerSql.end({ timeout: 5 })]);
    await admin.unsafe(`drop database if exists ${name} with (force)`);
    await admin.end({ timeout: 5 });
  };
  afterAll(close);

  return { db: app.db, owner: owning.db, appSql, ownerSql, appUrl, ownerUrl, ctx, make: factories(owning.db), close };
}
