import { Decimal } from "~/platform/decimal";

/**
 * What a person makes of a written answer, 0–4: 0 does harm, 1 does not help, 2 helps by half, 3 is good, 4 could be sent as it stands. The share of full score is the
 * grade ÷ 4; from 3 on it is right.
 */
export const grades = [0, 1, 2, 3, 4] as const;
export type PersonsGrade = (typeof grades)[number];

const RIGHT_FROM = 3;

/** The grade that a posted text is; null for anything else. */
export function parseGrade(text: string): PersonsGrade | null {
  return grades.find((grade) => String(grade) === text) ?? null;
}

/** What a person's grade is worth. */
export function worthOf(grade: PersonsGrade): { share: string; correct: boolean } {
  return { share: Decimal.ratio(BigInt(grade), 4n).toString(), correct: grade >= RIGHT_FROM };
}

/** What a machine guesses of an answer that it cannot decide: right when it found as much of it as a person would have to for a 3. */
export function guessedRight(share: string): boolean {
  return Decimal.parse(share).atLeast(Decimal.ratio(BigInt(RIGHT_FROM), 4n));
}
