import { sql } from "drizzle-orm";
import { bankCertificate } from "@db/schema";
import { answerIn, type Drilled } from "~/drill/answer.server";
import { askableById } from "~/drill/askable.server";
import { bankStanding, certificatesOf, enterBank, teachesRequired } from "~/drill/bank.server";
import type { CardState } from "~/drill/card";
import { answerFast } from "~/drill/fast.server";
import type { Claim } from "~/people/guard.server";
import { afterAnswer, isSpent, type Line, nextOf } from "~/drill/line";
import { issueLine } from "~/drill/line.server";
import type { Road } from "~/drill/schedule";
import { asDrillQuestion, type DrillQuestion, type Go, type GoAsk, goOnLine, planGo } from "~/drill/session.server";
import { checkShelf } from "~/drill/shelf.server";
import { type GivenAnswer, readTicket } from "~/drill/ticket.server";
import { tuningInForce } from "~/drill/tuning.server";
import { type Answer, answerFromForm, parseAnswer, type Verdict } from "~/drill/types/registry";
import type { Db, Reader, Tx } from "~/platform/database.server";
import { addDays, startOfDay } from "~/platform/dates";
import type { Locale } from "~/platform/locale";
import { newId } from "~/platform/ids";
import { accept, audit, type Outcome, write, type WriteContext } from "~/platform/write.server";
import { type Training, trainingOf } from "./facts.server";
import type { PersonState } from "./state";

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
  return { readyBy: new Date(Math.max(evening, tonight)), daysLeft: Math.max(1, left.length), certified: training.certified };
}

/** Bring in what the person's lessons taught: again and again harmless. */
async function fillBank(reader: Reader, training: Training, now: Date): Promise<number> {
  const done = training.activities.filter((a) => a.kind === "lesson" && a.status === "done").map((a) => a.ref);
  return enterBank(reader, training.person.id, done, now);
}

/** A go of the drill, as it begins: with the training that it was planned by. */
export type DrillStart = Go & { training: Training | null };

type Ask = Omit<GoAsk, "personId" | "road" | "dayBegan">;

/** What a drill begins with: what the lessons taught since is brought in, then a go is planned. */
export async function drillStart(db: Db, personId: string, ask: Ask): Promise<DrillStart> {
  const training = await trainingOf(db, personId, ask.now);
  if (training) await fillBank(db, training, ask.now);
  const go = await goOf(db, personId, training, ask);
  // What makes a bank fluent is an answer, or that a question was archived, or only that the last certificate has run out.
  if (training && !training.certified && isFluent(go.line)) await certifyBank(db, personId, ask.now);
  return { ...go, training };
}

function goOf(db: Db, personId: string, training: Training | null, ask: Ask): Promise<Go> {
  const road = training ? roadOf(training) : null;
  const dayBegan = training ? startOfDay(training.today, training.team.zone) : new Date(ask.now.getTime() - 12 * 3_600_000);
  return planGo(db, { ...ask, personId, road, dayBegan });
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
export type DrillReply = { results: DrillResult[]; next: DrillQuestion[]; line: string; required: number; fluent: number };

/** The questions that a browser has, and how many more it would like. */
type Wanted = { held: ReadonlySet<string>; want: number };

/**
 * The ordinary answer: one, to a question of a line, written by a statement that asks in itself whether the claim holds. Null, with nothing written: the guard comes
 * first, then `answerDrills`.
 */
export async function answerAtOnce(
  ctx: WriteContext,
  claim: Claim,
  given: GivenAnswer,
  { personId, line }: { personId: string; line: Line },
  { held, want }: Wanted,
): Promise<DrillReply | null> {
  const { db, now } = ctx;
  const to = { personId, now, held, locale: line.locale };
  const next = nextOf(line, now, held, want).map(({ itemId }) => itemId);
  const fast = await answerFast(db, personId, given, next, { ...to, claim });
  if (!fast?.outcome.ok) return null;
  const results = [resultOf(given.ticket, fast.outcome)];
  return furtherOn(db, to, results, { line: afterAnswer(line, fast.outcome.value), cards: fast.cards }, want);
}

/**
 * Several answers of a drill, in their order, each by itself; then the next `want` questions besides those that are `held`: from the line that came along, which
 * says what comes next without a look at the bank, else from a go that is planned anew.
 */
export async function answerDrills(
  ctx: WriteContext,
  personId: string,
  answers: readonly GivenAnswer[],
  { held, want, locale, line: given }: Wanted & { locale: Locale; line: Line | null },
): Promise<DrillReply> {
  const { db, now } = ctx;
  const to = { personId, now, held, locale };
  const next = given ? nextOf(given, now, held, want).map(({ itemId }) => itemId) : [];
  const results: DrillResult[] = [];
  let line = given;
  let cards: ReadonlyMap<string, CardState> = new Map();
  for (const [n, one] of answers.entries()) {
    const fast = await answerFast(db, personId, one, n === answers.length - 1 ? next : [], to);
    const outcome = fast?.outcome ?? (await answerDrill(ctx, personId, one, locale));
    if (!fast) await checkShelf(db);
    if (fast) cards = fast.cards;
    if (outcome.ok && line) line = afterAnswer(line, outcome.value);
    results.push(resultOf(one.ticket, outcome));
  }
  if (!line && want === 0) {
    const standing = await bankStanding(db, personId, now);
    return { results, next: [], line: "", ...standing };
  }
  return furtherOn(db, to, results, { line, cards }, want);
}

/** What became of the answers, with the next `want` questions. */
async function furtherOn(
  db: Db,
  to: Pick<GoAsk, "personId" | "now" | "held" | "locale">,
  results: DrillResult[],
  { line, cards }: { line: Line | null; cards: ReadonlyMap<string, CardState> },
  want: number,
): Promise<DrillReply> {
  const { personId, now, held, locale } = to;
  const further = line ? await goOnLine(db, to, line, want, cards) : null;
  const lacking = want - (further?.questions.length ?? 0);
  if (further && (lacking === 0 || !isSpent(further.line, now))) return replyOf(personId, results, further.questions, further.line);
  const had = further?.questions ?? [];
  const go = await goOf(db, personId, await trainingOf(db, personId, now), {
    ...{ now, locale, only: null, count: lacking },
    held: new Set([...held, ...had.map(({ itemId }) => itemId)]),
  });
  return replyOf(personId, results, [...had, ...go.questions], go.line);
}

function replyOf(personId: string, results: DrillResult[], next: DrillQuestion[], line: Line): DrillReply {
  return { results, next, line: issueLine(personId, line), required: line.required, fluent: line.fluent };
}

function resultOf(ticket: string, outcome: Outcome<Drilled>): DrillResult {
  return outcome.ok
    ? { ticket, ok: true, verdict: outcome.value.verdict, turnedFluent: outcome.value.turnedFluent }
    : { ticket, ok: false, code: outcome.refusals[0]?.code ?? "not_found" };
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

/** Write the bank certificate where the bank stands fluent, without an answer of this moment. */
export async function certifyBank(db: Db, personId: string, now: Date): Promise<void> {
  const ctx: WriteContext = { db, actorId: personId, now, requestId: newId(), submissionId: null };
  await write(ctx, async (tx) => accept(await certifyBankIn(tx, ctx, personId)));
}

/**
 * Write the bank certificate when every required question of the plan is fluent at this moment: those that came in, and none of whose lesson is still to be done.
 * In training once a day at most, so that it counts from the last day on which it was true; afterwards only where the one before has run out.
 */
export async function certifyBankIn(tx: Tx, ctx: WriteContext, personId: string): Promise<void> {
  // Of two answers at once that each turn a question fluent the second has to see the first.
  await tx.execute(sql`select pg_advisory_xact_lock(hashtext(${`bank of ${personId}`}))`);
  if (!isFluent(await bankStanding(tx, personId, ctx.now))) return;
  const training = await trainingOf(tx, personId, ctx.now);
  const state = training?.person.state ?? null;
  if (!training || training.endedAt || state === null || !learning.includes(state)) return;
  if (state !== "training" && training.certified) return;
  // What the lessons taught since belongs to it too.
  await fillBank(tx, training, ctx.now);
  const standing = await bankStanding(tx, personId, ctx.now);
  if (!isFluent(standing)) return;
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

const isFluent = ({ required, fluent }: { required: number; fluent: number }) => required > 0 && fluent === required;

/** The states in which a bank is certified. */
const learning: readonly PersonState[] = ["training", "probation", "active"];
