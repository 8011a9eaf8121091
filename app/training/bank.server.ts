import { bankCertificate } from "@db/schema";
import { answerIn, type Drilled } from "~/drill/answer.server";
import { askableById } from "~/drill/askable.server";
import { bankStanding, begunSince, certificatesOf, enterBank, teachesRequired } from "~/drill/bank.server";
import { newPerDay, type Road } from "~/drill/schedule";
import { asDrillQuestion, bankWithVersions, type DrillQuestion, nextQuestions } from "~/drill/session.server";
import { type GivenAnswer, readTicket } from "~/drill/ticket.server";
import { tuningInForce } from "~/drill/tuning.server";
import { type Answer, answerFromForm, parseAnswer, type Verdict } from "~/drill/types/registry";
import type { Db, Reader, Tx } from "~/platform/database.server";
import { addDays, startOfDay } from "~/platform/dates";
import type { Locale } from "~/platform/locale";
import { audit, type Outcome, write, type WriteContext } from "~/platform/write.server";
import { type Training, trainingOf } from "./facts.server";

/**
 * The road to the desk of somebody in training: everything required is to be fluent by the evening before the day of the desk exam (the plan's last day), which is when the exam opens.
 * Who is past that day has until tonight. Null for everybody who is not in training: then the ordinary retention holds.
 */
export function roadOf(training: Training): Road {
  if (training.person.state !== "training" || training.endedAt !== null) return null;
  const { today } = training;
  const left = training.days.filter((day) => day.date !== null && day.date >= today);
  const last = left.at(-1)?.date ?? today;
  const evening = startOfDay(addDays(last, 1), training.team.zone).getTime() - 6 * 3_600_000;
  const tonight = startOfDay(addDays(today, 1), training.team.zone).getTime();
  return { readyBy: new Date(Math.max(evening, tonight)), daysLeft: Math.max(1, left.length) };
}

/** Bring in what the person's lessons taught: again and again harmless. */
async function fillBank(tx: Tx, training: Training, now: Date): Promise<number> {
  const done = training.activities.filter((a) => a.kind === "lesson" && a.status === "done").map((a) => a.ref);
  return enterBank(tx, training.person.id, done, now);
}

export type DrillStart = { questions: DrillQuestion[]; waiting: number; required: number; fluent: number; road: Road };

type Ask = { now: Date; held: readonly string[]; count: number; locale: Locale };

/** What a drill begins with: what the lessons taught since is brought in, then the next questions and how the bank stands. */
export async function drillStart(db: Db, personId: string, ask: Ask): Promise<DrillStart> {
  const training = await trainingOf(db, personId, ask.now);
  if (training) await db.transaction((tx) => fillBank(tx, training, ask.now));
  return goOn(db, personId, training, ask);
}

/** What a drill goes on with. */
async function drillGoOn(db: Db, personId: string, ask: Ask): Promise<DrillStart> {
  return goOn(db, personId, await trainingOf(db, personId, ask.now), ask);
}

async function goOn(db: Db, personId: string, training: Training | null, { now, held, count, locale }: Ask): Promise<DrillStart> {
  const road = training ? roadOf(training) : null;
  const newLeft = await newOnesLeft(db, personId, training, road, now);
  const [next, standing] = await Promise.all([
    nextQuestions(db, { personId, now, road, newLeft, held, count, locale }),
    bankStanding(db, personId, now),
  ]);
  return { ...next, ...standing, road };
}

async function newOnesLeft(reader: Reader, personId: string, training: Training | null, road: Road, now: Date): Promise<number> {
  const zone = training?.team.zone ?? "Asia/Shanghai";
  const today = training ? startOfDay(training.today, zone) : new Date(now.getTime() - 12 * 3_600_000);
  const [{ rows }, begun] = await Promise.all([bankWithVersions(reader, personId), begunSince(reader, personId, today)]);
  const unseen = rows.filter((row) => row.reviewedAt === null).length;
  return newPerDay(unseen + begun, road) - begun;
}

/** One answer of a drill; and, when it made the last required question fluent, the bank's certificate, in the same transaction. */
function answerDrill(ctx: WriteContext, personId: string, given: GivenAnswer, locale: Locale): Promise<Outcome<Drilled>> {
  return write({ ...ctx, submissionId: null }, async (tx) => {
    const outcome = await answerIn(tx, ctx, personId, given, locale);
    if (outcome.ok && outcome.value.turnedFluent) await certifyBankIn(tx, ctx, personId);
    return outcome;
  });
}

/** What became of one answer: its verdict, or why it was not taken. `ticket` names it. */
export type DrillResult = { ticket: string } & ({ ok: true; verdict: Verdict; turnedFluent: boolean } | { ok: false; code: string });
export type DrillReply = { results: DrillResult[]; next: DrillQuestion[]; waiting: number; required: number; fluent: number };

/** Several answers of a drill, in their order, each by itself; then the next `want` questions besides those that are `held`. */
export async function answerDrills(
  ctx: WriteContext,
  personId: string,
  answers: readonly GivenAnswer[],
  { held, want, locale }: { held: readonly string[]; want: number; locale: Locale },
): Promise<DrillReply> {
  const results: DrillResult[] = [];
  for (const given of answers) {
    const outcome = await answerDrill(ctx, personId, given, locale);
    results.push(
      outcome.ok
        ? { ticket: given.ticket, ok: true, verdict: outcome.value.verdict, turnedFluent: outcome.value.turnedFluent }
        : { ticket: given.ticket, ok: false, code: outcome.refusals[0]?.code ?? "not_found" },
    );
  }
  if (want === 0) return { results, next: [], waiting: 0, ...(await bankStanding(ctx.db, personId, ctx.now)) };
  // A browser that holds nothing still goes on with a bank that is filled.
  const { questions, waiting, required, fluent } = await drillGoOn(ctx.db, personId, { now: ctx.now, held, count: want, locale });
  return { results, next: questions, waiting, required, fluent };
}

/** An answer from a plain form: the question as it was asked, with its verdict, or why it was not taken. */
export async function plainDrillAnswer(
  ctx: WriteContext,
  personId: string,
  ticket: string,
  values: readonly string[],
  locale: Locale,
): Promise<PlainDrill> {
  const known = readTicket(ticket);
  const asked = known?.personId === personId ? await askableById(ctx.db, known.versionId) : null;
  if (!known || !asked) return { ok: false, code: "ticket_unknown", question: null };
  const { targets } = await tuningInForce(ctx.db, ctx.now);
  const question = asDrillQuestion(asked, ticket, "due", locale, targets);
  const answer = parseAnswer(asked.body, answerFromForm(asked.body, values));
  if (answer === null) return { ok: false, code: "answer_malformed", question };
  const outcome = await answerDrill(ctx, personId, { ticket, answer, ms: null }, locale);
  if (!outcome.ok) return { ok: false, code: outcome.refusals[0]?.code ?? "not_found", question };
  return { ok: true, question, answer, verdict: outcome.value.verdict, turnedFluent: outcome.value.turnedFluent };
}
export type PlainDrill =
  | { ok: true; question: DrillQuestion; answer: Answer; verdict: Verdict; turnedFluent: boolean }
  | { ok: false; code: string; question: DrillQuestion | null };

/**
 * Write the bank certificate when every required question of the plan is fluent at this moment: those that came in, and none of whose lesson is still to be done.
 * Not twice while the last one is the newest evidence of the same day.
 */
export async function certifyBankIn(tx: Tx, ctx: WriteContext, personId: string): Promise<void> {
  const standing = await bankStanding(tx, personId, ctx.now);
  if (standing.required === 0 || standing.fluent < standing.required) return;
  const training = await trainingOf(tx, personId, ctx.now);
  if (training?.person.state !== "training") return;
  const ahead = training.activities.filter((a) => a.kind === "lesson" && a.status !== "done").map((a) => a.ref);
  if (await teachesRequired(tx, ahead)) return;
  const [last] = await certificatesOf(tx, training.enrolmentId);
  if (last && last.questions === standing.required && ctx.now.getTime() - last.issuedAt.getTime() < 86_400_000) return;
  const [made] = await tx
    .insert(bankCertificate)
    .values({ personId, enrolmentId: training.enrolmentId, questions: standing.required, issuedAt: ctx.now })
    .returning({ id: bankCertificate.id });
  if (made)
    await audit(tx, ctx, {
      action: "drill.bank_fluent",
      subject: { type: "bank_certificate", id: made.id },
      personId,
      after: { questions: standing.required },
    });
}
