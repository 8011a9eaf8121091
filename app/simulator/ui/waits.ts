import type { ChatView } from "../view";

/** How a customer's wait stands against the limit. */
export type Wait = "fine" | "slow" | "late";

/** `slow` from the limit on, `late` from twice the limit on. Pure. */
function waitOf(waitedMs: number, limitMs: number): Wait {
  if (waitedMs >= 2 * limitMs) return "late";
  return waitedMs >= limitMs ? "slow" : "fine";
}

/** How it stands with a customer, in one word. `quiet`: is there, and nobody has written yet. */
export function stateOf({ isGone, waitingSince, limitMs, lines }: ChatView, now: number): Wait | "answered" | "quiet" | "gone" {
  if (isGone) return "gone";
  if (waitingSince !== null) return waitOf(now - waitingSince, limitMs);
  return lines.every(({ who }) => who === "scene") ? "quiet" : "answered";
}

/** The customer who has waited longest; null: nobody waits. */
export function longestWaiting(chats: readonly ChatView[]): ChatView | null {
  return chats.reduce<ChatView | null>(
    (longest, chat) =>
      chat.waitingSince !== null && (longest === null || chat.waitingSince < (longest.waitingSince ?? 0)) ? chat : longest,
    null,
  );
}

/** 0:05, 12:30: whole seconds that have passed. */
export function clockText(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}
