import { readFileSync } from "node:fs";
import { eq } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { parse } from "yaml";
import { grading, workItem } from "@db/schema";
import { ensurePolicies } from "~/activation/policy.server";
import * as gateRoute from "~/activation/routes/gate";
import { itemSchemas } from "~/curriculum/pack";
import * as inboxRoute from "~/inbox/routes/inbox";
import { clock } from "~/platform/clock.server";
import { setDb } from "~/platform/database.server";
import { newId } from "~/platform/ids";
import * as draftRoute from "~/probation/routes/reconcile-draft";
import * as gradingRoute from "~/probation/routes/grading";
import * as overviewRoute from "~/probation/routes/overview";
import * as reconcileRoute from "~/probation/routes/reconcile";
import * as resultRoute from "~/probation/routes/result";
import { routeArgs } from "@test/factories/request";
import { freshDatabase, MONDAY } from "@test/setup/database";

const { db, owner, make } = await freshDatabase();
setDb(db);
clock.setOffset(MONDAY.getTime() - Date.now());

const checklist = itemSchemas.checklist.parse(parse(readFileSync("content/taobao-cs/checklists/probation.yaml", "utf8")));
const items = checklist.areas.flatMap((a) => a.items);
/** What the first grader writes: found in no answer before the second is in. 79.625 is the total. */
const MARK = "unmistakable-remark";
const TOTAL = "79.62";

type Route = { loader?: unknown; action?: unknown };
type Answer = { status: number; to: string | null; body: string };
let agent: Awaited<ReturnType<typeof make.inProbation>>;
const cookies: Record<string, string> = {};
const fileIds = items.filter((i) => i.evidence === "required").map(() => newId());
let gradingId = "";

async function ask(
  route: Route,
  who: string,
  params: Record<string, string> = {},
  form?: Record<string, string>,
  path = "/x",
): Promise<Answer> {
  const args = routeArgs(path, {
    cookie: cookies[who],
    params: { personId: agent.person.id, ...params },
    form: form && { submissionId: newId(), ...form },
  });
  const result: unknown = await Promise.resolve()
    .then(() => ((form ? route.action : route.loader) as (a: typeof args) => unknown)(args))
    .catch((thrown: unknown) => thrown);
  if (result instanceof Error) throw result;
  if (result instanceof Response) return { status: result.status, to: result.headers.get("Location"), body: await result.text() };
  const wrapped = result as { data?: unknown; init?: { status?: number } };
  return { status: wrapped.init?.status ?? 200, to: null, body: JSON.stringify(result) };
}

/** Begin by a form, fill the sheet, submit it. */
async function grade(who: string, begin: Record<string, string>, gradeOf: (slug: string, area: string) => number, remark: string) {
  const started = await ask(overviewRoute, who, {}, begin);
  const id = started.to?.split("/").at(-1) ?? "";
  const draft = Object.fromEntries(
    checklist.areas.flatMap((area) =>
      area.items.map((i) => [i.slug, { grade: gradeOf(i.slug, area.slug), remark, fileIds: i.evidence === "required" ? fileIds : [] }]),
    ),
  );
  await owner.update(grading).set({ draft, draftRevision: 3 }).where(eq(grading.id, id));
  const sent = await ask(gradingRoute, who, { gradingId: id }, { intent: "submit", revision: "3" });
  return { id, to: sent.to };
}

beforeAll(async () => {
  await ensurePolicies(owner, MONDAY);
  const { slug, ...body } = checklist;
  await make.content("checklist", slug, body);
  for (let i = 0; i < 24; i++) await make.content("product", `bag-${i}`);
  agent = await make.inProbation({ name: "Tang" });
  for (const who of ["first", "second", "third"]) cookies[who] = await make.signIn((await make.supervisor(agent.teamId, { name: who })).id);
  cookies.manager = await make.signIn((await make.manager(agent.teamId)).id);
  cookies.agent = await make.signIn(agent.person.id);
  const first = await grade(
    "first",
    { intent: "start" },
    (slug, area) => (area === "product-features" ? 4 : slug === "message-price" ? 2 : 3),
    MARK,
  );
  gradingId = first.id;
});

const everybody = ["first", "second", "third", "manager", "agent"];

describe("before the second grading is in", () => {
  it.each(everybody)("%s is sent nothing of what the first grader found", async (who) => {
    const answers = await Promise.all([
      ask(overviewRoute, who),
      ask(resultRoute, who, { gradingId }),
      ask(gateRoute, who, { gate: "activation" }),
      ask(inboxRoute, who, {}, undefined, "/inbox"),
      ask(inboxRoute, who, {}, undefined, "/inbox?kind=second_grading"),
    ]);
    expect(answers[0]?.status).toBe(200);
    expect(answers[1]).toMatchObject({ status: 200, body: expect.stringContaining('"result":null') });
    for (const { body } of answers) {
      expect(body).not.toContain(MARK);
      expect(body).not.toContain(TOTAL);
      expect(body).not.toMatch(/borderline|"percent"/);
      for (const fileId of fileIds) expect(body).not.toContain(fileId);
    }
  });

  it("the sheet of the second grader carries nothing of the first, and says that it is the second", async () => {
    const started = await ask(overviewRoute, "second", {}, { intent: "second", gradingId });
    const id = started.to?.split("/").at(-1) ?? "";
    const sheet = await ask(gradingRoute, "second", { gradingId: id });
    expect(sheet.body).toContain('"second":true');
    expect(sheet.body).not.toContain(MARK);
    expect(sheet.body).not.toMatch(/"(total|percent|passed|firstGradingId)"/);
    expect((await ask(overviewRoute, "third", {}, { intent: "second", gradingId })).body).toContain("second_taken");
    expect((await ask(overviewRoute, "first", {}, { intent: "second", gradingId })).body).toContain("second_same");
    expect((await ask(overviewRoute, "third", {}, { intent: "release", gradingId: id, reason: "far too slow" })).status).toBe(404);
    expect((await ask(resultRoute, "agent", { gradingId }, { intent: "second", reason: "please look again" })).body).toContain(
      "second_asked",
    );
    expect((await ask(resultRoute, "first", { gradingId }, { intent: "second", reason: "please look again" })).status).toBe(404);
    expect((await ask(overviewRoute, "manager", {}, { intent: "release", gradingId: id, reason: "far too slow" })).status).toBe(302);
  });
});

describe("once both are in", () => {
  it("only who settles sees where they lie apart; after that everybody sees both", async () => {
    const second = await grade("second", { intent: "second", gradingId }, (slug) => (slug === "message-price" ? 4 : 3), "the other remark");
    expect(second.to).toBe(`/probation/${agent.person.id}/result/${second.id}`);
    expect((await ask(resultRoute, "second", { gradingId: second.id })).to).toBe(`/probation/${agent.person.id}/result/${gradingId}`);
    const at = { gradingId: second.id };
    for (const who of ["first", "second", "manager"]) {
      const { status, body } = await ask(reconcileRoute, who, at);
      expect(status).toBe(200);
      expect(body).toContain(MARK);
      expect(body).toContain("the other remark");
      expect(body).not.toContain(TOTAL);
    }
    expect((await ask(reconcileRoute, "third", at)).status).toBe(404);
    expect((await ask(reconcileRoute, "agent", at)).status).toBe(404);
    for (const who of ["third", "agent"]) expect((await ask(resultRoute, who, { gradingId })).body).not.toContain(MARK);

    const entry = { grade: 3, remark: "price first, then the reason for it" };
    const changes = JSON.stringify({ "message-price": entry });
    expect((await ask(draftRoute, "third", at, { intent: "save", revision: "0", changes })).status).toBe(409);
    expect((await ask(draftRoute, "first", at, { intent: "dance", revision: "0", changes })).status).toBe(400);
    expect((await ask(reconcileRoute, "first", at, { intent: "submit", revision: "soon" })).status).toBe(400);
    const plain = { intent: "save", revision: "0", item: "message-price", grade: "3", remark: entry.remark };
    expect((await ask(reconcileRoute, "first", at, plain)).to).toBe(
      `/probation/${agent.person.id}/reconcile/${second.id}#item-message-price`,
    );
    expect((await ask(reconcileRoute, "first", at, { intent: "submit", revision: "0" })).body).toContain("draft_newer");
    expect((await ask(reconcileRoute, "first", at, { intent: "submit", revision: "1" })).to).toBe(
      `/probation/${agent.person.id}/result/${gradingId}`,
    );
    expect((await ask(reconcileRoute, "second", at)).to).toBe(`/probation/${agent.person.id}/result/${gradingId}`);
    for (const who of everybody) {
      const { body } = await ask(resultRoute, who, { gradingId });
      expect(body).toContain(MARK);
      expect(body).toContain(entry.remark);
      expect(body).toContain(TOTAL);
    }
    const open = await db.select().from(workItem).where(eq(workItem.subjectId, gradingId));
    expect(open).toMatchObject([{ outcome: "graded" }]);
  });
});
