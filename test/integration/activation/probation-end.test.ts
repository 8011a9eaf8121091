import { and, eq, isNull } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { audit, notice, person, probationExtension, workItem } from "@db/schema";
import { extendProbation } from "~/activation/extension.server";
import * as extensionRoute from "~/activation/routes/extension";
import * as gateRoute from "~/activation/routes/gate";
import { sweepProbationEnds } from "~/activation/probation-end.server";
import { changeState } from "~/activation/state.server";
import { clock } from "~/platform/clock.server";
import { setDb } from "~/platform/database.server";
import { newId } from "~/platform/ids";
import { personPage } from "~/people/person-page.server";
import { routeArgs } from "@test/factories/request";
import { freshDatabase, MONDAY } from "@test/setup/database";

const { db, owner, ctx, make } = await freshDatabase();
setDb(db);
clock.setOffset(MONDAY.getTime() - Date.now());

const later = (days: number) => new Date(MONDAY.getTime() + days * 86_400_000);
const END = "2026-03-16";

/** Somebody in probation, hired on 2 February under two years, whose probation ends in two weeks. The law's last day: 1 April. */
async function ending(more: Partial<typeof person.$inferInsert> = {}) {
  const { person: agent, teamId } = await make.inProbation();
  const dates = { hireDate: "2026-02-02", contractTerm: "under_3_years" as const, probationEnd: END, ...more };
  await owner.update(person).set(dates).where(eq(person.id, agent.id));
  return { id: agent.id, teamId, manager: (await make.manager(teamId)).id };
}
const items = (id: string) =>
  db
    .select()
    .from(workItem)
    .where(and(eq(workItem.personId, id), eq(workItem.kind, "probation_end")))
    .orderBy(workItem.openedAt);
const told = async (id: string) =>
  (await db.select().from(notice).where(eq(notice.personId, id)).orderBy(notice.createdAt, notice.id))
    .filter((n) => n.kind.startsWith("activation.probation"))
    .map((n) => [n.kind.replace("activation.", ""), n.data.end]);
const asked = { end: "2026-03-30", reason: "Ill for two weeks", consent: true, consentOn: "2026-03-01" };

describe("the end of a probation", () => {
  it("is announced 14 and 7 days ahead and is urgent once it has passed undecided, each exactly once", async () => {
    const { id, manager } = await ending();
    await sweepProbationEnds(db, later(-1));
    expect([await items(id), await told(id)]).toEqual([[], []]);
    for (const [day, n] of [
      [0, 1],
      [3, 1],
      [7, 2],
      [14, 2],
    ] as const) {
      await Promise.all([sweepProbationEnds(db, later(day)), sweepProbationEnds(db, later(day))]);
      await sweepProbationEnds(db, later(day));
      expect(await items(id)).toMatchObject([{ urgent: "no", closedAt: null, data: { end: END } }]);
      expect(await told(id)).toEqual(Array.from({ length: n }, () => ["probation_ends", END]));
      expect(await told(manager)).toEqual(Array.from({ length: n }, () => ["probation_ends_of", END]));
    }
    await sweepProbationEnds(db, later(15));
    await sweepProbationEnds(db, later(16));
    expect(await items(id)).toMatchObject([{ urgent: "yes", closedAt: null }]);
    expect((await told(id)).at(-1)).toEqual(["probation_over", END]);
    expect(await told(manager)).toHaveLength(3);
    const unseen = await db
      .select()
      .from(notice)
      .where(and(eq(notice.personId, id), isNull(notice.seenAt)));
    expect(unseen.map((n) => n.kind)).toContain("activation.probation_over");
    expect(unseen.map((n) => n.kind)).not.toContain("activation.probation_ends");
  });

  it("says only the nearest where the clock jumped over the others, also of somebody suspended", async () => {
    const { id, manager } = await ending();
    await changeState(ctx(MONDAY, manager), id, "suspend", "a quarrel with a customer");
    await sweepProbationEnds(db, later(20));
    expect(await items(id)).toMatchObject([{ urgent: "yes" }]);
    expect(await told(id)).toEqual([["probation_over", END]]);
  });
});

describe("an extension", () => {
  it("moves the end, closes the item, tells the person, and warns anew of the new end", async () => {
    const { id, manager, teamId } = await ending();
    await sweepProbationEnds(db, MONDAY);
    expect(await extendProbation(ctx(MONDAY, manager), id, asked)).toMatchObject({ ok: true, value: { end: asked.end } });
    const [row] = await db.select().from(person).where(eq(person.id, id));
    expect(row).toMatchObject({ probationEnd: asked.end, state: "probation", clearance: "supervised" });
    expect(await items(id)).toMatchObject([{ outcome: "extended" }]);
    expect((await told(id)).at(-1)).toEqual(["probation_extended", asked.end]);
    expect(
      await db
        .select()
        .from(audit)
        .where(and(eq(audit.personId, id), eq(audit.action, "activation.probation_extended"))),
    ).toMatchObject([
      { before: { probationEnd: END }, after: { probationEnd: asked.end, limit: "2026-04-01" }, reason: asked.reason, actorId: manager },
    ]);
    await sweepProbationEnds(db, later(10));
    expect(await items(id)).toHaveLength(1);
    await sweepProbationEnds(db, later(14));
    expect(await items(id)).toMatchObject([{ outcome: "extended" }, { closedAt: null, data: { end: asked.end } }]);
    const again = { ...asked, end: "2026-04-01" };
    const boss = (await make.manager(teamId)).id;
    expect(await extendProbation(ctx(later(15), boss), id, { ...again, consent: false })).toMatchObject({
      refusals: [{ code: "extension_consent" }],
    });
    expect(await extendProbation(ctx(later(15), boss), id, again)).toMatchObject({ ok: true });
    const page = await personPage(db, id, "Asia/Shanghai", later(15));
    expect(page?.extensions.map((x) => [x.from, x.to])).toEqual([
      [END, asked.end],
      [asked.end, "2026-04-01"],
    ]);
  });

  it("is made once by two managers at the same moment", async () => {
    const { id, manager, teamId } = await ending();
    const other = (await make.manager(teamId)).id;
    const both = await Promise.all([manager, other].map((m) => extendProbation(ctx(MONDAY, m), id, asked)));
    expect(both.filter((o) => o.ok)).toHaveLength(1);
    expect(both.flatMap((o) => (o.ok ? [] : o.refusals.map((r) => r.code)))).toEqual(["extension_not_later"]);
  });

  it("is refused by the database beyond the law's last day, and never changed", async () => {
    const { id, manager } = await ending();
    const row = {
      personId: id,
      fromEnd: END,
      toEnd: "2026-04-02",
      limitDay: "2026-04-01",
      reason: "x",
      consentOn: END,
      extendedBy: manager,
      at: MONDAY,
    };
    await expect(db.insert(probationExtension).values(row)).rejects.toMatchObject({ cause: { code: "23514" } });
    await db.insert(probationExtension).values({ ...row, toEnd: "2026-04-01" });
    await expect(db.update(probationExtension).set({ reason: "y" }).where(eq(probationExtension.personId, id))).rejects.toMatchObject({
      cause: { code: "42501" },
    });
  });
});

describe("whoever is taken back", () => {
  it("has no second probation: page and gate say so, and the database keeps it", async () => {
    const { id, manager } = await ending();
    await changeState(ctx(MONDAY, manager), id, "leave", "moved to another town");
    await changeState(ctx(later(1), manager), id, "rehire", "came back");
    const page = await personPage(db, id, "Asia/Shanghai", later(1));
    expect(page).toMatchObject({ probationEnd: null, rehiredAt: later(1) });
    await expect(owner.update(person).set({ probationEnd: "2026-05-01" }).where(eq(person.id, id))).rejects.toMatchObject({
      cause: { code: "23514" },
    });
    expect(await extendProbation(ctx(later(1), manager), id, asked)).toMatchObject({ refusals: [{ code: "extension_rehired" }] });
  });
});

describe("the page", () => {
  type Page = Awaited<ReturnType<typeof extensionRoute.loader>>;
  const see = async (id: string, cookie: string) =>
    (await extensionRoute.loader(routeArgs(`/people/${id}/extension`, { cookie, params: { personId: id } }))) as Page;
  const send = (id: string, cookie: string, form: Record<string, string>) =>
    Promise.resolve(
      extensionRoute.action(
        routeArgs(`/people/${id}/extension`, { cookie, params: { personId: id }, form: { submissionId: newId(), ...form } }),
      ),
    ).catch((thrown: unknown) => thrown);

  it("shows the limit and the room, takes the form, and shows the gate what was agreed", async () => {
    const { id, manager } = await ending();
    const cookie = await make.signIn(manager);
    expect((await see(id, cookie)).page).toMatchObject({
      room: { end: END, limit: "2026-04-01", daysLeft: 14, daysToAdd: 16 },
      refusal: null,
      history: [],
    });
    const form = { end: "2026-03-20", reason: "Ill for a week", consentOn: "2026-03-02" };
    expect(await send(id, cookie, { ...form, end: "nonsense" })).toMatchObject({
      init: { status: 422 },
      data: { refusals: [{ code: "extension_date" }, { code: "extension_consent" }] },
    });
    expect(await send(id, cookie, { ...form, consent: "yes" })).toMatchObject({ status: 302 });
    const gate = await gateRoute.loader(routeArgs(`/gate/${id}/activation`, { cookie, params: { personId: id, gate: "activation" } }));
    expect(gate.page.probation).toEqual({ standing: "runs", end: "2026-03-20", mayExtend: true });
  });

  it("leads to where the contract is entered when nothing is known of it", async () => {
    const { id, manager } = await ending({ contractTerm: null });
    expect(await see(id, await make.signIn(manager))).toMatchObject({
      mayEdit: true,
      page: { room: null, refusal: { code: "extension_needs_data" } },
    });
  });
});
