import { readFileSync } from "node:fs";
import { and, eq, isNull, sql } from "drizzle-orm";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { parse } from "yaml";
import { audit, calibrationGrading, calibrationReference, calibrationSet, gradingItem, notice, workItem } from "@db/schema";
import { itemSchemas } from "~/curriculum/pack";
import { clock } from "~/platform/clock.server";
import { setDb } from "~/platform/database.server";
import { newId } from "~/platform/ids";
import * as draftRoute from "~/probation/routes/calibration-draft";
import * as newRoute from "~/probation/routes/calibration-new";
import * as pictureRoute from "~/probation/routes/calibration-picture";
import * as setRoute from "~/probation/routes/calibration";
import * as listRoute from "~/probation/routes/calibrations";
import * as inboxRoute from "~/inbox/routes/inbox";
import { routeArgs } from "@test/factories/request";
import { freshDatabase, MONDAY } from "@test/setup/database";

const { db, owner, appSql, ownerSql, make } = await freshDatabase();
setDb(db);
clock.setOffset(MONDAY.getTime() - Date.now());

const checklist = itemSchemas.checklist.parse(parse(readFileSync("content/taobao-cs/checklists/probation.yaml", "utf8")));
const ITEMS = ["prices-why-worth-it", "message-return"];
/** What one grader writes: found in no answer to another before the set is closed. */
const MARK = "unmistakable-remark";
const people = ["li", "wang", "zhao", "manager", "other", "agent"] as const;
type Who = (typeof people)[number];

let ids: Record<Who, string>;
let cookies: Record<Who, string>;
let teamId = "";
let agent: Awaited<ReturnType<typeof make.inProbation>>;

type Route = { loader?: unknown; action?: unknown };
async function ask(route: Route, who: Who, params: Record<string, string> = {}, form?: Record<string, string | string[]>, path = "/x") {
  const args = routeArgs(path, {
    cookie: cookies[who],
    params,
    form: form && ({ submissionId: newId(), ...form } as Record<string, string>),
  });
  const result: unknown = await Promise.resolve()
    .then(() => ((form ? route.action : route.loader) as (a: typeof args) => unknown)(args))
    .catch((thrown: unknown) => thrown);
  if (result instanceof Error) throw result;
  if (result instanceof Response) return { status: result.status, to: result.headers.get("Location"), body: await result.text() };
  return { status: (result as { init?: { status?: number } }).init?.status ?? 200, to: null, body: JSON.stringify(result) };
}

beforeAll(async () => {
  const { slug, ...body } = checklist;
  await make.content("checklist", slug, body);
});
beforeEach(async () => {
  agent = await make.inProbation({ name: "Tang" });
  teamId = agent.teamId;
  const other = (await make.team()).id;
  // The supervisor who confirmed the desk gate belongs to the team too: she is Zhao here.
  ids = {
    li: (await make.supervisor(teamId, { name: "Li" })).id,
    wang: (await make.supervisor(teamId, { name: "Wang" })).id,
    zhao: agent.supervisorId,
    manager: (await make.manager(teamId)).id,
    other: (await make.manager(other)).id,
    agent: agent.person.id,
  };
  cookies = Object.fromEntries(await Promise.all(people.map(async (who) => [who, await make.signIn(ids[who])]))) as typeof cookies;
});

const written = () => ({
  what: "written",
  checklist: "probation",
  title: "A return on the telephone",
  due: "2026-03-09",
  teams: teamId,
  items: ITEMS[1] ?? "",
  [`situation.${ITEMS[1]}`]: "The customer wants to return; the answer came after a minute, polite, without a day.",
});
/** Make a set by its form; its id. */
async function made(form: Record<string, string> = written(), who: Who = "manager"): Promise<string> {
  const answer = await ask(newRoute, who, {}, form);
  if (!answer.to) throw new Error(answer.body);
  return answer.to.split("/").at(-1) ?? "";
}
const save = (who: Who, setId: string, grade: number, remark = "", item = ITEMS[1] ?? "") =>
  ask(
    draftRoute,
    who,
    { setId },
    { intent: "save", revision: "0", changes: JSON.stringify({ [item]: { grade, ...(remark ? { remark } : {}) } }) },
  );
const submit = (who: Who, setId: string, revision = "1") => ask(setRoute, who, { setId }, { intent: "submit", revision });
const graded = async (who: Who, setId: string, grade: number, remark = "") => {
  await save(who, setId, grade, remark);
  return submit(who, setId);
};
const inbox = async (who: Who) => (await ask(inboxRoute, who, {}, undefined, "/inbox?kind=calibration")).body;

describe("making a set", () => {
  it("asks every supervisor of the team, each by an item that nobody else sees, with a day and a notice", async () => {
    const setId = await made();
    const asked = await db.select().from(calibrationGrading).where(eq(calibrationGrading.setId, setId));
    expect(new Set(asked.map((row) => row.graderId))).toEqual(new Set([ids.li, ids.wang, ids.zhao]));
    for (const who of ["li", "wang", "zhao"] as const) expect(await inbox(who)).toContain("A return on the telephone");
    for (const who of ["manager", "other"] as const) expect(await inbox(who)).not.toContain("A return on the telephone");
    const items = await db
      .select()
      .from(workItem)
      .where(and(eq(workItem.kind, "calibration"), isNull(workItem.closedAt), eq(workItem.teamId, teamId)));
    expect(items).toHaveLength(3);
    expect(items[0]?.dueAt).toEqual(new Date("2026-03-08T16:00:00.000Z"));
    expect(
      await db
        .select()
        .from(notice)
        .where(and(eq(notice.personId, ids.li), eq(notice.kind, "probation.calibration"))),
    ).toHaveLength(1);
  });

  it.each<[string, Record<string, string>, string]>([
    ["without a description", { [`situation.${ITEMS[1]}`]: "" }, "situation_missing"],
    ["with an item that the checklist lacks", { items: "nothing" }, "items_missing"],
    ["for another manager's team", { teams: newId() }, "teams_missing"],
    ["until yesterday", { due: "2026-03-01" }, "due_range"],
    ["of a grading that is not there", { what: `grading:${newId()}` }, "source_gone"],
  ])("is refused %s", async (_, changed, code) => {
    const answer = await ask(newRoute, "manager", {}, { ...written(), ...changed });
    expect(answer).toMatchObject({ status: 422, body: expect.stringContaining(code) });
  });

  it("is a manager's; nonsense is none", async () => {
    expect((await ask(newRoute, "li", {}, written())).status).toBe(403);
    expect((await ask(newRoute, "agent")).status).toBe(403);
    expect((await ask(newRoute, "manager", {}, { ...written(), what: "dance" })).status).toBe(400);
  });
});

describe("grading a set", () => {
  it("is blind until it is closed: nobody is sent a grade, a remark, a name or a count of another", async () => {
    const setId = await made();
    expect((await save("li", setId, 4, MARK)).body).toContain('"saved":true');
    expect((await save("li", setId, 3)).body).toContain('"saved":false');
    expect((await submit("li", setId, "0")).body).toContain("draft_newer");
    expect((await submit("li", setId)).to).toBe(`/calibration/${setId}`);
    expect((await submit("li", setId)).body).toContain("already_submitted");
    for (const who of ["wang", "zhao", "manager"] as const) {
      for (const route of [setRoute, listRoute, inboxRoute]) {
        const { body } = await ask(route, who, { setId });
        expect(body).not.toContain(MARK);
        expect(body).not.toContain('"median"');
      }
    }
    expect((await ask(setRoute, "wang", { setId })).body).not.toContain("Li");
    expect((await ask(setRoute, "wang", { setId })).body).toContain("came after a minute");
    // Their own they have handed in; the median waits.
    const own = (await ask(setRoute, "li", { setId })).body;
    expect(own).toContain('"handedIn":"');
    expect(own).toContain('"spread":null');
  });

  it("is nobody's who was not asked", async () => {
    const setId = await made();
    for (const who of ["other", "agent"] as const) expect([403, 404]).toContain((await ask(setRoute, who, { setId })).status);
    expect((await save("manager", setId, 3)).body).toContain("no_such_set");
    expect((await ask(setRoute, "li", { setId }, { intent: "close" })).status).toBe(404);
    expect((await ask(setRoute, "li", { setId }, { intent: "dance" })).status).toBe(400);
    expect((await ask(draftRoute, "li", { setId }, { intent: "save", revision: "0", changes: "{" })).status).toBe(400);
    expect((await save("li", setId, 3, "", "prices-quote-ten")).body).toContain("no_such_item");
    expect((await submit("li", setId, "0")).body).toContain("incomplete");
  });

  it("closes with the last one: each sees their own beside the median, managers see names, leans and who gave what", async () => {
    const setId = await made();
    await graded("li", setId, 4, MARK);
    await graded("wang", setId, 2);
    await graded("zhao", setId, 3);
    expect((await db.select().from(calibrationSet).where(eq(calibrationSet.id, setId)))[0]?.closedAt).toEqual(expect.any(Date));
    expect(
      await db
        .select()
        .from(workItem)
        .where(and(eq(workItem.kind, "calibration"), isNull(workItem.closedAt), eq(workItem.teamId, teamId))),
    ).toEqual([]);

    const seen = (body: string) =>
      (JSON.parse(body) as { result: { lean: number; items: { own: number; spread: object; given: object[] }[]; graders: object[] } })
        .result;
    const own = seen((await ask(setRoute, "wang", { setId })).body);
    expect(own).toMatchObject({
      lean: -1.5,
      items: [{ own: 2, given: [], spread: { counts: [0, 0, 1, 1, 1], median: 3, low: 2, high: 4 } }],
      graders: [],
    });
    expect((await ask(setRoute, "wang", { setId })).body).not.toMatch(/unmistakable-remark|"Li"|"Zhao"/);
    const whole = seen((await ask(setRoute, "manager", { setId })).body);
    expect(whole.items[0]?.given).toEqual(expect.arrayContaining([{ name: "Li", grade: 4, remark: MARK }]));
    expect(whole.graders).toEqual(expect.arrayContaining([expect.objectContaining({ name: "Li", lean: 1.5 })]));
    expect((await ask(setRoute, "other", { setId })).status).toBe(404);

    // Over the sets a grader is told of their own lean only.
    const history = async (who: Who) => (JSON.parse((await ask(listRoute, who)).body) as { history: { name: string }[] }).history;
    expect(await history("wang")).toMatchObject([{ isOwn: true, mean: -1.5, sets: 1 }]);
    expect(await history("manager")).toHaveLength(3);
    expect(await history("other")).toEqual([]);
  });

  it("may be closed by a manager before all are in: who has not graded is asked no more and may not", async () => {
    const setId = await made();
    await graded("li", setId, 4);
    expect((await ask(setRoute, "manager", { setId }, { intent: "close" })).status).toBe(302);
    expect((await ask(setRoute, "manager", { setId }, { intent: "close" })).body).toContain("set_closed");
    expect((await save("wang", setId, 3)).body).toContain("set_closed");
    expect(await inbox("wang")).not.toContain("A return on the telephone");
    expect((await ask(setRoute, "wang", { setId })).body).toContain('"handedIn":null');
    const unread = sql`${notice.kind} = 'probation.calibration' and ${notice.data} ->> 'setId' = ${setId} and ${notice.seenAt} is null`;
    expect(await db.select().from(notice).where(unread)).toEqual([]);
  });
});

describe("what was agreed", () => {
  it("is entered by a manager after the close, once for an item, and shown to all", async () => {
    const setId = await made();
    const entry = { intent: "agree", item: ITEMS[1] ?? "", grade: "3", reason: "a day was missing, the rest was there" };
    expect((await ask(setRoute, "manager", { setId }, entry)).body).toContain("not_closed");
    await graded("li", setId, 4);
    await ask(setRoute, "manager", { setId }, { intent: "close" });
    expect((await ask(setRoute, "li", { setId }, entry)).status).toBe(404);
    expect((await ask(setRoute, "manager", { setId }, { ...entry, grade: "" })).body).toContain("grade_missing");
    expect((await ask(setRoute, "manager", { setId }, entry)).status).toBe(302);
    expect((await ask(setRoute, "manager", { setId }, entry)).body).toContain("reference_there");
    expect((await ask(setRoute, "wang", { setId })).body).toContain("a day was missing");
    expect(
      await db
        .select()
        .from(audit)
        .where(and(eq(audit.subjectId, setId), eq(audit.action, "probation.calibration_agreed"))),
    ).toHaveLength(1);
  });
});

describe("a recorded grading", () => {
  it("is shown by its pictures, without grade, remark or name, and its grader is not asked again", async () => {
    const { gradingId } = await make.gradedBy({ personId: ids.agent, graderId: ids.zhao });
    const fileId = newId();
    await owner
      .insert(gradingItem)
      .values({ gradingId, item: ITEMS[0] ?? "", area: "product-prices", grade: 1, remark: MARK, fileIds: [fileId] });
    const page = await ask(newRoute, "manager", {}, undefined, `/calibration/new?what=grading:${gradingId}`);
    expect(page.body).toContain(`{"slug":"${ITEMS[0]}"`);
    expect(page.body).not.toContain(MARK);
    expect((await ask(newRoute, "other", {}, undefined, "/calibration/new")).body).not.toContain(gradingId);
    const setId = await made({ ...written(), what: `grading:${gradingId}`, items: ITEMS[0] ?? "" });
    const asked = await db.select().from(calibrationGrading).where(eq(calibrationGrading.setId, setId));
    expect(new Set(asked.map((row) => row.graderId))).toEqual(new Set([ids.li, ids.wang]));
    const { body } = await ask(setRoute, "li", { setId });
    expect(body).toContain(fileId);
    expect(body).not.toMatch(new RegExp(`${MARK}|Tang|${ids.agent}|${gradingId}`));
    expect((await ask(setRoute, "zhao", { setId })).status).toBe(404);
    // There are no bytes behind it here; a file of something else is no more found than one that is not there.
    expect((await ask(pictureRoute, "li", { setId, fileId })).status).toBe(404);
    expect((await ask(pictureRoute, "zhao", { setId, fileId })).status).toBe(404);
  });
});

describe("the database", () => {
  it("keeps what was handed in, and lets nobody grade or agree at the wrong time", async () => {
    const setId = await made();
    await graded("li", setId, 4);
    await expect(
      appSql`update calibration_grading set draft = '{}' where set_id = ${setId} and grader_id = ${ids.li}`,
    ).rejects.toMatchObject({ code: "DR020" });
    await expect(appSql`delete from calibration_grading where set_id = ${setId}`).rejects.toMatchObject({ code: "42501" });
    await expect(
      ownerSql`insert into calibration_grading (id, set_id, grader_id) values (${newId()}, ${setId}, ${ids.manager})`,
    ).rejects.toMatchObject({ code: "DR046" });
    const agree = { setId, item: ITEMS[1] ?? "", grade: 3, reason: "seen together", enteredBy: ids.manager, enteredAt: MONDAY };
    await expect(owner.insert(calibrationReference).values(agree)).rejects.toMatchObject({ cause: { code: "DR047" } });
    await ask(setRoute, "manager", { setId }, { intent: "close" });
    await expect(appSql`update calibration_set set closed_at = null where id = ${setId}`).rejects.toMatchObject({ code: "DR035" });
    await expect(
      appSql`update calibration_grading set submitted_at = now() where set_id = ${setId} and grader_id = ${ids.wang}`,
    ).rejects.toMatchObject({ code: "DR046" });
  });
});
