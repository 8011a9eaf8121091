import type { ChatLine, VoteOption } from "@db/schema";
import { shuffled } from "~/platform/seed";

/** What is on a meeting's screen, without who shows it. See `meetingLive`. */
export type LiveState = {
  caseId: string | null;
  shown: number;
  minutes: number;
  extra: number;
  runningSince: Date | null;
  ranMs: number;
};

/**
 * What whoever presents can do to it. Each says from where it is meant: the same press that comes twice, or of a window that stands behind, does nothing the second time.
 */
export type LiveMove =
  | { do: "next" | "previous" | "cover"; from: string }
  | { do: "go"; caseId: string }
  | { do: "reveal"; from: string; shown: number }
  | { do: "run" | "pause" | "more" }
  | { do: "minutes"; minutes: number };

/** Minutes a case: eight cases in an hour leave a little for the end. */
const USUAL_MINUTES = 6;
export const MOST_MINUTES = 60;
const MOST_EXTRA = 60;

/** The screen as it is first shown: the first case, nothing revealed, the clock running. */
export function firstState(agenda: readonly string[], now: Date): LiveState {
  return { caseId: agenda[0] ?? null, shown: 0, minutes: USUAL_MINUTES, extra: 0, runningSince: now, ranMs: 0 };
}

/** The case that is on the screen: the one that was gone to, or the first where that was taken off the agenda; null: there is none. */
export function caseOn(state: Pick<LiveState, "caseId">, agenda: readonly string[]): string | null {
  return state.caseId !== null && agenda.includes(state.caseId) ? state.caseId : (agenda[0] ?? null);
}

/** Ms that the case on the screen has had. */
export function ranMs(state: Pick<LiveState, "runningSince" | "ranMs">, now: Date): number {
  return state.ranMs + (state.runningSince ? Math.max(0, now.getTime() - state.runningSince.getTime()) : 0);
}

/**
 * The screen after a move; null: there is nothing like that. `pieces`: how many there are to reveal of the case on it. At an end nothing happens. With another case all is covered again and the
 * clock begins anew; one that stands goes on standing.
 */
export function afterMove(
  given: LiveState,
  move: LiveMove,
  { agenda, pieces, now }: { agenda: readonly string[]; pieces: number; now: Date },
): LiveState | null {
  const here = caseOn(given, agenda);
  // What was revealed of a case that was taken off the agenda is not revealed of the one in its place.
  const state = here === given.caseId ? given : { ...given, caseId: here, shown: 0 };
  if ("from" in move && move.from !== here) return agenda.includes(move.from) ? state : null;
  switch (move.do) {
    case "go":
      return agenda.includes(move.caseId) ? onCase(state, move.caseId, now) : null;
    case "next":
    case "previous": {
      const at = agenda.indexOf(move.from) + (move.do === "next" ? 1 : -1);
      return onCase(state, agenda[at] ?? move.from, now);
    }
    case "reveal":
      return { ...state, shown: Math.min(pieces, Math.max(state.shown, move.shown + 1)) };
    case "cover":
      return { ...state, shown: 0 };
    case "run":
      return state.runningSince ? state : { ...state, runningSince: now };
    case "pause":
      return { ...state, runningSince: null, ranMs: ranMs(state, now) };
    case "more":
      return state.extra < MOST_EXTRA ? { ...state, extra: state.extra + 1 } : state;
    case "minutes":
      return Number.isInteger(move.minutes) && move.minutes >= 1 && move.minutes <= MOST_MINUTES
        ? { ...state, minutes: move.minutes, extra: 0 }
        : null;
  }
}

function onCase(state: LiveState, caseId: string, now: Date): LiveState {
  if (caseId === state.caseId) return state;
  return { ...state, caseId, shown: 0, extra: 0, ranMs: 0, runningSince: state.runningSince && now };
}

const sentences = new Intl.Segmenter("zh", { granularity: "sentence" });

/** What should have been said, sentence by sentence, as it is revealed. */
export function piecesOf(text: string): string[] {
  return [...sentences.segment(text)].map(({ segment }) => segment.trim()).filter((piece) => piece !== "");
}

/** A line of a chat on the screen. `gap`: others stand before it that are left out. */
export type ShownLine = { at: number; who: ChatLine["who"]; text: string; isMarked: boolean; gap: boolean };

const BEFORE = 2;
const AFTER = 1;
const LAST = 4;

/** The lines of a chat that matter, with what led to them: what fits on a screen. Where none is marked, the last ones. */
export function excerptOf(lines: readonly ChatLine[], marked: readonly number[]): ShownLine[] {
  const wanted = lines.map((_, at) =>
    marked.length === 0 ? at >= lines.length - LAST : marked.some((m) => at >= m - BEFORE && at <= m + AFTER),
  );
  return lines.flatMap(({ who, text }, at) =>
    wanted[at] ? [{ at, who, text, isMarked: marked.includes(at), gap: at > 0 && wanted[at - 1] !== true }] : [],
  );
}

/** What a case brings to a vote. */
export type Votable = { number: number; lines: readonly ChatLine[]; marked: readonly number[]; better: string };

/** So many lines are voted on when a vote is opened, and so many with those that are typed. */
const MOST_OPTIONS = 4;
const KEYS = "abcdefgh";
/** What is typed in a vote is one line to a customer. */
export const LINE_LENGTH = 300;

const saidIn = ({ lines, marked }: Votable) =>
  [...marked]
    .sort((a, b) => a - b)
    .flatMap((at) => {
      const line = lines[at];
      return line?.who === "agent" ? [line.text.trim()] : [];
    })
    .join("\n");

/**
 * Two to four lines to vote on, in an order that tells nothing (`seed`): what was said and what should have been said, then the same of the cases that stand with it. Null: there are no two that
 * differ.
 */
export function optionsOf(head: Votable, like: readonly Votable[], seed: string): VoteOption[] | null {
  const all: Omit<VoteOption, "key">[] = [
    { from: "said", text: saidIn(head), number: head.number },
    { from: "better", text: head.better.trim(), number: head.number },
    ...like.map((one) => ({ from: "better_like" as const, text: one.better.trim(), number: one.number })),
    ...like.map((one) => ({ from: "said_like" as const, text: saidIn(one), number: one.number })),
  ];
  const distinct = all.filter(({ text }, at) => text !== "" && all.findIndex((other) => bare(other.text) === bare(text)) === at);
  if (distinct.length < 2) return null;
  return shuffled(distinct.slice(0, MOST_OPTIONS), seed).map((one, at) => ({ ...one, key: KEYS.charAt(at) }));
}

const bare = (text: string) => text.replace(/\s+/gu, "");

/** The number of the case that a vote is about: that of its own lines. */
export function numberOf(options: readonly VoteOption[]): number {
  return options.find(({ from }) => from === "said" || from === "better")?.number ?? options[0]?.number ?? 0;
}

/** A line that was typed, as the next of a vote; why not: there are eight (`vote_full`), or one says the same (`line_there`). */
export function withTyped(options: readonly VoteOption[], text: string): VoteOption | "vote_full" | "line_there" {
  const key = KEYS.charAt(options.length);
  if (key === "") return "vote_full";
  return options.some((one) => bare(one.text) === bare(text)) ? "line_there" : { key, text, from: "typed", number: numberOf(options) };
}

/** How many chose each line. */
export function countsOf(options: readonly VoteOption[], choices: readonly string[]): Record<string, number> {
  return Object.fromEntries(options.map(({ key }) => [key, choices.filter((choice) => choice === key).length]));
}
