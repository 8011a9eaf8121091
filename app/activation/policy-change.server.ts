import { sql } from "drizzle-orm";
import { gatePolicy, notice } from "@db/schema";
import { openTeams } from "~/people/queries.server";
import type { Tx } from "~/platform/database.server";
import { newId } from "~/platform/ids";
import { accept, audit, type Outcome, refuse, refuseAll, write, type WriteContext } from "~/platform/write.server";
import type { Gate } from "./gate-facts";
import { lockPolicies, type PolicyBook, policyBook, housePoliciesFor } from "./policy.server";
import { changesBetween, inForceOf, isSamePolicy, newestOf, type PolicyAsked, policyRefusals, type PolicyVersion } from "./policy-rules";
import { wordsOf } from "./vocabulary";

/** Which policy: of a gate, of a team or (null) the shop; `expected` is the version that was seen, 0 for none. */
export type PolicyTarget = { gate: Gate; teamId: string | null; expected: number };

type Made = { policyId: string; version: number };

/** What a version asks, as somebody would ask for it. A team without any keeps to the shop. */
export function askedOf(version: PolicyVersion | undefined): PolicyAsked {
  if (!version) return { follows: true, requirements: [], terms: {} };
  return { follows: version.followsDefault, requirements: version.requirements, terms: version.terms };
}

/**
 * Publish a new version: it counts for the next decisions; whoever passed keeps theirs. Refuses what `policyRefusals` names, what is in force already, and `policy_conflict` when another version than
 * the expected one is the newest. A manager of the team or of the whole shop may; administrators never do: the caller has asked.
 */
export function publishPolicy(ctx: WriteContext, target: PolicyTarget, asked: PolicyAsked, reason: string): Promise<Outcome<Made>> {
  return write(ctx, async (tx) => {
    const before = await standing(tx, target);
    if (!before.ok) return before;
    const { book, newest, team } = before.value;
    const refusals = policyRefusals(target.gate, asked, reason);
    if (refusals.length > 0) return refuseAll(refusals);
    if (isSamePolicy(asked, askedOf(newest))) return refuse("policy_same");
    const house = asked.follows && target.teamId === null ? (await housePoliciesFor(tx, () => newest))(target.gate) : null;
    const values = asked.follows ? { requirements: house?.requirements ?? [], terms: {} } : asked;
    return accept(await insert(tx, ctx, { target, book, newest, team, reason, followsDefault: asked.follows, ...values }));
  });
}

/** Publish the version before the newest once more: an undo that is a version itself. Before the first of a team's own it kept to the shop. Refuses as `publishPolicy`. */
export function restorePolicy(ctx: WriteContext, target: PolicyTarget, reason: string): Promise<Outcome<Made>> {
  return write(ctx, async (tx) => {
    const before = await standing(tx, target);
    if (!before.ok) return before;
    const { book, newest, team } = before.value;
    const earlier = versionBefore(book, newest);
    if (!newest || (!earlier && target.teamId === null)) return refuse("policy_first");
    const asked = askedOf(earlier);
    const refusals = policyRefusals(target.gate, asked, reason);
    if (refusals.length > 0) return refuseAll(refusals);
    const { follows: followsDefault, requirements, terms } = asked;
    const repeats = earlier?.version ?? null;
    return accept(await insert(tx, ctx, { target, book, newest, team, reason, followsDefault, requirements, terms, repeats }));
  });
}

/** The version of the same gate and team before this one. */
export function versionBefore(book: Pick<PolicyBook, "versions">, version: PolicyVersion | undefined) {
  return version && book.versions.find((v) => v.gate === version.gate && v.teamId === version.teamId && v.version < version.version);
}

/** The newest version, nobody else publishing until the end of the transaction; refused when it is another than the one that was seen. */
async function standing(tx: Tx, { gate, teamId, expected }: PolicyTarget) {
  await lockPolicies(tx);
  const team = teamId === null ? null : (await openTeams(tx)).find(({ id }) => id === teamId);
  if (team === undefined) return refuse("policy_team");
  const book = await policyBook(tx);
  const newest = newestOf(book.versions, gate, teamId);
  if ((newest?.version ?? 0) !== expected) return refuse("policy_conflict");
  return accept({ book, newest, team: team?.name ?? "" });
}

type Values = Pick<typeof gatePolicy.$inferInsert, "followsDefault" | "requirements" | "terms" | "repeats"> & {
  target: PolicyTarget;
  book: PolicyBook;
  newest: PolicyVersion | undefined;
  /** The team's name; empty for the shop. */
  team: string;
  reason: string;
};

async function insert(tx: Tx, ctx: WriteContext, { target, book, newest, team, reason, ...values }: Values): Promise<Made> {
  const { gate, teamId } = target;
  const policyId = newId();
  const version = (newest?.version ?? 0) + 1;
  const was = inForceOf(book.versions, gate, teamId);
  await tx.insert(gatePolicy).values({
    id: policyId,
    gate,
    teamId,
    version,
    ...values,
    vocabulary: wordsOf(gate),
    reason: reason.trim(),
    publishedBy: ctx.actorId,
    publishedAt: ctx.now,
  });
  const now = (await policyBook(tx)).inForce(gate, teamId);
  const changes = was ? changesBetween(was, now) : [];
  const named = (what: string) => changes.filter((c) => c.what === what).map((c) => c.id);
  await audit(tx, ctx, {
    action: `activation.policy_${gate}_${teamId === null ? "shop" : "team"}`,
    subject: { type: "gate_policy", id: policyId },
    before: { version: newest?.version ?? 0, policyId: was?.id ?? null },
    after: {
      version,
      team,
      ...{ teamId, follows: values.followsDefault, repeats: values.repeats ?? null, requirements: now.requirements, terms: now.terms },
      ...{ added: named("added"), removed: named("removed"), changed: named("changed") },
    },
    reason: reason.trim(),
  });
  await tell(tx, ctx, { gate, teamId, team });
  return { policyId, version };
}

/** Everybody who manages the team, of the shop's default everybody who manages any, hears of it; but not who did it. */
async function tell(tx: Tx, ctx: WriteContext, { gate, teamId, team }: { gate: Gate; teamId: string | null; team: string }): Promise<void> {
  const at = ctx.now.toISOString();
  const told = await tx.execute<{ id: string }>(sql`
    select distinct p.id from role_grant g join person p on p.id = g.person_id
    where g.role = 'manager' and (${teamId}::uuid is null or g.team_id is null or g.team_id = ${teamId}::uuid)
      and g.person_id is distinct from ${ctx.actorId}::uuid and g.from_at <= ${at}::timestamptz and (g.to_at is null or g.to_at > ${at}::timestamptz)
      and p.disabled_at is null order by p.id`);
  if (told.length === 0) return;
  const kind = `activation.policy_${gate}_${teamId === null ? "shop" : "team"}`;
  await tx
    .insert(notice)
    .values(told.map(({ id }) => ({ personId: id, kind, data: { team, place: teamId ?? "shop" }, createdAt: ctx.now })));
}
