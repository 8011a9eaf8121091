import { Decimal } from "~/platform/decimal";
import { bonusFen, type Tier, tierOf } from "../bonus";
import type { Rules } from "../rule-sets";

/** The score of a supervisor: 60 points for the team, 40 for one's own duties (2-domain, "Supervisor score"). Pure. */

export const duties = ["checks", "meetings", "items"] as const;
export type Duty = (typeof duties)[number];
export type SupervisorRules = NonNullable<Rules["supervisor"]>;

/** An agent of the team in that month: the exact score, and the working days on which they were active. */
export type TeamMember = { personId: string; name: string; score: string; activeDays: number };
export type Done = { done: number; due: number };

export type SupervisorFacts = {
  members: readonly TeamMember[];
  duties: Record<Duty, Done>;
  /** Working days of the month on which they led the team, and all of them. */
  activeDays: number;
  workingDays: number;
  /** Teams that they led in that month: the bonus is divided evenly over them. */
  teams: number;
};

/** How a supervisor's month was scored, as it is kept. */
export type SupervisorTrace = {
  weights: SupervisorRules;
  members: TeamMember[];
  /** Σ score × active days ÷ Σ active days. Null: nobody of the team was scored. */
  average: string | null;
  /** Points that the team's average brings, and could bring. */
  team: { points: string; of: string } | null;
  duties: ({ duty: Duty; share: string | null; points: string | null; of: string | null } & Done)[];
  teams: number;
  tiers: Tier[];
  baseYuan: number | null;
  score: string | null;
};

export type ScoredSupervisor = { trace: SupervisorTrace; score: Decimal | null; bonusFen: bigint | null };

const hundred = Decimal.of(100);

/**
 * Score a supervisor's month. The average weighs every agent by their active days: who was there for half of the month counts half. A duty that had nothing due is spread over the other
 * duties pro rata; where none had, the team carries the whole. Without a scored agent there is no score.
 */
export function scoreSupervisor(weights: SupervisorRules, tiers: readonly Tier[], facts: SupervisorFacts): ScoredSupervisor {
  const counted = facts.members.filter(({ activeDays }) => activeDays > 0);
  const average = Decimal.weightedMean(
    counted.map(({ score, activeDays }) => ({ weight: Decimal.of(activeDays), of: Decimal.parse(score) })),
  );
  const measured = duties.map((duty) => {
    const { done, due } = facts.duties[duty];
    const share = due > 0 ? Decimal.ratio(BigInt(Math.min(done, due)) * 100n, BigInt(due)) : null;
    return { duty, done, due, share, weight: Decimal.of(weights[duty]) };
  });
  const all = measured.reduce((sum, { weight }) => sum.add(weight), Decimal.zero);
  const had = measured.reduce((sum, { weight, share }) => (share ? sum.add(weight) : sum), Decimal.zero);
  const noDuty = had.compare(Decimal.zero) === 0;
  // All weights × what had something due: so that nothing is divided before the end.
  const teamWeight = noDuty ? hundred : Decimal.of(weights.team);
  const spread = (weight: Decimal) => (noDuty ? Decimal.zero : weight.part(all, had));
  const score =
    average &&
    Decimal.weightedMean([
      { weight: noDuty ? hundred : teamWeight.multiply(had), of: average },
      ...measured.flatMap(({ weight, share }) => (share && !noDuty ? [{ weight: weight.multiply(all), of: share }] : [])),
    ]);
  const days = { active: facts.activeDays, working: facts.workingDays * facts.teams };
  return {
    score,
    bonusFen: score && bonusFen(tiers, score, days),
    trace: {
      weights,
      members: [...facts.members],
      average: average?.toString() ?? null,
      team: average && { points: average.part(teamWeight, hundred).toString(), of: teamWeight.toString() },
      duties: measured.map(({ share, weight, ...duty }) => ({
        ...duty,
        share: share?.toString() ?? null,
        points: share && !noDuty ? share.part(spread(weight), hundred).toString() : null,
        of: share && !noDuty ? spread(weight).toString() : null,
      })),
      teams: facts.teams,
      tiers: [...tiers],
      baseYuan: score ? (tierOf(tiers, score)?.base_yuan ?? null) : null,
      score: score?.toString() ?? null,
    },
  };
}
