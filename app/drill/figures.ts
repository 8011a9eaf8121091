import type { Question } from "~/curriculum/pack-question";
import { locales } from "~/platform/locale";
import type { Share } from "~/platform/shares";
import { countedOptions } from "./options";
import { type Figures, medianMs, pointBiserial, type RestSums } from "./statistics";
import { targetMs, type Targets } from "./targets";

type Where = { context: "lesson" | "sitting" | "drill"; first: boolean };
/** What was counted of one version of a question. `picks`: the most frequent ones, wherever they were made. */
export type Counts = {
  stats: (Where & { n: number; correct: number; shares: number; waiting: number })[];
  times: (Where & { step: number; n: number })[];
  picks: { pick: string; n: number }[];
  rest: RestSums | null;
};

export const NOTHING_COUNTED: Counts = { stats: [], times: [], picks: [], rest: null };
const NO_REST: RestSums = { n: 0, x: 0, y: 0, yy: 0, xy: 0 };

/** A row of figures: of which answers, how many, and how they did. */
export type FiguresRow = { of: GroupName; n: number; correct: number; meanShare: number; medianMs: number | null };

/**
 * The answers that are looked at apart. First ones, wherever they were given; later ones of drills and lessons, when the key had been seen; and those of quizzes
 * and exams, which may be first ones too.
 */
const groups = {
  first: (where: Where) => where.first,
  later: (where: Where) => !where.first && where.context !== "sitting",
  sitting: (where: Where) => where.context === "sitting",
} as const;
export type GroupName = keyof typeof groups;
const TEN_THOUSAND = 10_000;

function groupRow(of: GroupName, counts: Counts): FiguresRow {
  const stats = counts.stats.filter(groups[of]);
  const sum = (value: (row: (typeof stats)[number]) => number) => stats.reduce((total, row) => total + value(row), 0);
  const n = sum((row) => row.n);
  return {
    of,
    n,
    correct: sum((row) => row.correct),
    meanShare: n === 0 ? 0 : sum((row) => row.shares) / TEN_THOUSAND / n,
    medianMs: medianMs(counts.times.filter(groups[of])),
  };
}

/** The rows of figures that have answers. */
export function figureRows(counts: Counts): FiguresRow[] {
  return (["first", "later", "sitting"] as const).map((of) => groupRow(of, counts)).filter(({ n }) => n > 0);
}

/** First answers, and how many of them are right. */
export function firstsOf(counts: Counts): Share {
  const { correct, n } = groupRow("first", counts);
  return { part: correct, of: n };
}

/** All answers with a grade. */
export function answersOf(counts: Counts): number {
  return counts.stats.reduce((sum, row) => sum + row.n, 0);
}

/** How many wait for a grade. */
export function waitingOf(counts: Counts): number {
  return counts.stats.reduce((sum, row) => sum + row.waiting, 0);
}

/** Before so many answers in sittings a correlation is noise: at twenty its standard error is still 0.22. */
export const CORRELATED_FROM = 20;

/** The correlation with the rest of the sitting, once there are answers enough to speak of one. */
export function discriminationOf({ rest }: Counts): number | null {
  return rest && rest.n >= CORRELATED_FROM ? pointBiserial(rest) : null;
}

/** The target of the language in which it is read more slowly: the counts do not say in which it was answered. */
export function slowestTarget(body: Question, targets: Targets): number {
  return Math.max(...locales.map((locale) => targetMs(body, locale, targets)));
}

/** What the flags are set by. */
export function figuresOf(counts: Counts, body: Question, targets: Targets): Figures {
  const options = countedOptions(body).map(({ id }) => id);
  const drilled = counts.times.filter(({ context }) => context === "drill");
  return {
    firsts: firstsOf(counts),
    rest: counts.rest ?? NO_REST,
    picks: options.length > 0 ? new Map(counts.picks.map(({ pick, n }) => [pick, n])) : null,
    options,
    answers: answersOf(counts),
    drilled: { n: drilled.reduce((sum, { n }) => sum + n, 0), medianMs: medianMs(drilled) },
    targetMs: slowestTarget(body, targets),
  };
}
