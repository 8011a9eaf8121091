import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { audit as auditTable, outbox, setting, submission } from "@db/schema";
import { newId } from "~/platform/ids";
import { accept, audit, publish, refuse, write } from "~/platform/write.server";
import { freshDatabase } from "@test/setup/database";

const { db, ctx, make } = await freshDatabase();
const me = (await make.person()).id;
const other = (await make.person()).id;

/** A write that counts how often it happened. */
const count =
  (key: string) =>
  (submissionId: string | null, actorId = me) =>
    write({ ...ctx(undefined, actorId), submissionId }, async (tx) => {
      const [row] = await tx.select().from(setting).where(eq(setting.key, key)).for("update");
      const value = (typeof row?.value === "number" ? row.value : 0) + 1;
      await tx.insert(setting).values({ key, value, updatedAt: new Date() }).onConflictDoUpdate({ target: setting.key, set: { value } });
      return accept({ value });
    });
const valueOf = async (key: string) => (await db.select().from(setting).where(eq(setting.key, key)))[0]?.value;

describe("write", () => {
  it("does a submission once, and answers a replay with the first result", async () => {
    const act = count("replay");
    const id = newId();
    expect(await act(id)).toEqual({ ok: true, value: { value: 1 } });
    expect(await act(id)).toEqual({ ok: true, value: { value: 1 } });
    expect(await act(newId())).toEqual({ ok: true, value: { value: 2 } });
  });

  it("does one of twenty at once", async () => {
    const act = count("at-once");
    const id = newId();
    const results = await Promise.all(Array.from({ length: 20 }, () => act(id)));
    expect(new Set(results.map((r) => JSON.stringify(r)))).toEqual(new Set(['{"ok":true,"value":{"value":1}}']));
    expect(await valueOf("at-once")).toBe(1);
  });

  it("refuses a submission of somebody else, an older one, and one that is no id", async () => {
    const act = count("refused");
    const id = newId();
    await act(id);
    expect(await act(id, other)).toEqual(refuse("submission_of_another"));
    expect(await act(newId(Date.now() - 91 * 86_400_000))).toEqual(refuse("submission_too_old"));
    expect(await act("junk")).toEqual(refuse("submission_too_old"));
    expect(await valueOf("refused")).toBe(1);
  });

  it("leaves nothing behind when it refuses, so that the corrected form goes through", async () => {
    const id = newId();
    const c = { ...ctx(undefined, me), submissionId: id };
    const refused = await write(c, async (tx) => {
      await tx.insert(setting).values({ key: "half", value: 1, updatedAt: new Date() });
      return refuse("not_now");
    });
    expect(refused).toEqual(refuse("not_now"));
    expect(await valueOf("half")).toBeUndefined();
    expect(await db.select().from(submission).where(eq(submission.id, id))).toEqual([]);
    expect(await write(c, async () => accept("done"))).toEqual(accept("done"));
  });

  it("rolls everything back when something breaks", async () => {
    const c = ctx(undefined, me);
    await expect(
      write(c, async (tx) => {
        await audit(tx, c, { action: "test.broke", subject: { type: "test", id: "1" } });
        throw new Error("broken");
      }),
    ).rejects.toThrow("broken");
    expect(await db.select().from(auditTable).where(eq(auditTable.action, "test.broke"))).toEqual([]);
  });

  it("numbers the events of a subject", async () => {
    const c = ctx(undefined, me);
    for (const n of [1, 2]) await write(c, async (tx) => accept(await publish(tx, c, { kind: "test", subjectId: other, payload: { n } })));
    const rows = await db.select().from(outbox).where(eq(outbox.subjectId, other));
    expect(rows.map((r) => r.sequence).sort()).toEqual([1, 2]);
  });
});
