import { afterAll, vi } from "vitest";
import { clock } from "~/platform/clock.server";
import { env } from "~/platform/env.server";

// Files that share their modules share the settings and the clock: each has a folder of its own, and leaves the rest as it found it.
env.DATA_DIR = process.env.DATA_DIR ?? env.DATA_DIR;
const found = { ...env };
afterAll(() => {
  for (const name of Object.keys(env)) if (!(name in found)) Reflect.deleteProperty(env, name);
  Object.assign(env, found);
  clock.setOffset(0);
  vi.useRealTimers();
  vi.unstubAllEnvs();
});
