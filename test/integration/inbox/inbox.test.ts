import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { connect } from "@db/client";
import { practicalSubmission, signoff, workItem } from "@db/schema";
import { inboxPage, type InboxAsk } from "~/inbox/queries.server";
import { loader } from "~/inbox/routes/inbox";
import { ensurePolicies } from "~/activation/policy.server";
import { decideSignoff } from "~/training/practical.server";
import { setDb } from "~/platform/database.server";
import { newId } from "~/platform/ids";
import { closeItem, openItem, type NewItem } from "~/work/actions.server";
import { freshDatabase, MONDAY } from "@test/setup/database";
import { routeArgs } from "@test/factories/request";
import { both } from "@test/factories/curriculum";

const { db, owner, ctx, make, appUrl } = await freshDatabase();
const plan = await make.plan();
await ensurePolicies(db, MONDAY);
let statements = 0;
const counted = connect(appUrl, { max: 3, onStatement: () => void statements++ });
afterAll(counted.close);
const minute = (n: number) => new Date(MONDAY.getTime() + n * 60_000);
const everything: InboxAsk = { kind: null, teamId: null, personId: null, search: "", page: 1, itemId: null };

let teamId = "";
let supervisor = { personId: "", roles: [{ role: "supervisor" as const, teamId: "" as string | null }] };
beforeEach(async () => {
  await owner.delete(workItem);
  teamId = (await make.team()).id;
  const person = await make.supervisor(teamId, { name: "Wang Jing" });
  supervisor = { personId: person.id, roles: [{ role: "supervisor", teamId }] };
});

const inbox = (ask: Partial<InboxAsk> = {}, holder: Parameters<typeof inboxPage>[1] = supervisor, now = minute(60)) =>
  inboxPage(db, holder, { ...everything, ...ask }, now);
const open = (item: Partial<NewItem>, at = MONDAY) =>
  db.transaction((tx) => openItem(tx, ctx(at), { kind: "practical", subjectId: newId(), teamId, data: { title: both("Pick") }, ...item }));

/** A trainee of the team who handed in `practical-1` of day 1 as attempt `attempt`; the item waits. */
async function handedIn({ name = "Chen Xi", attempt = 1, at = MONDAY, inTeam = teamId } = {}) {
  const trainee = await make.trainee(inTeam, { name, pinyin: "chenxi cx" });
  const enrolment = await make.enrolment({
    personId: trainee.id,
    teamId: inTeam,
    planVersionId: plan.id,
    statuses: { "practical-1": "submitted" },
  });
  const version = (await make.content("practical", `p-${newId()}`)).id;
  const rows = Array.from({ length: attempt }, (_, i) => ({
    id: newId(),
    personId: trainee.id,
    enrolmentId: enrolment.id,
    slug: "practical-1",
    contentVersionId: version,
    attempt: i + 1,
    note: `try ${i + 1}`,
    fileIds: [newId()],
    submittedAt: at,
  }));
  await owner.insert(practicalSubmission).values(rows);
  const earlier = rows.slice(0, -1).map((r) => ({
    submissionId: r.id,
    personId: trainee.id,
    decidedBy: supervisor.personId,
    decision: "returned" as const,
    remark: `not yet ${r.attempt}`,
    decidedAt: at,
  }));
  if (earlier.length > 0) await owner.insert(signoff).values(earlier);
  const submissionId = rows.at(-1)?.id ?? "";
  await open({ subjectId: submissionId, personId: trainee.id, teamId: inTeam }, at);
  return { trainee, submissionId };
}

describe("inboxPage", () => {
  it("opens the oldest practical with its content, photos and earlier attempts", async () => {
    await handedIn({ name: "Later", at: minute(5) });
    const { trainee, submissionId } = await handedIn({ attempt: 3 });
    const page = await inbox();
    expect(page).toMatchObject({ waiting: 2, total: 2, pages: 1, kinds: [{ kind: "practical", count: 2, oldest: MONDAY }] });
    expect(page?.selected).toMatchObject({
      kind: "practical",
      subjectId: submissionId,
      personName: "Chen Xi",
      closed: null,
      person: { state: "training", waiting: 1 },
      practical: { submissionId, attempt: 3, day: 1, note: "try 3", decided: null, body: { steps: [both("one"), both("two")] } },
    });
    expect(page?.selected?.practical?.fileIds).toHaveLength(1);
    expect(page?.selected?.practical?.earlier).toMatchObject([
      { attempt: 2, decision: "returned", remark: "not yet 2", by: "Wang Jing" },
      { attempt: 1, decision: "returned", remark: "not yet 1" },
    ]);
    expect(page?.rows.map((r) => r.personId)).toEqual([trainee.id, page?.rows[1]?.personId]);
    expect([page?.previousId, page?.nextId]).toEqual([null, page?.rows[1]?.id]);
  });

  it("puts urgent items first and walks in the list's order; after the last comes the first", async () => {
    for (const n of [3, 1, 2]) await open({ data: { n }, urgent: n === 3 }, minute(n));
    const page = await inbox();
    expect(page?.rows.map((r) => r.data.n)).toEqual([3, 1, 2]);
    const ids = page?.rows.map((r) => r.id) ?? [];
    const last = await inbox({ itemId: ids[2] });
    expect([last?.previousId, last?.nextId]).toEqual([ids[1], ids[0]]);
  });

  it("filters by kind, team, person and words; counts of kinds keep the other filters", async () => {
    const other = (await make.team()).id;
    const manager = { personId: newId(), roles: [{ role: "manager" as const, teamId: null }] };
    const a = await handedIn();
    await open({ kind: "desk_gate", personId: a.trainee.id, subjectId: a.trainee.id });
    await handedIn({ name: "李雷", inTeam: other });
    expect((await inbox({}, manager))?.teams.map((t) => t.id).sort()).toEqual([teamId, other].sort());
    expect(await inbox({ kind: "desk_gate" }, manager)).toMatchObject({ waiting: 3, total: 1, kinds: [{ count: 2 }, { count: 1 }] });
    expect(await inbox({ teamId: other }, manager)).toMatchObject({ total: 1, rows: [{ personName: "李雷" }] });
    expect(await inbox({ personId: a.trainee.id }, manager)).toMatchObject({ total: 2 });
    expect(await inbox({ search: "李" }, manager)).toMatchObject({ total: 1 });
    expect(await inbox({ search: "%" }, manager)).toMatchObject({ total: 0, waiting: 3, selected: null });
  });

  it("pages by 50; an item asked for brings its page, a page too far the last", async () => {
    for (let i = 0; i < 60; i++) await open({ data: { i } }, minute(i));
    const second = await inbox({ page: 2 });
    expect(second).toMatchObject({ page: 2, pages: 2, total: 60 });
    expect(second?.rows).toHaveLength(10);
    expect(second?.selected?.id).toBe(second?.rows[0]?.id);
    expect(await inbox({ itemId: second?.rows[3]?.id, page: 1 })).toMatchObject({ page: 2, selected: { data: { i: 53 } } });
    expect((await inbox({ page: 9 }))?.page).toBe(2);
  });

  it("shows who settled an item, and the next one", async () => {
    const { submissionId } = await handedIn();
    await handedIn({ name: "Next", at: minute(1) });
    const page = await inbox();
    const id = page?.selected?.id ?? "";
    await decideSignoff(ctx(minute(2), supervisor.personId), submissionId, { decision: "accepted", remark: "good" });
    const second = { personId: (await make.supervisor(teamId)).id, roles: supervisor.roles };
    const after = await inbox({ itemId: id }, second);
    expect(after).toMatchObject({
      waiting: 1,
      selected: {
        closed: { by: "Wang Jing", outcome: "accepted", at: minute(2) },
        practical: { decided: { decision: "accepted", remark: "good" } },
      },
    });
    expect(after?.nextId).toBe(after?.rows[0]?.id);
  });

  it("leaks nothing of other teams, of other roles and of oneself, open or settled", async () => {
    const other = (await make.team()).id;
    await handedIn({ inTeam: other });
    await open({ kind: "attempts_used" });
    await open({ personId: supervisor.personId });
    const all = { personId: newId(), roles: [{ role: "manager" as const, teamId: null }] };
    const ids = (await inbox({}, all))?.rows.map((r) => r.id) ?? [];
    expect(ids).toHaveLength(3);
    expect(await inbox()).toMatchObject({ waiting: 0, rows: [], kinds: [], teams: [], selected: null });
    for (const itemId of ids) expect(await inbox({ itemId })).toBeNull();
    for (const row of (await inbox({}, all))?.rows ?? [])
      await db.transaction((tx) => closeItem(tx, ctx(), row.kind, row.subjectId, "done"));
    for (const itemId of ids) expect(await inbox({ itemId })).toBeNull();
    expect(await inbox({ itemId: ids[0] }, { personId: newId(), roles: [{ role: "agent", teamId }] })).toBeNull();
  });

  it("says how the gate of a person stands", async () => {
    const trainee = await make.trainee(teamId);
    await make.enrolment({ personId: trainee.id, teamId, planVersionId: plan.id });
    await open({ kind: "exam_code", personId: trainee.id, subjectId: trainee.id });
    const gate = (await inbox())?.selected?.gate;
    expect(gate).toMatchObject({ gate: "desk", met: 0 });
    expect(gate?.requirements.map((r) => r.id)).toEqual([
      "activities",
      "signoffs",
      "rules_exam",
      "acknowledgement",
      "bank_certificate",
      "desk_exam",
    ]);
  });

  it("when nothing waits, says which practicals come next, of the own teams only", async () => {
    const trainee = await make.trainee(teamId, { name: "Chen Xi" });
    await make.enrolment({ personId: trainee.id, teamId, planVersionId: plan.id, statuses: { "practical-1": "done" } });
    const other = (await make.team()).id;
    const stranger = await make.trainee(other);
    await make.enrolment({ personId: stranger.id, teamId: other, planVersionId: plan.id });
    expect((await inbox())?.ahead).toEqual([
      { personId: trainee.id, name: "Chen Xi", slug: "practical-2", title: both("practical-2"), date: "2026-03-03", overdue: false },
    ]);
    await open({});
    expect((await inbox())?.ahead).toEqual([]);
  });
});

describe("the loader", () => {
  /** The answer, and what it costs when session and content are known already. */
  const asked = async (path: string, personId = supervisor.personId) => {
    const cookie = await make.signIn(personId);
    setDb(counted.db, () => void statements++);
    const ask = () => loader(routeArgs(path, { cookie })).catch((e: unknown) => e);
    await ask();
    statements = 0;
    return { answer: await ask(), statements };
  };

  it("asks for a practical in 3 statements and for a gate in 5, session and the chats of today included", async () => {
    const { trainee } = await handedIn();
    expect((await asked("/inbox")).statements).toBe(3);
    await open({ kind: "exam_code", personId: trainee.id, subjectId: trainee.id });
    expect((await asked("/inbox?kind=exam_code")).statements).toBe(5);
  });

  it.each(["?kind=nothing", "?team=1&person='", "?page=-1", "?page=1e99", "?q=%25"])("takes %s without harm", async (query) => {
    await open({});
    expect((await asked(`/inbox${query}`)).answer).toMatchObject({ waiting: 1 });
  });

  it("answers 404 for an item that does not exist, is malformed or is of another team, and 403 for a trainee", async () => {
    const other = (await make.team()).id;
    await handedIn({ inTeam: other });
    const [foreign] = await db.select().from(workItem);
    for (const id of [newId(), "nonsense", foreign?.id]) expect((await asked(`/inbox?item=${id}`)).answer).toMatchObject({ status: 404 });
    expect((await asked("/inbox", (await make.trainee(teamId)).id)).answer).toMatchObject({ status: 403 });
  });
});
