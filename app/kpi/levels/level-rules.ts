import type { ItemBody } from "~/curriculum/pack";
import { addMonths, type PlainDate } from "~/platform/dates";
import { Decimal } from "~/platform/decimal";

/** How levels are reached and lost (2-domain, "Levels"). Numbers are the ladder's own. Pure. */

export type Ladder = Pick<ItemBody<"level_rules">, "step_down_months"> & {
  levels: readonly { slug: string; entry?: LevelEntry }[];
};
type LevelEntry = {
  months: number;
  score: number;
  script_revisions: number;
  mentored: number;
  no_serious_conduct: boolean;
  modules?: readonly string[];
};

/** A closed month: exact score, null where it was not scored and nobody decided one. */
export type ClosedMonth = { month: PlainDate; score: Decimal | null };
/** What else a level may ask for. */
export type Merits = {
  /** Scripts approved since the month from which on months count. */
  scripts: number;
  /** Newcomers whom they brought along, activated since they did. */
  mentored: number;
  seriousMonths: readonly PlainDate[];
  modules: readonly string[];
};

/** What a level asks for, how much of it is there, and what is missing. Scores are exact numbers as text. */
export type LevelRequirement =
  | {
      kind: "months";
      needed: number;
      score: number;
      met: number;
      isMet: boolean;
      /** The month that ended the run: below the score, not scored, or (score null, `gap`) not closed. Null: there is none before. */
      broken: { month: PlainDate; score: string | null; gap: boolean } | null;
    }
  | { kind: "scripts" | "mentored"; needed: number; met: number; isMet: boolean }
  | { kind: "conduct"; isMet: boolean; months: PlainDate[] }
  | { kind: "module"; slug: string; isMet: boolean };

/** What the months say of a level: a step up or down, or why it stays. `below`: the months running below the entry score of the level held. */
export type LevelFinding = {
  verdict: "up" | "down" | "hold";
  level: string;
  /** Where the step leads. */
  to: string | null;
  /** The level after the one held, null on the highest; what it asks for. */
  next: string | null;
  requirements: LevelRequirement[];
  below: { score: number; needed: number; months: { month: PlainDate; score: string }[] } | null;
  /** The months that were looked at, in order. */
  months: { month: PlainDate; score: string | null }[];
};

/** The months without a gap up to the last one, in order. */
function withoutGap(months: readonly ClosedMonth[]): { run: ClosedMonth[]; gapAt: PlainDate | null } {
  const run: ClosedMonth[] = [];
  for (const one of [...months].reverse()) {
    const [after] = run;
    if (after && addMonths(one.month, 1) !== after.month) return { run, gapAt: addMonths(after.month, -1) };
    run.unshift(one);
  }
  return { run, gapAt: null };
}

/** How many of the last months fit without one between that does not, and the month that ended the run. */
function lastRun(months: readonly ClosedMonth[], fits: (score: Decimal) => boolean) {
  const { run, gapAt } = withoutGap(months);
  let length = 0;
  for (const { month, score } of [...run].reverse()) {
    if (!score || !fits(score)) return { length, broken: { month, score: score?.toString() ?? null, gap: false } };
    length++;
  }
  return { length, broken: gapAt ? { month: gapAt, score: null, gap: true } : null };
}

function requirementsOf(entry: LevelEntry, months: readonly ClosedMonth[], merits: Merits): LevelRequirement[] {
  const wanted = Decimal.of(entry.score);
  const { length, broken } = lastRun(months, (score) => score.atLeast(wanted));
  const met = Math.min(length, entry.months);
  const isMet = met === entry.months;
  const counted = (kind: "scripts" | "mentored", needed: number, has: number): LevelRequirement[] =>
    needed > 0 ? [{ kind, needed, met: Math.min(has, needed), isMet: has >= needed }] : [];
  return [
    { kind: "months", needed: entry.months, score: entry.score, met, isMet, broken: isMet ? null : broken },
    ...counted("scripts", entry.script_revisions, merits.scripts),
    ...counted("mentored", entry.mentored, merits.mentored),
    ...(entry.no_serious_conduct
      ? [{ kind: "conduct" as const, isMet: merits.seriousMonths.length === 0, months: [...merits.seriousMonths] }]
      : []),
    ...(entry.modules ?? []).map((slug) => ({ kind: "module" as const, slug, isMet: merits.modules.includes(slug) })),
  ];
}

/**
 * What the closed months since the last change of level (in order) say: one step up where everything that the next level asks for is there, one step down after so many months
 * running below the entry score of the level held, else hold. Never more than one step. A month that was not scored ends a run either way. A level that the ladder does not know holds.
 */
export function findLevel(ladder: Ladder, held: string, months: readonly ClosedMonth[], merits: Merits): LevelFinding {
  const at = ladder.levels.findIndex(({ slug }) => slug === held);
  const current = ladder.levels[at];
  const next = current ? ladder.levels[at + 1] : undefined;
  const before = ladder.levels[at - 1];
  const requirements = next?.entry ? requirementsOf(next.entry, months, merits) : [];
  const below = current?.entry && before ? belowEntry(current.entry.score, ladder.step_down_months, months) : null;
  const verdict =
    below && below.months.length >= below.needed
      ? "down"
      : requirements.length > 0 && requirements.every(({ isMet }) => isMet)
        ? "up"
        : "hold";
  return {
    verdict,
    level: held,
    to: verdict === "up" ? (next?.slug ?? null) : verdict === "down" ? (before?.slug ?? null) : null,
    next: next?.slug ?? null,
    requirements,
    below,
    months: months.map(({ month, score }) => ({ month, score: score?.toString() ?? null })),
  };
}

/** The last months running below the entry score of the level held. */
function belowEntry(entryScore: number, needed: number, months: readonly ClosedMonth[]): LevelFinding["below"] {
  const score = Decimal.of(entryScore);
  const { length } = lastRun(months, (one) => !one.atLeast(score));
  const last = length === 0 ? [] : months.slice(-length);
  return { score: entryScore, needed, months: last.flatMap((m) => (m.score ? [{ month: m.month, score: m.score.toString() }] : [])) };
}

/** The levels that somebody on `held` has reached: it and all before it. What they open stays open on the way up. */
export function reachedLevels<L extends { slug: string }>(levels: readonly L[], held: string): L[] {
  return levels.slice(0, levels.findIndex(({ slug }) => slug === held) + 1);
}
