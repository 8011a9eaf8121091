import { and, eq, isNull, sql } from "drizzle-orm";
import { chatCalibration, chatCalibrationGrader, chatCalibrationScore, notice } from "@db/schema";
import type { HeldRole } from "~/people/permissions";
import type { Tx } from "~/platform/database.server";
import { addDays, daysBetween, type PlainDate, plainDateIn, startOfDay } from "~/platform/dates";
import { newId } from "~/platform/ids";
import { shuffled } from "~/platform/seed";
import { accept, audit, type Outcome, refuse, refuseAll, write, type WriteContext } from "~/platform/write.server";
import { closeItem, openItem } from "~/work/actions.server";
import { setRefusals } from "./calibration-rules";
import { teamsLedBy } from "./overview.server";
import { cardInForce, cardVersions, ensureHouseCard } from "./scorecards.server";
import { markRefusals, type Marks, scoreOf } from "./scorecard-rules";

/** How far back chats are taken from, in days. */
const LOOK_BACK = 21;

type Maker = { personId: string; roles: readonly HeldRole[]; zone: string };
type NewSet = { title: string; teamId: string; chats: number; dueOn: PlainDate };

/** Who scores: the supervisors of the team but for whoever asks. With who else sees the team's inbox. */
async function invited(tx: Tx, now: Date, teamId: string, makerId: string) {
  const at = sql`${now.toISOString()}::timestamptz`;
  const rows = await tx.execute<{ id: string; role: string }>(sql`
    select distinct g.person_id as id, g.role from role_grant g join person p on p.id = g.person_id
    where g.role in ('supervisor', 'manager') and g.from_at <= ${at} and (g.to_at is null or g.to_at > ${at}) and p.disabled_at is null
      and (g.team_id is null or g.team_id = ${teamId})`);
  const graders = [...new Set(rows.flatMap(({ id, role }) => (role === "supervisor" && id !== makerId ? [id] : [])))];
  return { graders, everybody: [...new Set(rows.map(({ id }) => id))] };
}

/** Ask the supervisors of a team to score the same chats, drawn at random from its last weeks, each alone. Refuses a team that is not the maker's and what `setRefusals` names. */
export async function makeCalibration(
  ctx: WriteContext,
  maker: Maker,
  { title, teamId, chats, dueOn }: NewSet,
): Promise<Outcome<{ setId: string }>> {
  const teams = teamsLedBy(maker.roles, ["manager"]);
  if (teams !== null && !teams.includes(teamId)) return refuse("set_team", { field: "team" });
  return write(ctx, async (tx) => {
    const today = plainDateIn(maker.zone, ctx.now);
    const { graders, everybody } = await invited(tx, ctx.now, teamId, maker.personId);
    const pool = await tx.execute<{ id: string }>(sql`
      select c.id from chat c where c.team_id = ${teamId} and c.day >= ${addDays(today, -LOOK_BACK)} and c.is_inquiry and c.agent_lines > 1
        and c.person_id is not null and not (c.person_id = any(${sql.param(graders)}::uuid[])) and exists (select from chat_text t where t.chat_id = c.id) order by c.id`);
    const wrong = setRefusals({ title, chats, found: pool.length, daysAhead: daysBetween(today, dueOn), graders: graders.length });
    if (wrong.length > 0) return refuseAll(wrong);
    const setId = newId();
    await ensureHouseCard(tx, ctx.now);
    const card = await cardInForce(tx, teamId);
    await tx.insert(chatCalibration).values({
      ...{ id: setId, title: title.trim(), scorecardVersionId: card.id, teamId, dueOn, madeBy: maker.personId, madeAt: ctx.now },
      chatIds: shuffled(
        pool.map(({ id }) => id),
        setId,
      ).slice(0, chats),
    });
    for (const graderId of graders) {
      const id = newId();
      await tx.insert(chatCalibrationGrader).values({ id, calibrationId: setId, graderId });
      await openItem(tx, ctx, {
        ...{ kind: "chat_calibration", subjectId: id, teamId, notFor: everybody.filter((other) => other !== graderId) },
        ...{
          data: { setId, title: { "zh-CN": title.trim(), en: title.trim() }, due: dueOn },
          dueAt: startOfDay(addDays(dueOn, 1), maker.zone),
        },
      });
      await tx
        .insert(notice)
        .values({ personId: graderId, kind: "chats.calibration", data: { setId, title: title.trim(), due: dueOn }, createdAt: ctx.now });
    }
    await audit(tx, ctx, {
      action: "chats.calibration_made",
      subject: { type: "chat_calibration", id: setId },
      after: { title: title.trim(), chats, graders: graders.length, due: dueOn },
    });
    return accept({ setId });
  });
}

/** Score a chat of a set, once; whoever has scored all of it is done, and the last one closes the set. Refuses who is not asked, a closed set, and missing marks. */
export async function scoreCalibration(
  ctx: WriteContext,
  setId: string,
  chatId: string,
  given: Readonly<Record<string, string>>,
): Promise<Outcome<{ done: boolean }>> {
  return write(ctx, async (tx) => {
    const [set] = await tx.select().from(chatCalibration).where(eq(chatCalibration.id, setId)).for("update");
    const [own] = await tx
      .select()
      .from(chatCalibrationGrader)
      .where(and(eq(chatCalibrationGrader.calibrationId, setId), eq(chatCalibrationGrader.graderId, ctx.actorId ?? "")));
    if (!set || !own || !set.chatIds.includes(chatId)) return refuse("no_set");
    if (set.closedAt) return refuse("set_closed");
    const card = (await cardVersions(tx, [set.scorecardVersionId])).get(set.scorecardVersionId);
    if (!card) return refuse("no_set");
    const wrong = markRefusals(card.body, given);
    if (wrong.length > 0) return refuseAll(wrong);
    const marks = Object.fromEntries(card.body.criteria.map(({ slug }) => [slug, given[slug]])) as Marks;
    const inserted = await tx
      .insert(chatCalibrationScore)
      .values({ graderRowId: own.id, chatId, marks, score: scoreOf(card.body, marks).score.toString(), at: ctx.now })
      .onConflictDoNothing()
      .returning({ chatId: chatCalibrationScore.chatId });
    if (inserted.length === 0) return refuse("set_scored");
    const done = (await tx.$count(chatCalibrationScore, eq(chatCalibrationScore.graderRowId, own.id))) >= set.chatIds.length;
    if (done) {
      await tx.update(chatCalibrationGrader).set({ doneAt: ctx.now }).where(eq(chatCalibrationGrader.id, own.id));
      await closeItem(tx, ctx, "chat_calibration", own.id, "scored");
      const left = await tx.$count(
        chatCalibrationGrader,
        and(eq(chatCalibrationGrader.calibrationId, setId), isNull(chatCalibrationGrader.doneAt)),
      );
      if (left === 0) await closeIn(tx, ctx, set);
    }
    return accept({ done });
  });
}

async function closeIn(tx: Tx, ctx: WriteContext, set: typeof chatCalibration.$inferSelect): Promise<void> {
  const open = await tx
    .select({ id: chatCalibrationGrader.id })
    .from(chatCalibrationGrader)
    .where(and(eq(chatCalibrationGrader.calibrationId, set.id), isNull(chatCalibrationGrader.doneAt)));
  for (const { id } of open) await closeItem(tx, ctx, "chat_calibration", id, "closed");
  await tx.update(chatCalibration).set({ closedAt: ctx.now, closedBy: ctx.actorId }).where(eq(chatCalibration.id, set.id));
  await audit(tx, ctx, {
    action: "chats.calibration_closed",
    subject: { type: "chat_calibration", id: set.id },
    after: { title: set.title },
  });
}

/** Close a set before all have scored: by a manager of its team. Refuses others, and a closed one. */
export async function closeCalibration(ctx: WriteContext, roles: readonly HeldRole[], setId: string): Promise<Outcome<null>> {
  return write(ctx, async (tx) => {
    const [set] = await tx.select().from(chatCalibration).where(eq(chatCalibration.id, setId)).for("update");
    const isManager = roles.some(({ role, teamId }) => role === "manager" && (teamId === null || teamId === set?.teamId));
    if (!set || !isManager) return refuse("no_set");
    if (set.closedAt) return refuse("set_closed");
    await closeIn(tx, ctx, set);
    return accept(null);
  });
}
