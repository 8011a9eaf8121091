import { isId, newId } from "~/platform/ids";
import { parseTyped } from "~/platform/json";
import { accept, type Outcome, refuse } from "~/platform/refusal";
import type { CardState } from "./card";
import { packCard, unpackCard } from "./card-fields";
import { sealed, timeField, unsealed } from "./sealed.server";
import { isRecord } from "./types/question";

/**
 * The right to answer one question once: handed out with the question, sealed, and brought back with the answer. Nothing has to be stored for a question to be
 * asked, and an answer to a question that was never asked, or asked of another, cannot be made up. Its id becomes the attempt's id: a second answer finds the first.
 */
export type Ticket = {
  attemptId: string;
  personId: string;
  itemId: string;
  versionId: string;
  issuedAt: Date;
  /** The end of the road to the desk, as the schedule took it; null: there is none. */
  readyBy: Date | null;
  /** The card as it stood then: whoever answers need not read it, its revision says whether it still stands so. Null: of another release. */
  card: CardState | null;
};

const PURPOSE = "drill-ticket";
const LONGEST = 1200;
const DAY_MS = 86_400_000;
/** As long as an answer may wait in a phone: as long as submissions are honoured. */
const OLDEST_MS = 90 * DAY_MS;

/** A new ticket as the browser carries it. Its id is made at the time at which it is issued: of an attempt it is known when its question was asked. */
export function issueTicket(ticket: Omit<Ticket, "attemptId" | "card"> & { card: CardState }): string {
  const { personId, itemId, versionId, issuedAt, readyBy, card } = ticket;
  return sealed(PURPOSE, [
    newId(issuedAt.getTime()),
    personId,
    itemId,
    versionId,
    issuedAt.getTime(),
    readyBy?.getTime() ?? null,
    ...packCard(card),
  ]);
}

/** What a ticket says, or null when it is none of ours. Whose it is and how old is for the caller to judge. */
export function readTicket(text: unknown): Ticket | null {
  const fields = unsealed(PURPOSE, text, LONGEST);
  if (!fields) return null;
  const [attemptId, personId, itemId, versionId, issued, ready, ...rest] = fields;
  if (!isId(attemptId) || !isId(personId) || !isId(itemId) || !isId(versionId) || typeof issued !== "number") return null;
  return { attemptId, personId, itemId, versionId, issuedAt: new Date(issued), readyBy: timeField(ready), card: unpackCard(rest) };
}

/** The ticket with which this person may answer now, or why not. */
export function ticketOf(personId: string, text: unknown, now: Date): Outcome<Ticket> {
  const ticket = readTicket(text);
  if (ticket?.personId !== personId) return refuse("ticket_unknown");
  return now.getTime() - ticket.issuedAt.getTime() > OLDEST_MS ? refuse("ticket_old") : accept(ticket);
}

/**
 * An answer as a browser sends it: its ticket, what was answered, how long it took; and of one that waited for a connection, how long after the ticket came it was
 * given, by the browser's own clock.
 */
export type GivenAnswer = { ticket: string; answer: unknown; ms: unknown; after?: unknown };

/** Answers out of a posted text, in their order; null when it holds anything else, or more than `most`. */
export function givenAnswers(text: string, most: number): GivenAnswer[] | null {
  const raw = parseTyped(text);
  if (!Array.isArray(raw) || raw.length === 0 || raw.length > most) return null;
  const answers = raw.flatMap((one: unknown) =>
    isRecord(one) && typeof one.ticket === "string" ? [{ ticket: one.ticket, answer: one.answer, ms: one.ms, after: one.after }] : [],
  );
  return answers.length === raw.length ? answers : null;
}
