import type postgres from "postgres";

/**
 * What the gates ought to say, from the bare rows and by rules of its own: nothing of the product's evaluation, and none of the database's functions. Everybody works from Monday to Friday in
 * Shanghai, and there are no holidays.
 */
type Row = postgres.Row;
type Sql = postgres.Sql;
export type GateName = "desk" | "activation";
type Entry = { id: string; workingDays?: number; trainingDays?: number };
type PolicyRow = { id: string; gate: string; team_id: string | null; version: number; follows_default: boolean; requirements: Entry[] };

const SHANGHAI_MS = 8 * 3_600_000;
const DAY_MS = 86_400_000;
/** The number of the day in Shanghai since 1970. */
const dayNumber = (at: Date) => Math.floor((at.getTime() + SHANGHAI_MS) / DAY_MS);
const numberOf = (day: string) => Math.floor(Date.parse(`${day}T00:00:00Z`) / DAY_MS);
/** 1 January 1970 was a Thursday. */
const isWeekday = (n: number) => (n + 3) % 7 < 5;

export type Facts = Awaited<ReturnType<typeof factsOf>>;

/** The rows behind somebody's gates. */
export async function factsOf(sql: Sql, personId: string) {
  const [person] = await sql`select * from person where id = ${personId}`;
  if (!person) throw new Error("there is no such person");
  const since = person.employed_since as Date;
  const [enrolment] =
    await sql`select * from enrolment where person_id = ${personId} and created_at >= ${since} order by created_at desc limit 1`;
  const of = enrolment?.id ?? "00000000-0000-0000-0000-000000000000";
  const [activities, signoffs, signatures, results, certificates, checklists, asked, decisions, overrides, lapses, leaves, memberships] =
    await Promise.all([
      sql`select slug, kind, mandatory, status from activity_state where enrolment_id = ${of}`,
      sql`select p.slug from practical_submission p join signoff s on s.submission_id = p.id where p.enrolment_id = ${of} and s.decision = 'accepted'`,
      sql`select slug from acknowledgement_signature where enrolment_id = ${of}`,
      sql`select s.id as sitting, s.role, r.number, r.passed from sitting s join sitting_result r on r.sitting_id = s.id where s.enrolment_id = ${of} order by r.number`,
      sql`select issued_at from bank_certificate where enrolment_id = ${of}`,
      sql`select * from checklist_result where person_id = ${personId} and decided_at >= ${since} order by number`,
      sql`select grading_id from second_request where person_id = ${personId}`,
      sql`select * from gate_decision where person_id = ${personId} and decided_at >= ${since}`,
      sql`select * from gate_override where person_id = ${personId} and given_at >= ${since}`,
      sql`select reason from clearance_lapse where person_id = ${personId} and ended_at is null`,
      sql`select from_day::text as "from", to_day::text as "to" from leave where person_id = ${personId} and cancelled_at is null`,
      sql`select team_id, from_day::text as "from", to_day::text as "to" from team_membership where person_id = ${personId}`,
    ]);
  return {
    person,
    enrolment,
    activities,
    signoffs,
    signatures,
    results,
    certificates,
    checklists,
    asked,
    decisions,
    overrides,
    lapses,
    leaves,
    memberships,
  };
}

/** Days after `from` up to `to` on which somebody works and is not on leave. */
function workedDays({ leaves }: Pick<Facts, "leaves">, from: Date, to: Date): number {
  let count = 0;
  for (let n = dayNumber(from) + 1; n <= dayNumber(to); n++)
    if (isWeekday(n) && !leaves.some((l: Row) => numberOf(l.from) <= n && n <= numberOf(l.to))) count++;
  return count;
}

/** The checklists that count: the last word of each attempt, unless a second grading was asked for and is not there. */
function counted({ checklists, asked }: Facts): Row[] {
  const last = new Map<string, Row>();
  for (const row of checklists as readonly Row[]) last.set(row.first_grading_id, row);
  return [...last.values()].filter(
    (row) => row.second_grading_id || row.single_examiner || !asked.some((a: Row) => a.grading_id === row.first_grading_id),
  );
}

function holds(entry: Entry, facts: Facts, at: Date): boolean {
  const wanted = (kind?: string) => (facts.activities as readonly Row[]).filter((a) => a.mandatory && (!kind || a.kind === kind));
  const every = (kind: string, have: readonly Row[]) =>
    wanted(kind).length > 0 && wanted(kind).every((a) => have.some((h) => h.slug === a.slug));
  const passed = (role: string) => {
    const last = new Map<string, boolean>();
    for (const r of facts.results as readonly Row[]) if (r.role === role) last.set(r.sitting, r.passed);
    return [...last.values()].includes(true);
  };
  switch (entry.id) {
    case "activities":
      return wanted().length > 0 && wanted().every((a) => a.status === "done");
    case "signoffs":
      return every("practical", facts.signoffs as readonly Row[]);
    case "acknowledgement":
      return every("acknowledgement", facts.signatures as readonly Row[]);
    case "rules_exam":
    case "desk_exam":
      return passed(entry.id);
    case "bank_certificate":
      return (facts.certificates as readonly Row[]).some((c) => workedDays(facts, c.issued_at, at) <= (entry.trainingDays ?? 10));
    // Nobody disputes a result in this shop.
    case "checklist":
    case "no_open_dispute":
      return counted(facts).some((c) => c.passed);
    case "probation_days": {
      const desk = (facts.decisions as readonly Row[]).find((d) => d.gate === "desk");
      return desk !== undefined && workedDays(facts, desk.decided_at, at) >= (entry.workingDays ?? 10);
    }
    // Nothing is entered in a ledger in this shop.
    case "conduct":
      return (facts.decisions as readonly Row[]).some((d) => d.gate === "desk");
    // Nobody in this shop chats with simulated customers or writes scripts.
    default:
      return false;
  }
}

/** The team of somebody on that day, else that of their plan. */
export function teamOf({ memberships, enrolment }: Facts, at: Date): string | null {
  const today = dayNumber(at);
  const now = (memberships as readonly Row[]).find((m) => numberOf(m.from) <= today && (m.to === null || today < numberOf(m.to)));
  return now?.team_id ?? enrolment?.team_id ?? null;
}

/** The newest version of the team, or of the shop where the team has none or follows it. */
export function policyFor(policies: readonly PolicyRow[], gate: GateName, team: string | null): PolicyRow | undefined {
  const newest = (of: string | null) =>
    policies
      .filter((p) => p.gate === gate && p.team_id === of)
      .reduce<PolicyRow | undefined>((a, b) => (a && a.version > b.version ? a : b), undefined);
  const own = team === null ? undefined : newest(team);
  return own && !own.follows_default ? own : newest(null);
}

export const policiesOf = async (sql: Sql): Promise<PolicyRow[]> => (await sql`select * from gate_policy`) as unknown as PolicyRow[];

export type Confirmer = { personId: string; roles: readonly { role: string; teamId: string | null }[] };

/** Why this gate may not be opened by this person at this instant; null: it may. */
export function objection(policies: readonly PolicyRow[], facts: Facts, gate: GateName, by: Confirmer, at: Date): string | null {
  const { person } = facts;
  const team = teamOf(facts, at);
  const roles = gate === "desk" ? ["supervisor", "manager"] : ["manager"];
  if (by.personId === person.id) return "confirms themselves";
  if (!by.roles.some((r) => roles.includes(r.role) && (r.teamId === null || r.teamId === team))) return "does not lead the team";
  if (person.state !== (gate === "desk" ? "training" : "probation")) return `is ${person.state}`;
  if (facts.lapses.length > 0) return "a lapse is live";
  if ((facts.decisions as readonly Row[]).some((d) => d.gate === gate)) return "was decided";
  const overrides = facts.overrides as readonly Row[];
  for (const entry of policyFor(policies, gate, team)?.requirements ?? [{ id: "a policy" }]) {
    if (holds(entry, facts, at)) continue;
    const live = overrides.find((o) => o.gate === gate && o.requirement === entry.id && o.given_at <= at && at < o.expires_at);
    if (!live) return `lacks ${entry.id}`;
    if (["checklist", "desk_exam", "acknowledgement"].includes(entry.id)) return `${entry.id} is never overridden`;
    if (live.given_by === by.personId) return "gave the override";
  }
  if (gate === "activation") {
    const graders = counted(facts)
      .filter((c) => c.passed)
      .flatMap((c) => [c.grader_id, ...(c.second_grader_id ? [c.second_grader_id] : [])]);
    if (graders.every((g) => g === by.personId)) return "is the only grader";
  }
  return null;
}
