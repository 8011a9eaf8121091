import type { DrillQuestion } from "~/drill/session.server";
import type { Verdict } from "~/drill/types/registry";
import type { Locale } from "~/platform/locale";
import { type Moment, msBetween } from "~/platform/moment";
import type { DrillReply } from "../../bank.server";

/** A question that is here, and since when: the time of an answer without a connection is counted from there. */
export type Held = { question: DrillQuestion; since: Moment };

/** What came of the question in hand. `saved`: it waits here for a connection. `lost`: it could neither be sent nor kept, and can be sent again. */
export type Outcome =
  | { state: "asking" }
  | { state: "sending" }
  | { state: "answered"; verdict: Verdict; turnedFluent: boolean }
  | { state: "saved" }
  | { state: "refused"; code: string }
  | { state: "lost" };

/** A go of the drill, as the page shows it. Pure: what happens makes a new one. */
export type Go = {
  current: Held | null;
  /** Questions that are here already, behind the one in hand. */
  rest: readonly Held[];
  /** What comes behind those, sealed. */
  line: string;
  outcome: Outcome;
  /** How many this go has. */
  planned: number;
  answered: number;
  right: number;
  turned: number;
  /** Tickets of answers that wait here to be graded. */
  saved: readonly string[];
  waiting: number;
  fluent: number;
  required: number;
  /** The address of what was chosen to be drilled; null: a go of the schedule. */
  chosen: string | null;
};

export type GoStart = Pick<Go, "line" | "planned" | "waiting" | "fluent" | "required"> & {
  questions: readonly DrillQuestion[];
  chosen: { address: string } | null;
};

/** A go at its beginning. */
export function begun({ questions, line, planned, waiting, fluent, required, chosen }: GoStart, since: Moment): Go {
  const [current = null, ...rest] = questions.map((question) => ({ question, since }));
  return {
    current,
    rest,
    line,
    outcome: { state: "asking" },
    planned,
    answered: 0,
    right: 0,
    turned: 0,
    saved: [],
    waiting,
    fluent,
    required,
    chosen: chosen?.address ?? null,
  };
}

/** A go from what was fetched ahead: the page itself lay here and its questions are old. */
export function begunFrom(was: Go, reserve: readonly Held[]): Go {
  const [current = null, ...rest] = reserve.slice(0, ONE_GO);
  const planned = Math.min(ONE_GO, reserve.length);
  return {
    ...was,
    current,
    rest,
    outcome: { state: "asking" },
    planned,
    answered: 0,
    right: 0,
    turned: 0,
    saved: [],
    waiting: reserve.length,
  };
}
const ONE_GO = 20;

/** The reply to the answer in hand, and the questions that came with it. */
export function replied(was: Go, reply: DrillReply, now: Moment): Go {
  const result = reply.results.find(({ ticket }) => ticket === was.current?.question.ticket);
  const known = new Set([was.current, ...was.rest].map((held) => held?.question.itemId));
  const came = reply.next.filter((question) => !known.has(question.itemId)).map((question) => ({ question, since: now }));
  const rest = [...was.rest, ...came];
  const standing = { line: reply.line, fluent: reply.fluent, required: reply.required };
  if (!result) return { ...was, ...standing, rest, outcome: { state: "lost" } };
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

/** The answer in hand waits here. */
export function savedHere(was: Go): Go {
  const ticket = was.current?.question.ticket;
  if (!ticket || was.saved.includes(ticket)) return was;
  return { ...was, outcome: { state: "saved" }, answered: was.answered + 1, saved: [...was.saved, ticket] };
}

/** Answers that had waited were graded, or refused. */
export function graded(was: Go, results: readonly { id: string; right: boolean | null }[]): Go {
  const ours = results.filter(({ id }) => was.saved.includes(id));
  if (ours.length === 0) return was;
  const ids = new Set(ours.map(({ id }) => id));
  return { ...was, saved: was.saved.filter((id) => !ids.has(id)), right: was.right + ours.filter(({ right }) => right === true).length };
}

/** The next question; from the reserve when none is here any more, unless the go is of what was chosen. */
export function wentOn(was: Go, reserve: readonly Held[]): Go {
  const last = was.current?.question.itemId;
  const further = was.chosen === null ? reserve.filter(({ question }) => question.itemId !== last) : [];
  const [current = null, ...rest] = was.rest.length > 0 ? was.rest : further;
  return { ...was, current, rest, outcome: { state: "asking" } };
}

/** Whether a go is over: nothing is left to ask, or as many were asked as it has. */
export function isOver(go: Go): boolean {
  return go.current === null || (go.answered >= go.planned && go.outcome.state === "asking");
}

/** Without the questions that were answered already and not in this go. */
export function without(was: Go, items: ReadonlySet<string>): Go {
  if (was.answered > 0 || was.outcome.state !== "asking" || items.size === 0) return was;
  const [current = null, ...rest] = [was.current, ...was.rest]
    .filter((held) => held !== null)
    .filter(({ question }) => !items.has(question.itemId));
  return { ...was, current, rest };
}

/** A go as it is kept, to be gone on with after a reload. */
export type KeptGo = { locale: Locale; at: Moment; go: Go };
const RESUMED_WITHIN_MS = 12 * 3_600_000;

export type Interrupted = {
  locale: Locale;
  /** What the page was opened for. */
  chosen: string | null;
  now: Moment;
  /** Tickets of the answers that wait here. */
  waits: ReadonlySet<string>;
  /** What became of others that had waited. */
  results: readonly { id: string; right: boolean | null }[];
  reserve: readonly Held[];
};

/** The go that was interrupted, at the question at which it was; null: there is none to go on with. What was answered is not asked again. */
export function resumed(kept: KeptGo | undefined, { locale, chosen, now, waits, results, reserve }: Interrupted): Go | null {
  if (!kept || kept.locale !== locale || msBetween(kept.at, now) > RESUMED_WITHIN_MS) return null;
  const { go } = kept;
  if (go.chosen !== chosen) return null;
  const ticket = go.current?.question.ticket ?? "";
  const wasKept = waits.has(ticket) || results.some(({ id }) => id === ticket);
  const { state } = go.outcome;
  const isUnanswered = state === "asking" || state === "lost" || (state === "sending" && !wasKept);
  const here = isUnanswered ? { ...go, outcome: { state: "asking" as const } } : wentOn(state === "sending" ? savedHere(go) : go, reserve);
  const known = graded(here, results);
  return isOver(known) ? null : known;
}
