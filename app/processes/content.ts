import { readdir } from "node:fs/promises";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { loadPack } from "~/curriculum/load.server";
import { clock } from "~/platform/clock.server";
import type { Db } from "~/platform/database.server";
import { env } from "~/platform/env.server";
import { log } from "~/platform/log.server";

/** Load every pack under CONTENT_DIR. A broken pack names its faults in the log and loads nothing; what was loaded before stays in force. */
export async function loadContent(db: Db): Promise<void> {
  for (const name of (await readdir(env.CONTENT_DIR)).sort()) {
    const dir = join(env.CONTENT_DIR, name);
    if (!existsSync(join(dir, "pack.yaml"))) continue;
    const result = await loadPack(db, dir, clock.now());
    if (result.ok) log.info({ pack: name, ...result.value }, "content loaded");
    else log.error({ pack: name, faults: result.faults }, "content refused: mend these and start again");
  }
}
