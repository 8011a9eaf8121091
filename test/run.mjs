// `npm test`: content, unit and integration tests, the built app in a real browser, and the heavy programmes at a twentieth of their scale.
// `npm run test:full` runs those at full scale. Every step runs even when one before it failed; the end says which did.
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { checkNode, ensureBuilt, ensureInstalled, orSentence, root, run, say, Stop } from "../app/processes/upkeep.mjs";
import { ensureChromium } from "./setup/chromium.mjs";

const full = process.argv.includes("--full");
const tool = (...path) => [process.execPath, join(root, "node_modules", ...path)];
const tsx = (script, ...args) => [process.execPath, "--import", "tsx", script, ...args];
const scale = process.env.TEST_SCALE ?? (full ? "1" : "0.05");

const steps = [
  { name: "content", command: tsx("app/processes/content-check.ts") },
  { name: "unit and integration", command: [...tool("vitest", "vitest.mjs"), "run"] },
  { name: "build", work: ensureBuilt },
  {
    name: "end to end",
    before: browser,
    command: [...tool("@playwright", "test", "cli.js"), "test", "--config", "test/e2e/playwright.config.ts"],
  },
  ...programmes().map((script) => ({ name: script, command: tsx(script) })),
];

await orSentence(async () => {
  checkNode();
  await ensureInstalled();
  const results = [];
  for (const step of steps) {
    say(`\n━━ ${step.name}`);
    const began = performance.now();
    const passed = await take(step);
    results.push({ name: step.name, passed, seconds: (performance.now() - began) / 1000 });
  }
  say("");
  for (const { name, passed, seconds } of results) say(`${passed ? "passed" : "FAILED"}  ${seconds.toFixed(0).padStart(4)} s  ${name}`);
  const failed = results.filter((result) => !result.passed);
  if (failed.length > 0)
    throw new Stop(`${failed.length} of ${results.length} steps failed: ${failed.map((result) => result.name).join(", ")}.`);
});

async function take(step) {
  try {
    await step.before?.();
    if (step.work) await step.work();
    else if ((await run(step.command, { TEST_SCALE: scale, CI: process.env.CI ?? "1" })) !== 0) return false;
    return true;
  } catch (error) {
    say(error instanceof Error ? error.message : String(error));
    return false;
  }
}

function browser() {
  if (!ensureChromium(say)) throw new Stop("There is no Chromium for the end-to-end tests: install one, or name it in CHROMIUM_PATH.");
}

function programmes() {
  const folder = join(root, "test", "programmes");
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => name.endsWith(".ts"))
    .sort()
    .map((name) => `test/programmes/${name}`);
}
