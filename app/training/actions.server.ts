import { and, desc, eq, isNotNull, isNull, sql } from "drizzle-orm";
import { acknowledgementSignature, activityState, enrolment, notice, person, sitting, team, teamMembership } from "@db/schema";
import type { ItemBody } from "~/curriculum/pack";
import { currentVersion } from "~/curriculum/queries.server";
import { grantExtraAttemptIn } from "~/drill/actions.server";
import { isMemberAt } from "~/people/queries.server";
import type { Tx } from "~/platform/database.server";
import { type PlainDate, plainDateIn } from "~/platform/dates";
import { newId } from "~/platform/ids";
import { accept, audit, type Outcome, refuse, refuseAll, write, type WriteContext } from "~/platform/write.server";
import { closeItem } from "~/work/actions.server";
import { lockActivity } from "./open-activity.server";
import { closeRenewalIn } from "./renewals.server";
import { extraAttemptRefusal, nameSigns, startRefusal, workRefusal } from "./rules";
import { nextState } from "./state";

/**
 * Put a person on a plan from `startDate` on: one open enrolment with a row per activity; an invited person is in training from now on.
 * A plan of which nothing was begun yet is replaced; one that was begun stays.
 */
export function assignPlan(
  ctx: WriteContext,
  personId: string,
  values: { planSlug: string; startDate: PlainDate },
): Promise<Outcome<{ enrolmentId: string }>> {
  return write(ctx, async (tx) => {
    const [who] = await tx.select().from(person).where(eq(person.id, personId)).for("update");
    if (!who) return refuse("no_such_person");
    const state = nextState(who.state, "begin_training") ?? (who.state === "training" ? who.state : null);
    if (!state) return refuse("state_has_no_plan");
    const [home] = await tx
      .select({ teamId: team.id, zone: team.zone })
      .from(teamMembership)
      .innerJoin(team, eq(team.id, teamMembership.teamId))
      .where(and(eq(teamMembership.personId, personId), isMemberAt(ctx.now)));
    if (!home) return refuse("no_team");
    const late = startRefusal(values.startDate, plainDateIn(home.zone, ctx.now), who.hireDate);
    if (late) return refuseAll([late]);
    const plan = await currentVersion(tx, "plan", values.planSlug);
    if (!plan) return refuse("no_such_plan", { field: "planSlug" });

    const replaced = await endUnbegun(tx, ctx, personId);
    if (replaced === "begun") return refuse("already_begun");
    const enrolmentId = newId();
    await tx.insert(enrolment).values({
      id: enrolmentId,
      personId,
      teamId: home.teamId,
      planVersionId: plan.id,
      startDate: values.startDate,
      createdBy: ctx.actorId,
      createdAt: ctx.now,
    });
    await tx.insert(activityState).values(activityRowsOf(plan.body, enrolmentId, personId));
    if (state !== who.state) {
      await tx
        .update(person)
        .set({ state, stateSince: ctx.now, revision: sql`${person.revision} + 1` })
        .where(eq(person.id, personId));
    }
    await closeItem(tx, ctx, "plan_missing", personId, "assigned");
    await audit(tx, ctx, {
      action: "training.plan_assigned",
      subject: { type: "enrolment", id: enrolmentId },
      personId,
      before: { state: who.state, replaced },
      after: { state, plan: plan.slug, planVersion: plan.version, startDate: values.startDate },
    });
    return accept({ enrolmentId });
  });
}

/** End the open enrolment if nothing of it was begun. Returns its id, null when there was none, or "begun". */
async function endUnbegun(tx: Tx, ctx: WriteContext, personId: string): Promise<string | "begun" | null> {
  const [open] = await tx
    .select({ id: enrolment.id })
    .from(enrolment)
    .where(and(eq(enrolment.personId, personId), isNull(enrolment.endedAt)));
  if (!open) return null;
  const rows = await tx
    .select({ status: activityState.status })
    .from(activityState)
    .where(eq(activityState.enrolmentId, open.id))
    .for("update");
  if (rows.some((r) => r.status !== "open")) return "begun";
  await tx.update(enrolment).set({ endedAt: ctx.now }).where(eq(enrolment.id, open.id));
  return open.id;
}

function activityRowsOf(plan: ItemBody<"plan">, enrolmentId: string, personId: string): (typeof activityState.$inferInsert)[] {
  return plan.days.flatMap((day) =>
    day.activities.map((a, position) => ({
      enrolmentId,
      personId,
      slug: a.slug,
      day: day.day,
      position,
      kind: a.kind,
      ref: a.ref,
      minutes: a.minutes,
      mandatory: a.mandatory,
    })),
  );
}

/**
 * Note that the person began an activity, and pin the version they work with. What was begun already stays as it is.
 */
export function startActivity(ctx: WriteContext, personId: string, slug: string): Promise<Outcome<{ started: boolean }>> {
  return write<{ started: boolean }>(ctx, async (tx) => {
    const found = await lockActivity(tx, personId, slug, ctx.now);
    if (!found) return refuse("no_such_activity");
    const { training, activity, where } = found;
    const refusal = workRefusal(training, activity, null, training.person.state, training.today);
    if (refusal) return refuseAll([refusal]);
    // Quizzes and exams begin with their sitting.
    if (activity.status !== "open" || activity.kind === "quiz" || activity.kind === "exam") return accept({ started: false });
    await tx.update(activityState).set({ status: "started", startedAt: ctx.now, contentVersionId: activity.versionId }).where(where);
    return accept({ started: true });
  });
}

/** Sign an acknowledgement: exactly the version that was shown, by the person's own name. Signing again changes nothing. */
export function signAcknowledgement(
  ctx: WriteContext,
  personId: string,
  slug: string,
  values: { typedName: string; versionId: string; confirmed: boolean },
): Promise<Outcome<{ signatureId: string | null }>> {
  return write<{ signatureId: string | null }>(ctx, async (tx) => {
    const found = await lockActivity(tx, personId, slug, ctx.now);
    if (!found) return refuse("no_such_activity");
    const { training, activity, where } = found;
    const refusal = workRefusal(training, activity, "acknowledgement", training.person.state, training.today);
    if (refusal) return refuseAll([refusal]);
    if (activity.status === "done" && !activity.renewSince) return accept({ signatureId: null });
    if (activity.versionId === null || activity.versionId !== values.versionId) return refuse("changed_meanwhile");
    if (!values.confirmed) return refuse("statement_unconfirmed", { field: "confirmed" });
    if (!nameSigns(values.typedName, training.person.name))
      return refuse("name_differs", { field: "typedName", params: { name: training.person.name } });
    const signatureId = newId();
    await tx.insert(acknowledgementSignature).values({
      id: signatureId,
      personId,
      enrolmentId: training.enrolmentId,
      slug,
      contentVersionId: activity.versionId,
      typedName: values.typedName.trim(),
      signedAt: ctx.now,
    });
    await tx
      .update(activityState)
      .set({
        status: "done",
        contentVersionId: activity.versionId,
        startedAt: activity.startedAt ?? ctx.now,
        submittedAt: ctx.now,
        doneAt: activity.doneAt ?? ctx.now,
      })
      .where(where);
    await closeRenewalIn(tx, ctx, { enrolmentId: training.enrolmentId, slug, begunAt: ctx.now, evidenceId: signatureId });
    await audit(tx, ctx, {
      action: "training.acknowledged",
      subject: { type: "acknowledgement_signature", id: signatureId },
      personId,
      after: { slug, versionId: activity.versionId },
    });
    return accept({ signatureId });
  });
}

/** Let somebody sit a quiz or exam once more after the attempts are used up. A manager's decision, with a reason. */
export function grantExtraAttempt(ctx: WriteContext, personId: string, slug: string, reason: string): Promise<Outcome<{ slug: string }>> {
  const by = ctx.actorId;
  return write(ctx, async (tx) => {
    if (by === null || by === personId) return refuse("own_work");
    const found = await lockActivity(tx, personId, slug, ctx.now);
    if (!found) return refuse("no_such_activity");
    const { training, activity } = found;
    const refusal = extraAttemptRefusal(activity, reason.trim());
    if (refusal) return refuseAll([refusal]);
    const granted = await grantExtraAttemptIn(tx, ctx, { personId, enrolmentId: training.enrolmentId, slug, by, reason: reason.trim() });
    if (!granted.ok) return granted;
    const [last] = await tx
      .select({ id: sitting.id })
      .from(sitting)
      .where(and(eq(sitting.enrolmentId, training.enrolmentId), eq(sitting.slug, slug), isNotNull(sitting.submittedAt)))
      .orderBy(desc(sitting.attempt))
      .limit(1);
    if (last) await closeItem(tx, ctx, "attempts_used", last.id, "granted");
    await tx.insert(notice).values({ personId, kind: "training.extra_attempt", data: { slug }, createdAt: ctx.now });
    return accept({ slug });
  });
}
