import { and, eq, sql } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { workItem } from "@db/schema";
import type { HeldRole } from "~/people/permissions";
import { newId } from "~/platform/ids";
import { closeItem, closeItemsAbout, type NewItem, openItem } from "~/work/actions.server";
import { openCounts, openItemCount, openItems } from "~/work/queries.server";
import { freshDatabase, MONDAY } from "@test/setup/database";

const { db, ctx, make } = await freshDatabase();
const minute = (n: number) => new Date(MONDAY.getTime() + n * 60_000);

let teamA = "";
let teamB = "";
let trainee = "";
beforeEach(async () => {
  await db.delete(workItem);
  teamA = (await make.team()).id;
  teamB = (await make.team()).id;
  trainee = (await make.person()).id;
});

const open = (item: Partial<NewItem>, at = MONDAY) =>
  db.transaction((tx) => openItem(tx, ctx(at), { kind: "practical", subjectId: newId(), teamId: teamA, personId: trainee, ...item }));
const seen = async (roles: HeldRole[], personId = newId(), filter = {}) =>
  (await openItems(db, { personId, roles }, filter)).map((i) => i.kind);

describe("openItem and closeItem", () => {
  it("open one item per kind and subject, and open it anew after it was closed", async () => {
    const subjectId = newId();
    await open({ subjectId });
    await open({ subjectId });
    expect(await db.select().from(workItem)).toHaveLength(1);
    const by = newId();
    expect(await db.transaction((tx) => closeItem(tx, ctx(minute(3), by), "practical", subjectId, "accepted"))).toBe(true);
    expect(await db.transaction((tx) => closeItem(tx, ctx(), "practical", subjectId, "accepted"))).toBe(false);
    await open({ subjectId });
    const closed = await db
      .select()
      .from(workItem)
      .where(and(eq(workItem.subjectId, subjectId), eq(workItem.outcome, "accepted")));
    expect(closed).toMatchObject([{ closedBy: by, closedAt: minute(3) }]);
    expect(await db.select().from(workItem)).toHaveLength(2);
  });

  it("close all about one who left, and only that", async () => {
    await open({});
    await open({ kind: "desk_gate" });
    await open({ personId: newId() });
    expect(await db.transaction((tx) => closeItemsAbout(tx, ctx(), trainee, "left"))).toBe(2);
    expect(await openCounts(db, { personId: newId(), roles: [{ role: "manager", teamId: null }] })).toMatchObject([
      { kind: "practical", count: 1 },
    ]);
  });
});

describe("openItems", () => {
  it("shows urgent items first, then the oldest, with names", async () => {
    await open({ subjectId: newId(), data: { n: 2 } }, minute(2));
    await open({ subjectId: newId(), data: { n: 1 } }, minute(1));
    await open({ subjectId: newId(), data: { n: 3 }, urgent: true }, minute(3));
    const items = await openItems(db, { personId: newId(), roles: [{ role: "supervisor", teamId: teamA }] });
    expect(items.map((i) => i.data.n)).toEqual([3, 1, 2]);
    expect(items[0]).toMatchObject({
      urgent: true,
      personId: trainee,
      personName: expect.stringContaining("Person"),
      teamName: expect.stringContaining("Team"),
    });
  });

  it("shows each role what waits for it, by team", async () => {
    await open({ kind: "practical", teamId: teamA });
    await open({ kind: "attempts_used", teamId: teamA });
    await open({ kind: "grading", teamId: teamB });
    await open({ kind: "plan_missing", teamId: null });
    expect(await seen([{ role: "supervisor", teamId: teamA }])).toEqual(["practical"]);
    expect((await seen([{ role: "manager", teamId: teamA }])).sort()).toEqual(["attempts_used", "plan_missing", "practical"]);
    expect(await seen([{ role: "supervisor", teamId: null }])).toEqual(["practical", "grading"]);
    expect(await seen([{ role: "administrator", teamId: null }])).toEqual(["plan_missing"]);
    expect(await seen([{ role: "agent", teamId: teamA }])).toEqual([]);
    expect(await seen([])).toEqual([]);
  });

  it("never shows somebody what is about themself", async () => {
    await open({});
    expect(await seen([{ role: "supervisor", teamId: teamA }], trainee)).toEqual([]);
    expect(await openCounts(db, { personId: trainee, roles: [{ role: "supervisor", teamId: teamA }] })).toEqual([]);
  });

  it("filters by kind and person, and pages", async () => {
    const other = (await make.person()).id;
    for (let i = 0; i < 3; i++) await open({ data: { i } }, minute(i));
    await open({ kind: "desk_gate", personId: other }, minute(9));
    const roles: HeldRole[] = [{ role: "supervisor", teamId: teamA }];
    expect(await seen(roles, newId(), { kind: "desk_gate" })).toEqual(["desk_gate"]);
    expect(await seen(roles, newId(), { personId: other })).toEqual(["desk_gate"]);
    expect((await openItems(db, { personId: newId(), roles }, { limit: 2, offset: 1 })).map((i) => i.data.i)).toEqual([1, 2]);
  });

  const waiting = async (holder: Parameters<typeof openItemCount>[0]) =>
    (await db.execute<{ n: number }>(sql`select ${openItemCount(holder)} as n`))[0]?.n;

  it("counts by kind with the oldest", async () => {
    await open({}, minute(5));
    await open({}, minute(2));
    await open({ kind: "desk_gate" }, minute(7));
    expect(await waiting({ personId: newId(), roles: [{ role: "supervisor", teamId: teamA }] })).toBe(3);
    expect(await waiting({ personId: newId(), roles: [{ role: "agent", teamId: teamA }] })).toBe(0);
    expect(await openCounts(db, { personId: newId(), roles: [{ role: "supervisor", teamId: teamA }] })).toEqual([
      { kind: "practical", count: 2, oldest: minute(2) },
      { kind: "desk_gate", count: 1, oldest: minute(7) },
    ]);
  });
});
