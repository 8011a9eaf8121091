import { and, desc, eq, isNull } from "drizzle-orm";
import { notice, person, scriptComment, scriptDraft, scriptDraftVersion, scriptReview } from "@db/schema";
import { newId } from "~/platform/ids";
import { accept, audit, type Outcome, refuse, refuseAll, write, type WriteContext } from "~/platform/write.server";
import { closeItem } from "~/work/actions.server";
import { type Decision, decisionRefusal } from "./review-rules";
import { stateAfter } from "./draft-rules";

export type Decided = { draftId: string; personId: string; decision: Decision };

/**
 * Approve what was handed in, or return it: the decision on that very version, the item that waited for it closed, and its author told. Of two supervisors at
 * once the second is told who decided what. An approval is evidence.
 */
export function decideDraft(
  ctx: WriteContext,
  { draftId, versionId, decision, remark }: { draftId: string; versionId: string; decision: Decision; remark: string },
): Promise<Outcome<Decided>> {
  const reviewerId = ctx.actorId;
  const said = remark.trim();
  return write<Decided>(ctx, async (tx) => {
    const [draft] = await tx.select().from(scriptDraft).where(eq(scriptDraft.id, draftId)).for("update");
    if (!draft || reviewerId === null) return refuse("not_found");
    const [version] = await tx
      .select({ id: scriptDraftVersion.id, decision: scriptReview.decision, by: person.name })
      .from(scriptDraftVersion)
      .leftJoin(scriptReview, eq(scriptReview.versionId, scriptDraftVersion.id))
      .leftJoin(person, eq(person.id, scriptReview.reviewerId))
      .where(eq(scriptDraftVersion.draftId, draftId))
      .orderBy(desc(scriptDraftVersion.number))
      .limit(1);
    if (version?.decision) return refuse(`already.${version.decision}`, { params: { name: version.by ?? "" } });
    const state = stateAfter(draft.state, decision === "approved" ? "approve" : "return");
    if (!state) return refuse(`not_now.${draft.state}`);
    if (version?.id !== versionId) return refuse("newer_version");
    const open = await tx
      .select({ id: scriptComment.id })
      .from(scriptComment)
      .where(and(eq(scriptComment.draftId, draftId), isNull(scriptComment.parentId), isNull(scriptComment.resolvedAt)))
      .limit(1);
    const refusal = decisionRefusal({ authorId: draft.authorId, reviewerId, decision, remark: said, openComments: open.length });
    if (refusal) return refuseAll([refusal]);

    const personId = draft.authorId;
    await tx.insert(scriptReview).values({ id: newId(), draftId, versionId, personId, reviewerId, decision, remark: said, at: ctx.now });
    await tx
      .update(scriptDraft)
      .set({ state, revision: draft.revision + 1, updatedAt: ctx.now })
      .where(eq(scriptDraft.id, draftId));
    await closeItem(tx, ctx, "script", draftId, decision === "approved" ? "accepted" : "returned");
    const { title } = draft.body;
    await tx.insert(notice).values({ personId, kind: `scripts.${decision}`, data: { draftId, title }, createdAt: ctx.now });
    await audit(tx, ctx, {
      action: `scripts.${decision}`,
      subject: { type: "script_draft", id: draftId },
      personId,
      after: { title, number: draft.versions },
      reason: said || null,
    });
    return accept({ draftId, personId, decision });
  });
}
