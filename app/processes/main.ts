import { fileURLToPath } from "node:url";
import { log } from "~/platform/log.server";
import { setThreadProgram } from "~/platform/threads.server";
import { announce } from "./announce";
import { sentenceFor } from "./failure";

/** The one program of the server bundle: `node build/server/index.js server | worker | backup | …`. */
const [command = "server", ...args] = process.argv.slice(2);

// Threads of this process run the same program with a command of their own.
setThreadProgram({ file: fileURLToPath(import.meta.url) });

async function run(): Promise<void> {
  switch (command) {
    case "server": {
      const [build, { startServer }] = await Promise.all([import("virtual:remix/server-build"), import("./server")]);
      return startServer(build);
    }
    case "worker":
      return (await import("./worker-process")).runWorker();
    case "backup":
      return (await import("./backup")).backup(args);
    case "restore":
      return (await import("./restore")).restore(args);
    case "reset-link":
      return (await import("./reset-link")).resetLink(args);
    case "badge-key":
      return (await import("./badge-key")).addBadgeKey();
    case "verify-evidence":
      return (await import("./verify-evidence")).verifyEvidenceCommand(args);
    case "content-export":
      return (await import("./content-export")).contentExport(args);
    case "content-load":
      return (await import("./content-load")).contentLoad(args);
    case "content-index":
      return (await import("./content-load")).contentIndex();
    case "chat-import-thread":
      return (await import("~/chats/import-thread.server")).serveImport();
    default:
      throw new Error(
        `There is no command "${command}"; there are server, worker, backup, restore, reset-link, badge-key, verify-evidence, content-export, content-load and content-index.`,
      );
  }
}

run().catch((error: unknown) => {
  announce({ failed: sentenceFor(error) });
  log.fatal({ err: error }, "could not go on");
  process.exit(1);
});
