import { useCallback, useRef, useState } from "react";
import type { DrillQuestion } from "~/drill/session.server";
import type { Answer, Verdict } from "~/drill/types/registry";
import type { DrillReply } from "../../bank.server";

/** What came of the question in hand. `lost`: the connection was away; the answer can be sent again. */
export type Outcome =
  | { state: "asking" }
  | { state: "sending" }
  | { state: "answered"; verdict: Verdict; turnedFluent: boolean }
  | { state: "refused"; code: string }
  | { state: "lost" };

export type DrillState = {
  current: DrillQuestion | null;
  /** Questions that are here already, behind the one in hand. */
  rest: readonly DrillQuestion[];
  /** What comes behind those, sealed: each answer takes it along and brings it back. */
  line: string;
  outcome: Outcome;
  answered: number;
  right: number;
  turned: number;
  waiting: number;
  fluent: number;
  required: number;
};

/** Fetch more when fewer than this are here: the next question is always there when the answer is sent. */
const ENOUGH = 4;
const MORE = 6;

/** A go of the drill: sends each answer once, shows its verdict, and keeps the next questions here before they are needed. */
export function useDrill(
  start: Omit<DrillState, "outcome" | "current" | "rest" | "answered" | "right" | "turned"> & { questions: DrillQuestion[] },
) {
  const [state, setState] = useState<DrillState>(() => {
    const [current = null, ...rest] = start.questions;
    const { line, waiting, fluent, required } = start;
    return { current, rest, line, outcome: { state: "asking" }, answered: 0, right: 0, turned: 0, waiting, fluent, required };
  });
  const busy = useRef(false);

  const send = useCallback(
    async (answer: Answer, ms: number) => {
      const { current, rest, line } = state;
      if (!current || busy.current || state.outcome.state === "answered") return;
      busy.current = true;
      setState((was) => ({ ...was, outcome: { state: "sending" } }));
      const body = new URLSearchParams();
      body.set("answers", JSON.stringify([{ ticket: current.ticket, answer, ms: Math.round(ms) }]));
      body.set("held", [current, ...rest].map((q) => q.itemId).join(","));
      body.set("line", line);
      body.set("want", rest.length < ENOUGH ? String(MORE) : "0");
      const reply = await post(body);
      busy.current = false;
      setState((was) => after(was, reply));
    },
    [state],
  );
  const goOn = useCallback(() => {
    setState((was) => {
      const [current = null, ...rest] = was.rest;
      return { ...was, current, rest, outcome: { state: "asking" } };
    });
  }, []);
  return { state, send, goOn };
}

function after(was: DrillState, reply: DrillReply | null): DrillState {
  const result = reply?.results[0];
  if (!reply || !result) return { ...was, outcome: { state: "lost" } };
  const known = new Set([was.current, ...was.rest].map((q) => q?.itemId));
  const rest = [...was.rest, ...reply.next.filter((q) => !known.has(q.itemId))];
  const standing = { line: reply.line, fluent: reply.fluent, required: reply.required };
  if (!result.ok) return { ...was, ...standing, rest, outcome: { state: "refused", code: result.code } };
  const { verdict, turnedFluent } = result;
  return {
    ...was,
    ...standing,
    rest,
    outcome: { state: "answered", verdict, turnedFluent },
    answered: was.answered + 1,
    right: was.right + (verdict.correct ? 1 : 0),
    turned: was.turned + (turnedFluent ? 1 : 0),
  };
}

async function post(body: URLSearchParams): Promise<DrillReply | null> {
  try {
    const response = await fetch("/drill/answer", { method: "POST", body, headers: { Accept: "application/json" } });
    // Signed out meanwhile: the sign-in page brings one back here.
    if (response.redirected) window.location.assign(response.url);
    return response.ok ? ((await response.json()) as DrillReply) : null;
  } catch {
    return null;
  }
}
