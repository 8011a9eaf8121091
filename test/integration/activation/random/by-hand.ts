import type postgres from "postgres";
import { newId } from "~/platform/ids";
import type { Chance } from "./chance";

type Sql = postgres.Sql;
type Try = { what: string; run: () => Promise<unknown> };
const DAY = 86_400_000;

/** One thing that somebody with the app's own database role might try so as to get a person past a gate without its evidence: each has to be refused. Null: nobody to try it on. */
export async function forgery(app: Sql, chance: Chance, at: Date): Promise<Try | null> {
  const people = await app`select id, state, state_before, clearance, employed_since from person where state is not null order by login`;
  const those = (keep: (p: postgres.Row) => boolean) => {
    const found = people.filter(keep);
    return found.length > 0 ? chance.one(found) : null;
  };
  const shut = those((p) => ["invited", "training", "probation"].includes(p.state as string));
  const trainee = those((p) => p.state === "training");
  const other = chance.one(people);
  const others = shut
    ? await app`select g.id, g.gate from gate_policy g where g.id is distinct from gate_policy_in_force(g.gate, gate_team(${shut.id}, ${at})) order by g.id`
    : [];
  const stale = others.length > 0 ? chance.one(others) : null;
  const decide = (personId: string, gate: string, evidence: postgres.RowList<postgres.Row[]> | []) =>
    app.begin(async (tx) => {
      const [inForce] = await tx`select gate_policy_in_force(${gate}, gate_team(${personId}, ${at})) as id`;
      const id = newId();
      await tx`insert into gate_decision (id, person_id, gate, policy_id, decided_by, dossier, seal, decided_at)
        values (${id}, ${personId}, ${gate}, ${inForce?.id as string}, ${other.id === personId ? newId() : (other.id as string)}, '{}', 'forged', ${at})`;
      for (const e of evidence)
        await tx`insert into gate_evidence (decision_id, requirement, kind, evidence_id) values (${id}, ${e.requirement}, ${e.kind}, ${e.evidence_id})`;
      await tx`update person set state = ${gate === "desk" ? "probation" : "active"} where id = ${personId}`;
    });
  const tries: (Try | null)[] = [
    shut && { what: "state active", run: () => app`update person set state = 'active', clearance = 'full' where id = ${shut.id}` },
    trainee && {
      what: "state probation",
      run: () => app`update person set state = 'probation', clearance = 'supervised' where id = ${trainee.id}`,
    },
    shut && { what: "clearance full", run: () => app`update person set clearance = 'full' where id = ${shut.id}` },
    trainee && { what: "clearance supervised", run: () => app`update person set clearance = 'supervised' where id = ${trainee.id}` },
    shut && {
      what: "through a suspension",
      run: () =>
        app.begin(async (tx) => {
          await tx`update person set state = 'suspended', state_before = state where id = ${shut.id}`;
          await tx`update person set state_before = 'active' where id = ${shut.id}`;
        }),
    },
    shut && {
      what: "an earlier employment",
      run: () => app`update person set employed_since = employed_since - interval '1 year' where id = ${shut.id}`,
    },
    trainee && { what: "a desk decision on nothing", run: () => decide(trainee.id as string, "desk", []) },
    shut && { what: "an activation on nothing", run: () => decide(shut.id as string, "activation", []) },
    shut && {
      what: "an activation on somebody else's evidence",
      run: async () =>
        decide(
          shut.id as string,
          "activation",
          await app`select requirement, kind, evidence_id from gate_evidence e join gate_decision d on d.id = e.decision_id
            where d.gate = 'activation' and d.person_id <> ${shut.id} order by d.id limit 2`,
        ),
    },
    shut &&
      stale && {
        what: "a decision under another policy",
        run: () => app`insert into gate_decision (id, person_id, gate, policy_id, decided_by, dossier, seal, decided_at)
          values (${newId()}, ${shut.id}, ${stale.gate}, ${stale.id}, ${other.id}, '{}', 'forged', ${at})`,
      },
    shut && {
      what: "an override of the checklist",
      run: () => app`insert into gate_override (id, person_id, gate, requirement, reason, given_by, given_at, expires_at)
        values (${newId()}, ${shut.id}, 'activation', 'checklist', 'forged', ${newId()}, ${at}, ${new Date(at.getTime() + DAY)})`,
    },
    shut && {
      what: "an override for ever",
      run: () => app`insert into gate_override (id, person_id, gate, requirement, reason, given_by, given_at, expires_at)
        select ${newId()}, ${shut.id}, 'desk', 'signoffs', 'forged', p.id, ${at}, ${new Date(at.getTime() + 400 * DAY)} from person p where p.id <> ${shut.id} limit 1`,
    },
    { what: "a longer override", run: () => app`update gate_override set expires_at = expires_at + interval '1 day'` },
    { what: "a policy without its checklist", run: () => aPolicy(app, "activation", [{ id: "probation_days", workingDays: 1 }], at) },
    { what: "a policy of nothing", run: () => aPolicy(app, "desk", [], at) },
    { what: "an easier version", run: () => app`update gate_policy set requirements = '[]'` },
    { what: "no decision after all", run: () => app`delete from gate_decision` },
    { what: "evidence made fit", run: () => app`update gate_evidence set evidence_id = ${newId()}` },
    { what: "a failed checklist passed", run: () => app`update checklist_result set passed = true` },
    { what: "a failed exam passed", run: () => app`update sitting_result set passed = true` },
    { what: "a lapse gone", run: () => app`delete from clearance_lapse` },
    {
      what: "somebody active from the first day",
      run: () =>
        app`insert into person (id, name, login, state, clearance, employed_since, created_at) values (${newId()}, 'New', ${newId()}, 'active', 'full', ${at}, ${at})`,
    },
  ];
  const lapsed = await app`select person_id from clearance_lapse where ended_at is null limit 1`;
  if (lapsed[0])
    tries.push({
      what: "a clearance despite a lapse",
      run: () => app`update person set clearance = 'supervised' where id = ${lapsed[0]?.person_id}`,
    });
  const suspended = those((p) => p.state === "suspended" || p.state === "left");
  if (suspended)
    tries.push({
      what: "a clearance for who is not at work",
      run: () => app`update person set clearance = 'full' where id = ${suspended.id}`,
    });
  return chance.one(tries);
}

const aPolicy = (app: Sql, gate: string, requirements: object[], at: Date) => app`
  insert into gate_policy (id, gate, team_id, version, requirements, published_at)
  select ${newId()}, ${gate}, null, max(version) + 1, ${app.json(requirements as never)}, ${at} from gate_policy where gate = ${gate}`;
