import { randomBytes } from "node:crypto";
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import { asApp, connectRaw } from "@db/client";
import { startEmbedded } from "@db/embedded";
import { migrate } from "@db/migrate";

declare module "vitest" {
  interface ProvidedContext {
    cluster: TestCluster;
  }
}

/** The server that a test run uses: addresses with `{database}` in the place of the name. */
export type TestCluster = { superUrl: string; ownerUrl: string; appUrl: string; template: string };

/**
 * Once per run: a server in a temporary folder (or the one of TEST_DATABASE_URL, signed in as a superuser) with a migrated template
 * database, of which `freshDatabase()` makes clones.
 */
export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  const template = `deskready_test_${randomBytes(4).toString("hex")}`;
  const given = process.env.TEST_DATABASE_URL;
  const server = given ? onGiven(given) : await onEmbedded();
  await server.ensureDatabase(template);
  await migrate(server.cluster.ownerUrl.replace("{database}", template));
  project.provide("cluster", { ...server.cluster, template });
  return async () => {
    if (given) await dropAll(given, template);
    await server.stop();
  };
}

async function onEmbedded() {
  const folder = mkdtempSync(join(tmpdir(), "deskready-test-"));
  chmodSync(folder, 0o711);
  const log = { info: () => undefined, warn: (message: string) => void process.stderr.write(`${message}\n`) };
  const server = await startEmbedded(folder, log, { max_connections: "100", fsync: "off", synchronous_commit: "off" });
  const url = (role: "owner" | "app") => server.urlFor("%7Bdatabase%7D", role).replace("%7Bdatabase%7D", "{database}");
  return {
    cluster: { superUrl: server.superUrl, ownerUrl: url("owner"), appUrl: url("app") },
    ensureDatabase: (name: string) => server.ensureDatabase(name),
    stop: async () => {
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function onGiven(superUrl: string) {
  const url = new URL(superUrl);
  url.pathname = "/DATABASE";
  const ownerUrl = url.toString().replace("/DATABASE", "/{database}");
  return {
    cluster: { superUrl, ownerUrl, appUrl: asApp(url.toString()).replace("/DATABASE", "/{database}") },
    ensureDatabase: (name: string) => asSuper(superUrl, (sql) => sql.unsafe(`create database ${name}`)),
    stop: () => Promise.resolve(),
  };
}

async function dropAll(superUrl: string, template: string): Promise<void> {
  await asSuper(superUrl, async (sql) => {
    const names = await sql<{ datname: string }[]>`select datname from pg_database where starts_with(datname, ${template})`;
    for (const { datname } of names) await sql.unsafe(`drop database ${datname} with (force)`);
  });
}

async function asSuper(url: string, work: (sql: ReturnType<typeof connectRaw>) => Promise<unknown>): Promise<void> {
  const sql = connectRaw(url, { max: 1 });
  try {
    await work(sql);
  } finally {
    await sql.end({ timeout: 5 });
  }
}
