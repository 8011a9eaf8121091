import type { SQL } from "drizzle-orm";
import type { Actor } from "~/people/actor";
import { may } from "~/people/permissions";
import type { Reader } from "~/platform/database.server";
import { plainDateIn } from "~/platform/dates";
import { actionStanding, type ActionStanding, isForPeople } from "./action-rules";
import { caseAddress } from "./address";
import { actionsWhere, type FoundAction } from "./evidence.server";
import { leads, type Reach } from "./reach";

/** An action as pages show it: how it stands, whom it is for, where the thing is or is made, and what this reader may do. */
export type ActionView = Pick<
  FoundAction,
  "id" | "caseId" | "number" | "caseTitle" | "meetingId" | "kind" | "owner" | "due" | "note" | "toldTo" | "toldOn" | "cancelReason"
> & {
  standing: ActionStanding;
  names: string[];
  /** `do`: where it is made; `see`: where it is. Null: nowhere that this reader may go. */
  link: { does: "do" | "see"; to: string } | null;
  mayTell: boolean;
  mayCancel: boolean;
};

/** Actions for a reader's eyes. One statement. */
export async function actionViews(reader: Reader, actor: Actor, reach: Reach, where: SQL, now: Date): Promise<ActionView[]> {
  const found = await actionsWhere(reader, where);
  return found.map((one) => {
    const standing = actionStanding({ ...one, hasEvidence: one.evidence !== null }, plainDateIn(one.zone, now));
    const isOpen = one.outcome === null && one.evidence === null;
    const isLead = leads(reach, one.teamId);
    const { id, caseId, number, caseTitle, meetingId, kind, owner, due, note, toldTo, toldOn, cancelReason } = one;
    return {
      ...{ id, caseId, number, caseTitle, meetingId, kind, owner, due, note, toldTo, toldOn, cancelReason, standing },
      // Who has to mend something is for those to know who lead them, and for themselves.
      names: isForPeople(kind) ? one.people.filter(({ id: who }) => isLead || who === actor.personId).map((who) => who.name) : [],
      link: linkOf(one, actor, isLead),
      mayTell: isOpen && kind === "tell" && (isLead || one.ownerId === actor.personId),
      mayCancel: isOpen && isLead,
    };
  });
}

/** Where the thing is, once it exists; before that where this reader can make it. */
function linkOf(one: FoundAction, actor: Actor, isLead: boolean): ActionView["link"] {
  const { kind, target, evidence, scriptDraftId, number, ownerId, outcome } = one;
  if (outcome === "cancelled") return null;
  if ((kind === "question" || kind === "lesson") && target) {
    if (evidence) return may("library:view", actor, null) ? { does: "see", to: `/library/${target}` } : null;
    return may("library:edit", actor, null) ? { does: "do", to: `/library/${target}/edit` } : null;
  }
  if (kind === "script" && scriptDraftId) {
    if (ownerId === actor.personId) return { does: evidence ? "see" : "do", to: `/scripts/drafts/${scriptDraftId}` };
    return may("scripts:publish", actor, null) ? { does: "see", to: `/scripts/review/${scriptDraftId}` } : null;
  }
  if (kind === "drill") {
    if (evidence) return isLead ? { does: "see", to: `/remedial/${evidence.id}` } : null;
    if (!isLead) return null;
    const query = new URLSearchParams([["case", one.caseId], ...one.people.map(({ id }) => ["people", id])]);
    return { does: "do", to: `/remedial/new?${query}` };
  }
  return kind === "replay" && !evidence ? { does: "do", to: caseAddress(number) } : null;
}
