import { useCallback, useEffect, useReducer, useRef } from "react";
import type { Answer } from "~/drill/types/registry";
import { changed, type Kept, landed, type Landed, letGo, loaded, type Queue, restored, returned, takeOff, toKeep, unsent } from "./queue";

/** Whether what is answered is safe. `signed_out`, `refused`: nothing more goes out until the page is loaded again. */
export type Link = "fine" | "offline" | "signed_out" | "refused" | "closed";

type State = { queue: Queue; link: Link; restored: boolean };
type Event =
  | { does: "restore"; kept: Kept }
  | { does: "change"; id: string; answer: Answer | null; ms: number }
  | { does: "take_off" | "fail" | "let_go" }
  | { does: "land"; landed: Landed }
  | { does: "stop"; link: Link };

function step(state: State, event: Event): State {
  switch (event.does) {
    case "restore":
      return { ...state, queue: restored(state.queue, event.kept), restored: Object.keys(event.kept.changes).length > 0 };
    case "change":
      return { ...state, queue: changed(state.queue, event.id, { answer: event.answer, ms: event.ms }) };
    case "take_off":
      return { ...state, queue: takeOff(state.queue) ?? state.queue };
    case "land":
      return { queue: landed(state.queue, event.landed), link: "fine", restored: false };
    case "fail":
      return { ...state, queue: returned(state.queue), link: "offline" };
    case "stop":
      return { ...state, queue: returned(state.queue), link: event.link };
    case "let_go":
      return { ...state, queue: letGo(state.queue) };
  }
}

const PREFIX = "sitting:";
const TYPING_MS = 500;
const RETRY_MS = [2_000, 4_000, 8_000, 15_000];

/** Forget what this device kept of a sitting: it was handed in. */
export function forgetSitting(sittingId: string): void {
  try {
    localStorage.removeItem(PREFIX + sittingId);
  } catch {
    // Storage may be switched off: then nothing was kept either.
  }
}

function keep(sittingId: string, kept: Kept | null): void {
  if (kept === null) return forgetSitting(sittingId);
  try {
    localStorage.setItem(PREFIX + sittingId, JSON.stringify(kept));
  } catch {
    // Full or switched off: the answers still go to the server.
  }
}

function keptOf(sittingId: string): Kept | null {
  try {
    const kept = JSON.parse(localStorage.getItem(PREFIX + sittingId) ?? "null") as Partial<Kept> | null;
    return kept && typeof kept.revision === "number" && kept.changes && kept.conflict ? (kept as Kept) : null;
  } catch {
    return null;
  }
}

/** The form of a save, as the action behind `url` reads it. */
function saveForm(sittingId: string, queue: Queue): FormData {
  const form = new FormData();
  form.set("intent", "save");
  form.set("sittingId", sittingId);
  form.set("revision", String(queue.revision));
  form.set("changes", JSON.stringify(unsent(queue)));
  return form;
}

/**
 * The answers of an open sitting: shown at once, kept on this device, sent one batch after the other, tried again while there is no network.
 */
export function useAnswers(url: string, sitting: { sittingId: string; revision: number; answers: Record<string, Answer> }) {
  const { sittingId } = sitting;
  const [state, dispatch] = useReducer(step, sitting, (s): State => ({
    queue: loaded(s.revision, s.answers),
    link: "fine",
    restored: false,
  }));
  const { queue, link } = state;
  const ready = useRef(false);
  const latest = useRef(queue);
  latest.current = queue;
  const failures = useRef(0);

  useEffect(() => {
    const kept = keptOf(sittingId);
    if (kept) dispatch({ does: "restore", kept });
    ready.current = true;
  }, [sittingId]);

  useEffect(() => {
    if (ready.current) keep(sittingId, toKeep(queue));
  }, [sittingId, queue]);

  const waiting = queue.flying === null && Object.keys(queue.waiting).length > 0;
  useEffect(() => {
    if (!waiting || (link !== "fine" && link !== "offline")) return;
    const go = () => dispatch({ does: "take_off" });
    const typing = Object.values(queue.waiting).some(({ answer }) => answer === null || "text" in answer || "blanks" in answer);
    const soon = typing ? TYPING_MS : 0;
    const delay = link === "offline" ? (RETRY_MS[Math.min(failures.current, RETRY_MS.length - 1)] ?? soon) : soon;
    const timer = setTimeout(go, delay);
    window.addEventListener("online", go);
    return () => {
      clearTimeout(timer);
      window.removeEventListener("online", go);
    };
  }, [waiting, link, queue.waiting]);

  const flying = queue.flying;
  useEffect(() => {
    if (flying === null) return;
    let gone = false;
    void send(url, saveForm(sittingId, { ...latest.current, waiting: {}, flying })).then((event) => {
      if (gone) return;
      failures.current = event.does === "fail" ? failures.current + 1 : 0;
      dispatch(event);
    });
    return () => {
      gone = true;
    };
  }, [url, sittingId, flying]);

  // A page that closes has no time for an answer: what waits goes out blind, and a copy stays here.
  useEffect(() => {
    const leave = () => {
      if (Object.keys(latest.current.waiting).length > 0 && latest.current.flying === null)
        navigator.sendBeacon(url, saveForm(sittingId, latest.current));
    };
    window.addEventListener("pagehide", leave);
    return () => window.removeEventListener("pagehide", leave);
  }, [url, sittingId]);

  return {
    answers: queue.answers,
    conflict: queue.conflict,
    revision: queue.revision,
    link,
    restored: state.restored,
    /** Everything is with the server. */
    settled: queue.flying === null && Object.keys(queue.waiting).length === 0,
    answer: useCallback((id: string, answer: Answer | null, ms: number) => dispatch({ does: "change", id, answer, ms }), []),
    letGo: useCallback(() => dispatch({ does: "let_go" }), []),
    /** Send what waits now. */
    flush: useCallback(() => dispatch({ does: "take_off" }), []),
  };
}

/** Post one batch and say what came of it. */
async function send(url: string, body: FormData): Promise<Event> {
  try {
    const response = await fetch(url, { method: "POST", body, headers: { Accept: "application/json" } });
    // A session that ended leads to the sign-in page.
    if (response.redirected || response.status === 401) return { does: "stop", link: "signed_out" };
    if (response.status >= 500) return { does: "fail" };
    const said = (await response.json()) as { landed?: Landed; closed?: boolean };
    if (said.landed) return { does: "land", landed: said.landed };
    return { does: "stop", link: said.closed ? "closed" : "refused" };
  } catch {
    return { does: "fail" };
  }
}
