import { readFileSync } from "node:fs";
import { and, eq } from "drizzle-orm";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { parse } from "yaml";
import { audit, contentItem, contentVersion, grading } from "@db/schema";
import { editingOf, saveDraft } from "~/curriculum/drafts.server";
import { type ItemBody, itemSchemas } from "~/curriculum/pack";
import { publish } from "~/library/publication.server";
import { clock } from "~/platform/clock.server";
import { setDb } from "~/platform/database.server";
import { newId } from "~/platform/ids";
import { startGrading, submitGrading } from "~/probation/actions.server";
import { checklistFor, gradingsOf } from "~/probation/queries.server";
import * as teamRoute from "~/probation/routes/team-checklist";
import { gradingSheet } from "~/probation/sheet.server";
import { chooseChecklists } from "~/probation/team-checklist.server";
import { routeArgs } from "@test/factories/request";
import { freshDatabase, MONDAY } from "@test/setup/database";

const { db, owner, ctx, make } = await freshDatabase();
setDb(db);
clock.setOffset(MONDAY.getTime() - Date.now());

const read = (path: string) => itemSchemas.checklist.parse(parse(readFileSync(path, "utf8")));
const shops = read("content/taobao-cs/checklists/probation.yaml");
const trade = read("content/foreign-trade/checklists/foreign-trade-probation.yaml");
const OTHER = trade.slug;

let agent: Awaited<ReturnType<typeof make.inProbation>>;
let grader = "";
let manager = "";

beforeAll(async () => {
  for (const { slug, ...body } of [shops, trade]) await make.content("checklist", slug, body);
  for (let i = 0; i < 24; i++) await make.content("product", `bag-${i}`);
});
beforeEach(async () => {
  agent = await make.inProbation({ name: "Tang" });
  grader = (await make.supervisor(agent.teamId)).id;
  manager = (await make.manager(agent.teamId)).id;
});

const choose = (agents: string, supervisors = "") => chooseChecklists(ctx(MONDAY, manager), agent.teamId, { agents, supervisors });
const inForce = async () => {
  const found = await gradingsOf(db, agent.person.id);
  return found && (await checklistFor(db, found)).slug;
};
const start = async () => {
  const started = await startGrading(ctx(MONDAY, grader), agent.person.id);
  if (!started.ok) throw new Error(JSON.stringify(started));
  return started.value.gradingId;
};
const sheetOf = (gradingId: string) => gradingSheet(db, { personId: agent.person.id, gradingId, graderId: grader }, "en");

describe("the checklist of a team", () => {
  it("is the shop's own until the team chooses another, and again when it takes that back", async () => {
    expect(await inForce()).toBe("probation");
    expect(await choose(OTHER)).toMatchObject({ ok: true });
    expect(await inForce()).toBe(OTHER);
    expect(await choose("probation")).toMatchObject({ ok: true });
    expect(await inForce()).toBe("probation");
    const rows = await db
      .select({ before: audit.before, after: audit.after })
      .from(audit)
      .where(and(eq(audit.subjectId, agent.teamId), eq(audit.action, "probation.checklist_chosen")));
    expect(rows).toEqual([
      { before: { agents: "probation", supervisors: null }, after: { agents: OTHER, supervisors: null } },
      { before: { agents: OTHER, supervisors: null }, after: { agents: "probation", supervisors: null } },
    ]);
  });

  it("is another for supervisors in probation where the team says so", async () => {
    await choose("probation", OTHER);
    expect(await inForce()).toBe("probation");
    await make.grant(agent.person.id, "supervisor", agent.teamId);
    expect(await inForce()).toBe(OTHER);
  });

  it("is one team's affair", async () => {
    const other = await make.inProbation();
    await choose(OTHER);
    expect((await gradingsOf(db, other.person.id))?.checklist).toBe("probation");
  });

  it("falls back on the shop's when the chosen one is put away", async () => {
    await choose(OTHER);
    const isOther = and(eq(contentItem.kind, "checklist"), eq(contentItem.slug, OTHER));
    await owner.update(contentItem).set({ archivedAt: MONDAY }).where(isOther);
    expect(await inForce()).toBe("probation");
    expect(await choose(OTHER)).toMatchObject({ ok: false, refusals: [{ code: "no_such_checklist", field: "agents" }] });
    await owner.update(contentItem).set({ archivedAt: null }).where(isOther);
    expect(await inForce()).toBe(OTHER);
  });

  it("refuses a checklist that does not exist, a team that does not, and says so beside the field", async () => {
    expect(await choose("nothing")).toMatchObject({ ok: false, refusals: [{ code: "no_such_checklist", field: "agents" }] });
    expect(await choose("probation", "nothing")).toMatchObject({ refusals: [{ code: "no_such_checklist", field: "supervisors" }] });
    expect(await chooseChecklists(ctx(MONDAY, manager), newId(), { agents: OTHER, supervisors: "" })).toMatchObject({
      refusals: [{ code: "team_gone" }],
    });
  });

  it("is chosen on a page of the team's settings", async () => {
    const cookie = await make.signIn(manager);
    const ask = async (form?: Record<string, string>, teamId = agent.teamId) => {
      const args = routeArgs("/x", { cookie, params: { teamId }, form: form && { submissionId: newId(), ...form } });
      return Promise.resolve()
        .then(() => (form ? teamRoute.action : teamRoute.loader)(args) as Promise<unknown>)
        .catch((thrown: unknown) => thrown);
    };
    expect(await ask()).toMatchObject({ agents: "probation", supervisors: "", checklists: [{ slug: OTHER, items: 24 }, { items: 35 }] });
    expect(await ask({ agents: OTHER, supervisors: "" })).toMatchObject({ status: 302 });
    expect(await ask()).toMatchObject({ agents: OTHER });
    expect(await ask({ agents: "nothing" })).toMatchObject({ init: { status: 422 } });
    expect(await ask(undefined, newId())).toMatchObject({ status: 404 });
  });
});

describe("a grading that was begun", () => {
  it("keeps its checklist when the team chooses another, and the next one goes by that", async () => {
    const gradingId = await start();
    await choose(OTHER);
    expect((await sheetOf(gradingId))?.areas).toHaveLength(shops.areas.length);
    const draft = Object.fromEntries(
      shops.areas.flatMap((a) => a.items.map((i) => [i.slug, { grade: 1, fileIds: i.evidence === "required" ? [newId()] : [] }])),
    );
    await owner.update(grading).set({ draft, draftRevision: 3 }).where(eq(grading.id, gradingId));
    expect(await submitGrading(ctx(MONDAY, grader), agent.person.id, gradingId, 3)).toMatchObject({ ok: true, value: { passed: false } });
    const next = await sheetOf(await start());
    expect(next).toMatchObject({ attempt: 2, carried: [], title: trade.title.en });
    expect(next?.areas.flatMap((a) => a.items)).toHaveLength(24);
  });

  it("keeps its version when the checklist is edited and published during it; who begins after goes by the new one", async () => {
    const gradingId = await start();
    const before = (await sheetOf(gradingId))?.areas.map((a) => a.weight);
    const key = { kind: "checklist" as const, slug: "probation" };
    const editing = await editingOf(db, key);
    const body = structuredClone(editing?.item?.body) as ItemBody<"checklist">;
    const [first, second] = body.areas;
    if (!first || !second) throw new Error("the checklist has two areas");
    [first.weight, second.weight] = [10, 25];
    const editor = ctx(MONDAY, manager);
    const draft = { revision: 0, baseVersionId: editing?.item?.versionId ?? null, body, madeFrom: null };
    const saved = await saveDraft(editor, key, draft);
    const items = [{ ...key, revision: saved.ok ? saved.value.revision : 0 }];
    expect(await publish(editor, { items, note: "prices weigh more", material: true }, "2026-03-02")).toMatchObject({ ok: true });

    expect((await sheetOf(gradingId))?.areas.map((a) => a.weight)).toEqual(before);
    const other = (await make.supervisor(agent.teamId)).id;
    const started = await startGrading(ctx(MONDAY, other), agent.person.id);
    const [row] = await db
      .select({ version: contentVersion.version })
      .from(grading)
      .innerJoin(contentVersion, eq(contentVersion.id, grading.checklistVersionId))
      .where(eq(grading.id, started.ok ? started.value.gradingId : ""));
    expect(row?.version).toBe(2);
  });
});

describe("puzzles", () => {
  it("are drawn with the grading: ten of them, with what is right, and no other product for it", async () => {
    const items = (await sheetOf(await start()))?.areas.flatMap((a) => a.items) ?? [];
    const puzzled = items.find((i) => i.slug === "inside-whom-to-find");
    const known = shops.areas.flatMap((a) => a.items).find((i) => i.slug === "inside-whom-to-find")?.puzzles ?? [];
    expect(puzzled).toMatchObject({ drawn: [] });
    expect(puzzled?.puzzles).toHaveLength(10);
    for (const { slug, ask, right } of puzzled?.puzzles ?? [])
      expect(known.find((one) => one.slug === slug)).toMatchObject({ ask: { en: ask }, right: { en: right } });
    expect(items.filter((i) => i.drawn.length > 0).map((i) => i.slug)).toEqual(["features-describe-ten", "prices-quote-ten"]);
  });
});
