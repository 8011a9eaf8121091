import { eq, sql } from "drizzle-orm";
import { caseAction, notice } from "@db/schema";
import type { Db } from "~/platform/database.server";
import { plainDateIn } from "~/platform/dates";
import { newId } from "~/platform/ids";
import { accept, audit, write, type WriteContext } from "~/platform/write.server";
import { openItem } from "~/work/actions.server";
import { isTimeToDraw, type MeetingTime, USUAL_TIME, weekOfNext } from "./agenda";
import { closeActionItems } from "./case-actions.server";
import { openMeetingIn } from "./draw.server";
import { actionsWhere, type FoundAction } from "./evidence.server";

const MOST = 500;
const context = (db: Db, now: Date): WriteContext => ({ db, actorId: null, now, requestId: newId(), submissionId: null });

/** The minute sweep over the open actions: what exists closes its action; an action whose day has passed goes up to the managers, once, and its owner hears of it. */
export async function sweepCaseActions(db: Db, now: Date): Promise<void> {
  const open = await actionsWhere(db, sql`a.closed_at is null`, MOST);
  const late = open.filter(({ due, zone, evidence }) => !evidence && due < plainDateIn(zone, now));
  const known =
    late.length === 0
      ? []
      : await told(
          db,
          late.map(({ id }) => id),
        );
  for (const one of open) {
    if (one.evidence) await closeDone(context(db, now), one);
    else if (late.includes(one) && !known.includes(one.id)) await goUp(context(db, now), one);
  }
}

async function told(db: Db, ids: readonly string[]): Promise<string[]> {
  const rows = await db.execute<{ id: string }>(
    sql`select subject_id as id from work_item where kind = 'action_overdue' and subject_id = any(${sql.param([...ids])}::uuid[])`,
  );
  return rows.map(({ id }) => id);
}

async function closeDone(ctx: WriteContext, { id, caseId, number, kind, evidence }: FoundAction): Promise<void> {
  await write(ctx, async (tx) => {
    const [row] = await tx.select().from(caseAction).where(eq(caseAction.id, id)).for("update");
    if (!row || row.closedAt || !evidence) return accept(null);
    await tx.update(caseAction).set({ closedAt: ctx.now, outcome: "done", evidence }).where(eq(caseAction.id, id));
    await closeActionItems(tx, ctx, id, "done");
    await audit(tx, ctx, { action: "cases.action_done", subject: { type: "case", id: caseId }, after: { number, kind } });
    return accept(null);
  });
}

async function goUp(ctx: WriteContext, one: FoundAction): Promise<void> {
  await write(ctx, async (tx) => {
    const title = { "zh-CN": one.caseTitle, en: one.caseTitle };
    const data = { title, number: one.number, action: one.kind, end: one.due, due: one.due };
    await openItem(tx, ctx, { kind: "action_overdue", subjectId: one.id, teamId: one.teamId, personId: one.ownerId, urgent: true, data });
    await tx.insert(notice).values({
      personId: one.ownerId,
      kind: "cases.action_late",
      data: { number: one.number, title: one.caseTitle, due: one.due },
      createdAt: ctx.now,
    });
    return accept(null);
  });
}

type Waiting = { id: string; name: string; zone: string } & { [K in keyof MeetingTime]: number | null };

/** The minute sweep over the teams that have open cases: two days before its time the agenda of the next meeting is drawn, so that there is something to look through. */
export async function sweepMeetings(db: Db, now: Date): Promise<void> {
  const rows = await db.execute<Waiting>(sql`
    select t.id, t.name, t.zone, s.weekday, s.hour, s.cases from team t left join meeting_time s on s.team_id = t.id
    where t.archived_at is null and exists (select from chat_case c where c.team_id = t.id and c.state = 'open')
    order by t.id limit ${MOST}`);
  for (const { id, name, zone, ...said } of rows) {
    const time = { weekday: said.weekday ?? USUAL_TIME.weekday, hour: said.hour ?? USUAL_TIME.hour, cases: said.cases ?? USUAL_TIME.cases };
    const today = plainDateIn(zone, now);
    const week = weekOfNext(today, time);
    if (!isTimeToDraw(today, week, time)) continue;
    const [there] = await db.execute(sql`select from meeting where team_id = ${id} and week = ${week}`);
    if (there) continue;
    const ctx = context(db, now);
    await write(ctx, async (tx) => accept(await openMeetingIn(tx, ctx, { id, name, zone }, week)));
  }
}
