import { describe, expect, it } from "vitest";
import { policyBook } from "~/activation/policy.server";
import { newId } from "~/platform/ids";
import { freshDatabase, MONDAY } from "@test/setup/database";

const { db, appSql, ownerSql, make } = await freshDatabase();

type Sql = typeof appSql;
type Evidence = { requirement: string; kind: string; evidenceId: string };

/** Write a policy straight into the table. */
async function policy(
  sql: Sql,
  values: { gate?: string; teamId?: string | null; version?: number; requirements: object[]; follows?: boolean; terms?: object },
): Promise<string> {
  const id = newId();
  const { gate = "desk", teamId = null, version = 1, requirements, follows = false, terms = {} } = values;
  await sql`insert into gate_policy (id, gate, team_id, version, requirements, follows_default, terms, published_at)
    values (${id}, ${gate}, ${teamId}, ${version}, ${sql.json(requirements as never)}, ${follows}, ${sql.json(terms as never)}, ${MONDAY})`;
  return id;
}

async function decide(sql: Sql, at: { personId: string; policyId: string; by: string }, evidence: Evidence[]): Promise<void> {
  const id = newId();
  await sql.begin(async (tx) => {
    await tx`insert into gate_decision (id, person_id, gate, policy_id, decided_by, dossier, seal, decided_at)
      values (${id}, ${at.personId}, 'desk', ${at.policyId}, ${at.by}, '{}', 'forged', ${MONDAY})`;
    for (const e of evidence)
      await tx`insert into gate_evidence (decision_id, requirement, kind, evidence_id) values (${id}, ${e.requirement}, ${e.kind}, ${e.evidenceId})`;
  });
}

const three = ["activities", "acknowledgement", "desk_exam"];
const few = three.map((id) => ({ id }));
const only = (evidence: Evidence[], ids: string[]) => evidence.filter((e) => ids.includes(e.requirement));

describe.each([
  ["the owner", ownerSql],
  ["the app's role", appSql],
] as const)("by hand, as %s", (_, sql) => {
  it.each(three)("a policy with fewer requirements still needs %s, and no more than its own", async (missing) => {
    const { person, teamId, supervisorId, evidence } = await make.deskReady();
    const policyId = await policy(sql, { teamId, requirements: few });
    const at = { personId: person.id, policyId, by: supervisorId };
    await expect(
      decide(
        sql,
        at,
        only(
          evidence,
          three.filter((id) => id !== missing),
        ),
      ),
    ).rejects.toMatchObject({
      code: "DR001",
      message: expect.stringContaining(`requirement ${missing} `),
    });
    await expect(sql`update person set state = 'probation' where id = ${person.id}`).rejects.toMatchObject({ code: "DR003" });
    await decide(sql, at, only(evidence, three));
    await sql`update person set state = 'probation', clearance = 'supervised' where id = ${person.id}`;
  });

  it("a decision goes by the newest version of the person's own team, and by no other", async () => {
    const { person, teamId, supervisorId, evidence, policy: shop } = await make.deskReady();
    const { id: foreign } = await make.team();
    const older = await policy(sql, { teamId, requirements: few });
    const inForce = await policy(sql, { teamId, version: 2, requirements: [...few, { id: "signoffs" }] });
    const others = await policy(sql, { teamId: foreign, requirements: few });
    for (const policyId of [older, others, shop.id])
      await expect(decide(sql, { personId: person.id, policyId, by: supervisorId }, evidence)).rejects.toMatchObject({
        code: "DR001",
        message: expect.stringContaining("not the one in force"),
      });
    const back = await policy(sql, { teamId, version: 3, requirements: [], follows: true });
    for (const policyId of [inForce, back])
      await expect(decide(sql, { personId: person.id, policyId, by: supervisorId }, evidence)).rejects.toMatchObject({ code: "DR001" });
    await decide(sql, { personId: person.id, policyId: shop.id, by: supervisorId }, evidence);
  });

  it("says of every team the same as the product", async () => {
    const teams = [await make.team(), await make.team(), await make.team()];
    await policy(sql, { teamId: teams[0]?.id, requirements: few });
    await policy(sql, { teamId: teams[1]?.id, requirements: few });
    await policy(sql, { teamId: teams[1]?.id, version: 2, requirements: [], follows: true });
    const book = await policyBook(db);
    for (const teamId of [...teams.map((t) => t.id), null])
      for (const gate of ["desk", "activation"] as const) {
        const [row] = await sql`select gate_policy_in_force(${gate}, ${teamId}) as id`;
        expect(row?.id).toBe(book.inForce(gate, teamId).id);
      }
  });

  it.each<[string, Parameters<typeof policy>[1]]>([
    ["without the desk exam", { version: 90, requirements: few.slice(0, 2) }],
    ["without the checklist", { gate: "activation", version: 90, requirements: [{ id: "probation_days", workingDays: 10 }] }],
    ["without anything", { version: 90, requirements: [] }],
    ["with a requirement twice", { version: 90, requirements: [...few, few[0] ?? {}] }],
    ["with a requirement that has no name", { version: 90, requirements: [...few, { workingDays: 3 }] }],
    [
      "with days that lie behind",
      { gate: "activation", version: 90, requirements: [{ id: "checklist" }, { id: "probation_days", workingDays: -900 }] },
    ],
    ["with a number of nothing", { version: 90, requirements: [...few, { id: "scripts", approved: 0, prepared: 10 }] }],
    ["with a word for a number", { version: 90, requirements: [...few, { id: "scripts", approved: "five", prepared: 10 }] }],
    ["that comes before the newest", { version: 1, requirements: few }],
  ])("a policy %s is refused", async (_name, values) => {
    await make.deskReady();
    await expect(policy(sql, values)).rejects.toMatchObject({ code: "DR006" });
  });

  it("a team that follows the shop has no requirements of its own", async () => {
    const { id: teamId } = await make.team();
    await expect(policy(sql, { teamId, requirements: few, follows: true })).rejects.toMatchObject({ code: "DR006" });
    await expect(policy(sql, { teamId, requirements: [], follows: true, terms: { absence: { days: 9 } } })).rejects.toMatchObject({
      code: "DR006",
    });
  });
});

it("the app's role changes no version and takes none away", async () => {
  await expect(appSql`update gate_policy set requirements = '[]'`).rejects.toMatchObject({ code: "42501" });
  await expect(appSql`delete from gate_policy`).rejects.toMatchObject({ code: "42501" });
});
