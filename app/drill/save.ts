import { isId } from "~/platform/ids";
import { parseTyped } from "~/platform/json";
import { isRecord } from "./types/question";

/** Changed answers by question; `answer` null: taken back. Each is checked against its question later. */
export type Changes = Record<string, { answer: unknown; ms: unknown }>;

const MOST_CHANGES = 200;

/** The changes that a window posted as JSON, or null when it is no such thing. */
export function parseChanges(text: string): Changes | null {
  const raw = parseTyped(text);
  if (!isRecord(raw)) return null;
  const entries = Object.entries(raw);
  if (entries.length > MOST_CHANGES) return null;
  const changes: Changes = {};
  for (const [id, change] of entries) {
    if (!isId(id) || !isRecord(change) || !("answer" in change)) return null;
    changes[id] = { answer: change.answer, ms: change.ms };
  }
  return changes;
}

/** A whole number from 0 in a form field; null for anything else. */
export function parseRevision(text: string): number | null {
  return /^\d{1,9}$/.test(text) ? Number(text) : null;
}
