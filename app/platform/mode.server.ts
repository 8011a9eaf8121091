import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { env } from "./env.server";

/** Whether this instance shows the demo shop or is a shop of its own. */
export type Mode = "demo" | "shop";

const path = () => join(env.DATA_DIR, "mode.json");

/** The mode of this instance: a given database is a shop (unless DEMO says otherwise), the embedded one starts as the demo. */
export function readMode(): Mode {
  if (env.DATABASE_URL) return env.DEMO ? "demo" : "shop";
  if (env.DEMO !== undefined) return env.DEMO ? "demo" : "shop";
  try {
    return (JSON.parse(readFileSync(path(), "utf8")) as { mode?: unknown }).mode === "shop" ? "shop" : "demo";
  } catch {
    return "demo";
  }
}

/** Remember the mode for the next start. */
export function writeMode(mode: Mode): void {
  mkdirSync(env.DATA_DIR, { recursive: true });
  writeFileSync(`${path()}.new`, JSON.stringify({ mode }));
  renameSync(`${path()}.new`, path());
}
