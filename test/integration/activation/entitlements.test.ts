import { and, eq, isNull } from "drizzle-orm";
import { afterEach, describe, expect, it } from "vitest";
import { audit, entitlement, entitlementKind, notice, workItem } from "@db/schema";
import { confirmGate } from "~/activation/actions.server";
import { completeEntitlements, sayOfEntitlement } from "~/activation/entitlements/actions.server";
import { entitlementsPage } from "~/activation/entitlements/page.server";
import { addUsualKinds, archiveKind, entitlementSettings, saveKind } from "~/activation/entitlements/settings.server";
import { sweepEntitlements } from "~/activation/entitlements/sweep.server";
import * as settingsRoute from "~/activation/routes/entitlement-settings";
import * as personRoute from "~/activation/routes/entitlements";
import { changeState } from "~/activation/state.server";
import { clock } from "~/platform/clock.server";
import { setDb } from "~/platform/database.server";
import { newId } from "~/platform/ids";
import type { Outcome } from "~/platform/refusal";
import { openItems } from "~/work/queries.server";
import { routeArgs } from "@test/factories/request";
import { freshDatabase, MONDAY } from "@test/setup/database";

const { db, owner, ctx, make } = await freshDatabase();
setDb(db);
clock.setOffset(MONDAY.getTime() - Date.now());

const later = (days: number) => new Date(MONDAY.getTime() + days * 86_400_000);
const value = <T>(outcome: Outcome<T>): T => {
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.refusals));
  return outcome.value;
};
const codes = (outcome: Outcome<unknown>) => (outcome.ok ? [] : outcome.refusals.map((r) => r.code));
const kind = {
  name: { "zh-CN": "手机", en: "Phone" },
  teamId: null as string | null,
  ownerRole: "administrator" as "administrator" | "manager" | null,
  ownerId: null as string | null,
  dueDays: 3,
  takenBack: true,
};
const boss = (await make.manager()).id;
const add = async (change: Partial<typeof kind> = {}) => value(await saveKind(ctx(MONDAY, boss), { ...kind, ...change }, null)).kindId;
afterEach(() => owner.update(entitlementKind).set({ archivedAt: MONDAY }));

/** Somebody who is about to be activated, and their manager. */
async function ready() {
  const { person, teamId } = await make.activationReady();
  return { id: person.id, teamId, manager: (await make.manager(teamId)).id };
}
async function activated() {
  const who = await ready();
  value(await confirmGate(ctx(MONDAY, who.manager), who.id, "activation"));
  return who;
}
const rowsOf = (personId: string) => db.select().from(entitlement).where(eq(entitlement.personId, personId)).orderBy(entitlement.dueOn);
const itemsOf = (personId: string) =>
  db
    .select({ kind: workItem.kind, role: workItem.role, outcome: workItem.outcome })
    .from(workItem)
    .where(and(eq(workItem.personId, personId)))
    .orderBy(workItem.openedAt, workItem.kind);
const first = async (personId: string) => (await rowsOf(personId))[0]?.id ?? "";

describe("the activation", () => {
  it("makes the shop's and the team's list in its transaction, and tells owners by name; other teams' entries are theirs", async () => {
    const who = await ready();
    const byName = (await make.supervisor(who.teamId)).id;
    await add({ dueDays: 3 });
    await add({
      name: { "zh-CN": "电脑", en: "Computer" },
      teamId: who.teamId,
      ownerRole: null,
      ownerId: byName,
      dueDays: 5,
      takenBack: false,
    });
    await add({ name: { "zh-CN": "别组", en: "Other team" }, teamId: (await make.team()).id });
    await archiveKind(ctx(MONDAY, boss), await add({ name: { "zh-CN": "旧的", en: "Old" } }), true);
    value(await confirmGate(ctx(MONDAY, who.manager), who.id, "activation"));
    expect(await rowsOf(who.id)).toMatchObject([
      { name: kind.name, ownerRole: "administrator", dueOn: "2026-03-05", state: "open", takenBack: true },
      { name: { en: "Computer" }, ownerRole: null, ownerId: byName, dueOn: "2026-03-07", takenBack: false },
    ]);
    expect(await db.select().from(notice).where(eq(notice.personId, byName))).toMatchObject([
      { kind: "activation.entitlements_to_give", data: { personId: who.id, count: 1 } },
    ]);
  });

  it("is made once by two managers at the same moment; the desk gate makes none", async () => {
    const who = await ready();
    await add();
    const other = (await make.manager(who.teamId)).id;
    await Promise.all([who.manager, other].map((m) => confirmGate(ctx(MONDAY, m), who.id, "activation")));
    expect(await rowsOf(who.id)).toHaveLength(1);
    const desk = await make.deskReady();
    value(await confirmGate(ctx(MONDAY, desk.supervisorId), desk.person.id, "desk"));
    expect(await rowsOf(desk.person.id)).toEqual([]);
  });

  it("may be followed by what the list got since, for who is active only", async () => {
    const who = await activated();
    await add();
    expect(value(await completeEntitlements(ctx(later(2), who.manager), who.id))).toEqual({ made: 1 });
    expect(value(await completeEntitlements(ctx(later(2), who.manager), who.id))).toEqual({ made: 0 });
    expect(await rowsOf(who.id)).toMatchObject([{ dueOn: "2026-03-07" }]);
    expect(codes(await completeEntitlements(ctx(later(2), who.manager), (await ready()).id))).toEqual(["entitlements_not_now"]);
    expect(codes(await completeEntitlements(ctx(later(2), who.id), who.id))).toEqual(["entitlements_not_now"]);
  });
});

describe("handing over", () => {
  it("says by whom, when and what about, can be undone, and is audited", async () => {
    await add();
    const who = await activated();
    const id = await first(who.id);
    const say = (said: Parameters<typeof sayOfEntitlement>[3], by = who.manager) => sayOfEntitlement(ctx(later(1), by), who.id, id, said);
    value(await say({ word: "done", on: "2026-03-03", note: "black, number 12" }));
    expect(await rowsOf(who.id)).toMatchObject([{ state: "done", saidBy: who.manager, saidOn: "2026-03-03", note: "black, number 12" }]);
    expect(codes(await say({ word: "not_needed", on: null, note: "has one" }))).toEqual(["entitlement_changed"]);
    value(await say({ word: "undo", on: null, note: "" }));
    expect(await rowsOf(who.id)).toMatchObject([{ state: "open", saidBy: null, note: "" }]);
    value(await say({ word: "not_needed", on: null, note: "uses their own" }));
    expect(codes(await say({ word: "done", on: "2026-03-03", note: "" }, who.id))).toEqual(["entitlement_of_oneself"]);
    const lines = await db
      .select()
      .from(audit)
      .where(and(eq(audit.personId, who.id), eq(audit.subjectType, "entitlement")));
    expect(lines.map((l) => l.action.replace("activation.entitlement_", "")).sort()).toEqual(["done", "not_needed", "undo"]);
  });

  it("happens once of two at the same moment", async () => {
    await add();
    const who = await activated();
    const id = await first(who.id);
    const both = await Promise.all(
      [1, 2].map(() => sayOfEntitlement(ctx(MONDAY, who.manager), who.id, id, { word: "done", on: "2026-03-02", note: "" })),
    );
    expect(both.filter((o) => o.ok)).toHaveLength(1);
  });
});

describe("what is late", () => {
  it("waits once in the inbox of its owner's role and leaves it by itself", async () => {
    await add();
    const who = await activated();
    const admin = { personId: (await make.administrator()).id, roles: [{ role: "administrator" as const, teamId: null }] };
    await sweepEntitlements(db, later(3));
    expect((await itemsOf(who.id)).filter((i) => i.kind === "entitlement_overdue")).toEqual([]);
    await Promise.all([sweepEntitlements(db, later(4)), sweepEntitlements(db, later(4))]);
    await sweepEntitlements(db, later(9));
    expect((await itemsOf(who.id)).filter((i) => i.kind === "entitlement_overdue")).toEqual([
      { kind: "entitlement_overdue", role: "administrator", outcome: null },
    ]);
    expect((await openItems(db, admin, { personId: who.id })).map((i) => i.kind)).toEqual(["entitlement_overdue"]);
    const id = await first(who.id);
    value(await sayOfEntitlement(ctx(later(9), who.manager), who.id, id, { word: "done", on: "2026-03-11", note: "" }));
    expect((await itemsOf(who.id)).find((i) => i.kind === "entitlement_overdue")).toMatchObject({ outcome: "done" });
    value(await sayOfEntitlement(ctx(later(9), who.manager), who.id, id, { word: "undo", on: null, note: "" }));
    await sweepEntitlements(db, later(9));
    expect((await itemsOf(who.id)).filter((i) => i.kind === "entitlement_overdue")).toHaveLength(2);
  });

  it("waits for the managers where somebody owns it by name, who is told once", async () => {
    const who = await ready();
    const byName = (await make.supervisor(who.teamId)).id;
    await add({ ownerRole: null, ownerId: byName });
    value(await confirmGate(ctx(MONDAY, who.manager), who.id, "activation"));
    await sweepEntitlements(db, later(4));
    await sweepEntitlements(db, later(5));
    expect(await itemsOf(who.id)).toContainEqual({ kind: "entitlement_overdue", role: "manager", outcome: null });
    const late = await db
      .select()
      .from(notice)
      .where(and(eq(notice.personId, byName), eq(notice.kind, "activation.entitlement_late")));
    expect(late).toHaveLength(1);
  });
});

describe("leaving", () => {
  it("lists what was handed over for return, drops what is open, and waits until all is back", async () => {
    await add();
    await add({ name: { "zh-CN": "电脑", en: "Computer" }, dueDays: 4 });
    await add({ name: { "zh-CN": "茶杯", en: "Cup" }, dueDays: 5, takenBack: false });
    await add({ name: { "zh-CN": "社保", en: "Insurance" }, dueDays: 30 });
    const who = await activated();
    const ids = (await rowsOf(who.id)).map((r) => r.id);
    for (const id of ids.slice(0, 3))
      value(await sayOfEntitlement(ctx(MONDAY, who.manager), who.id, id, { word: "done", on: "2026-03-02", note: "" }));
    value(await changeState(ctx(later(20), who.manager), who.id, "leave", "moved to another town"));
    expect((await rowsOf(who.id)).map((r) => r.state)).toEqual(["to_return", "to_return", "done", "not_needed"]);
    const open = async () => (await itemsOf(who.id)).filter((i) => i.outcome === null).map((i) => i.kind);
    expect(await open()).toEqual(["entitlement_return"]);
    value(await sayOfEntitlement(ctx(later(21), who.manager), who.id, ids[0] ?? "", { word: "returned", on: "2026-03-22", note: "" }));
    expect(await open()).toEqual(["entitlement_return"]);
    value(
      await sayOfEntitlement(ctx(later(21), who.manager), who.id, ids[1] ?? "", {
        word: "not_returned",
        on: null,
        note: "lost on the way",
      }),
    );
    expect(await open()).toEqual([]);
    expect(codes(await sayOfEntitlement(ctx(later(21), who.manager), who.id, ids[2] ?? "", { word: "undo", on: null, note: "" }))).toEqual([
      "entitlement_changed",
    ]);
    value(await sayOfEntitlement(ctx(later(21), who.manager), who.id, ids[0] ?? "", { word: "undo", on: null, note: "" }));
    expect(await open()).toEqual(["entitlement_return"]);
  });
});

describe("the list", () => {
  it("is changed against the revision that was read, keeps what was made, and begins with the usual four once", async () => {
    const kindId = await add();
    const who = await activated();
    value(await saveKind(ctx(MONDAY, boss), { ...kind, dueDays: 9 }, { kindId, revision: 1 }));
    expect(codes(await saveKind(ctx(MONDAY, boss), { ...kind, dueDays: 5 }, { kindId, revision: 1 }))).toEqual(["kind_stale"]);
    expect(codes(await saveKind(ctx(MONDAY, boss), { ...kind, teamId: newId() }, null))).toEqual(["kind_stale"]);
    expect(await rowsOf(who.id)).toMatchObject([{ dueOn: "2026-03-05" }]);
    expect(codes(await addUsualKinds(ctx(MONDAY, boss)))).toEqual(["kind_stale"]);
    await owner.delete(entitlement);
    await owner.delete(entitlementKind);
    value(await addUsualKinds(ctx(MONDAY, boss)));
    const { kinds } = await entitlementSettings(db, MONDAY);
    expect(kinds.map((k) => k.name.en).sort()).toEqual(["Computer", "Phone", "Platform account", "Social insurance"]);
  });

  it("takes the form of its page, and refuses next to the field", async () => {
    const cookie = await make.signIn(boss);
    const send = (form: Record<string, string>) =>
      Promise.resolve(
        settingsRoute.action(routeArgs("/settings/entitlements", { cookie, form: { submissionId: newId(), ...form } })),
      ).catch((thrown: unknown) => thrown);
    const form = { intent: "save", kindId: "", nameZh: "工牌", nameEn: "Badge", teamId: "", owner: "role:supervisor", dueDays: "2" };
    expect(await send({ ...form, owner: "role:agent", dueDays: "soon" })).toMatchObject({
      init: { status: 422 },
      data: {
        refusals: [
          { code: "kind_owner", field: "owner" },
          { code: "kind_days", field: "dueDays" },
        ],
      },
    });
    expect(await send(form)).toMatchObject({ status: 302 });
    const page = await settingsRoute.loader(routeArgs("/settings/entitlements", { cookie }));
    expect(page.kinds.find((k) => k.name.en === "Badge")).toMatchObject({ ownerRole: "supervisor", dueDays: 2, takenBack: false });
  });
});

describe("the page of a person", () => {
  it("shows the agent theirs without a word to say, and takes the manager's", async () => {
    await add();
    const who = await activated();
    const args = (cookie: string, form?: Record<string, string>) =>
      routeArgs(`/people/${who.id}/entitlements`, { cookie, params: { personId: who.id }, ...(form ? { form } : {}) });
    const own = await personRoute.loader(args(await make.signIn(who.id)));
    expect(own).toMatchObject({ self: true, maySay: false, page: { open: 1, lines: [{ late: false, words: ["done", "not_needed"] }] } });
    const cookie = await make.signIn(who.manager);
    const form = { submissionId: newId(), intent: "done", entitlementId: await first(who.id), on: "2026-03-02", note: "" };
    const answer = await Promise.resolve(personRoute.action(args(cookie, form))).catch((thrown: unknown) => thrown);
    expect(answer).toMatchObject({ status: 302 });
    expect(await entitlementsPage(db, who.id, "en", MONDAY)).toMatchObject({ open: 0, lines: [{ state: "done", on: "2026-03-02" }] });
    expect(
      await db
        .select()
        .from(workItem)
        .where(and(eq(workItem.personId, who.id), isNull(workItem.closedAt))),
    ).toEqual([]);
  });
});
