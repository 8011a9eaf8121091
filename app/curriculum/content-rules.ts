import { Ground, isWritten } from "./content-ground";
import { figureFaults } from "./content-rules-figures";
import { pictureFaults } from "./content-rules-pictures";
import { moduleFaults } from "./content-rules-modules";
import { planFaults } from "./content-rules-plans";
import { alikeFaults, replyFaults, shareFaults } from "./content-rules-questions";
import { simulationFaults } from "./content-rules-simulations";
import { preparedFaults, wordingFaults } from "./content-rules-wording";
import type { PackFault, PackItem } from "./read-pack.server";

/**
 * What makes content worth learning, beyond a pack that loads (`packFaults`): honest minutes, nothing left over, choices that do not give
 * themselves away, replies that hold what they teach, figures with sources, simulations that can be played to each of their ends, no prohibited word in what we teach people to say.
 */
export function contentFaults(items: readonly PackItem[]): PackFault[] {
  const ground = new Ground(items);
  return [...items.flatMap((item) => contentFaultsOf(item, ground)), ...togetherFaults(ground), ...alikeFaults(ground.written, null)];
}

/** The rules about one item among the others. Of what was made from products only the references are followed: nobody wrote it. */
export function contentFaultsOf(item: PackItem, ground: Ground): PackFault[] {
  const faults = planFaults(item, ground);
  if (!isWritten(item)) return faults;
  if (item.kind === "module") faults.push(...moduleFaults(item, ground));
  if (item.kind === "question") faults.push(...replyFaults(item));
  if (item.kind === "simulation") faults.push(...simulationFaults(item, ground));
  return [...faults, ...figureFaults(item, ground), ...wordingFaults(item, ground), ...pictureFaults(item)];
}

/** The rules about all items together, which no single one breaks. */
export function togetherFaults(ground: Ground): PackFault[] {
  return [...shareFaults(ground), ...preparedFaults(ground)];
}
