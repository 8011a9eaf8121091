import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const folder = (path: string) => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig({
  resolve: { alias: { "~": folder("./app"), "@db": folder("./db"), "@test": folder("./test") } },
  test: {
    env: { NODE_ENV: "test", LOG_LEVEL: "silent", TZ: "UTC", DATA_DIR: join(tmpdir(), "deskready-test-files") },
    setupFiles: ["test/setup/folder.ts", "test/setup/console.ts"],
    maxWorkers: 2,
    projects: [
      { extends: true, test: { name: "unit", include: ["test/unit/**/*.test.{ts,tsx}"], testTimeout: 30_000 } },
      {
        extends: true,
        test: {
          name: "integration",
          include: ["test/integration/**/*.test.{ts,tsx}"],
          globalSetup: ["test/setup/cluster.ts"],
          testTimeout: 20_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
});
