import type { ItemBody } from "~/curriculum/pack";
import type { PlainDate } from "~/platform/dates";
import { Decimal } from "~/platform/decimal";
import type { LocalText } from "~/platform/locale";
import type { Refusal } from "~/platform/refusal";
import type { Grade } from "./types/question";

/** For the network: so long after the deadline an answer that was given in time still counts. */
export const GRACE_MS = 60_000;
export const CODE_MINUTES = 10;
export const CODE_FAILURES = 5;

export type TestRole = "quiz" | "rules_exam" | "desk_exam";

/** What a quiz and an exam have in common: everything a sitting obeys. All of it stands in the content. */
export type Test = {
  role: TestRole;
  title: LocalText;
  intro: LocalText | null;
  /** How many questions a sitting has. */
  size: number;
  pass: Decimal;
  criticalMustBeRight: boolean;
  minutes: number | null;
  attempts: number;
  /** Started with a supervisor's one-time code. */
  proctored: boolean;
};

/** The rules of a quiz: no time limit, no code. */
export function quizTest(quiz: ItemBody<"quiz">): Test {
  return {
    role: "quiz",
    title: quiz.title,
    intro: null,
    size: quiz.questions.length,
    pass: Decimal.of(quiz.pass),
    criticalMustBeRight: quiz.critical_must_be_right,
    minutes: null,
    attempts: quiz.attempts,
    proctored: false,
  };
}

/** The rules of an exam. */
export function examTest(exam: ItemBody<"exam">): Test {
  return {
    role: exam.role,
    title: exam.title,
    intro: exam.intro,
    size: exam.blueprint.reduce((sum, b) => sum + b.count, 0),
    pass: Decimal.of(exam.pass),
    criticalMustBeRight: exam.critical_must_be_right,
    minutes: exam.minutes,
    attempts: exam.attempts,
    proctored: exam.proctored,
  };
}

export type StartFacts = {
  test: Pick<Test, "attempts" | "proctored">;
  /** Sittings handed in so far. */
  used: number;
  passed: boolean;
  /** The last one waits for a supervisor's grade. */
  waiting: boolean;
  /** Attempts that a manager added. */
  extra: number;
  /** After a failed sitting: the next training day; null before the first, or when the calendar has none. */
  retakeOn: PlainDate | null;
  today: PlainDate;
  /** A live one-time code was given. */
  hasCode: boolean;
};

/**
 * Of the sittings of a test those that count: all, or, where somebody who passed has to pass again, those begun since. Then it may be tried each training day until it is passed: whoever has not is away
 * from the desk, and their manager knows.
 */
export function countedFacts<P extends { startedAt: Date; passed: boolean; score: string | null }>(
  test: Pick<Test, "attempts" | "proctored">,
  past: readonly P[],
  since: Date | null,
): Pick<StartFacts, "test" | "used" | "passed" | "waiting"> & { last: P | null } {
  const counted = since ? past.filter((p) => p.startedAt >= since) : past;
  return {
    test: since ? { ...test, attempts: counted.length + 1 } : test,
    used: counted.length,
    passed: counted.some((p) => p.passed),
    waiting: counted.some((p) => p.score === null),
    last: counted.at(-1) ?? null,
  };
}

/** Attempts that are left. */
export function attemptsLeft(facts: Pick<StartFacts, "test" | "used" | "extra">): number {
  return Math.max(0, facts.test.attempts + facts.extra - facts.used);
}

/** Why a new sitting may not begin now; null: it may. The page shows the same reason before the press. */
export function startRefusal(facts: StartFacts): Refusal | null {
  if (facts.passed) return { code: "already_passed" };
  if (facts.waiting) return { code: "waits_for_grading" };
  if (attemptsLeft(facts) === 0) return { code: "attempts_used_up" };
  if (facts.used > 0 && (facts.retakeOn === null || facts.retakeOn > facts.today)) {
    return facts.retakeOn === null ? { code: "retake_unknown" } : { code: "retake_later", params: { day: facts.retakeOn } };
  }
  if (facts.test.proctored && !facts.hasCode) return { code: "code_required" };
  return null;
}

/** When a sitting that starts now ends; null: it has no limit. */
export function deadlineOf(startedAt: Date, minutes: number | null): Date | null {
  return minutes === null ? null : new Date(startedAt.getTime() + minutes * 60_000);
}

/** Whether answers are still taken: to the last instant of the grace. */
export function takesAnswers(sitting: { deadlineAt: Date | null; submittedAt: Date | null }, now: Date): boolean {
  return sitting.submittedAt === null && (sitting.deadlineAt === null || now.getTime() <= sitting.deadlineAt.getTime() + GRACE_MS);
}

/** When a sitting counts as handed in: now, but never later than its time allows, however late the server comes to it. */
export function handedInAt(sitting: { deadlineAt: Date | null }, now: Date): Date {
  const last = sitting.deadlineAt ? sitting.deadlineAt.getTime() + GRACE_MS : Infinity;
  return now.getTime() <= last ? now : new Date(last);
}

export type SittingResult = { score: string; criticalWrong: number; passed: boolean };

/**
 * The result of a sitting: score = share of full score, 0–100; the shares are summed as exact fractions and divided once, rounded half-up at the
 * twelfth decimal, so that three thirds are one. Passed: the score reaches the pass mark (89.999… does not reach 90) and, where asked, no critical question is wrong.
 */
export function resultOf(
  graded: readonly { grade: Grade; critical: boolean }[],
  test: Pick<Test, "pass" | "criticalMustBeRight">,
): SittingResult {
  let numerator = 0n;
  let denominator = 1n;
  for (const { grade } of graded) {
    numerator = numerator * BigInt(grade.of) + BigInt(grade.points) * denominator;
    denominator *= BigInt(grade.of);
  }
  const score = Decimal.ratio(100n * numerator, denominator * BigInt(graded.length));
  const criticalWrong = graded.filter((g) => g.critical && !g.grade.correct).length;
  const passed = score.atLeast(test.pass) && (!test.criticalMustBeRight || criticalWrong === 0);
  return { score: score.toString(), criticalWrong, passed };
}

/**
 * How long an answer took, in ms: the client's own duration when it lies between 0.3 s and the server's time since the question was
 * issued + 2 s, else the server's. A phone's wrong clock changes nothing.
 */
export function answerMs(clientMs: unknown, issuedAt: Date, now: Date): number {
  const server = Math.max(0, now.getTime() - issuedAt.getTime());
  const believable = typeof clientMs === "number" && Number.isFinite(clientMs) && clientMs >= 300 && clientMs <= server + 2000;
  // The column is a 32-bit integer: 24 days.
  return Math.min(Math.round(believable ? clientMs : server), 2_000_000_000);
}

export type CodeFacts = { expiresAt: Date; usedAt: Date | null; failures: number };

/** Why a code no longer opens anything; null: it is live. */
export function codeRefusal(code: CodeFacts | null, now: Date): Refusal | null {
  if (!code || code.usedAt !== null || code.expiresAt <= now) return { code: "code_none", field: "code" };
  if (code.failures >= CODE_FAILURES) return { code: "code_worn_out", field: "code" };
  return null;
}
