import { readFileSync } from "node:fs";
import { and, eq, isNull } from "drizzle-orm";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { parse } from "yaml";
import { audit, grading, selfAssessment } from "@db/schema";
import { ensurePolicies } from "~/activation/policy.server";
import { itemSchemas } from "~/curriculum/pack";
import { clock } from "~/platform/clock.server";
import { setDb } from "~/platform/database.server";
import { newId } from "~/platform/ids";
import { startGrading, submitGrading } from "~/probation/actions.server";
import { aheadOf } from "~/probation/ahead.server";
import * as gradingRoute from "~/probation/routes/grading";
import * as overviewRoute from "~/probation/routes/overview";
import * as resultRoute from "~/probation/routes/result";
import * as draftRoute from "~/probation/routes/self-draft";
import * as selfRoute from "~/probation/routes/self";
import * as inboxRoute from "~/inbox/routes/inbox";
import { openItem } from "~/work/actions.server";
import { routeArgs } from "@test/factories/request";
import { freshDatabase, MONDAY } from "@test/setup/database";

const { db, owner, appSql, ownerSql, ctx, make } = await freshDatabase();
setDb(db);
clock.setOffset(MONDAY.getTime() - Date.now());

const checklist = itemSchemas.checklist.parse(parse(readFileSync("content/taobao-cs/checklists/probation.yaml", "utf8")));
const items = checklist.areas.flatMap((a) => a.items);
/** What the agent writes of themselves: found in no answer to a grader before their own grading is in. */
const MARK = "unmistakable-remark";

type Route = { loader?: unknown; action?: unknown };
let agent: Awaited<ReturnType<typeof make.inProbation>>;
let graderId = "";
let secondId = "";
let cookies: Record<string, string> = {};

async function ask(route: Route, who: string, params: Record<string, string> = {}, form?: Record<string, string>) {
  const args = routeArgs("/x", {
    cookie: cookies[who],
    params: { personId: agent.person.id, ...params },
    form: form && { submissionId: newId(), ...form },
  });
  const result: unknown = await Promise.resolve()
    .then(() => ((form ? route.action : route.loader) as (a: typeof args) => unknown)(args))
    .catch((thrown: unknown) => thrown);
  if (result instanceof Error) throw result;
  if (result instanceof Response) return { status: result.status, to: result.headers.get("Location"), body: await result.text() };
  return { status: (result as { init?: { status?: number } }).init?.status ?? 200, to: null, body: JSON.stringify(result) };
}

beforeAll(async () => {
  await ensurePolicies(owner, MONDAY);
  const { slug, ...body } = checklist;
  await make.content("checklist", slug, body);
  for (let i = 0; i < 24; i++) await make.content("product", `bag-${i}`);
});
beforeEach(async () => {
  agent = await make.inProbation({ name: "Tang" });
  graderId = (await make.supervisor(agent.teamId, { name: "Wang" })).id;
  secondId = (await make.supervisor(agent.teamId, { name: "Li" })).id;
  cookies = { agent: await make.signIn(agent.person.id), grader: await make.signIn(graderId), second: await make.signIn(secondId) };
});

const row = async () => {
  const [found] = await db.select().from(selfAssessment).where(eq(selfAssessment.personId, agent.person.id));
  if (!found) throw new Error("there is no self-assessment");
  return found;
};
/** Every item at one grade, with a remark on the first. */
const entries = (grade: number) => Object.fromEntries(items.map((item, i) => [item.slug, { grade, ...(i === 0 ? { remark: MARK } : {}) }]));
const begin = () => ask(selfRoute, "agent", {}, { intent: "start" });
const save = (grade: number, revision = "0") =>
  ask(draftRoute, "agent", {}, { intent: "save", revision, changes: JSON.stringify(entries(grade)) });
const handIn = (revision = "1") => ask(selfRoute, "agent", {}, { intent: "submit", revision });

/** A grading of the whole sheet by this grader, at one grade. */
async function graded(by: string, grade: number): Promise<string> {
  const started = await startGrading(ctx(MONDAY, by), agent.person.id);
  if (!started.ok) throw new Error(JSON.stringify(started));
  const { gradingId } = started.value;
  const draft = Object.fromEntries(items.map((i) => [i.slug, { grade, fileIds: i.evidence === "required" ? [newId()] : [] }]));
  await owner.update(grading).set({ draft, draftRevision: 5 }).where(eq(grading.id, gradingId));
  const sent = await submitGrading(ctx(MONDAY, by), agent.person.id, gradingId, 5);
  if (!sent.ok) throw new Error(JSON.stringify(sent));
  return gradingId;
}

describe("assessing oneself", () => {
  it("is begun once, kept as it is typed, taken up on another device, and handed in once", async () => {
    expect((await begin()).to).toBe(`/probation/${agent.person.id}/self`);
    expect((await begin()).status).toBe(302);
    expect((await save(3)).body).toContain('"saved":true');
    expect((await save(2)).body).toContain('"saved":false');
    const page = await ask(selfRoute, "agent");
    expect(page.body).toContain(MARK);
    expect(page.body).toContain('"revision":1');
    expect((await handIn("0")).body).toContain("draft_newer");
    expect((await handIn()).status).toBe(302);
    expect((await handIn()).body).toContain("self_submitted");
    expect((await save(4, "1")).body).toContain("self_submitted");
    expect((await row()).draft[items[0]?.slug ?? ""]).toEqual({ grade: 3, remark: MARK });
    const told = await db
      .select()
      .from(audit)
      .where(and(eq(audit.personId, agent.person.id), eq(audit.action, "probation.self_assessed")));
    expect(told).toHaveLength(1);
  });

  it("works without script, item by item", async () => {
    await begin();
    const slug = items[4]?.slug ?? "";
    const saved = await ask(selfRoute, "agent", {}, { intent: "save", revision: "0", item: slug, grade: "2", remark: "so so" });
    expect(saved.to).toBe(`/probation/${agent.person.id}/self?item=${slug}`);
    expect((await row()).draft).toEqual({ [slug]: { grade: 2, remark: "so so" } });
  });

  it("is refused incomplete, with another's items, and with nonsense", async () => {
    await begin();
    expect((await handIn("0")).body).toContain("incomplete");
    const strange = JSON.stringify({ nothing: { grade: 3 } });
    expect((await ask(draftRoute, "agent", {}, { intent: "save", revision: "0", changes: strange })).body).toContain("no_such_item");
    for (const changes of ["{", JSON.stringify({ [items[0]?.slug ?? ""]: { grade: 5 } })])
      expect((await ask(draftRoute, "agent", {}, { intent: "save", revision: "0", changes })).status).toBe(400);
    expect((await handIn("soon")).status).toBe(400);
    expect((await ask(selfRoute, "agent", {}, { intent: "dance", revision: "0" })).status).toBe(400);
  });

  it("is nobody's but the agent's", async () => {
    await begin();
    for (const who of ["grader", "second"]) {
      expect((await ask(selfRoute, who)).status).toBe(404);
      expect((await ask(selfRoute, who, {}, { intent: "start" })).status).toBe(404);
      expect((await ask(draftRoute, who, {}, { intent: "save", revision: "0", changes: "{}" })).status).toBe(404);
    }
  });
});

describe("the graders", () => {
  it("see that it exists and nothing of it before their own is in; then both stand side by side, far apart first", async () => {
    await begin();
    await save(4);
    expect((await ask(overviewRoute, "grader")).body).toContain('"own":{"submittedAt":null}');
    await handIn();
    const started = await ask(overviewRoute, "grader", {}, { intent: "start" });
    const gradingId = started.to?.split("/").at(-1) ?? "";
    for (const answer of [
      await ask(overviewRoute, "grader"),
      await ask(gradingRoute, "grader", { gradingId }),
      await ask(inboxRoute, "grader"),
      await ask(overviewRoute, "second"),
    ]) {
      expect(answer.status).toBe(200);
      expect(answer.body).not.toContain(MARK);
    }
    expect((await ask(overviewRoute, "grader")).body).toMatch(/"own":\{"submittedAt":"/);

    const low = items[7]?.slug ?? "";
    const draft = Object.fromEntries(
      items.map((i) => [i.slug, { grade: i.slug === low ? 1 : 4, fileIds: i.evidence === "required" ? [newId()] : [] }]),
    );
    await owner.update(grading).set({ draft, draftRevision: 5 }).where(eq(grading.id, gradingId));
    await ask(gradingRoute, "grader", { gradingId }, { intent: "submit", revision: "5" });
    for (const who of ["grader", "second", "agent"]) {
      const { body } = await ask(resultRoute, who, { gradingId });
      expect(body).toContain(MARK);
      const { beside } = (JSON.parse(body) as { result: { beside: { slug: string; difference: number }[] } }).result;
      expect(beside).toHaveLength(items.length);
      expect(beside[0]).toMatchObject({ slug: low, difference: 3, far: true });
    }
    expect((await row()).gradingId).toBe(gradingId);
  });

  it("who has a sheet of the same person open is not shown it on the result of another either", async () => {
    await begin();
    await save(4);
    await handIn();
    await startGrading(ctx(MONDAY, secondId), agent.person.id);
    const gradingId = await graded(graderId, 4);
    expect((await ask(resultRoute, "grader", { gradingId })).body).toContain(MARK);
    expect((await ask(resultRoute, "second", { gradingId })).body).not.toContain(MARK);
  });

  it("nobody is shown it while a second grader is waited for", async () => {
    await begin();
    await save(2);
    await handIn();
    // Every item at 3 makes 75; with the features at 4 it is 80: near the line.
    const started = await startGrading(ctx(MONDAY, graderId), agent.person.id);
    const gradingId = started.ok ? started.value.gradingId : "";
    const draft = Object.fromEntries(
      checklist.areas.flatMap((a) =>
        a.items.map((i) => [i.slug, { grade: a.slug === "product-features" ? 4 : 3, fileIds: i.evidence === "required" ? [newId()] : [] }]),
      ),
    );
    await owner.update(grading).set({ draft, draftRevision: 5 }).where(eq(grading.id, gradingId));
    await submitGrading(ctx(MONDAY, graderId), agent.person.id, gradingId, 5);
    for (const who of ["grader", "second"])
      for (const route of [overviewRoute, resultRoute]) expect((await ask(route, who, { gradingId })).body).not.toContain(MARK);
    // Their own they may always read.
    expect((await ask(selfRoute, "agent")).body).toContain(MARK);
  });
});

describe("once the grading is in", () => {
  it("what was not handed in is closed, says so and is shown to nobody; the next attempt has one of its own", async () => {
    await begin();
    await save(3);
    const gradingId = await graded(graderId, 1);
    expect((await handIn()).body).toContain("self_closed");
    expect((await save(4, "1")).body).toContain("self_closed");
    expect((await ask(resultRoute, "grader", { gradingId })).body).toContain('"beside":null');
    const page = await ask(selfRoute, "agent");
    expect(page.body).toContain('"closed":true');
    expect(page.body).toContain('"mayStart":true');
    expect((await begin()).status).toBe(302);
    const rows = await db.select().from(selfAssessment).where(eq(selfAssessment.personId, agent.person.id));
    expect(rows).toHaveLength(2);
    expect(
      await db
        .select()
        .from(selfAssessment)
        .where(and(eq(selfAssessment.personId, agent.person.id), isNull(selfAssessment.closedAt))),
    ).toHaveLength(1);
  });

  it("a retake of some areas is assessed by those alone", async () => {
    const started = await startGrading(ctx(MONDAY, graderId), agent.person.id);
    const gradingId = started.ok ? started.value.gradingId : "";
    const draft = Object.fromEntries(
      checklist.areas.flatMap((a) =>
        a.items.map((i) => [i.slug, { grade: a.slug === "product-process" ? 1 : 4, fileIds: i.evidence === "required" ? [newId()] : [] }]),
      ),
    );
    await owner.update(grading).set({ draft, draftRevision: 5 }).where(eq(grading.id, gradingId));
    await submitGrading(ctx(MONDAY, graderId), agent.person.id, gradingId, 5);
    await begin();
    expect((await row()).areas).toEqual(["product-process"]);
  });

  it("nothing is assessed after a pass", async () => {
    await graded(graderId, 4);
    expect((await begin()).body).toContain("self_passed");
  });
});

describe("the database", () => {
  it("refuses to change what was handed in, and what was closed", async () => {
    await begin();
    await save(3);
    await handIn();
    const { id } = await row();
    await expect(appSql`update self_assessment set draft = '{}' where id = ${id}`).rejects.toMatchObject({ code: "DR044" });
    await expect(ownerSql`update self_assessment set submitted_at = null where id = ${id}`).rejects.toMatchObject({ code: "DR044" });
    await expect(appSql`delete from self_assessment where id = ${id}`).rejects.toMatchObject({ code: "42501" });
    await graded(graderId, 4);
    await expect(appSql`update self_assessment set grading_id = null where id = ${id}`).rejects.toMatchObject({ code: "DR044" });
  });

  it("lets it stand beside no grading but one of the same person that is in", async () => {
    await begin();
    const other = await make.inProbation();
    const { gradingId } = await make.gradedBy({ personId: other.person.id, graderId });
    const { id } = await row();
    await expect(appSql`update self_assessment set closed_at = now(), grading_id = ${gradingId} where id = ${id}`).rejects.toMatchObject({
      code: "DR045",
    });
    await expect(appSql`update self_assessment set closed_at = now(), submitted_at = now() where id = ${id}`).rejects.toMatchObject({
      code: "DR044",
    });
  });
});

describe("Today", () => {
  it("speaks of it while a grading waits and nothing is handed in", async () => {
    const { person, teamId } = agent;
    const ahead = () => aheadOf(db, person.id);
    expect(await ahead()).toEqual({ enrolled: true, hasPlan: false, own: null });
    await db.transaction((tx) =>
      openItem(tx, ctx(), { kind: "grading", teamId, personId: person.id, subjectId: person.id, data: { name: "Tang" } }),
    );
    expect((await ahead()).own).toEqual({ done: 0 });
    await begin();
    await save(3);
    expect((await ahead()).own).toEqual({ done: items.length });
    await handIn();
    expect((await ahead()).own).toBeNull();
    await graded(graderId, 1);
    expect(await ahead()).toEqual({ enrolled: true, hasPlan: false, own: { done: 0 } });
  });
});
