import { type Blueprint, fillBlueprint, type Shortage } from "~/curriculum/blueprint";
import type { DrawableQuestion } from "~/curriculum/drawable.server";
import { shuffled } from "~/platform/seed";

/**
 * Draw an exam by its blueprint, none twice, in an order that the seed decides. `seen`: the questions of the person's earlier attempts; a retake takes them
 * only where the pool has no others for the same cell. The same seed, pool and past give the same paper.
 */
export function drawByBlueprint(
  blueprint: Blueprint,
  pool: readonly DrawableQuestion[],
  seed: string,
  seen: ReadonlySet<string> = new Set(),
): { drawn: string[] } | { shortage: Shortage } {
  // Whatever the order in which the pool was read.
  const inOrder = [...pool].sort((a, b) => (a.id < b.id ? -1 : 1));
  const mixed = shuffled(inOrder, `${seed} draw`);
  const filled = fillBlueprint(blueprint, [...mixed.filter((c) => !seen.has(c.itemId)), ...mixed.filter((c) => seen.has(c.itemId))]);
  if ("shortage" in filled) return filled;
  const drawn = filled.drawn.map((c) => c.id).sort();
  return { drawn: shuffled(drawn, `${seed} order`) };
}
