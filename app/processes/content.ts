import { loadPacks } from "~/curriculum/load-packs.server";
import { refreshSearch } from "~/curriculum/search.server";
import { clock } from "~/platform/clock.server";
import type { Db } from "~/platform/database.server";
import { env } from "~/platform/env.server";
import { log } from "~/platform/log.server";

/** Load every pack under CONTENT_DIR. A broken pack names its faults in the log and loads nothing; what was loaded before stays in force. */
export async function loadContent(db: Db): Promise<void> {
  for (const { folder, outcome } of await loadPacks(db, env.CONTENT_DIR, clock.now())) {
    if (outcome.ok) log.info({ pack: folder, ...outcome.value }, "content loaded");
    else log.error({ pack: folder, faults: outcome.faults }, "content refused: mend these and start again");
  }
  const indexed = await refreshSearch(db);
  if (indexed > 0) log.info({ items: indexed }, "library indexed for searching");
}
