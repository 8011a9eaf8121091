import { sql } from "drizzle-orm";
import type { Reader } from "~/platform/database.server";
import { gateFacts } from "./facts.server";
import type { Gate, RequirementId } from "./gate-facts";
import { housePoliciesFor, policyBook } from "./policy.server";
import { changesBetween, inForceOf, newestOf, type PolicyAsked } from "./policy-rules";
import type { Policy } from "./requirement";
import { evaluateGate } from "./requirements";
import { gateOutcome } from "./rules";

/** So many names of each list are shown. */
const SHOWN = 50;

export type Moved = { id: string; name: string; requirements: RequirementId[] };

/**
 * What would become of the people who stand before this gate now if the policy were published: who would be held up by a requirement that does not hold them up now, and by which; who no more. People of teams
 * that have their own policy are not concerned by the shop's default; who has passed is by neither. Four statements, one more where a title was never read.
 */
export async function policyPreview(
  reader: Reader,
  { gate, teamId, asked }: { gate: Gate; teamId: string | null; asked: PolicyAsked },
  now: Date,
) {
  const at = now.toISOString();
  const { versions } = await policyBook(reader);
  const house = asked.follows && teamId === null ? (await housePoliciesFor(reader, () => newestOf(versions, gate, null)))(gate) : null;
  const followed: Pick<Policy, "requirements" | "terms"> = house
    ? { requirements: house.requirements, terms: {} }
    : (newestOf(versions, gate, null) ?? { requirements: [], terms: {} });
  const after: Policy = {
    id: "",
    gate,
    version: 0,
    ...(asked.follows ? followed : { requirements: asked.requirements, terms: asked.terms }),
  };
  const before = inForceOf(versions, gate, teamId);
  const standing = await reader.execute<{ id: string; team: string | null }>(sql`
    select p.id, gate_team(p.id, ${at}::timestamptz) as team from person p where p.state = ${gateOutcome[gate].from} order by p.name, p.id`);
  const concerned = standing.filter(({ team }) => (teamId === null ? inForceOf(versions, gate, team)?.teamId === null : team === teamId));
  const all = await gateFacts(
    reader,
    concerned.map(({ id }) => id),
    now,
  );
  const blocked: Moved[] = [];
  const freed: Moved[] = [];
  const ready = { before: 0, after: 0 };
  for (const { id } of concerned) {
    const facts = all.get(id);
    if (!facts || !before) continue;
    const unmet = (policy: Policy) => evaluateGate(policy, facts, now).flatMap((r) => (r.met ? [] : [r.id]));
    const [was, then] = [unmet(before), unmet(after)];
    if (was.length === 0) ready.before++;
    if (then.length === 0) ready.after++;
    const [more, less] = [then.filter((r) => !was.includes(r)), was.filter((r) => !then.includes(r))];
    if (more.length > 0) blocked.push({ id, name: facts.name, requirements: more });
    if (less.length > 0) freed.push({ id, name: facts.name, requirements: less });
  }
  const shown = (moved: Moved[]) => ({ people: moved.slice(0, SHOWN), more: Math.max(0, moved.length - SHOWN) });
  return {
    changes: before ? changesBetween(before, after) : [],
    looked: concerned.length,
    blocked: shown(blocked),
    freed: shown(freed),
    ready,
  };
}

export type PolicyPreview = Awaited<ReturnType<typeof policyPreview>>;
