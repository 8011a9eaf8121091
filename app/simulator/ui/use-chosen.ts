import { useCallback, useEffect, useState } from "react";
import type { ChatView } from "../view";

const keyOf = (runId: string) => `simulation:${runId}:with`;

/** The chat that is open; it stays so through a reload of the window. Where none was chosen it is the first. */
export function useChosen(runId: string, chats: readonly ChatView[], asked: string | null) {
  const [slug, setSlug] = useState(asked);
  useEffect(() => {
    try {
      const kept = sessionStorage.getItem(keyOf(runId));
      if (kept !== null) setSlug(kept);
    } catch {
      return;
    }
  }, [runId]);
  const choose = useCallback(
    (next: string) => {
      setSlug(next);
      try {
        sessionStorage.setItem(keyOf(runId), next);
      } catch {
        return;
      }
    },
    [runId],
  );
  return { chosen: chats.find((chat) => chat.slug === slug) ?? chats[0] ?? null, choose };
}

/** How much is new stands in the window's title too: for who is in another window. */
export function useTitleCount(count: number): void {
  useEffect(() => {
    const plain = document.title.replace(/^\(\d+\) /, "");
    document.title = count > 0 ? `(${count}) ${plain}` : plain;
  }, [count]);
}

/** New lines of customers by their slug: those that came since their chat was open, and at the beginning those that no reply followed. */
export function useUnread(chats: readonly ChatView[], chosen: string | null): Record<string, number> {
  const [seen, setSeen] = useState<Readonly<Record<string, number>>>({});
  const open = chats.find(({ slug }) => slug === chosen);
  const length = open?.lines.length ?? 0;
  useEffect(() => {
    if (chosen !== null) setSeen((was) => (was[chosen] === length ? was : { ...was, [chosen]: length }));
  }, [chosen, length]);
  return Object.fromEntries(
    chats.map(({ slug, lines }) => {
      if (slug === chosen) return [slug, 0];
      const from = seen[slug] ?? lines.findLastIndex(({ who }) => who === "agent") + 1;
      return [slug, lines.slice(from).filter(({ who }) => who !== "agent").length];
    }),
  );
}
