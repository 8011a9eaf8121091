import { describe, expect, it } from "vitest";
import { gateFacts } from "~/activation/facts.server";
import { policyBook } from "~/activation/policy.server";
import { evaluateGate } from "~/activation/requirements";
import { confirmGate } from "~/activation/actions.server";
import { trainingOf } from "~/training/facts.server";
import { freshDatabase, MONDAY } from "@test/setup/database";

const { db, appSql, ctx, make } = await freshDatabase();

const EVIDENCE = new Date("2026-01-23T08:00:00.000Z");
const chats = await Promise.all(
  ["first-chat", "second-chat"].map(async (slug) => {
    const { id } = await make.content("simulation", slug, { required: true });
    return id;
  }),
);
await make.content("simulation", "for-fun");
await make.content("script", "greeting");

type Ready = Awaited<ReturnType<typeof make.deskReady>>;

const unmet = async ({ person, teamId }: Ready, now = MONDAY) => {
  const facts = (await gateFacts(db, [person.id], now)).get(person.id);
  if (!facts) throw new Error("nobody");
  const policy = (await policyBook(db)).inForce("desk", teamId);
  return evaluateGate(policy, facts, now).flatMap(({ id, met, blocker, progress }) =>
    met ? [] : [{ id, code: blocker?.code, ...blocker?.params, ...progress }],
  );
};

const chat = (ready: Ready, at: number, more: { replies?: string[]; counts?: boolean } = {}) =>
  make.ranChat({ personId: ready.person.id, at: EVIDENCE, versionId: chats[at] ?? "", ...more });

async function writeAll({ person, supervisorId }: Ready, approved = 5, prepared = 10): Promise<void> {
  for (let n = 1; n <= approved; n++) await make.wroteScript({ personId: person.id, reviewerId: supervisorId, at: EVIDENCE });
  for (let n = 1; n <= prepared; n++) await make.wroteScript({ personId: person.id, reviewerId: null, at: EVIDENCE, prepared: n });
}

const confirm = ({ person, supervisorId }: Ready) => confirmGate(ctx(MONDAY, supervisorId), person.id, "desk");

/** Past the product: a decision with this evidence, straight into the tables. */
async function decideByHand(
  { person, policy, supervisorId, evidence }: Ready,
  more: { requirement: string; kind: string; evidenceId: string }[],
) {
  await appSql.begin(async (tx) => {
    const [row] = await tx<
      { id: string }[]
    >`insert into gate_decision (id, person_id, gate, policy_id, decided_by, single_examiner, dossier, seal, decided_at)
      values (gen_random_uuid(), ${person.id}, 'desk', ${policy.id}, ${supervisorId}, false, '{}', 'forged', ${MONDAY}) returning id`;
    for (const e of [...evidence, ...more])
      await tx`insert into gate_evidence (decision_id, requirement, kind, evidence_id) values (${row?.id ?? ""}, ${e.requirement}, ${e.kind}, ${e.evidenceId})`;
  });
}

describe("the desk gate, with chats and scripts in the library", () => {
  it("asks for both under a new version of the policy, and names what is missing", async () => {
    const ready = await make.deskReady();
    expect(ready.policy).toMatchObject({ version: 3 });
    expect(await unmet(ready)).toEqual([
      { id: "simulations", code: "simulations_open", count: 2, done: 0, of: 2 },
      { id: "scripts", code: "scripts_open", approved: 0, toApprove: 5, prepared: 0, toPrepare: 10, done: 0, of: 15 },
    ]);
    expect((await trainingOf(db, ready.person.id, MONDAY))?.deskWork).toEqual(["simulations", "scripts"]);
  });

  it("is met by a pass in each required chat, five approved scripts and ten prepared messages, and opens", async () => {
    const ready = await make.deskReady();
    await chat(ready, 0);
    await chat(ready, 1);
    await writeAll(ready);
    expect(await unmet(ready)).toEqual([]);
    expect((await trainingOf(db, ready.person.id, MONDAY))?.deskWork).toEqual([]);
    expect(await confirm(ready)).toMatchObject({ ok: true });
    const kinds = await appSql<{ requirement: string; n: number }[]>`
      select e.requirement, count(*)::int as n from gate_evidence e join gate_decision d on d.id = e.decision_id
      where d.person_id = ${ready.person.id} and e.requirement in ('simulations', 'scripts') group by 1 order by 1`;
    expect(kinds.map(({ requirement, n }) => [requirement, n])).toEqual([
      ["scripts", 5],
      ["simulations", 2],
    ]);
  });

  it.each<[string, (ready: Ready) => Promise<unknown>, object]>([
    [
      "a chat that was failed",
      (ready) => chat(ready, 1, { replies: ["hello"] }),
      { id: "simulations", code: "simulations_open", count: 1 },
    ],
    ["a pass that counts for nothing", (ready) => chat(ready, 1, { counts: false }), { id: "simulations", code: "simulations_open" }],
  ])("is not met by %s", async (_, last, blocker) => {
    const ready = await make.deskReady();
    await chat(ready, 0);
    await writeAll(ready);
    await last(ready);
    expect(await unmet(ready)).toMatchObject([blocker]);
    expect(await confirm(ready)).toMatchObject({ ok: false });
  });

  it.each([
    [4, 10, "scripts_approved"],
    [5, 9, "scripts_prepared"],
    [4, 9, "scripts_open"],
  ])("is not met by %i approved scripts and %i messages", async (approved, prepared, code) => {
    const ready = await make.deskReady();
    await chat(ready, 0);
    await chat(ready, 1);
    await writeAll(ready, approved, prepared);
    expect(await unmet(ready)).toMatchObject([{ id: "scripts", code }]);
    expect(await confirm(ready)).toMatchObject({ ok: false });
  });

  it("counts an approved prepared message among the five", async () => {
    const ready = await make.deskReady();
    await chat(ready, 0);
    await chat(ready, 1);
    await writeAll(ready, 4, 9);
    await make.wroteScript({ personId: ready.person.id, reviewerId: ready.supervisorId, at: EVIDENCE, prepared: 10 });
    expect(await unmet(ready)).toEqual([]);
  });

  it("takes a live override for one of them, and lets the desk exam wait for the other only", async () => {
    const ready = await make.deskReady();
    await appSql`insert into gate_override (id, person_id, gate, requirement, reason, given_by, given_at, expires_at)
      values (gen_random_uuid(), ${ready.person.id}, 'desk', 'scripts', 'the server was down', ${ready.supervisorId}, ${new Date(MONDAY.getTime() - 3600_000)}, ${new Date(MONDAY.getTime() + 86_400_000)})`;
    expect((await unmet(ready)).map(({ id }) => id)).toEqual(["simulations"]);
    expect((await trainingOf(db, ready.person.id, MONDAY))?.deskWork).toEqual(["simulations"]);
  });
});

describe("by hand", () => {
  it("the database refuses what does not carry the requirement, whoever writes it", async () => {
    const ready = await make.deskReady();
    const other = await make.deskReady({ teamId: ready.teamId });
    const passed = await chat(ready, 0);
    const failed = await chat(ready, 1, { replies: ["hello"] });
    const theirs = await chat(other, 0);
    await writeAll(ready);
    const approved = await make.wroteScript({ personId: ready.person.id, reviewerId: ready.supervisorId, at: EVIDENCE });
    const scripts = { requirement: "scripts", kind: "script_review", evidenceId: approved.reviewId ?? "" };
    const simulation = (evidenceId: string) => ({ requirement: "simulations", kind: "simulation_result", evidenceId });
    for (const id of [passed.resultId, failed.resultId, theirs.resultId])
      await expect(decideByHand(ready, [scripts, simulation(id)])).rejects.toMatchObject({ code: "DR001" });
    await chat(ready, 1);
    await expect(decideByHand(ready, [simulation(passed.resultId)])).rejects.toMatchObject({ code: "DR001" });
    await expect(decideByHand(ready, [scripts, simulation(failed.resultId)])).rejects.toMatchObject({ code: "DR001" });
    await decideByHand(ready, [scripts, simulation(passed.resultId)]);
  });

  it("the database refuses a script that approves itself, a changed one, and a result of a chat that goes on", async () => {
    const { person, supervisorId } = await make.deskReady();
    const { draftId, versionId } = await make.wroteScript({ personId: person.id, reviewerId: null, at: EVIDENCE });
    await expect(appSql`update script_draft set state = 'approved' where id = ${draftId}`).rejects.toMatchObject({ code: "DR032" });
    await expect(appSql`update script_draft set body = '{}' where id = ${draftId}`).rejects.toMatchObject({ code: "DR032" });
    await expect(
      appSql`insert into script_review (id, draft_id, version_id, person_id, reviewer_id, decision, at) values (gen_random_uuid(), ${draftId}, ${versionId}, ${person.id}, ${person.id}, 'approved', now())`,
    ).rejects.toMatchObject({ constraint_name: "script_review_not_self" });
    await expect(appSql`update script_draft_version set note = 'x' where id = ${versionId}`).rejects.toMatchObject({ code: "42501" });
    const approved = await make.wroteScript({ personId: person.id, reviewerId: supervisorId, at: EVIDENCE });
    await expect(appSql`update script_draft set state = 'draft' where id = ${approved.draftId}`).rejects.toMatchObject({ code: "DR032" });
    const { runId, resultId } = await make.ranChat({ personId: person.id, at: EVIDENCE, versionId: chats[0] ?? "" });
    await expect(
      appSql`insert into simulation_message (id, run_id, customer, at_ms, text) values (gen_random_uuid(), ${runId}, 'calm', 1, 'late')`,
    ).rejects.toMatchObject({ code: "DR033" });
    await expect(appSql`update simulation_run set ended_at = null, ended_as = null where id = ${runId}`).rejects.toMatchObject({
      code: "DR033",
    });
    await expect(appSql`update simulation_result set passed = true where id = ${resultId}`).rejects.toMatchObject({ code: "42501" });
  });
});
