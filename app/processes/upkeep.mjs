// What must be there before the product runs: a fitting Node, the packages, the build. No dependency: this runs before `npm ci`.
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";

export const root = join(dirname(fileURLToPath(import.meta.url)), "..", "..");
/** How node runs the app: with little memory, and traces that name our own lines. */
export const nodeFlags = ["--max-semi-space-size=16", "--max-old-space-size=512", "--enable-source-maps"];

/** A failure with one clear sentence for the person in front of the screen. */
export class Stop extends Error {}

export function say(sentence) {
  process.stdout.write(`${sentence}\n`);
}

/** Runs `work` and ends the process with its sentence when it fails. */
export async function orSentence(work) {
  try {
    await work();
  } catch (error) {
    process.stderr.write(`\n${error instanceof Stop ? error.message : (error?.stack ?? error)}\n`);
    process.exitCode = 1;
  }
}

export function checkNode(version = process.versions.node) {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return;
  throw new Stop(
    `Deskready needs Node 20.19 or newer, and this is ${version}: install a newer one from https://nodejs.org and run the command again.`,
  );
}

/** `npm ci`, when the packages are missing or are those of another lock file. */
export async function ensureInstalled() {
  const lock = digest(readFileSync(join(root, "package-lock.json")));
  const stamp = join(root, "node_modules", ".deskready-lock");
  const installed = join(root, "node_modules", ".package-lock.json");
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === lock) return;
  const byHand =
    !existsSync(stamp) && existsSync(installed) && statSync(installed).mtimeMs >= statSync(join(root, "package-lock.json")).mtimeMs;
  if (!byHand) {
    say("Installing the packages (a minute or two, only when they changed) …");
    const npm = process.env.npm_execpath?.endsWith(".js") ? [process.execPath, process.env.npm_execpath] : ["npm"];
    const args = ["ci", "--include=dev", "--no-audit", "--no-fund", "--loglevel=error"];
    const code = await run([...npm, ...args], { NODE_ENV: "development" });
    if (code !== 0)
      throw new Stop("The packages could not be installed; npm says why above. Without a connection to a registry this cannot work.");
  }
  writeFileSync(stamp, lock);
}

/** Build the app, when what it is made of is not what the present build was made of. */
export async function ensureBuilt() {
  const inputs = digest(...inputFiles().flatMap((file) => [relative(root, file), readFileSync(file)]));
  const stamp = join(root, "build", "inputs.sha256");
  const whole = existsSync(join(root, "build", "server", "index.js")) && existsSync(join(root, "build", "client"));
  if (whole && existsSync(stamp) && readFileSync(stamp, "utf8") === inputs) return;
  say("Building the app (half a minute, only when its sources changed) …");
  const code = await run(
    [process.execPath, join(root, "node_modules", "@remix-run", "dev", "dist", "cli.js"), "vite:build", "--logLevel", "error"],
    {
      NODE_ENV: "production",
    },
  );
  if (code !== 0) throw new Stop("The app could not be built; the reason stands above.");
  mkdirSync(join(root, "build"), { recursive: true });
  writeFileSync(stamp, inputs);
}

function inputFiles() {
  const found = ["package-lock.json", "vite.config.ts", "tsconfig.json"].map((name) => join(root, name));
  const walk = (folder) => {
    if (!existsSync(folder)) return;
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) walk(path);
      else if (/\.(tsx?|css|svg|png|webmanifest|ico|json|woff2)$/.test(entry.name)) found.push(path);
    }
  };
  for (const folder of ["app", "db", "public"]) walk(join(root, folder));
  return found.sort();
}

function digest(...parts) {
  const hash = createHash("sha256");
  for (const part of parts) hash.update(part).update("\0");
  return hash.digest("hex");
}

/** Run a program with our own screen; resolves to its exit code. */
export function run([program, ...args], environment = {}) {
  return new Promise((resolve) => {
    const child = spawn(program, args, {
      cwd: root,
      stdio: "inherit",
      env: { ...process.env, ...environment },
      shell: process.platform === "win32" && program === "npm",
    });
    child.once("error", () => resolve(127));
    child.once("exit", (code) => resolve(code ?? 1));
  });
}
