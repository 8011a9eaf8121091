import { useCallback, useEffect, useState } from "react";
import { useOffline } from "~/ui/offline/context";
import type { RunView } from "../view";
import { draftOf, forgetOtherDrafts, keepDraft } from "./drafts";
import { useOutbox } from "./use-outbox";
import { useRun } from "./use-run";

/** A run while it is played in this page: how it stands, what has not arrived, what is being typed. */
export function usePlay(runId: string, first: RunView) {
  const { person } = useOffline();
  const [back, setBack] = useState(0);
  const onBack = useCallback(() => setBack((n) => n + 1), []);
  const { view, base, link, setLink, take } = useRun(runId, first, person, onBack);
  const onLink = useCallback(
    (state: "done" | "away" | "gone" | "out", who?: "signed_out" | "another") => {
      if (state === "out" && who) setLink(who);
      if (state === "away") setLink("away");
    },
    [setLink],
  );
  const { unsent, send, drop, pump } = useOutbox(person, runId, { onView: take, onLink });
  useEffect(() => {
    if (back > 0) void pump();
  }, [back, pump]);
  // What has arrived is in its chat; the reply that said so may have been lost on the way.
  const arrived = new Set(view.chats.flatMap(({ lines }) => lines.flatMap((line) => (line.who === "agent" ? [line.id] : []))));
  return { view, base, link, unsent: unsent.filter(({ id }) => !arrived.has(id)), send, drop, ...useDrafts(runId) };
}

/** What is typed to each customer. */
function useDrafts(runId: string) {
  const [drafts, setDrafts] = useState<Readonly<Record<string, string>>>({});
  useEffect(() => forgetOtherDrafts(runId), [runId]);
  const recall = useCallback(
    (customer: string, typed: string) =>
      setDrafts((was) =>
        customer in was ? was : { ...was, [customer]: [draftOf(runId, customer), typed].filter((text) => text !== "").join("\n") },
      ),
    [runId],
  );
  const type = useCallback(
    (customer: string, text: string) => {
      keepDraft(runId, customer, text);
      setDrafts((was) => ({ ...was, [customer]: text }));
    },
    [runId],
  );
  return { drafts, recall, type };
}
