import type { ChatLine } from "../schema";

/** What can be counted of a chat from its lines alone: turns, and how long the buyer waited. */
export function countedIn(lines: readonly ChatLine[]) {
  const waits: number[] = [];
  let since: number | null = null;
  let first: number | null = null;
  for (const { who, at } of lines) {
    if (who === "buyer") since ??= at;
    if (who !== "agent" || since === null) continue;
    first ??= at - since;
    waits.push(at - since);
    since = null;
  }
  return {
    buyerLines: lines.filter(({ who }) => who === "buyer").length,
    agentLines: lines.filter(({ who }) => who === "agent").length,
    rounds: waits.length,
    firstResponseMs: first,
    averageResponseMs: waits.length > 0 ? Math.round(waits.reduce((sum, wait) => sum + wait, 0) / waits.length) : null,
    longestGapMs: waits.length > 0 ? Math.max(...waits) : null,
  };
}
