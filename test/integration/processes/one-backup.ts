import { writeBackup } from "~/processes/backup";
import { readBackup } from "~/processes/restore";

// Started by backup.test.ts as a process of its own, to be killed.
const [what, ownerUrl = "", dataDir = "", file = ""] = process.argv.slice(2);
if (what === "backup") await writeBackup({ ownerUrl, dataDir, file, mode: "shop", now: new Date() });
else await readBackup({ ownerUrl, dataDir, file, force: true });
