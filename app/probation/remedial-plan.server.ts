import { and, eq, isNotNull, sql } from "drizzle-orm";
import { contentItem, person, remedialPlan, remedialPractical } from "@db/schema";
import type { ItemBody } from "~/curriculum/pack";
import { assignRemedialIn, cancelRemedialIn } from "~/drill/remedial.server";
import { REMEDIAL_ITEMS } from "~/drill/remedial-rules";
import type { Tx } from "~/platform/database.server";
import { addDays, type PlainDate, plainDateIn } from "~/platform/dates";
import { newId } from "~/platform/ids";
import { isLocale, type Locale, locales, type LocalText } from "~/platform/locale";
import { translate } from "~/platform/messages";
import { accept, audit, type Outcome, refuse, write, type WriteContext } from "~/platform/write.server";
import { trainingDates } from "~/training/calendar";
import { trainingOf } from "~/training/facts.server";
import { probationMessages } from "./messages";
import { mendsOf, missedItems } from "./retake-rules";
import type { ChecklistResult } from "./rules";

/** Questions that a topic gives: those of them that the person holds least. */
const OF_A_TOPIC = 10;
const ZONE = "Asia/Shanghai";

type Failed = {
  personId: string;
  gradingId: string;
  checklist: ItemBody<"checklist">;
  grades: Readonly<Record<string, number>>;
  result: Pick<ChecklistResult, "areas" | "failed" | "passed">;
  /** Who stands for it where nobody pressed: the grader, when a sweep lets their result stand. */
  graderId: string;
};

/**
 * The remedial plan of a failed grading, in the transaction that decides it: a drill with what the missed items name, practicals to show again and
 * simulated chats to pass again, due after the training days that the checklist gives. What was left of an earlier plan's drill is asked no more. A
 * checklist whose missed items name nothing makes no plan.
 */
export async function planRemedialIn(tx: Tx, ctx: WriteContext, failed: Failed): Promise<void> {
  const { personId, gradingId, checklist, grades, result, graderId } = failed;
  const plannedBy = ctx.actorId ?? graderId;
  const [known] = await tx
    .select({ id: remedialPlan.id })
    .from(remedialPlan)
    .where(
      sql`${remedialPlan.gradingId} = ${gradingId}
        and not exists (select from checklist_result n where n.first_grading_id = ${gradingId} and n.passed and n.decided_at >= ${remedialPlan.plannedAt})`,
    );
  // An attempt that is decided anew keeps the plan that it has, since work on it may have begun; unless it had passed meanwhile, which ended it.
  if (known) return;
  await endDrillsIn(tx, ctx, personId, graderId);
  const missed = missedItems(checklist, grades, result);
  const mends = mendsOf(checklist, missed);
  const questions = await questionsOf(tx, personId, mends);
  const plan = {
    practicals: await inUse(tx, "practical", mends.practicals),
    simulations: await inUse(tx, "simulation", mends.simulations),
  };
  if (questions.length + plan.practicals.length + plan.simulations.length === 0) return;
  const due = await dueDay(tx, personId, checklist.remedial_days, ctx.now);
  const id = newId();
  const remedialId = questions.length > 0 ? await assignDrill(tx, { ...ctx, actorId: plannedBy }, { id, personId, questions, due }) : null;
  await tx.insert(remedialPlan).values({ id, personId, gradingId, missed, remedialId, ...plan, due, plannedBy, plannedAt: ctx.now });
  await audit(tx, ctx, {
    action: "probation.remedial_planned",
    subject: { type: "remedial_plan", id },
    personId,
    after: { items: missed.length, questions: remedialId ? questions.length : 0, ...countsOf(plan), due },
  });
}

const countsOf = (plan: { practicals: string[]; simulations: string[] }) => ({
  practicals: plan.practicals.length,
  simulations: plan.simulations.length,
});

/** What is left of the drills of earlier plans is asked no more: a newer result has taken their place. */
export async function endDrillsIn(tx: Tx, ctx: WriteContext, personId: string, graderId: string): Promise<void> {
  const plans = await tx
    .select({ remedialId: remedialPlan.remedialId })
    .from(remedialPlan)
    .where(and(eq(remedialPlan.personId, personId), isNotNull(remedialPlan.remedialId)));
  const reason = translate(probationMessages, "zh-CN")("remedial.ended");
  // One that is done or cancelled already refuses, which is as good.
  const by = { ...ctx, actorId: ctx.actorId ?? graderId };
  for (const { remedialId } of plans) if (remedialId) await cancelRemedialIn(tx, by, { remedialId, reason });
}

type Drill = { id: string; personId: string; questions: string[]; due: PlainDate };

/**
 * The drill; null where it cannot be assigned, as to somebody whose role as an agent ended: the rest of the plan stands. Its reason names no item: the lists of drills
 * are open to whoever may be the blind second grader later.
 */
async function assignDrill(tx: Tx, ctx: WriteContext, { id, personId, questions, due }: Drill): Promise<string | null> {
  const [who] = await tx.select({ locale: person.locale }).from(person).where(eq(person.id, personId));
  const locale: Locale = isLocale(who?.locale) ? who.locale : "zh-CN";
  const title = Object.fromEntries(locales.map((one) => [one, translate(probationMessages, one)("remedial.drill")])) as LocalText;
  const reason = translate(probationMessages, locale)("remedial.reason");
  const assigned = await assignRemedialIn(tx, ctx, {
    ...{ title, reason, items: questions, people: [personId], due },
    cause: { type: "probation", id },
  });
  return assigned.ok ? assigned.value.remedialId : null;
}

/** The ids of the questions named, then of the topics those that the person holds least; in use, written by somebody, at most what one drill takes. */
async function questionsOf(tx: Tx, personId: string, mends: { questions: string[]; topics: string[] }): Promise<string[]> {
  const rows = await tx.execute<{ id: string }>(sql`
    with asked as (
      select i.id, array_position(${sql.param(mends.questions)}::text[], i.slug) as named, v.body ->> 'topic' as topic, c.stability, c.reviewed_at is null as fresh,
        row_number() over (partition by v.body ->> 'topic' order by array_position(${sql.param(mends.questions)}::text[], i.slug) is not null, c.reviewed_at is null, c.stability, i.slug) as place
      from content_item i join content_version v on v.id = i.current_version_id
        left join bank_card c on c.item_id = i.id and c.person_id = ${personId}
      where i.kind = 'question' and i.archived_at is null and v.body -> 'made_from' is null
        and (i.slug = any(${sql.param(mends.questions)}::text[]) or v.body ->> 'topic' = any(${sql.param(mends.topics)}::text[])))
    select id from asked where named is not null or (topic = any(${sql.param(mends.topics)}::text[]) and place <= ${OF_A_TOPIC})
    order by named nulls last, fresh, stability, id limit ${REMEDIAL_ITEMS}`);
  return rows.map(({ id }) => id);
}

async function inUse(tx: Tx, kind: "practical" | "simulation", slugs: readonly string[]): Promise<string[]> {
  if (slugs.length === 0) return [];
  const rows = await tx
    .select({ slug: contentItem.slug })
    .from(contentItem)
    .where(
      sql`${contentItem.kind} = ${kind} and ${contentItem.archivedAt} is null and ${contentItem.slug} = any(${sql.param([...slugs])}::text[])`,
    );
  return slugs.filter((slug) => rows.some((row) => row.slug === slug));
}

async function dueDay(tx: Tx, personId: string, days: number, now: Date): Promise<PlainDate> {
  const training = await trainingOf(tx, personId, now);
  const tomorrow = addDays(training?.today ?? plainDateIn(ZONE, now), 1);
  return (training && trainingDates(training.calendar, tomorrow, days).at(-1)) ?? addDays(tomorrow, days);
}

/**
 * A supervisor or manager has seen a practical of the plan again, and it is right now. Refuses one's own, one that the plan does not hold, and a remark that
 * is too long. Seen twice it stays as it was said first.
 */
export function seePractical(
  ctx: WriteContext,
  personId: string,
  seen: { planId: string; slug: string; note: string },
): Promise<Outcome<null>> {
  const seenBy = ctx.actorId;
  if (seenBy === null || seenBy === personId) return Promise.resolve(refuse("grade_oneself"));
  return write(ctx, async (tx) => {
    const { planId, slug, note } = seen;
    const [plan] = await tx
      .select({ practicals: remedialPlan.practicals })
      .from(remedialPlan)
      .where(and(eq(remedialPlan.id, planId), eq(remedialPlan.personId, personId)));
    if (!plan?.practicals.includes(slug)) return refuse("no_such_practical");
    if (note.trim().length > 500) return refuse("note_long", { field: "note" });
    const fresh = await tx
      .insert(remedialPractical)
      .values({ planId, slug, seenBy, note: note.trim(), seenAt: ctx.now })
      .onConflictDoNothing()
      .returning({ slug: remedialPractical.slug });
    if (fresh.length > 0)
      await audit(tx, ctx, {
        action: "probation.practical_seen",
        subject: { type: "remedial_plan", id: planId },
        personId,
        after: { slug },
        reason: note.trim() || null,
      });
    return accept(null);
  });
}
