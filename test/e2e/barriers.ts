import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";

const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

/** What keeps somebody out of a page, or of a part of it: the serious and critical faults of WCAG 2.2 AA, each with where it stands. */
export async function barriersOf(page: Page, part?: string): Promise<string[]> {
  const looked = new AxeBuilder({ page }).withTags(RULES);
  const { violations } = await (part === undefined ? looked : looked.include(part)).analyze();
  return violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .map(({ id, nodes }) => `axe ${id}: ${nodes.map(({ target }) => target.join(" ")).join(" | ")}`);
}
