import type { chatCase } from "@db/schema";
import type { Refusal } from "~/platform/refusal";
import { isLossReason } from "./reasons";

export type CaseKind = (typeof chatCase.$inferSelect)["kind"];
export type CaseState = (typeof chatCase.$inferSelect)["state"];
export const caseStates = ["open", "agenda", "decided", "dismissed", "merged"] as const satisfies readonly CaseState[];

/** What can be done to a case. `draw` and `leave_out`: on and off an agenda; `decide`: in the meeting. */
export type CaseMove = "edit" | "dismiss" | "reopen" | "merge" | "draw" | "leave_out" | "decide";

/** Where each move leads from each state; a move that is missing is not possible there. What was decided is opened again, never dismissed: a meeting rests on it. */
const moves: Record<CaseState, Partial<Record<CaseMove, CaseState>>> = {
  open: { edit: "open", dismiss: "dismissed", merge: "merged", draw: "agenda" },
  agenda: { edit: "agenda", leave_out: "open", decide: "decided" },
  decided: { edit: "decided", reopen: "open" },
  dismissed: { reopen: "open" },
  merged: { reopen: "open" },
};

/** The state after a move; null: it cannot be made. */
export function stateAfter(state: CaseState, move: CaseMove): CaseState | null {
  return moves[state][move] ?? null;
}

export const TITLE_LENGTH = 60;
export const TEXT_LENGTH = 1000;
const MOST_REASONS = 3;
const MOST_MARKED = 12;
const REASON_LEAST = 4;
export const REASON_LENGTH = 300;
/** A hundred thousand yuan: more than an order of a shop of bags is worth. */
const MOST_FEN = 10_000_000;

/** What somebody writes into a case. `worthFen` NaN: what was typed is no amount. */
export type CaseValues = {
  kind: CaseKind;
  title: string;
  reasons: readonly string[];
  worthFen: number | null;
  marked: readonly number[];
  better: string;
  why: string;
};

/**
 * Why a case cannot be kept as it is, each beside its field. A lost order names one to three reasons and, unless nobody of ours is at fault, marks a line of the agent or of the
 * customer; what should have been said may come later. An excellent one says why, and marks the lines that show it.
 */
export function caseRefusals(values: CaseValues, chat: { lines: number }): Refusal[] {
  const { kind, title, reasons, worthFen, marked, better, why } = values;
  const isLost = kind === "lost";
  const refusals: (Refusal | false)[] = [
    title.trim() === "" && { code: "title_missing", field: "title" },
    title.trim().length > TITLE_LENGTH && { code: "title_long", field: "title", params: { max: TITLE_LENGTH } },
    isLost && reasons.length === 0 && { code: "reason_missing", field: "reasons" },
    isLost && reasons.length > MOST_REASONS && { code: "reasons_many", field: "reasons", params: { max: MOST_REASONS } },
    reasons.some((reason) => !isLossReason(reason)) && { code: "reason_unknown", field: "reasons" },
    isLost && reasons.length > 1 && reasons.includes("not_ours") && { code: "reason_alone", field: "reasons" },
    marked.length === 0 && !(isLost && reasons.includes("not_ours")) && { code: "marked_missing", field: "marked" },
    marked.length > MOST_MARKED && { code: "marked_many", field: "marked", params: { max: MOST_MARKED } },
    marked.some((line) => !Number.isInteger(line) || line < 0 || line >= chat.lines) && { code: "marked_unknown", field: "marked" },
    worthFen !== null && !(Number.isInteger(worthFen) && worthFen >= 0 && worthFen <= MOST_FEN) && { code: "worth_wrong", field: "worth" },
    !isLost && why.trim().length < REASON_LEAST && { code: "why_missing", field: "why" },
    better.length > TEXT_LENGTH && { code: "text_long", field: "better", params: { max: TEXT_LENGTH } },
    why.length > TEXT_LENGTH && { code: "text_long", field: "why", params: { max: TEXT_LENGTH } },
  ];
  return refusals.filter((refusal) => refusal !== false);
}

/** Why a reason for dismissing a case will not do, or null: 4 to 300 characters. */
export function dismissRefusal(reason: string): Refusal | null {
  const { length } = reason.trim();
  return length >= REASON_LEAST && length <= REASON_LENGTH
    ? null
    : { code: "dismiss_reason", field: "reason", params: { max: REASON_LENGTH } };
}

/** Why one case cannot be taken into another, or null: of the same team and kind, both still open, and the other stands for itself. */
export function mergeRefusal(
  one: { id: string; teamId: string; kind: CaseKind; state: CaseState },
  into: { id: string; teamId: string; kind: CaseKind; state: CaseState } | null,
): Refusal | null {
  if (!into || into.id === one.id) return { code: "merge_unknown", field: "into" };
  if (into.teamId !== one.teamId || into.kind !== one.kind) return { code: "merge_other", field: "into" };
  if (!stateAfter(one.state, "merge")) return { code: "merge_not_now" };
  return into.state === "dismissed" || into.state === "merged" ? { code: "merge_gone", field: "into" } : null;
}

/** Yuan as they are typed, as fen; null: nothing was typed; NaN: it is no amount. Rounded never: more than two decimals are none. */
export function fenOf(typed: string): number | null {
  const text = typed
    .trim()
    .replace(/[,，\s]/g, "")
    .replace(/^[¥￥]/, "")
    .replace(/元$/, "");
  if (text === "") return null;
  const found = /^(\d{1,9})(?:\.(\d{1,2}))?$/.exec(text);
  return found ? Number(found[1]) * 100 + Number((found[2] ?? "").padEnd(2, "0")) : NaN;
}

/** Fen as yuan, for a field: 39900 → "399", 39950 → "399.50". */
export function yuanOf(fen: number): string {
  return fen % 100 === 0 ? String(fen / 100) : (fen / 100).toFixed(2);
}
