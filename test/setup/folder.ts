import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll } from "vitest";

// Keys and uploaded files of a test file go into a folder of its own, never into the one of a running shop.
const folder = mkdtempSync(join(tmpdir(), "deskready-data-"));
process.env.DATA_DIR = folder;
afterAll(() => rmSync(folder, { recursive: true, force: true }));
