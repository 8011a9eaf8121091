import { and, eq, isNull, sql, type SQL } from "drizzle-orm";
import { activityState, contentVersion, enrolment } from "@db/schema";
import type { ItemBody } from "~/curriculum/pack";
import type { Tx } from "~/platform/database.server";
import { replan } from "./pin-rules";

/** An activity of somebody's plan. */
type Place = { enrolmentId: string; personId: string; slug: string };
type Change = Record<"added" | "moved" | "removed" | "released", Place[]>;

/**
 * A material version of a plan takes effect for everybody who is on it: days and activities as the new plan says, what was begun is kept. Returns how many
 * people's plans changed. Seven statements at most, however many they are.
 */
export async function replacePlan(tx: Tx, planItemId: string, versionId: string, plan: ItemBody<"plan">): Promise<number> {
  const running = await tx
    .select({ id: enrolment.id, personId: enrolment.personId })
    .from(enrolment)
    .innerJoin(contentVersion, eq(contentVersion.id, enrolment.planVersionId))
    .where(and(isNull(enrolment.endedAt), eq(contentVersion.itemId, planItemId)))
    // Not "update": who hands something in meanwhile holds a reference to the enrolment, and both would wait for each other.
    .for("no key update", { of: enrolment });
  if (running.length === 0) return 0;
  const everybody = sql`any(${sql.param(running.map((one) => one.id))}::uuid[])`;
  const rows = await tx
    .select({
      enrolmentId: activityState.enrolmentId,
      slug: activityState.slug,
      kind: activityState.kind,
      ref: activityState.ref,
      status: activityState.status,
    })
    .from(activityState)
    .where(sql`${activityState.enrolmentId} = ${everybody}`)
    .orderBy(activityState.enrolmentId, activityState.slug)
    .for("update");
  const rowsOf = new Map(running.map(({ id }) => [id, [] as typeof rows]));
  for (const row of rows) rowsOf.get(row.enrolmentId)?.push(row);

  const planned = plan.days.flatMap((day) => day.activities.map((a, position) => ({ ...a, day: day.day, position })));
  const change: Change = { added: [], moved: [], removed: [], released: [] };
  for (const { id, personId } of running) {
    const own = replan(rowsOf.get(id) ?? [], planned);
    for (const what of ["added", "moved", "removed", "released"] as const)
      change[what].push(...own[what].map((slug) => ({ enrolmentId: id, personId, slug })));
  }
  await writeChange(tx, change, JSON.stringify(planned), plan.days.length);
  await tx
    .update(enrolment)
    .set({ planVersionId: versionId })
    .where(sql`${enrolment.id} = ${everybody}`);
  return running.length;
}

/** Each part of the change in one statement; `planned`: the activities of the new plan as JSON. */
async function writeChange(tx: Tx, { added, moved, removed, released }: Change, planned: string, days: number): Promise<void> {
  const plan = sql`jsonb_to_recordset(${planned}::jsonb)
    as p(slug text, day integer, position integer, kind text, ref text, minutes integer, mandatory boolean)`;
  if (added.length > 0)
    await tx.execute(sql`
      insert into activity_state (enrolment_id, person_id, slug, day, position, kind, ref, minutes, mandatory)
      select w.enrolment_id, w.person_id, p.slug, p.day, p.position, p.kind, p.ref, p.minutes, p.mandatory
      from ${placesOf(added)} join ${plan} on p.slug = w.slug`);
  if (moved.length > 0)
    await tx.execute(sql`
      update activity_state a set day = p.day, position = p.position, minutes = p.minutes, mandatory = p.mandatory,
        kind = case when a.status = 'open' then p.kind else a.kind end,
        ref = case when a.status = 'open' then p.ref else a.ref end
      from ${placesOf(moved)} join ${plan} on p.slug = w.slug
      where a.enrolment_id = w.enrolment_id and a.slug = w.slug`);
  if (removed.length > 0)
    await tx.execute(sql`
      delete from activity_state a using ${placesOf(removed)} where a.enrolment_id = w.enrolment_id and a.slug = w.slug`);
  if (released.length > 0)
    await tx.execute(sql`
      update activity_state a set mandatory = false, day = least(a.day, ${days}::integer)
      from ${placesOf(released)} where a.enrolment_id = w.enrolment_id and a.slug = w.slug`);
}

function placesOf(places: readonly Place[]): SQL {
  const [enrolments, people, slugs] = [places.map((p) => p.enrolmentId), places.map((p) => p.personId), places.map((p) => p.slug)];
  return sql`unnest(${sql.param(enrolments)}::uuid[], ${sql.param(people)}::uuid[], ${sql.param(slugs)}::text[]) as w(enrolment_id, person_id, slug)`;
}
