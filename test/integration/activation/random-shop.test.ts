import { expect, it } from "vitest";
import { ensurePolicies } from "~/activation/policy.server";
import { freshDatabase, MONDAY } from "@test/setup/database";
import { forgery } from "./random/by-hand";
import { chanceOf } from "./random/chance";
import { type Facts, factsOf, type GateName, objection, policiesOf, policyFor, teamOf } from "./random/oracle";
import { type Done, randomShop } from "./random/shop";

/** Ten thousand actions at full scale. */
const ACTIONS = Math.max(600, Math.round(10_000 * Number(process.env.TEST_SCALE ?? 0.05)));
const SEED = Number(process.env.RANDOM_SEED ?? 20_260_302);
/** One in so many steps is followed by a forgery. */
const FORGED = 0.35;

const fresh = await freshDatabase();
const { db, appSql, ownerSql } = fresh;

type Standing = { id: string; state: string | null; clearance: string };
const standingOf = async (): Promise<Standing[]> =>
  (await ownerSql`select id, state, clearance from person where state is not null order by id`) as unknown as Standing[];

/** What no row may ever say of anybody, whatever happened before. */
async function contradictions(): Promise<string[]> {
  const rows = await ownerSql`
    select p.id, p.state, p.clearance,
      exists (select from gate_decision d where d.person_id = p.id and d.gate = 'desk' and d.decided_at >= p.employed_since) as desk,
      exists (select from gate_decision d where d.person_id = p.id and d.gate = 'activation' and d.decided_at >= p.employed_since) as activation,
      exists (select from clearance_lapse l where l.person_id = p.id and l.ended_at is null) as lapsed
    from person p where p.state is not null`;
  return rows.flatMap(({ id, state, clearance, desk, activation, lapsed }) => [
    ...(state === "probation" && !desk ? [`${id} is in probation without a decision`] : []),
    ...(state === "active" && !activation ? [`${id} is active without a decision`] : []),
    ...(clearance === "full" && state !== "active" ? [`${id} has full clearance and is ${state}`] : []),
    ...(clearance === "supervised" && state !== "probation" ? [`${id} may sit at the desk and is ${state}`] : []),
    ...(clearance === "none" && (state === "active" || state === "probation") && !lapsed
      ? [`${id} is ${state} without a clearance, and nothing lapsed`]
      : []),
    ...(clearance !== "none" && lapsed ? [`${id} has ${clearance} clearance while a lapse is live`] : []),
  ]);
}

/** What a confirmation should have come to, by the oracle; told apart from what it did come to. */
async function judge(done: Done, gate: GateName, facts: Facts): Promise<string | null> {
  const policies = await policiesOf(ownerSql);
  const why = objection(policies, facts, gate, done.who, done.at);
  const opened = done.outcome?.ok === true;
  if (opened !== (why === null))
    return `${gate} gate of ${done.whom}: opened ${opened}, but ${why ?? "nothing stands against it"} (${JSON.stringify(done.outcome)})`;
  if (!opened) return null;
  const [decision] =
    await ownerSql`select policy_id from gate_decision where person_id = ${done.whom} and gate = ${gate} order by number desc limit 1`;
  const inForce = policyFor(policies, gate, teamOf(facts, done.at));
  return decision?.policy_id === inForce?.id ? null : `${gate} gate of ${done.whom} was opened under another policy than the one in force`;
}

it(
  `in ${ACTIONS} random actions by random people nobody gets past a gate but on what it asks; and the database refuses whoever goes round the product`,
  async () => {
    process.stdout.write(`random shop: seed ${SEED}\n`);
    await ensurePolicies(db, MONDAY);
    const chance = chanceOf(SEED);
    const shop = await randomShop(fresh, chance, MONDAY);
    const counts: Record<string, number> = {};
    const count = (what: string) => (counts[what] = (counts[what] ?? 0) + 1);
    const forged = new Set<string>();
    let before = await standingOf();
    for (let n = 0; n < ACTIONS; n++) {
      const done = await shop.step();
      count(`${done.what} ${done.outcome === null ? "not theirs" : done.outcome.ok ? "done" : "refused"}`);
      const after = await standingOf();
      const moved = after.filter(
        (p) => before.find((b) => b.id === p.id)?.state !== p.state && (p.state === "probation" || p.state === "active"),
      );
      for (const { id, state } of moved) {
        const isReinstated = done.what === "reinstate" && done.whom === id;
        const isOpened = done.what === "confirm" && done.whom === id && done.outcome?.ok === true;
        expect(isReinstated || isOpened, `action ${n}, ${done.what}: ${id} became ${state}`).toBe(true);
      }
      if (done.gate) {
        // What the gate looked at stands as it stood, but for its own decision and the state.
        const facts = await factsOf(ownerSql, done.whom);
        const was = before.find((b) => b.id === done.whom);
        const decisions = done.outcome?.ok ? facts.decisions.filter((d) => d.gate !== done.gate) : [...facts.decisions];
        const looked = { ...facts, person: { ...facts.person, state: was?.state ?? "training" }, decisions } as unknown as Facts;
        expect(await judge(done, done.gate, looked), `action ${n}`).toBeNull();
        if (done.outcome?.ok) count(`opened ${done.gate}`);
      }
      expect(await contradictions(), `action ${n}, ${done.what}`).toEqual([]);
      before = after;
      if (!chance.isTrue(FORGED)) continue;
      const attempt = await forgery(appSql, chance, shop.now());
      if (!attempt) continue;
      const code = await attempt.run().then(
        () => "taken",
        (error: { code?: string }) => error.code ?? String(error),
      );
      expect(code, `action ${n}: ${attempt.what}`).toMatch(/^(DR00\d|42501|235\d\d|22012)$/);
      forged.add(attempt.what);
      count("forgeries refused");
      expect(await standingOf(), `action ${n}: ${attempt.what}`).toEqual(before);
    }
    process.stdout.write(`random shop: ${JSON.stringify(counts)}\n`);
    for (const often of [
      "opened desk",
      "opened activation",
      "override done",
      "suspend done",
      "reinstate done",
      "policy done",
      "grade done",
      "hold done",
    ])
      expect(counts[often] ?? 0, often).toBeGreaterThan(0);
    expect(forged.size).toBeGreaterThan(15);
  },
  Math.max(120_000, ACTIONS * 300),
);
