import { seededRandom, shuffled } from "~/platform/seed";

/** A question version as a draw sees it. */
export type Candidate = { id: string; topic: string; critical: boolean };
export type Blueprint = readonly { topic: string; count: number }[];

/** The pool cannot fill the blueprint: a fault of the content, named by topic. */
export type Shortage = { topic: string; wanted: number; found: number };

/**
 * Draw an exam: of each topic as many questions as the blueprint says, none twice, in an order that the seed decides.
 * Critical ones come in at the pool's share, rounded half-up, and at least one where the pool has any: an exam cannot miss what costs the shop money.
 */
export function drawByBlueprint(
  blueprint: Blueprint,
  pool: readonly Candidate[],
  seed: string,
): { drawn: string[] } | { shortage: Shortage } {
  const counts = new Map<string, number>();
  for (const { topic, count } of blueprint) counts.set(topic, (counts.get(topic) ?? 0) + count);
  const drawn: string[] = [];
  for (const [topic, wanted] of counts) {
    const of = pool.filter((c) => c.topic === topic);
    if (of.length < wanted) return { shortage: { topic, wanted, found: of.length } };
    const critical = of.filter((c) => c.critical);
    const others = of.filter((c) => !c.critical);
    const share = Math.floor((2 * wanted * critical.length + of.length) / (2 * of.length));
    const n = Math.max(share, critical.length > 0 ? 1 : 0);
    drawn.push(...take(critical, n, `${seed} ${topic} critical`), ...take(others, wanted - n, `${seed} ${topic}`));
  }
  return { drawn: shuffled(drawn, `${seed} order`) };
}

/** `n` of the candidates, each equally likely. */
function take(candidates: readonly Candidate[], n: number, seed: string): string[] {
  const left = candidates.map((c) => c.id).sort();
  const random = seededRandom(seed);
  const taken: string[] = [];
  while (taken.length < n && left.length > 0) taken.push(...left.splice(Math.floor(random() * left.length), 1));
  return taken;
}
