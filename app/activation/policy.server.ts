import { desc, min, sql } from "drizzle-orm";
import { contentPack, gatePolicy } from "@db/schema";
import { canonicalJson } from "~/curriculum/canonical";
import type { Db, Reader, Tx } from "~/platform/database.server";
import { CERTIFICATE_DAYS } from "~/training/certificate";
import { housePolicies } from "./house-policies";
import { type Gate, type GateFacts, gates } from "./gate-facts";
import { inForceOf, newestOf, type PolicyVersion } from "./policy-rules";
import type { Policy, PolicyEntry } from "./requirement";
import { evaluateGate } from "./requirements";
import { standingOf } from "./rules";
import { wordsOf } from "./vocabulary";

/** All policies that could apply to these teams and decisions, newest first. */
export type PolicyBook = {
  inForce(gate: Gate, teamId: string | null): PublishedPolicy;
  byId(id: string): PublishedPolicy | undefined;
  /** The newest first. */
  versions: readonly PublishedPolicy[];
};
export type PublishedPolicy = PolicyVersion & Pick<typeof gatePolicy.$inferSelect, "publishedAt" | "reason" | "repeats">;

/** The gate policies of the shop and of the teams, by one statement. A team's own policy goes before the shop's, unless it follows that. */
export async function policyBook(reader: Reader): Promise<PolicyBook> {
  const rows = await reader.select().from(gatePolicy).orderBy(desc(gatePolicy.version));
  const versions = rows.map((row) => ({ ...row, requirements: row.requirements as PolicyEntry[] }));
  return {
    versions,
    inForce(gate, teamId) {
      const found = inForceOf(versions, gate, teamId);
      if (!found) throw new Error(`there is no policy of the ${gate} gate`);
      return found;
    },
    byId: (id) => versions.find((v) => v.id === id),
  };
}

/** Wait until no policy is being published, and let none be until the transaction ends. Taken before the person's row. */
export async function holdPolicies(tx: Tx): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock_shared(hashtext('gate policies'))`);
}

/** The gates that were opened for a person, each with its requirements under the policy by which it was. */
export function openedGates(facts: GateFacts, book: PolicyBook, now: Date) {
  return gates.flatMap((gate) => {
    const decision = facts.decisions.find((d) => d.gate === gate);
    const policy = decision && book.byId(decision.policyId);
    return policy ? [{ gate, policy, requirements: standingOf(gate, evaluateGate(policy, facts, now), facts) }] : [];
  });
}

/** Let nobody publish a policy, or decide under one, until the transaction ends. */
export async function lockPolicies(tx: Tx): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtext('gate policies'))`);
}

/** What the house asks of each gate, by what the content holds; what `newest` asked for is not let go because its content was put away. */
export async function housePoliciesFor(reader: Reader, newest: (gate: Gate) => Pick<Policy, "requirements"> | undefined) {
  const [content] = await reader
    .select({
      days: min(contentPack.bankCertificateDays),
      simulations: sql<boolean>`exists (select from content_item i join content_version v on v.id = i.current_version_id
        where i.kind = 'simulation' and i.archived_at is null and (v.body ->> 'required')::boolean)`,
      scripts: sql<boolean>`exists (select from content_item i where i.kind = 'script' and i.archived_at is null)`,
    })
    .from(contentPack);
  return (gate: Gate) => {
    const asked = new Set(newest(gate)?.requirements.map(({ id }) => id));
    return housePolicies({
      certificateDays: content?.days ?? CERTIFICATE_DAYS,
      simulations: (content?.simulations ?? false) || asked.has("simulations"),
      scripts: (content?.scripts ?? false) || asked.has("scripts"),
    })[gate];
  };
}

/**
 * Publish the house's policies where the shop has none, or keeps to the house's and that is another now: the next decisions use it. Called at every start, after the content was loaded; changes
 * nothing the second time. A policy of the shop's own stays, and so does every team's.
 */
export async function ensurePolicies(db: Pick<Db, "transaction">, now: Date): Promise<void> {
  await db.transaction(async (tx) => {
    await lockPolicies(tx);
    const { versions } = await policyBook(tx);
    const newest = (gate: Gate) => newestOf(versions, gate, null);
    const house = await housePoliciesFor(tx, newest);
    for (const gate of gates) {
      const last = newest(gate);
      const { version, requirements } = house(gate);
      if (last && (!last.followsDefault || canonicalJson(last.requirements) === canonicalJson(requirements))) continue;
      await tx.insert(gatePolicy).values({
        gate,
        version: Math.max(version, (last?.version ?? 0) + 1),
        requirements,
        followsDefault: true,
        vocabulary: wordsOf(gate),
        publishedAt: now,
      });
    }
  });
}
