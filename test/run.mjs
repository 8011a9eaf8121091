// `npm test`: content, unit and integration tests, the built app in a real browser, and the heavy programmes at a twentieth of their scale.
// `npm run test:full` runs those at full scale. Every step runs even when one before it failed; the end says which did, and repeats in few lines
// what each complained of, since the end is what survives where a long output is cut.
import { spawn } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { checkNode, ensureBuilt, ensureInstalled, orSentence, root, say, Stop } from "../app/processes/upkeep.mjs";
import { ensureChromium } from "./setup/chromium.mjs";

const full = process.argv.includes("--full");
const tool = (...path) => [process.execPath, join(root, "node_modules", ...path)];
const tsx = (script, ...args) => [process.execPath, "--import", "tsx", script, ...args];
const scale = process.env.TEST_SCALE ?? (full ? "1" : "0.05");
const repeated = 12;
const complaint = /^\s*(✘|×|✗|FAIL\b|- \S|\d+\) )|Error:/;

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
    const { passed, end = [], shaky = false } = await take(step);
    results.push({ name: step.name, passed, end, shaky, seconds: (performance.now() - began) / 1000 });
  }
  const failed = results.filter((result) => !result.passed);
  for (const { name, end, passed, shaky } of results)
    if (!passed || shaky) say([`\n━━ what ${name} complained of${passed ? " before it passed at the second try" : ""}`, ...end].join("\n"));
  say("");
  for (const { name, passed, seconds } of results) say(`${passed ? "passed" : "FAILED"}  ${seconds.toFixed(0).padStart(4)} s  ${name}`);
  if (failed.length > 0)
    throw new Stop(`${failed.length} of ${results.length} steps failed: ${failed.map((result) => result.name).join(", ")}.`);
});

async function take(step) {
  try {
    await step.before?.();
    if (step.work) {
      await step.work();
      return { passed: true };
    }
    const { code, end, shaky } = await echoed(step.command);
    return { passed: code === 0, end, shaky };
  } catch (error) {
    say(error instanceof Error ? error.message : String(error));
    return { passed: false };
  }
}

// Shows what the program prints and keeps its last lines that say something.
function echoed([program, ...args]) {
  return new Promise((resolve) => {
    const color = process.stdout.isTTY ? { FORCE_COLOR: "1" } : {};
    const child = spawn(program, args, {
      cwd: root,
      stdio: ["inherit", "pipe", "pipe"],
      env: { ...color, ...process.env, TEST_SCALE: scale, CI: process.env.CI ?? "1" },
    });
    let tail = "";
    for (const [from, to] of [
      [child.stdout, process.stdout],
      [child.stderr, process.stderr],
    ])
      from.setEncoding("utf8").on("data", (text) => {
        to.write(text);
        tail = (tail + text).slice(-200_000);
      });
    const ended = (code) => {
      const lines = stripVTControlCharacters(tail)
        .split("\n")
        .filter((line) => line.trim() !== "")
        .map((line) => line.slice(0, 200));
      const complaints = [...new Set(lines.filter((line) => complaint.test(line)))];
      resolve({
        code,
        end: (complaints.length > 0 ? complaints : lines).slice(-repeated),
        shaky: lines.some((line) => /^\s*\d+ flaky$/.test(line)),
      });
    };
    child.once("error", () => ended(127));
    child.once("close", (code) => ended(code ?? 1));
    // What a step left running may hold its pipes open: that must not hold us.
    child.once("exit", (code) => setTimeout(() => ended(code ?? 1), 1000));
  });
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
