import { and, eq, isNull, sql } from "drizzle-orm";
import { appeal, attempt, attemptGrading, attemptWaiting } from "@db/schema";
import type { Reader, Tx } from "~/platform/database.server";
import { newId } from "~/platform/ids";
import { accept, audit, type Outcome, refuse, refuseAll, type WriteContext } from "~/platform/write.server";
import { openItem } from "~/work/actions.server";
import { type AppealFacts, appealRefusal, reasonRefusal, type Ruling, sameAnswerKey } from "./appeal-rules";
import { Decimal } from "~/platform/decimal";
import { teamOf } from "./waiting.server";

export type Appeal = typeof appeal.$inferSelect;

/** An answer as an appeal looks at it. */
export type AppealedAnswer = AppealFacts & {
  attemptId: string;
  personId: string;
  questionVersionId: string;
  itemId: string;
  contextId: string;
};

/** One of somebody's own answers with all that says whether it may be appealed against; null when it is none of theirs. */
export async function appealedAnswer(reader: Reader, personId: string, attemptId: string): Promise<AppealedAnswer | null> {
  const [row] = await reader
    .select({
      attemptId: attempt.id,
      personId: attempt.personId,
      questionVersionId: attempt.questionVersionId,
      itemId: sql<string>`(select v.item_id from content_version v where v.id = ${attempt.questionVersionId})`,
      context: attempt.context,
      contextId: attempt.contextId,
      answeredAt: attempt.at,
      share: sql<string>`coalesce(${heldShare}, ${attempt.share})::text`,
      isPending: sql<boolean>`${attempt.undecided} and ${heldShare} is null`,
      isAppealed: sql<boolean>`exists (select from appeal p where p.person_id = ${attempt.personId} and p.attempt_id = ${attempt.id})`,
    })
    .from(attempt)
    .where(and(eq(attempt.personId, personId), eq(attempt.id, attemptId)));
  if (!row) return null;
  const { share, ...facts } = row;
  return { ...facts, isFull: isFull(share) };
}

const heldShare = sql`(select g.share from attempt_grading g where g.person_id = ${attempt.personId} and g.attempt_id = ${attempt.id}
  order by g.number desc limit 1)`;

function isFull(share: string): boolean {
  return Decimal.parse(share).atLeast(Decimal.one);
}

/** Appeal against the grade of one's own answer: it waits for a manager and for the content owner, whoever comes first. */
export async function openAppealIn(
  tx: Tx,
  ctx: WriteContext,
  input: { personId: string; attemptId: string; reason: string },
): Promise<Outcome<{ appealId: string }>> {
  const { personId, attemptId } = input;
  const reason = input.reason.trim();
  const found = await appealedAnswer(tx, personId, attemptId);
  if (!found) return refuse("not_found");
  const shut = appealRefusal(found, ctx.now) ?? reasonRefusal(reason);
  if (shut) return refuseAll([shut]);
  const { questionVersionId, itemId } = found;
  const appealId = newId();
  const sittingId = found.context === "sitting" ? found.contextId : null;
  const made = await tx
    .insert(appeal)
    .values({ id: appealId, personId, attemptId, itemId, questionVersionId, sittingId, reason, openedAt: ctx.now })
    .onConflictDoNothing()
    .returning({ id: appeal.id });
  if (made.length === 0) return refuse("appeal_twice");
  const teamId = await teamOf(tx, personId, ctx.now);
  for (const kind of ["appeal", "appeal_content"] as const)
    await openItem(tx, ctx, { kind, subjectId: appealId, teamId: kind === "appeal" ? teamId : null, personId });
  await audit(tx, ctx, { action: "drill.appealed", subject: { type: "appeal", id: appealId }, personId, reason });
  return accept({ appealId });
}

/** An appeal by its id; with `lock` nobody else decides it meanwhile. */
export async function appealById(reader: Reader, id: string, lock = false): Promise<Appeal | null> {
  const query = reader.select().from(appeal).where(eq(appeal.id, id));
  const [row] = await (lock ? query.for("update") : query);
  return row ?? null;
}

/** Two regrades of one version of a question follow one another: the second finds what the first has made. */
export async function lockQuestion(tx: Tx, questionVersionId: string): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`regrade ${questionVersionId}`}, 0))`);
}

/** An answer that a ruling concerns. */
export type Concerned = { personId: string; attemptId: string; context: "sitting" | "drill"; contextId: string };

const READ_AT_ONCE = 2000;

/**
 * The answers to the same version of the question that a ruling would give full points and that have less: all of them, or those that say the same as the
 * appealed one. Answers in lessons are none of them: nothing rests on those. `by`: nobody decides on an answer of their own. At most `limit`; what this appeal
 * has changed already is left out, so that a large shop's are gone through piece by piece.
 */
export async function concernedBy(
  reader: Reader,
  about: Pick<Appeal, "id" | "questionVersionId" | "itemId" | "personId" | "attemptId">,
  ruling: Exclude<Ruling, "rejected">,
  { by, limit }: { by: string | null; limit: number },
): Promise<Concerned[]> {
  const wanted = ruling === "also_right" ? await keyOf(reader, about) : null;
  const concerned: Concerned[] = [];
  let after = { personId: NIL, attemptId: NIL };
  for (;;) {
    const rows = await reader.execute<Concerned & { answer: unknown }>(sql`
      select a.person_id as "personId", a.id as "attemptId", a.context, a.context_id as "contextId", a.answer
      from (
        select * from attempt where question_version_id = ${about.questionVersionId} and context = 'sitting'
        union all
        select * from attempt where context_id = ${about.itemId} and context = 'drill' and question_version_id = ${about.questionVersionId}) a
      left join lateral (select g.share from attempt_grading g where g.person_id = a.person_id and g.attempt_id = a.id order by g.number desc limit 1) held on true
      where (a.person_id, a.id) > (${after.personId}::uuid, ${after.attemptId}::uuid) and coalesce(held.share, a.share) < 1
        and a.person_id is distinct from ${by}::uuid
      order by a.person_id, a.id limit ${READ_AT_ONCE}`);
    for (const { answer, ...row } of rows) {
      if (wanted === null || sameAnswerKey(answer) === wanted) concerned.push(row);
      if (concerned.length === limit) return concerned;
    }
    const last = rows.at(-1);
    if (!last || rows.length < READ_AT_ONCE) return concerned;
    after = { personId: last.personId, attemptId: last.attemptId };
  }
}

const NIL = "00000000-0000-0000-0000-000000000000";

async function keyOf(reader: Reader, about: Pick<Appeal, "personId" | "attemptId">): Promise<string> {
  const [row] = await reader
    .select({ answer: attempt.answer })
    .from(attempt)
    .where(and(eq(attempt.personId, about.personId), eq(attempt.id, about.attemptId)));
  return sameAnswerKey(row?.answer ?? {});
}

/** Give these answers full points by an appeal: one more grading each, and none of them waits any longer. */
export async function gradeByAppealIn(
  tx: Tx,
  ctx: WriteContext,
  by: { appealId: string; decidedBy: string },
  answers: readonly Concerned[],
): Promise<void> {
  if (answers.length === 0) return;
  const ids = sql`unnest(${sql.param(answers.map((a) => a.personId))}::uuid[], ${sql.param(answers.map((a) => a.attemptId))}::uuid[]) as x(person_id, attempt_id)`;
  // Whoever grades one of them at this moment comes before or after, and numbers follow one another.
  await tx.execute(sql`select 1 from attempt_waiting w join ${ids} on x.person_id = w.person_id and x.attempt_id = w.attempt_id
    order by w.attempt_id for update of w`);
  const numbers = await tx.execute<{ attemptId: string; number: number }>(sql`
    select x.attempt_id as "attemptId", (select coalesce(max(g.number), 0) + 1 from attempt_grading g
      where g.person_id = x.person_id and g.attempt_id = x.attempt_id)::int as number from ${ids}`);
  const next = new Map(numbers.map((row) => [row.attemptId, row.number]));
  await tx.insert(attemptGrading).values(
    answers.map(({ personId, attemptId }) => ({
      personId,
      attemptId,
      number: next.get(attemptId) ?? 1,
      cause: "appeal" as const,
      share: "1",
      correct: true,
      gradedBy: by.decidedBy,
      appealId: by.appealId,
      gradedAt: ctx.now,
    })),
  );
  await tx
    .update(attemptWaiting)
    .set({ closedAt: ctx.now })
    .where(
      and(
        isNull(attemptWaiting.closedAt),
        sql`(${attemptWaiting.personId}, ${attemptWaiting.attemptId}) in (select person_id, attempt_id from ${ids})`,
      ),
    );
}

/** How often each answer was given to the version of an appeal's question, the commonest first, and whether it has full points now. */
export async function answersGiven(
  reader: Reader,
  about: Pick<Appeal, "questionVersionId" | "itemId">,
): Promise<{ answer: unknown; count: number; full: number }[]> {
  const rows = await reader.execute<{ answer: unknown; count: number; full: number }>(sql`
    select answer, count(*)::int as count, (count(*) filter (where share >= 1))::int as "full" from (
      select a.answer, coalesce((select g.share from attempt_grading g where g.person_id = a.person_id and g.attempt_id = a.id order by g.number desc limit 1), a.share) as share
      from (
        select * from attempt where question_version_id = ${about.questionVersionId} and context = 'sitting'
        union all
        select * from attempt where context_id = ${about.itemId} and context = 'drill' and question_version_id = ${about.questionVersionId}) a) held
    group by answer order by count(*) desc limit 200`);
  const merged = new Map<string, { answer: unknown; count: number; full: number }>();
  for (const row of rows) {
    const key = sameAnswerKey(row.answer);
    const known = merged.get(key);
    merged.set(key, known ? { ...known, count: known.count + row.count, full: known.full + row.full } : row);
  }
  return [...merged.values()].sort((a, b) => b.count - a.count);
}
