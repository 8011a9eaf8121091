import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { eq } from "drizzle-orm";
import { zipSync } from "fflate";
import { afterAll, expect, it } from "vitest";
import { catalogueImport } from "@db/schema";
import { archivePath, stageSheet, sweepSheets } from "~/curriculum/sheet-import.server";
import { env } from "~/platform/env.server";
import { newId } from "~/platform/ids";
import { freshDatabase, MONDAY } from "@test/setup/database";
import { bag, csv } from "./catalogue";

const { db, owner, ownerSql, ctx, make } = await freshDatabase();
const dataDir = env.DATA_DIR;
env.DATA_DIR = mkdtempSync(join(tmpdir(), "deskready-sweep-"));
afterAll(() => {
  rmSync(env.DATA_DIR, { recursive: true, force: true });
  env.DATA_DIR = dataDir;
});
const now = ctx(MONDAY, (await make.administrator({})).id);
const PNG = new Uint8Array(Buffer.from("89504e470d0a1a0a0000000d4948445200000001000000010806000000", "hex"));
const stage = () => stageSheet(now, csv([bag(1)]), new File([new Uint8Array(zipSync({ "BG-1001.png": PNG }))], "pictures.zip"));
/** The minute of the hour at which sheets are swept, so many days later. */
const sweep = (days: number) => sweepSheets(db, new Date(MONDAY.getTime() + days * 86_400_000 + 45 * 60_000));

/** An upload that has put its archive down and waits with its row until `release`. */
async function uploading() {
  await ownerSql`create function wait_here() returns trigger language plpgsql as $$ begin perform pg_advisory_xact_lock(4711); return new; end $$`;
  await ownerSql`create trigger wait_here before insert on catalogue_import for each row execute function wait_here()`;
  const held = await ownerSql.reserve();
  await held`select pg_advisory_lock(4711)`;
  const staged = stage();
  const waits = async () => (await ownerSql`select 1 from pg_locks where locktype = 'advisory' and not granted`).length > 0;
  while (!(await waits())) await new Promise((done) => setTimeout(done, 10));
  return {
    release: async () => {
      await held`select pg_advisory_unlock(4711)`;
      held.release();
      return staged;
    },
  };
}

it("leaves the archive of an upload whose row is not committed yet, and sweeps what belongs to none", async () => {
  const upload = await uploading();
  await sweep(0);
  const staged = await upload.release();
  await ownerSql`drop trigger wait_here on catalogue_import`;
  const importId = staged.ok ? staged.value.importId : "";
  expect(existsSync(archivePath(importId))).toBe(true);
  const stray = archivePath(newId());
  writeFileSync(stray, "of nobody");
  await sweep(0);
  expect([existsSync(archivePath(importId)), existsSync(stray)]).toEqual([true, false]);
});

it("keeps what is ordered, however old, and forgets the rest after a week", async () => {
  const ids = await Promise.all([stage(), stage()]).then((all) => all.map((one) => (one.ok ? one.value.importId : "")));
  const [ordered = "", left = ""] = ids;
  await owner.update(catalogueImport).set({ state: "queued" }).where(eq(catalogueImport.id, ordered));
  await sweep(8);
  const rows = await db.select({ id: catalogueImport.id }).from(catalogueImport);
  expect(rows).toEqual([{ id: ordered }]);
  expect([existsSync(archivePath(ordered)), existsSync(archivePath(left))]).toEqual([true, false]);
});
