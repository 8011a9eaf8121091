// `npm start`: from a fresh checkout to a running shop. Skips what is up to date, says what it does, fails with one clear sentence.
// With a sub-command (`backup`, `restore`, …) it prepares the same way and runs that instead of the server.
import { spawn } from "node:child_process";
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join, resolve } from "node:path";
import { checkNode, ensureBuilt, ensureInstalled, nodeFlags, orSentence, root, say, Stop } from "./upkeep.mjs";

/** The server ends with this when it wants to be started again (the demo's "start my shop"). */
const RESTART = 75;
/** It ends with this after writing which settings are wrong. */
const WRONG_SETTINGS = 78;
const parent = process.ppid;
/** Whether somebody asked for the end: then whatever follows is no crash. */
let asked = false;

const [command = "server", ...rest] = process.argv.slice(2);
const dataDir = resolve(root, process.env.DATA_DIR || ".data");
const port = Number(process.env.PORT || 3000);
const host = process.env.HOST || "0.0.0.0";

await orSentence(async () => {
  checkNode();
  checkDataDir();
  if (command === "server") await checkPort();
  await ensureInstalled();
  await ensureBuilt();
  process.exitCode = command === "server" ? await serve() : await runCommand();
});

function checkDataDir() {
  try {
    mkdirSync(dataDir, { recursive: true });
    const probe = join(dataDir, `.probe-${process.pid}`);
    writeFileSync(probe, "");
    rmSync(probe);
  } catch (error) {
    throw new Stop(
      `The data folder ${dataDir} cannot be written (${error.code}): give this user the right to, or name another folder in DATA_DIR.`,
    );
  }
}

function checkPort() {
  if (!Number.isInteger(port) || port < 1 || port > 65535)
    throw new Stop(`PORT is "${process.env.PORT}": it must be a number from 1 to 65535.`);
  return new Promise((done, fail) => {
    const probe = createServer();
    probe.once("error", (error) => {
      const sentences = {
        EADDRINUSE: `Port ${port} is taken by another program (perhaps Deskready runs already): stop it, or choose another port, like PORT=${port === 3000 ? 3001 : 3000} npm start.`,
        EACCES: `This user may not listen on port ${port}: choose one above 1023, like PORT=3000 npm start.`,
        EADDRNOTAVAIL: `HOST is "${host}", which is no address of this machine.`,
      };
      fail(new Stop(sentences[error.code] ?? `Port ${port} cannot be opened: ${error.message}`));
    });
    probe.listen(port, host, () => probe.close(done));
  });
}

/** A server that was ready and then died is started again, unless it dies at once. */
async function serve() {
  for (;;) {
    const { code, ready, crashed, seconds } = await serveOnce();
    if (asked || (code !== RESTART && !(crashed && ready && seconds > 30))) return code;
    say("\nStarting again …");
  }
}

/** One life of the server. Its log goes to a file; what people must know comes over the channel and is printed here. */
function serveOnce() {
  const logFile = openLog();
  say("Starting the server …");
  const child = spawn(process.execPath, [...nodeFlags, join("build", "server", "index.js"), "server"], {
    cwd: root,
    stdio: ["ignore", logFile.handle, logFile.handle, "ipc"],
    env: { ...process.env, NODE_ENV: "production", DATA_DIR: dataDir, PORT: String(port), HOST: host },
  });
  closeSync(logFile.handle);
  const began = performance.now();
  let explained = false;
  let ready = false;
  child.on("message", (news) => {
    if (news?.step) say(`· ${news.step} …`);
    if (news?.ready) {
      ready = true;
      announce(news, logFile.path);
    }
    if (news?.failed) {
      explained = true;
      process.stderr.write(`\n${news.failed}\n`);
    }
  });
  return ended(child, (code, signal) => {
    const life = { code: code ?? (asked ? 0 : 1), ready, seconds: (performance.now() - began) / 1000, crashed: false };
    if (code === 0 || code === RESTART || explained || asked) return life;
    if (code === WRONG_SETTINGS) {
      process.stderr.write(`\n${lastLines(logFile.path, "Deskready cannot start")}\n`);
      return life;
    }
    process.stderr.write(
      `\nThe server ended unexpectedly (${signal ?? `code ${code}`}). The end of its log, ${logFile.path}:\n${lastLines(logFile.path)}\n`,
    );
    return { ...life, crashed: true };
  });
}

function runCommand() {
  const child = spawn(process.execPath, [...nodeFlags, join("build", "server", "index.js"), command, ...rest], {
    cwd: root,
    stdio: "inherit",
    env: { ...process.env, NODE_ENV: "production", DATA_DIR: dataDir, LOG_LEVEL: process.env.LOG_LEVEL || "silent" },
  });
  return ended(child, (code) => code ?? 1);
}

/** Resolves when the child has ended; until then signals go to it. A terminal's Ctrl-C reaches the child by itself. */
function ended(child, settle) {
  const pass = (signal) => {
    asked = true;
    if (signal !== "SIGINT" || !process.stdin.isTTY) child.kill(signal);
  };
  const signals = ["SIGINT", "SIGTERM", "SIGHUP"];
  for (const signal of signals) process.on(signal, pass);
  const stopWatching = whenOrphaned(() => pass("SIGTERM"));
  return new Promise((done) => {
    child.once("exit", (code, signal) => {
      stopWatching();
      for (const name of signals) process.off(name, pass);
      done(settle(code, signal));
    });
  });
}

/** npm passes a signal to its shell only, and the shell not on: a launcher that npm left behind holds the port for nobody. */
function whenOrphaned(act) {
  if (!process.env.npm_lifecycle_event || process.platform === "win32") return () => undefined;
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    act();
  }, 500);
  return () => clearInterval(watch);
}

function announce({ ready, mode, links }, logPath) {
  say(`\nDeskready is ready: ${ready}`);
  if (links.length > 0) {
    say(mode === "demo" ? "This is the demo shop. Sign in as:" : "Nobody is here yet. Open this link to set up your shop:");
    const width = Math.max(...links.map((link) => link.for.length));
    for (const link of links) say(`  ${link.for.padEnd(width)}  ${link.url}`);
  }
  say(`\nIts log: ${logPath}. Stop it with Ctrl-C.`);
}

function openLog() {
  const folder = join(dataDir, "logs");
  mkdirSync(folder, { recursive: true });
  const path = join(folder, "server.log");
  if (existsSync(path) && statSync(path).size > 20_000_000) renameSync(path, `${path}.1`);
  return { path, handle: openSync(path, "a", 0o600) };
}

/** The end of the log, from the last line that begins with `from` when there is one. */
function lastLines(path, from = "") {
  const lines = readFileSync(path, "utf8").trimEnd().split("\n").slice(-30);
  const at = from ? lines.findLastIndex((line) => line.startsWith(from)) : -1;
  return lines.slice(at >= 0 ? at : -8).join("\n");
}
