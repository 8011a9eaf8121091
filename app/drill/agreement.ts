/** How often machine and person said the same of the answers to a question: right or wrong. */
export type Agreement = { bothRight: number; machineRight: number; personRight: number; bothWrong: number };

/** Fewer than this, and a kappa says more about chance than about the question. */
const ENOUGH = 20;

/** How many were graded, the share on which both agree, and how much of that is more than chance. */
export type AgreementSummary = {
  graded: number;
  /** 0 to 1; null: none was graded. */
  agreed: number | null;
  /** Cohen's kappa, −1 to 1; null: too few were graded, or both always say the same. */
  kappa: number | null;
};

/** What the four counts say. */
export function summaryOfAgreement({ bothRight, machineRight, personRight, bothWrong }: Agreement): AgreementSummary {
  const graded = bothRight + machineRight + personRight + bothWrong;
  if (graded === 0) return { graded, agreed: null, kappa: null };
  const agreed = (bothRight + bothWrong) / graded;
  const machine = (bothRight + machineRight) / graded;
  const person = (bothRight + personRight) / graded;
  const chance = machine * person + (1 - machine) * (1 - person);
  const kappa = graded < ENOUGH || chance === 1 ? null : (agreed - chance) / (1 - chance);
  return { graded, agreed, kappa };
}

/** Which of the four a guess and a person's word make. */
export function cellOf(guess: boolean, correct: boolean): keyof Agreement {
  if (guess) return correct ? "bothRight" : "machineRight";
  return correct ? "personRight" : "bothWrong";
}
