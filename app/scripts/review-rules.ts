import type { scriptReview } from "@db/schema";
import type { Refusal } from "~/platform/refusal";
import { NOTE_LENGTH } from "./draft-rules";

/** What a decision on a script needs. Pure. */

export type Decision = (typeof scriptReview.$inferSelect)["decision"];

const SHORTEST_REMARK = 3;

type Deciding = { authorId: string; reviewerId: string; decision: Decision; remark: string; openComments: number };

/** Why a decision cannot stand: nobody decides on their own, and what goes back says why, in a remark or in a comment that is open. */
export function decisionRefusal({ authorId, reviewerId, decision, remark, openComments }: Deciding): Refusal | null {
  if (authorId === reviewerId) return { code: "own" };
  if (remark.length > NOTE_LENGTH) return { code: "too_long", field: "remark", params: { max: NOTE_LENGTH, length: remark.length } };
  if (decision === "returned" && remark.length < SHORTEST_REMARK && openComments === 0) return { code: "say_why", field: "remark" };
  return null;
}

/** Why a comment cannot be kept. */
export function commentRefusal(text: string): Refusal | null {
  if (text === "") return { code: "comment_missing", field: "text" };
  return text.length > NOTE_LENGTH ? { code: "too_long", field: "text", params: { max: NOTE_LENGTH, length: text.length } } : null;
}
