import { eq } from "drizzle-orm";
import { setting } from "@db/schema";
import { clock } from "./clock.server";
import type { Db } from "./database.server";

const KEY = "demo_clock_offset_ms";

/** The demo's clock stands where "next day" left it. */
export async function restoreDemoClock(db: Db): Promise<void> {
  const [row] = await db.select().from(setting).where(eq(setting.key, KEY));
  if (typeof row?.value === "number") clock.setOffset(row.value);
}

/** Move the demo's clock to an offset from the machine's, and remember it. */
export async function moveDemoClock(db: Db, offsetMs: number): Promise<void> {
  clock.setOffset(offsetMs);
  const row = { value: offsetMs, updatedAt: new Date() };
  await db
    .insert(setting)
    .values({ key: KEY, ...row })
    .onConflictDoUpdate({ target: setting.key, set: row });
}
