import { figureFaults } from "./content-rules-figures";
import { planFaults } from "./content-rules-plans";
import { questionFaults } from "./content-rules-questions";
import { wordingFaults } from "./content-rules-wording";
import type { PackFault, PackItem } from "./read-pack.server";

/**
 * What makes content worth learning, beyond a pack that loads (`packFaults`): honest minutes, nothing left over, choices that do not give
 * themselves away, replies that hold what they teach, figures with sources, no prohibited word in what we teach people to say.
 */
export function contentFaults(items: readonly PackItem[]): PackFault[] {
  return [...planFaults(items), ...questionFaults(items), ...figureFaults(items), ...wordingFaults(items)];
}
