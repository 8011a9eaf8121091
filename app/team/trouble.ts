import type { PersonState } from "~/training/state";

/** What is wrong with somebody's way, the worst first: own work is missing, or it waits for somebody else. */
export type Trouble = "late" | "waiting" | null;

/** As much of a person as the order of the team page looks at. */
export type Standing = {
  personId: string;
  name: string;
  state: PersonState;
  /** Training days that have passed since the first on which own work is missing. */
  lateDays: number;
  /** Whole days since which something waits for somebody else; null when nothing does. */
  waitingDays: number | null;
  /** How many training days of the plan have begun; 0 before the plan or without one. */
  day: number;
};

const stages: Record<PersonState, number> = { training: 0, probation: 1, invited: 2, suspended: 3, active: 4, left: 5 };

/** Own lateness weighs more than waiting for others. */
export function troubleOf(standing: Pick<Standing, "lateDays" | "waitingDays">): Trouble {
  return standing.lateDays > 0 ? "late" : standing.waitingDays !== null ? "waiting" : null;
}

function rank(standing: Standing): number[] {
  const trouble = troubleOf(standing);
  return [
    trouble === "late" ? 0 : trouble === "waiting" ? 1 : 2,
    trouble === "late" ? -standing.lateDays : trouble === "waiting" ? -(standing.waitingDays ?? 0) : 0,
    stages[standing.state],
    -standing.day,
  ];
}

/** Whom to look at first: late ones, the latest on top; then who waits longest; then by stage and day, the furthest on top; then by name. */
export function sortByTrouble<S extends Standing>(people: readonly S[]): S[] {
  return sortedBy(people, rank);
}

/** The furthest on their plan first. */
export function sortByDay<S extends Standing>(people: readonly S[]): S[] {
  return sortedBy(people, (p) => [stages[p.state], -p.day]);
}

/** By name, Chinese names by their pinyin. */
export function sortByName<S extends Standing>(people: readonly S[]): S[] {
  return sortedBy(people, () => []);
}

const names = new Intl.Collator("zh-CN");

function sortedBy<S extends Standing>(people: readonly S[], rankOf: (standing: S) => number[]): S[] {
  return people
    .map((person) => ({ person, rank: rankOf(person) }))
    .sort((a, b) => {
      const at = a.rank.findIndex((r, i) => r !== b.rank[i]);
      if (at >= 0) return (a.rank[at] ?? 0) - (b.rank[at] ?? 0);
      return names.compare(a.person.name, b.person.name) || (a.person.personId < b.person.personId ? -1 : 1);
    })
    .map(({ person }) => person);
}
