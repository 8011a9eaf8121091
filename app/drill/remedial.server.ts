import { and, asc, eq, isNull, sql } from "drizzle-orm";
import { remedial, remedialPerson, remedialQuestion } from "@db/schema";
import type { Tx } from "~/platform/database.server";
import { type PlainDate, plainDateIn } from "~/platform/dates";
import { newId } from "~/platform/ids";
import type { LocalText } from "~/platform/locale";
import { accept, audit, type Outcome, refuse, refuseAll, type WriteContext } from "~/platform/write.server";
import { closeItem } from "~/work/actions.server";
import { lockMarks, teamAt } from "./mending.server";
import { assignRefusals, dueRefusals, REMEDIAL_PEOPLE, REMEDIAL_REASON, textRefusals } from "./remedial-rules";

type Remedial = typeof remedial.$inferSelect;

/** What a remedial drill came of: somebody's judgement, or what a higher floor found, with its id. */
export type RemedialCause = { type: "person" } | { type: Exclude<Remedial["cause"], "person">; id: string };

export type NewRemedial = {
  title: LocalText;
  reason: string;
  items: readonly string[];
  people: readonly string[];
  due: PlainDate;
  cause: RemedialCause;
};

/**
 * Assign a set of questions to people, in the caller's transaction: who is to mend what by when, and why. The questions come into the bank of those who have not met them; their plan need
 * not contain them. Who may assign to whom is for the caller to judge; that nobody assigns to themself, that they are agents at work and that the questions are in use is judged here.
 */
export async function assignRemedialIn(tx: Tx, ctx: WriteContext, input: NewRemedial): Promise<Outcome<{ remedialId: string }>> {
  const items = [...new Set(input.items)].sort();
  const people = [...new Set(input.people)].sort();
  const reason = input.reason.trim();
  const facts = await agentsAmong(tx, people, ctx.now);
  const refusals = assignRefusals({
    ...{ title: input.title["zh-CN"], reason, due: input.due, today: latest(facts, ctx.now), items: items.length, people: people.length },
  });
  if (refusals.length > 0) return refuseAll(refusals);
  if (ctx.actorId === null || people.includes(ctx.actorId)) return refuse("people_oneself", { field: "people" });
  if (facts.length < people.length) return refuse("people_unfit", { field: "people" });
  if ((await drillableAmong(tx, items)).length < items.length) return refuse("items_gone", { field: "items" });

  const remedialId = newId();
  const { title, due, cause } = input;
  await tx.insert(remedial).values({
    ...{ id: remedialId, title, reason, items, due, assignedBy: ctx.actorId, assignedAt: ctx.now },
    ...{ cause: cause.type, causeId: cause.type === "person" ? null : cause.id },
  });
  await giveIn(tx, ctx, { id: remedialId, title, reason, due, cause: cause.type }, { items, people, assignedBy: ctx.actorId });
  return accept({ remedialId });
}

/** Give what was assigned to more people; what they have to mend begins now. */
export async function addToRemedialIn(
  tx: Tx,
  ctx: WriteContext,
  { remedialId, people: asked }: { remedialId: string; people: readonly string[] },
): Promise<Outcome<null>> {
  const people = [...new Set(asked)].sort();
  const found = await lockRemedial(tx, remedialId);
  if (!found || ctx.actorId === null) return refuse("not_found");
  if (found.cancelledAt) return refuse("remedial_cancelled");
  if (people.length === 0) return refuse("people_missing", { field: "people" });
  const has = await tx.select({ personId: remedialPerson.personId }).from(remedialPerson).where(eq(remedialPerson.remedialId, remedialId));
  if (has.some(({ personId }) => people.includes(personId))) return refuse("people_twice", { field: "people" });
  if (has.length + people.length > REMEDIAL_PEOPLE)
    return refuse("people_too_many", { field: "people", params: { count: REMEDIAL_PEOPLE } });
  if (people.includes(ctx.actorId)) return refuse("people_oneself", { field: "people" });
  const facts = await agentsAmong(tx, people, ctx.now);
  if (facts.length < people.length) return refuse("people_unfit", { field: "people" });
  // Whoever comes to it after its day would be late at once.
  const past = dueRefusals(found.due, latest(facts, ctx.now));
  if (past.length > 0) return refuse("due_past_for_new", { field: "people" });
  const items = await drillableAmong(tx, found.items);
  if (items.length === 0) return refuse("items_gone");
  await giveIn(tx, ctx, found, { items, people, assignedBy: ctx.actorId });
  return accept(null);
}

/** Give more time to everybody who is not done. */
export async function extendRemedialIn(
  tx: Tx,
  ctx: WriteContext,
  { remedialId, due }: { remedialId: string; due: PlainDate },
): Promise<Outcome<null>> {
  const found = await lockRemedial(tx, remedialId);
  if (!found) return refuse("not_found");
  const open = await openParts(tx, remedialId);
  if (found.cancelledAt || open.length === 0) return refuse("remedial_closed");
  const people = await agentsAmong(
    tx,
    open.map(({ personId }) => personId),
    ctx.now,
  );
  const refusals = dueRefusals(due, latest(people, ctx.now));
  if (refusals.length > 0) return refuseAll(refusals);
  if (due <= found.due) return refuse("due_not_later", { field: "due" });
  await tx.update(remedial).set({ due }).where(eq(remedial.id, remedialId));
  for (const { id } of open) await closeItem(tx, ctx, "remedial_overdue", id, "extended");
  await audit(
    tx,
    ctx,
    ...open.map(({ personId }) => ({
      ...{ action: "drill.remedial_extended", subject: { type: "remedial", id: remedialId }, personId },
      ...{ before: { due: found.due }, after: { due } },
    })),
  );
  return accept(null);
}

/** Ask it of nobody any more. What is done stays done. */
export async function cancelRemedialIn(
  tx: Tx,
  ctx: WriteContext,
  { remedialId, reason: typed }: { remedialId: string; reason: string },
): Promise<Outcome<null>> {
  const reason = typed.trim();
  const found = await lockRemedial(tx, remedialId);
  if (!found || ctx.actorId === null) return refuse("not_found");
  const refusals = textRefusals("reason", reason, REMEDIAL_REASON);
  if (refusals.length > 0) return refuseAll(refusals);
  const open = await openParts(tx, remedialId);
  if (found.cancelledAt || open.length === 0) return refuse("remedial_closed");
  await tx
    .update(remedial)
    .set({ cancelledAt: ctx.now, cancelledBy: ctx.actorId, cancelReason: reason })
    .where(eq(remedial.id, remedialId));
  await tx
    .update(remedialPerson)
    .set({ closedAt: ctx.now, outcome: "cancelled" })
    .where(and(eq(remedialPerson.remedialId, remedialId), isNull(remedialPerson.closedAt)));
  for (const { id } of open) await closeItem(tx, ctx, "remedial_overdue", id, "cancelled");
  await audit(
    tx,
    ctx,
    ...open.map(({ personId }) => ({
      ...{ action: "drill.remedial_cancelled", subject: { type: "remedial", id: remedialId }, personId },
      ...{ after: { title: found.title["zh-CN"] }, reason },
    })),
  );
  return accept(null);
}

/** The people who have not mended it yet: to judge whether somebody may change it. */
export async function openPeopleOf(tx: Tx, remedialId: string): Promise<string[]> {
  return (await openParts(tx, remedialId)).map(({ personId }) => personId);
}

async function lockRemedial(tx: Tx, remedialId: string): Promise<Remedial | null> {
  const [row] = await tx.select().from(remedial).where(eq(remedial.id, remedialId)).for("update");
  return row ?? null;
}

function openParts(tx: Tx, remedialId: string): Promise<{ id: string; personId: string }[]> {
  return tx
    .select({ id: remedialPerson.id, personId: remedialPerson.personId })
    .from(remedialPerson)
    .where(and(eq(remedialPerson.remedialId, remedialId), isNull(remedialPerson.closedAt)))
    .orderBy(asc(remedialPerson.id))
    .for("update");
}

type Given = { items: readonly string[]; people: readonly string[]; assignedBy: string };

/** Their parts of it, and their cards: those that are missing come in, and all are marked, so that their next answers are looked at. Says so on each one's record. */
async function giveIn(
  tx: Tx,
  ctx: WriteContext,
  { id: remedialId, title, reason, due, cause }: Pick<Remedial, "id" | "title" | "reason" | "due" | "cause">,
  { items, people, assignedBy }: Given,
): Promise<void> {
  const parts = people.map((personId) => ({ id: newId(), remedialId, personId, assignedBy, assignedAt: ctx.now }));
  await tx.insert(remedialPerson).values(parts);
  await tx.insert(remedialQuestion).values(parts.flatMap(({ id }) => items.map((itemId) => ({ remedialPersonId: id, itemId }))));
  await lockMarks(tx);
  const at = sql`${ctx.now.toISOString()}::timestamptz`;
  const pairs = sql`unnest(${sql.param(people)}::uuid[]) as p(person_id) cross join unnest(${sql.param(items)}::uuid[]) as i(item_id)`;
  // Required it becomes with its lesson.
  await tx.execute(sql`
    insert into bank_card (person_id, item_id, required, entered_at, due_at)
    select person_id, item_id, false, ${at}, ${at} from ${pairs} order by person_id, item_id on conflict do nothing`);
  await tx.execute(sql`
    with marked as (
      select c.person_id, c.item_id from bank_card c join (select person_id, item_id from ${pairs}) x using (person_id, item_id)
      where not c.mending order by c.person_id, c.item_id for update of c)
    update bank_card c set mending = true, revision = c.revision + 1 from marked m where c.person_id = m.person_id and c.item_id = m.item_id`);
  await audit(
    tx,
    ctx,
    ...people.map((personId) => ({
      action: "drill.remedial_assigned",
      subject: { type: "remedial", id: remedialId },
      personId,
      after: { title: title["zh-CN"], questions: items.length, due, cause },
      reason,
    })),
  );
}

type Fit = { personId: string; zone: string };

/** Those of the people who are agents at work now, with the zone that their days are counted in. */
async function agentsAmong(tx: Tx, people: readonly string[], now: Date): Promise<Fit[]> {
  const at = sql`${now.toISOString()}::timestamptz`;
  return tx.execute<Fit>(sql`
    select p.id as "personId", coalesce(m.zone, 'Asia/Shanghai') as zone
    from person p left join lateral (${teamAt(sql`p.id`, at)} limit 1) m on true
    where p.id = any(${sql.param(people)}::uuid[]) and p.state in ('training', 'probation', 'active') and p.disabled_at is null
      and exists (select from role_grant g where g.person_id = p.id and g.role = 'agent' and g.from_at <= ${at} and (g.to_at is null or g.to_at > ${at}))`);
}

/** The latest of the days that it is for them now; of nobody the shop's usual one. */
function latest(people: readonly Fit[], now: Date): PlainDate {
  const zones = people.length > 0 ? people.map(({ zone }) => zone) : [USUAL_ZONE];
  return zones.map((zone) => plainDateIn(zone, now)).reduce((day, here) => (here > day ? here : day));
}
const USUAL_ZONE = "Asia/Shanghai";

/** Those of the items that are questions of a bank: in use, and not made from the catalogue. */
async function drillableAmong(tx: Tx, items: readonly string[]): Promise<string[]> {
  const rows = await tx.execute<{ id: string }>(sql`
    select i.id from content_item i join content_version v on v.id = i.current_version_id
    where i.id = any(${sql.param(items)}::uuid[]) and i.kind = 'question' and i.archived_at is null and v.body -> 'made_from' is null order by i.id`);
  return rows.map(({ id }) => id);
}
