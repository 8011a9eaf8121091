import type { VoteOption } from "@db/schema";
import type { LocalText } from "~/platform/locale";
import { excerptOf, type LiveState, piecesOf, ranMs, type ShownLine, type Votable } from "./live";
import type { CaseKind } from "./rules";

/** Pure: what of a meeting's screen is sent to whom. Nothing leaves the server that is not shown yet. */

/** The case on the screen, with all that it would show. */
export type LiveCase = Votable & {
  caseId: string;
  kind: CaseKind;
  title: string;
  reasons: string[];
  platform: string;
  products: LocalText[];
  worthFen: number;
  times: number;
  why: string;
  decision: string;
  actions: number;
  together: { number: number; title: string }[];
};

export type LiveVote = {
  id: string;
  options: VoteOption[];
  isOpen: boolean;
  counts: Record<string, number> | null;
  /** Who chose what. */
  ballots: { personId: string; choice: string }[];
  lines: (TypedLine & { personId: string })[];
};

/** A better line that somebody typed; `key`: which line of the vote it became. */
export type TypedLine = { id: string; text: string; key: string | null };

/** Somebody who follows. */
export type Follower = { id: string; name: string; isThere: boolean };

/** All that there is to know of a meeting that is presented. `state` null: nobody has begun. */
export type LiveFacts = {
  revision: number;
  isClosed: boolean;
  state: LiveState | null;
  presenter: { id: string; name: string } | null;
  places: { caseId: string; number: number; title: string; kind: CaseKind }[];
  current: LiveCase | null;
  vote: LiveVote | null;
  followers: Follower[];
};

/** A line to vote on; whose it is and how many chose it once the vote is closed. */
export type ShownOption = Pick<VoteOption, "key" | "text"> & {
  from: VoteOption["from"] | null;
  number: number | null;
  count: number | null;
};

/** What of the case on the screen is seen as it is. By name: what is added to a case is seen by nobody until it is named here. */
const SEEN = [
  ...(["caseId", "number", "kind", "title", "reasons", "products"] as const),
  ...(["worthFen", "times", "together", "decision", "actions"] as const),
] as const;
const seenOf = (one: LiveCase) => Object.fromEntries(SEEN.map((name) => [name, one[name]])) as Pick<LiveCase, (typeof SEEN)[number]>;

/** What somebody sees of a meeting. */
export type LiveView = {
  revision: number;
  /** The server's time, ms. */
  at: number;
  phase: "waiting" | "on" | "over";
  presenter: { name: string; isMe: boolean } | null;
  slide:
    | (Pick<LiveCase, (typeof SEEN)[number]> & {
        index: number;
        count: number;
        lines: ShownLine[];
        pieces: string[];
        /** How many there are to reveal in all. */
        ofPieces: number;
      })
    | null;
  timer: { isRunning: boolean; ranMs: number; limitMs: number; minutes: number } | null;
  vote: {
    id: string;
    isOpen: boolean;
    options: ShownOption[];
    mine: string | null;
    own: Omit<TypedLine, "id"> | null;
    voted: number;
  } | null;
  /** Only to who leads the team. */
  lead: { places: LiveFacts["places"]; followers: Follower[]; mayVote: boolean; typed: TypedLine[] } | null;
};

/**
 * What somebody is shown: the present case with what is revealed of it, the lines that are voted on without whose they are, how many have voted but not for what; the counts come with
 * the end of the vote; a line that somebody typed is read by themself and, without whose it is, by who leads, until it is voted on. Whose chat it was is nobody's business here. `forLead`: with the other cases and who follows.
 */
export function viewOf(facts: LiveFacts, reader: { personId: string; forLead: boolean; now: Date }): LiveView {
  const { state, current, vote } = facts;
  const phase = facts.isClosed ? "over" : state ? "on" : "waiting";
  const isOn = phase === "on" && state !== null;
  const pieces = current ? piecesOf(teaching(current)) : [];
  return {
    revision: facts.revision,
    at: reader.now.getTime(),
    phase,
    presenter: facts.presenter && { name: facts.presenter.name, isMe: facts.presenter.id === reader.personId },
    slide:
      isOn && current
        ? {
            ...seenOf(current),
            index: facts.places.findIndex(({ caseId }) => caseId === current.caseId),
            count: facts.places.length,
            lines: excerptOf(current.lines, current.marked),
            pieces: pieces.slice(0, state.shown),
            ofPieces: pieces.length,
          }
        : null,
    timer: isOn
      ? {
          isRunning: state.runningSince !== null,
          ranMs: ranMs(state, reader.now),
          limitMs: (state.minutes + state.extra) * 60_000,
          minutes: state.minutes,
        }
      : null,
    vote: isOn && vote ? voteFor(vote, reader.personId) : null,
    lead: reader.forLead
      ? {
          ...{ places: facts.places, followers: facts.followers, mayVote: isOn && current?.kind === "lost" },
          typed: (vote?.lines ?? []).map(({ id, text, key }) => ({ id, text, key })),
        }
      : null,
  };
}

/** What of a case is revealed step by step. */
export const teaching = (one: Pick<LiveCase, "kind" | "better" | "why">): string => (one.kind === "lost" ? one.better : one.why);

function voteFor(vote: LiveVote, personId: string): NonNullable<LiveView["vote"]> {
  const { id, isOpen, options, counts, ballots, lines } = vote;
  const own = lines.find((line) => line.personId === personId);
  return {
    id,
    isOpen,
    options: options.map(({ key, text, from, number }) => ({
      ...{ key, text },
      from: isOpen ? null : from,
      number: isOpen ? null : number,
      count: isOpen ? null : (counts?.[key] ?? 0),
    })),
    mine: ballots.find((ballot) => ballot.personId === personId)?.choice ?? null,
    own: own ? { text: own.text, key: own.key } : null,
    voted: ballots.length,
  };
}
