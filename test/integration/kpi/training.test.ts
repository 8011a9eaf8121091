import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { eq, sql } from "drizzle-orm";
import { connect } from "@db/client";
import { bankDay, gateDecision, kpiScore, person, sitting, sittingResult } from "@db/schema";
import { trainingAndResults } from "~/kpi/boards/training.server";
import { loader } from "~/kpi/routes/training";
import { clock } from "~/platform/clock.server";
import { setDb } from "~/platform/database.server";
import { newId } from "~/platform/ids";
import { reachOf } from "~/kpi/led-teams";
import { routeArgs } from "@test/factories/request";
import { freshDatabase } from "@test/setup/database";

const { db, ownerUrl, make } = await freshDatabase();
setDb(db);
// A decision without its gate's evidence is refused to everybody but a superuser with triggers off.
const url = new URL(inject("cluster").superUrl);
url.pathname = new URL(ownerUrl).pathname;
const superuser = connect(url.href, { max: 1, name: "deskready-test-super" });
afterAll(() => superuser.close());
const AT = new Date("2026-06-01T01:00:00Z");
clock.setOffset(AT.getTime() - Date.now());
const [red, blue] = [await make.team({ name: "Red" }), await make.team({ name: "Blue" })];
const managing = (teamId: string | null) => reachOf({ personId: newId(), roles: [{ role: "manager", teamId }] });

type Store = { paid: number; inquiries: number; counted?: boolean };
type Known = {
  name: string;
  teamId: string;
  activated: string;
  exams?: number[];
  fluent?: number;
  months: Record<string, Store[]>;
  left?: boolean;
};

/** Somebody activated on a day, with what was known before it and what was scored after it. Without the gate's evidence, which is another matter. */
async function activated({ name, teamId, activated: day, exams = [], fluent, months, left = false }: Known) {
  const { id } = await make.person({ name, roles: ["agent"], teamId, state: "active" });
  const at = new Date(`${day}T02:00:00Z`);
  const before = (hours: number) => new Date(at.getTime() - hours * 3_600_000);
  await superuser.db.transaction(async (tx) => {
    await tx.execute(sql`set local session_replication_role = replica`);
    await tx.insert(gateDecision).values({
      id: newId(),
      personId: id,
      gate: "activation",
      policyId: newId(),
      number: 1,
      decidedBy: newId(),
      dossier: {},
      seal: "-",
      decidedAt: at,
    });
    for (const [i, score] of exams.entries()) {
      const own = { id: newId(), personId: id, enrolmentId: id, slug: "desk-exam", role: "desk_exam" as const, contentVersionId: newId() };
      const startedAt = before(48 - i);
      await tx.insert(sitting).values({ ...own, attempt: i + 1, seed: "s", drawn: [], startedAt, submittedAt: startedAt });
      await tx
        .insert(sittingResult)
        .values({ sittingId: own.id, personId: id, number: 1, score: String(score), criticalWrong: 0, passed: true, gradedAt: startedAt });
    }
    if (fluent !== undefined)
      await tx.insert(bankDay).values([
        { personId: id, day: "2025-01-01", required: 100, fluent: 1, answered: 1 },
        { personId: id, day: "2025-01-20", required: 100, fluent, answered: 1 },
      ]);
    if (left) await tx.update(person).set({ state: "left" }).where(eq(person.id, id));
    for (const [month, stores] of Object.entries(months))
      await tx.insert(kpiScore).values({
        ...{ personId: id, month, teamId, state: "closed" as const, activeDays: 20, workingDays: 20, computedAt: AT },
        trace: {
          ...{ score: null, tiers: [], baseYuan: null },
          stores: stores.map(({ paid, inquiries, counted = true }) => ({
            ...{ storeId: newId(), ruleSetId: null, contentVersionId: null, share: "100", inquiries: String(inquiries), score: null },
            ...{ counted: counted ? "100" : null, leftOut: counted ? null : ("few_inquiries" as const) },
            metrics: [
              {
                ...{ slug: "conversion", weight: "50", inputs: {}, value: null, share: null, points: null, of: null },
                ...{ numerator: String(100 * paid), denominator: String(inquiries) },
              },
            ],
          })),
        },
      });
  });
  return id;
}

const three = (paid: number) => ({
  "2026-02-01": [{ paid, inquiries: 100 }],
  "2026-03-01": [{ paid, inquiries: 100 }],
  "2026-04-01": [{ paid, inquiries: 100 }],
});

beforeAll(async () => {
  await activated({
    ...{ name: "Ada", teamId: red.id, activated: "2026-01-15", exams: [84, 97], fluent: 96 },
    months: {
      // The month of the activation and the fourth after it do not count, nor does a store with too few inquiries.
      "2026-01-01": [{ paid: 0, inquiries: 500 }],
      "2026-02-01": [{ paid: 60, inquiries: 100 }],
      "2026-03-01": [
        { paid: 80, inquiries: 100 },
        { paid: 0, inquiries: 20, counted: false },
      ],
      "2026-04-01": [{ paid: 140, inquiries: 200 }],
      "2026-05-01": [{ paid: 0, inquiries: 500 }],
    },
  });
  await activated({ name: "Bo", teamId: blue.id, activated: "2026-01-15", exams: [90], fluent: 90, months: three(70) });
  await activated({
    name: "Cy",
    teamId: red.id,
    activated: "2026-03-20",
    exams: [88],
    fluent: 80,
    months: { "2026-04-01": [{ paid: 50, inquiries: 100 }] },
  });
  await activated({
    ...{ name: "Di", teamId: red.id, activated: "2026-03-20", exams: [81], left: true },
    months: { "2026-04-01": [{ paid: 50, inquiries: 100 }] },
  });
  await activated({ name: "Ed", teamId: red.id, activated: "2026-01-15", exams: [99], months: {} });
});

describe("training beside results", () => {
  it("counts the first exam against three whole months, leavers with theirs; the others are said by number", async () => {
    const found = await trainingAndResults(db, managing(null), AT);
    expect(found.counts).toEqual({ activated: 5, counted: 3, left: 1, running: 1, silent: 1, unnamed: 0 });
    const of = (name: string) => found.foretold.find((one) => one.of === name);
    // Ada: 280 of 400.
    expect(of("exam")?.points.toSorted()).toEqual([
      [81, 50],
      [84, 70],
      [90, 70],
    ]);
    expect(of("mastery")?.points.toSorted()).toEqual([
      [90, 70],
      [96, 70],
    ]);
    expect(of("exam")).toMatchObject({ correlation: null, verdict: "too_little" });
    expect(found.named.find(({ name }) => name === "Ada")).toMatchObject({ exam: 84, mastery: 96, conversion: 70, inquiries: 400 });
  });

  it("names nobody of a team that one does not manage, and counts them all the same", async () => {
    const manager = await make.manager(red.id);
    const page = await loader(routeArgs("/kpi/training", { cookie: await make.signIn(manager.id) }));
    expect(page.counts).toMatchObject({ counted: 3, unnamed: 1 });
    expect(page.named.map(({ name }) => name).toSorted()).toEqual(["Ada", "Di"]);
    expect(JSON.stringify(page)).not.toContain("Bo");
  });

  it("says of twenty people what can be said", async () => {
    for (let i = 0; i < 18; i++)
      await activated({ name: `Many ${i}`, teamId: blue.id, activated: "2026-01-20", exams: [60 + i], months: three(55 + i) });
    const exam = (await trainingAndResults(db, managing(null), AT)).foretold.find(({ of }) => of === "exam");
    expect([exam?.points.length, exam?.verdict, exam?.correlation?.n]).toEqual([21, "with", 21]);
  });

  it("is a manager's page", async () => {
    const supervisor = await make.supervisor(red.id);
    await expect(loader(routeArgs("/kpi/training", { cookie: await make.signIn(supervisor.id) }))).rejects.toMatchObject({ status: 403 });
  });
});
