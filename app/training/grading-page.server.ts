import { createCookie } from "@remix-run/node";
import { contentBySlugs } from "~/curriculum/queries.server";
import { type AnswerToGrade, answerToGrade, type Grader, waitingCount, waitingOrder, waitingQuestions } from "~/drill/grading-queue.server";
import { remarksOf } from "~/drill/remarks.server";
import type { Actor } from "~/people/actor";
import type { Reader } from "~/platform/database.server";
import { type Locale, type LocalText, pick } from "~/platform/locale";

/** Whose answers somebody grades unless they ask for all: those of the teams that they lead. */
export function graderOf(actor: Actor, everybody: boolean): Grader {
  const leads = actor.roles.filter(({ role }) => role === "supervisor" || role === "manager");
  const isAll = everybody || leads.some(({ teamId }) => teamId === null);
  return { personId: actor.personId, teams: isAll ? "all" : leads.flatMap(({ teamId }) => teamId ?? []) };
}

/** The questions to which answers wait, with their topics in words; and how many more wait in other teams. */
export async function gradingList(reader: Reader, grader: Grader, locale: Locale) {
  const [questions, everywhere] = await Promise.all([
    waitingQuestions(reader, grader, locale),
    waitingCount(reader, { ...grader, teams: "all" }),
  ]);
  const topics = await contentBySlugs(
    reader,
    questions.map(({ topic }) => ({ kind: "topic", slug: topic })),
  );
  const titleOf = (slug: string) => {
    const body = topics.get(`topic ${slug}`)?.body as { title: LocalText } | undefined;
    return body ? pick(body.title, locale) : slug;
  };
  const waiting = questions.reduce((sum, { count }) => sum + count, 0);
  return { questions: questions.map((q) => ({ ...q, topic: titleOf(q.topic) })), waiting, elsewhere: everywhere - waiting };
}

/** What the page of one question shows of an answer. Blind: nothing that says whose it is. */
export type ShownAnswer = Omit<AnswerToGrade, "personId" | "name" | "locale"> & { personId: string | null; name: string | null };

/**
 * The page of one question: an answer to grade (the one asked for, else the first in the grader's order), the one after it, and the remarks of the shop in the
 * learner's language. `answer` null: nothing waits here.
 */
export async function gradingPage(
  reader: Reader,
  grader: Grader,
  ask: { itemId: string; at: string | null; blind: boolean; locale: Locale },
) {
  const { itemId, at, blind, locale } = ask;
  const order = await waitingOrder(reader, grader, itemId);
  const attemptId = at ?? order[0] ?? null;
  const found = attemptId ? await answerToGrade(reader, attemptId, locale) : null;
  if (at && (found?.itemId !== itemId || found.personId === grader.personId)) return null;
  const place = attemptId ? order.indexOf(attemptId) : -1;
  const next = order.length > 1 || place < 0 ? (order[(place + 1) % Math.max(1, order.length)] ?? null) : null;
  return {
    answer: found && shown(found, blind),
    next,
    left: order.length,
    remarks: found ? (await remarksOf(reader, found.locale)).slice(0, 12) : [],
  };
}

function shown({ personId, name, locale: _, ...answer }: AnswerToGrade, blind: boolean): ShownAnswer {
  const isHidden = blind && answer.graded === null;
  return { ...answer, personId: isHidden ? null : personId, name: isHidden ? null : name };
}

/** What the grader just did, for the line that offers to change it; null when it is no doing of theirs. */
export async function justGraded(reader: Reader, grader: Grader, attemptId: string | null, locale: Locale) {
  const found = attemptId ? await answerToGrade(reader, attemptId, locale) : null;
  if (found?.graded?.byId !== grader.personId || found.graded.grade === null) return null;
  return { attemptId: found.attemptId, itemId: found.itemId, name: found.name, grade: found.graded.grade };
}

const blindCookie = createCookie("deskready-blind", { path: "/grading", sameSite: "lax", httpOnly: true, maxAge: 31_536_000 });

/** Whether this grader wants to grade without seeing names, on this device. */
export async function isBlind(request: Request, personId: string): Promise<boolean> {
  return (await blindCookie.parse(request.headers.get("Cookie")).catch(() => null)) === personId;
}

/** The Set-Cookie value that remembers it. */
export function blindFrom(personId: string, on: boolean): Promise<string> {
  return blindCookie.serialize(on ? personId : "");
}
