import { and, eq, inArray, lt } from "drizzle-orm";
import { chatImport } from "@db/schema";
import type { Db } from "~/platform/database.server";
import { isId } from "~/platform/ids";
import { addJob } from "~/platform/jobs.server";
import { CHAT_IMPORT_TASK } from "./import.server";
import { dropUpload, uploadIsOlder, uploads } from "./import-file.server";
import { emptyStage, holdsImport, UNDER_WAY } from "./import-stage.server";

const KEPT_HOURS = 24;

/** Imports whose worker is gone are taken up again. Every ten minutes files whose import ended, or was not ordered within a day, go, and what lies there for a day without an import. */
export async function sweepChatImports(db: Db, now: Date): Promise<void> {
  const before = new Date(now.getTime() - KEPT_HOURS * 3_600_000);
  await takeUp(db, now, before);
  if (now.getUTCMinutes() % 10 !== 5) return;
  await db
    .update(chatImport)
    .set({ state: "failed", failure: "import_too_old", finishedAt: now })
    .where(and(eq(chatImport.state, "checked"), lt(chatImport.createdAt, before)));
  await dropOld(db, before);
}

/** After a kill its job would stay with the dead worker for hours. What is not through after a day is given up: a file that kills its worker would do so for ever. */
async function takeUp(db: Db, now: Date, before: Date): Promise<void> {
  await db.transaction(async (tx) => {
    const left = await tx
      .select({ id: chatImport.id, createdAt: chatImport.createdAt })
      .from(chatImport)
      .where(and(inArray(chatImport.state, UNDER_WAY), holdsImport(chatImport.id)));
    for (const { id, createdAt } of left)
      if (createdAt >= before) await addJob(tx, CHAT_IMPORT_TASK, { importId: id }, { key: `${CHAT_IMPORT_TASK} ${id}` });
      else {
        await emptyStage(tx, id);
        await tx.update(chatImport).set({ state: "failed", failure: "import_broke", finishedAt: now }).where(eq(chatImport.id, id));
      }
  });
}

async function dropOld(db: Db, before: Date): Promise<void> {
  const lying = await uploads();
  if (lying.length === 0) return;
  const known = await db
    .select({ id: chatImport.id, state: chatImport.state })
    .from(chatImport)
    .where(inArray(chatImport.id, lying.filter(isId)));
  const isOver = new Map(known.map(({ id, state }) => [id, !["checked", ...UNDER_WAY].includes(state)]));
  // An upload that is under way has no row yet: it is left alone for a day.
  for (const name of lying) if (isOver.get(name) ?? (await uploadIsOlder(name, before))) await dropUpload(name);
}
