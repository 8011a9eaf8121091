import { useCallback, useEffect, useRef, useState } from "react";
import { newId } from "~/platform/ids";
import { hear, tell } from "~/ui/offline/channel";
import { allOf, enqueue, settle, type Waiting } from "~/ui/offline/store";
import type { RunView } from "../view";
import { type MessageHere, sendOne, sendWaiting, type SentOff } from "./send";

/** A message that has not arrived, or is not seen in the run yet. `refused`: it was not taken, for this reason. */
export type Unsent = { id: string; customer: string; text: string; refused: string | null };

/** Who hears what the server says to a message, and whether it hears at all. */
type Ears = { onView: (view: RunView) => void; onLink: (sent: SentOff["state"], who?: "signed_out" | "another") => void };

const AGAIN_MS = [1000, 2000, 4000, 5000];

/**
 * What was sent here and has not arrived. Each message is kept in this browser first, then sent in its turn, again and again until the server has spoken of it.
 * Where nothing can be kept it waits in this page alone.
 */
export function useOutbox(person: string | null, runId: string, { onView, onLink }: Ears) {
  const [unsent, setUnsent] = useState<readonly Unsent[]>([]);
  const unkept = useRef<Waiting<MessageHere>[]>([]);
  const failures = useRef(0);
  const isGone = useRef(false);
  const timer = useRef<ReturnType<typeof setTimeout>>();
  const ears = useRef({ onView, onLink });
  useEffect(() => {
    ears.current = { onView, onLink };
  }, [onView, onLink]);

  const reread = useCallback(async () => {
    const kept = person === null ? [] : await allOf<MessageHere>(person, "chat").catch(() => []);
    const here = [...kept, ...unkept.current].filter(({ body }) => body.runId === runId);
    const waiting = here.map(({ id, body, refused }) => ({ id, customer: body.customer, text: body.text, refused: refused ?? null }));
    // What was taken stays until the run that is shown has it.
    setUnsent((was) => [...was.filter(({ id, refused }) => refused === null && !here.some((one) => one.id === id)), ...waiting]);
    return kept;
  }, [person, runId]);

  const pump = useCallback(async () => {
    if (person === null) return;
    clearTimeout(timer.current);
    const heard = (of: string, view: RunView) => {
      if (of === runId) ears.current.onView(view);
    };
    let sent: SentOff = await sendWaiting(person, heard).catch((): SentOff => ({ state: "done" }));
    while (sent.state === "done" && unkept.current.some(({ refused }) => refused === undefined)) {
      const next = unkept.current.find(({ refused }) => refused === undefined);
      if (!next) break;
      const one = await sendOne(person, next);
      if (one.state === "away" || one.state === "out") sent = one;
      else if (one.state === "refused") next.refused = one.code;
      else unkept.current = unkept.current.filter(({ id }) => id !== next.id);
      if ((one.state === "taken" || one.state === "refused") && one.view) heard(runId, one.view);
    }
    await reread();
    ears.current.onLink(sent.state, sent.state === "out" ? sent.who : undefined);
    failures.current = sent.state === "away" ? failures.current + 1 : 0;
    if (sent.state === "away" && !isGone.current)
      timer.current = setTimeout(() => void pump(), AGAIN_MS[Math.min(failures.current, AGAIN_MS.length) - 1]);
  }, [person, runId, reread]);

  useEffect(() => {
    if (person === null) return;
    isGone.current = false;
    const begin = async () => {
      const kept = await reread();
      // A run that was refused its messages is over: whoever plays another has seen it.
      const old = kept.filter(({ body, refused }) => body.runId !== runId && refused !== undefined);
      if (old.length > 0)
        await settle(
          person,
          old.map(({ id }) => id),
        ).catch(() => undefined);
      await pump();
    };
    void begin();
    const stop = hear(person, (news) => {
      if (news.about === "chat" && news.runId === runId) void reread();
    });
    return () => {
      isGone.current = true;
      clearTimeout(timer.current);
      stop();
    };
  }, [person, runId, reread, pump]);

  const send = useCallback(
    async (customer: string, text: string) => {
      if (person === null) return;
      const id = newId();
      const body = { runId, customer, text };
      setUnsent((was) => [...was, { id, customer, text, refused: null }]);
      try {
        await enqueue(person, "chat", id, body);
      } catch {
        unkept.current.push({ n: 0, kind: "chat", id, body });
      }
      tell(person, { about: "chat", runId });
      void pump();
    },
    [person, runId, pump],
  );

  /** Let go of one that was not taken. */
  const drop = useCallback(
    async (id: string) => {
      unkept.current = unkept.current.filter((one) => one.id !== id);
      setUnsent((was) => was.filter((one) => one.id !== id));
      if (person !== null) await settle(person, [id]).catch(() => undefined);
    },
    [person],
  );

  return { unsent, send, drop, pump };
}
