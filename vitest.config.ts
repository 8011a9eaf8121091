import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const folder = (path: string) => fileURLToPath(new URL(path, import.meta.url));

const integration = ["test/integration/**/*.test.{ts,tsx}"];
/** These put something else in a module's place, count what a module remembers, or lay a database into one: each has the modules to itself. The others share them. */
const apart = ["access", "activation/badge", "people/sign-in", "notifying/*", "telling/*", "training/remedial*"].map(
  (name) => `test/integration/${name}.test.ts`,
);
const together = { isolate: false, setupFiles: ["test/setup/restored.ts"] };
const onPostgres = { globalSetup: ["test/setup/cluster.ts"], testTimeout: 20_000, hookTimeout: 60_000 };

export default defineConfig({
  resolve: { alias: { "~": folder("./app"), "@db": folder("./db"), "@test": folder("./test") } },
  test: {
    env: { NODE_ENV: "test", LOG_LEVEL: "silent", TZ: "UTC", DATA_DIR: join(tmpdir(), "deskready-test-files") },
    setupFiles: ["test/setup/folder.ts", "test/setup/console.ts"],
    sequence: { setupFiles: "list" },
    maxWorkers: 2,
    projects: [
      { extends: true, test: { name: "unit", include: ["test/unit/**/*.test.{ts,tsx}"], testTimeout: 30_000, ...together } },
      { extends: true, test: { ...onPostgres, name: "integration", include: integration, exclude: apart, ...together } },
      { extends: true, test: { ...onPostgres, name: "integration-apart", include: apart } },
    ],
  },
});
