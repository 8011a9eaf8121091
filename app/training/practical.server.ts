import { eq } from "drizzle-orm";
import { activityState, notice, person, practicalSubmission, signoff } from "@db/schema";
import { versionById } from "~/curriculum/queries.server";
import { settleNotices } from "~/people/notices.server";
import { storePicture } from "~/platform/files.server";
import { newId } from "~/platform/ids";
import { accept, audit, type Outcome, refuse, refuseAll, write, type WriteContext } from "~/platform/write.server";
import { closeItem, openItem } from "~/work/actions.server";
import { isActivity, lockActivity } from "./open-activity.server";
import { signoffRefusal, submissionRefusal, workRefusal } from "./rules";

/** A chosen file as a form posts it. */
export type Photo = Blob & { name?: string };

/**
 * Hand in a practical: photos and a note. It then waits for the team's supervisors. Handing in again is possible only after a return;
 * a file that is no picture is named.
 */
export function submitPractical(
  ctx: WriteContext,
  personId: string,
  slug: string,
  values: { photos: readonly Photo[]; note: string },
): Promise<Outcome<{ submissionId: string }>> {
  const note = values.note.trim();
  return write(ctx, async (tx) => {
    const found = await lockActivity(tx, personId, slug, ctx.now);
    if (!found) return refuse("no_such_activity");
    const { training, activity, where } = found;
    const shut = workRefusal(training, activity, "practical", training.person.state, training.today);
    if (shut) return refuseAll([shut]);
    const version = activity.versionId === null ? null : await versionById(tx, activity.versionId, "practical");
    if (!version) return refuse("content_gone");
    const refusal = submissionRefusal(activity.status, { given: values.photos.length, ...version.body.photos }, note);
    if (refusal) return refuseAll([refusal]);

    const fileIds: string[] = [];
    for (const photo of values.photos) {
      const stored = await storePicture(tx, personId, photo, ctx.now);
      if ("refused" in stored) return refuse(stored.refused, { field: "photos", params: { name: photo.name || "?" } });
      fileIds.push(stored.id);
    }
    const submissionId = newId();
    const attempt = (activity.submission?.attempt ?? 0) + 1;
    await tx.insert(practicalSubmission).values({
      id: submissionId,
      personId,
      enrolmentId: training.enrolmentId,
      slug,
      contentVersionId: version.id,
      attempt,
      note,
      fileIds,
      submittedAt: ctx.now,
    });
    await tx
      .update(activityState)
      .set({
        status: "submitted",
        contentVersionId: version.id,
        startedAt: activity.startedAt ?? ctx.now,
        submittedAt: ctx.now,
        attempts: attempt,
      })
      .where(where);
    await openItem(tx, ctx, {
      kind: "practical",
      subjectId: submissionId,
      teamId: training.currentTeamId,
      personId,
      data: { slug, title: activity.title, day: activity.day, attempt, photos: fileIds.length },
    });
    await settleNotices(tx, personId, { kind: "training.practical_returned", about: { slug } }, ctx.now);
    await audit(tx, ctx, {
      action: "training.practical_submitted",
      subject: { type: "practical_submission", id: submissionId },
      personId,
      after: { slug, attempt, photos: fileIds.length },
    });
    return accept({ submissionId });
  });
}

/** What was handed in, for the guard of a decision: whose it is. Null when there is none. */
export async function submissionOf(
  ctx: Pick<WriteContext, "db">,
  submissionId: string,
): Promise<{ personId: string; enrolmentId: string; slug: string } | null> {
  const [row] = await ctx.db
    .select({ personId: practicalSubmission.personId, enrolmentId: practicalSubmission.enrolmentId, slug: practicalSubmission.slug })
    .from(practicalSubmission)
    .where(eq(practicalSubmission.id, submissionId));
  return row ?? null;
}

/**
 * Accept a practical, or return it with a remark. One decision a submission: of two supervisors at once the second is told who decided what.
 */
export async function decideSignoff(
  ctx: WriteContext,
  submissionId: string,
  values: { decision: "accepted" | "returned"; remark: string },
): Promise<Outcome<{ signoffId: string; personId: string; slug: string }>> {
  const decidedBy = ctx.actorId;
  const about = await submissionOf(ctx, submissionId);
  if (!about || decidedBy === null) return refuse("no_such_submission");
  const { personId, enrolmentId, slug } = about;
  const { decision } = values;
  const remark = values.remark.trim();
  return write(ctx, async (tx) => {
    // The activity's row is the lock of everything about it: submissions and decisions wait for each other here.
    const [state] = await tx
      .select({ status: activityState.status })
      .from(activityState)
      .where(isActivity(enrolmentId, slug))
      .for("update");
    const [earlier] = await tx
      .select({ decision: signoff.decision, by: person.name, decidedBy: signoff.decidedBy })
      .from(signoff)
      .innerJoin(person, eq(person.id, signoff.decidedBy))
      .where(eq(signoff.submissionId, submissionId));
    if (earlier) return refuse(earlier.decision === "accepted" ? "already_accepted" : "already_returned", { params: { name: earlier.by } });
    if (state?.status !== "submitted") return refuse("not_waiting");
    const refusal = signoffRefusal({ personId, decidedBy, decision, remark });
    if (refusal) return refuseAll([refusal]);

    const signoffId = newId();
    await tx.insert(signoff).values({ id: signoffId, submissionId, personId, decidedBy, decision, remark, decidedAt: ctx.now });
    await tx
      .update(activityState)
      .set(decision === "accepted" ? { status: "done", doneAt: ctx.now } : { status: "returned" })
      .where(isActivity(enrolmentId, slug));
    await closeItem(tx, ctx, "practical", submissionId, decision);
    if (decision === "returned") {
      await tx.insert(notice).values({ personId, kind: "training.practical_returned", data: { slug, remark }, createdAt: ctx.now });
    }
    await audit(tx, ctx, {
      action: `training.practical_${decision}`,
      subject: { type: "signoff", id: signoffId },
      personId,
      after: { slug, submissionId },
      reason: remark || null,
    });
    return accept({ signoffId, personId, slug });
  });
}
