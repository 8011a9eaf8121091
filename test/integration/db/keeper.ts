import { startEmbedded } from "@db/embedded";

// Started by embedded.test.ts as a process of its own, to be killed.
const log = { info: () => undefined, warn: () => undefined };
const server = await startEmbedded(process.argv[2] ?? "", log);
process.stdout.write(`${server.pid()}\n`);
setInterval(() => undefined, 60_000);
