import { eq } from "drizzle-orm";
import { person } from "@db/schema";
import type { Reader } from "~/platform/database.server";
import { showScore } from "~/platform/decimal";
import { formatDay } from "~/platform/format";
import { type Locale, pick } from "~/platform/locale";
import type { Refusal } from "~/platform/refusal";
import { takesAnswers } from "~/drill/exam";
import { liveCode, sittingById, sittingPaper, testOf, testVersion } from "~/drill/queries.server";
import { sittingReview } from "~/drill/review.server";
import { trainingOf } from "./facts.server";
import { beginRefusal, codeRefusalFor, type TestActivity, testActivity, testIn } from "./sitting.server";

/** Refusals as a page says them: days in the reader's words. */
export function spoken<R extends Refusal | null>(refusal: R, locale: Locale): R {
  if (refusal?.code !== "retake_later") return refusal;
  return { ...refusal, params: { day: formatDay(String(refusal.params?.day), locale) } };
}

const shown = (past: TestActivity["past"]) => past.map((p) => ({ ...p, score: p.score && showScore(p.score) }));

/**
 * The page of a quiz or exam for its trainee: before a sitting the rules and why it may not begin; during one the questions with the answers so
 * far and nothing of any key. Null when the plan has no such quiz or exam. `asked`: the question to show, from 1; one past the last is the end.
 */
export async function sittingPage(reader: Reader, personId: string, slug: string, asked: number | null, locale: Locale, now: Date) {
  const facts = await testActivity(reader, personId, slug, now);
  if (!facts) return null;
  const { test, open, past, extra } = facts;
  const head = { slug, title: pick(test.title, locale), role: test.role };
  if (!open) {
    return {
      stage: "start" as const,
      ...head,
      intro: test.intro && pick(test.intro, locale),
      rules: {
        size: test.size,
        pass: test.pass.toString(),
        critical: test.criticalMustBeRight,
        minutes: test.minutes,
        proctored: test.proctored,
      },
      attempt: past.length + 1,
      attempts: test.attempts + extra,
      refusal: spoken(beginRefusal(facts), locale),
      last: shown(past).at(-1) ?? null,
    };
  }
  const questions = await sittingPaper(reader, open, locale);
  const firstOpen = questions.findIndex((q) => q.answer === null);
  const wanted = asked === null ? (firstOpen < 0 ? questions.length : firstOpen) : asked - 1;
  return {
    stage: "open" as const,
    ...head,
    sittingId: open.id,
    attempt: open.attempt,
    questions,
    at: Math.max(0, Math.min(wanted, questions.length)),
    revision: open.answersRevision,
    startedAt: open.startedAt,
    deadlineAt: open.deadlineAt,
    now,
    over: !takesAnswers(open, now),
    focusLosses: open.focusLosses,
    focusNoted: test.role !== "quiz",
  };
}

type Whose = {
  personId: string;
  sittingId: string;
  /** The activity that the address names; null: it names none. */
  slug: string | null;
  /** Whether it is read by somebody else: lessons are then those of the library. */
  byOther: boolean;
};

/** The result of somebody's sitting, with its review. `open`: not handed in yet. Null when it is not theirs or of another activity. */
export async function resultPage(reader: Reader, whose: Whose, locale: Locale, now: Date) {
  const { personId, sittingId } = whose;
  const done = await sittingById(reader, sittingId);
  if (done?.personId !== personId || (whose.slug !== null && done.slug !== whose.slug)) return null;
  const { slug } = done;
  const [review, version, training] = await Promise.all([
    sittingReview(reader, done, locale),
    testVersion(reader, done.contentVersionId),
    trainingOf(reader, personId, now),
  ]);
  if (!review || !version) return "open" as const;
  const test = testOf(version);
  const own = training?.enrolmentId === done.enrolmentId && !training.endedAt ? training : null;
  const activity = own?.activities.find((a) => a.slug === slug);
  const latest = activity?.attempts === done.attempt;
  const lessons = new Map(
    (own?.activities ?? [])
      .filter((a) => a.kind === "lesson")
      .map((a) => [a.ref, { to: whose.byOther ? `/library/lesson/${a.ref}` : `/learn/${a.slug}`, title: pick(a.title, locale) }]),
  );
  return {
    slug,
    sittingId,
    name: training?.person.name ?? "",
    title: pick(test.title, locale),
    role: test.role,
    attempt: done.attempt,
    submittedAt: done.submittedAt,
    focusLosses: done.focusLosses,
    focusLostAt: done.focusLostAt,
    pass: test.pass.toString(),
    criticalMustBeRight: test.criticalMustBeRight,
    /** Null: answers wait for a supervisor. */
    result: review.result && { ...review.result, score: showScore(review.result.score) },
    waiting: review.waiting,
    // Only the last attempt says what comes next.
    retake: latest && activity.status === "returned" && activity.retake && own ? retakeState(activity.retake, own.today, locale) : null,
    questions: review.questions.map(({ lesson, ...q }) => ({
      ...q,
      percent: percentOf(q.verdict.share),
      lesson: lessons.get(lesson) ?? null,
    })),
  };
}

/** A share of 0–1 in whole per cent, rounded down: a part that is not all never reads 100. */
function percentOf(share: string): number {
  return Math.floor(Number(share) * 100);
}

function retakeState(
  retake: { left: number; opensOn: string | null },
  today: string,
  locale: Locale,
): { state: "used_up" | "unknown" | "now" | "later"; day: string } {
  if (retake.left === 0) return { state: "used_up", day: "" };
  if (retake.opensOn === null) return { state: "unknown", day: "" };
  return { state: retake.opensOn <= today ? "now" : "later", day: formatDay(retake.opensOn, locale) };
}

/** The supervisor's page for one person: the exams of the plan that start with a code, what may be done about each, and what was sat. */
export async function codePage(reader: Reader, personId: string, locale: Locale, now: Date) {
  const training = await trainingOf(reader, personId, now);
  const exams = training?.activities.filter((a) => a.kind === "exam") ?? [];
  const found = await Promise.all(exams.map((a) => training && testIn(reader, training, a.slug)));
  const rows = found.flatMap((facts) => (facts?.test.proctored ? [facts] : []));
  return {
    name: training?.person.name ?? (await nameOf(reader, personId)),
    exams: await Promise.all(
      rows.map(async (facts) => ({
        slug: facts.activity.slug,
        title: pick(facts.test.title, locale),
        minutes: facts.test.minutes,
        refusal: spoken(codeRefusalFor(facts), locale),
        live: await liveCode(reader, personId, facts.activity.slug, now),
        running: facts.open && { startedAt: facts.open.startedAt, deadlineAt: facts.open.deadlineAt, focusLosses: facts.open.focusLosses },
        past: shown(facts.past),
      })),
    ),
  };
}

async function nameOf(reader: Reader, personId: string): Promise<string> {
  const [row] = await reader.select({ name: person.name }).from(person).where(eq(person.id, personId));
  return row?.name ?? "";
}
