import type { ScriptDraftBody, scriptDraft } from "@db/schema";
import type { scriptBranches } from "~/curriculum/pack-wording";
import { locales } from "~/platform/locale";
import type { Refusal } from "~/platform/refusal";

/** What becomes of a draft, and what it must hold. Pure. */

export type DraftState = (typeof scriptDraft.$inferSelect)["state"];
export type DraftMove = "save" | "hand_in" | "take_back" | "withdraw" | "restore" | "approve" | "return" | "publish";
type Branch = (typeof scriptBranches)[number];

/** All states, as lists name them. */
export const draftStates = [
  "draft",
  "returned",
  "submitted",
  "approved",
  "published",
  "withdrawn",
] as const satisfies readonly DraftState[];

/** From which state each move leads where; the database holds the same table. */
const moves: Record<DraftMove, Partial<Record<DraftState, DraftState>>> = {
  save: { draft: "draft", returned: "returned" },
  hand_in: { draft: "submitted", returned: "submitted" },
  take_back: { submitted: "draft" },
  withdraw: { draft: "withdrawn", returned: "withdrawn" },
  restore: { withdrawn: "draft" },
  approve: { submitted: "approved" },
  return: { submitted: "returned" },
  publish: { approved: "published" },
};

/** The state that a move leads to; null: it cannot be made from there. */
export function stateAfter(state: DraftState, move: DraftMove): DraftState | null {
  return moves[move][state] ?? null;
}

/** The ten prepared messages of the checklist, by their number from 1, and the branch that each stands on. */
export const preparedBranches: readonly Branch[] = [
  "greeting",
  "recommendation",
  "bargaining",
  "bargaining",
  "order_check",
  "dispatch",
  "delay",
  "return_exchange",
  "bad_review",
  "follow_up",
];

/** The most characters that a field of a draft keeps. A text may be longer than what may be handed in: the check says so and nothing is lost. */
export const LIMITS = { title: 120, customer: 200, situation: 1_000, why: 1_000, text: 10_000 } as const;
/** The most characters of the author's word to the supervisor, of a remark and of a comment. */
export const NOTE_LENGTH = 500;

/** A draft in which nothing stands yet. */
export function emptyBody(branch: Branch, platforms: readonly string[]): ScriptDraftBody {
  return { title: "", branch, platforms: [...platforms], customer: "", situation: "", text: {}, picture: null, why: "" };
}

/** Why a draft cannot be kept as it is. */
export function saveRefusals(body: ScriptDraftBody): Refusal[] {
  const long = (field: string, text: string, max: number): Refusal[] =>
    text.length > max ? [{ code: "too_long", field, params: { max, length: text.length } }] : [];
  return [
    ...(["title", "customer", "situation", "why"] as const).flatMap((name) => long(name, body[name], LIMITS[name])),
    ...locales.flatMap((locale) => long(`text.${locale}`, body.text[locale] ?? "", LIMITS.text)),
  ];
}

/** What a draft lacks before it can be handed in. */
export function missingIn(body: ScriptDraftBody): Refusal[] {
  const missing = (["title", "customer", "situation", "why"] as const).filter((name) => body[name].trim() === "");
  return [
    ...missing.map((field) => ({ code: `missing.${field}`, field })),
    ...(body.platforms.length === 0 ? [{ code: "missing.platforms", field: "platforms" }] : []),
    ...(locales.some((locale) => body.text[locale]?.trim()) ? [] : [{ code: "missing.text", field: "text.zh-CN" }]),
  ];
}

/** Whether two drafts say the same. */
export function sameBody(a: ScriptDraftBody, b: ScriptDraftBody): boolean {
  return (
    (["title", "branch", "customer", "situation", "picture", "why"] as const).every((name) => a[name] === b[name]) &&
    a.platforms.join() === b.platforms.join() &&
    locales.every((locale) => (a.text[locale] ?? "") === (b.text[locale] ?? ""))
  );
}
