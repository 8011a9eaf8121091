import { timingSafeEqual } from "node:crypto";
import { isId, newId } from "~/platform/ids";
import { parseJson } from "~/platform/json";
import { seal } from "~/platform/keys.server";
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
};

const PURPOSE = "drill-ticket";

/** A new ticket as the browser carries it. */
export function issueTicket(ticket: Omit<Ticket, "attemptId">): string {
  const fields = [newId(), ticket.personId, ticket.itemId, ticket.versionId, ticket.issuedAt.getTime(), ticket.readyBy?.getTime() ?? null];
  const body = Buffer.from(JSON.stringify(fields)).toString("base64url");
  return `${body}.${seal(PURPOSE, body)}`;
}

/** What a ticket says, or null when it is none of ours. Whose it is and how old is for the caller to judge. */
export function readTicket(text: unknown): Ticket | null {
  if (typeof text !== "string" || text.length > 1000) return null;
  const [body = "", given = "", more] = text.split(".");
  if (more !== undefined || !isSeal(given, seal(PURPOSE, body))) return null;
  const fields = parseJson(Buffer.from(body, "base64url").toString("utf8"));
  if (!Array.isArray(fields)) return null;
  const [attemptId, personId, itemId, versionId, issued, ready] = fields as unknown[];
  if (!isId(attemptId) || !isId(personId) || !isId(itemId) || !isId(versionId) || typeof issued !== "number") return null;
  return {
    attemptId,
    personId,
    itemId,
    versionId,
    issuedAt: new Date(issued),
    readyBy: typeof ready === "number" ? new Date(ready) : null,
  };
}

function isSeal(given: string, right: string): boolean {
  const a = Buffer.from(given);
  const b = Buffer.from(right);
  return a.length === b.length && timingSafeEqual(a, b);
}

/**
 * An answer as a browser sends it: its ticket, what was answered, how long it took; and of one that waited for a connection, how long after the ticket came it was
 * given, by the browser's own clock.
 */
export type GivenAnswer = { ticket: string; answer: unknown; ms: unknown; after?: unknown };

/** Answers out of a posted text, in their order; null when it holds anything else, or more than `most`. */
export function givenAnswers(text: string, most: number): GivenAnswer[] | null {
  const raw = parseJson(text);
  if (!Array.isArray(raw) || raw.length === 0 || raw.length > most) return null;
  const answers = raw.flatMap((one: unknown) =>
    isRecord(one) && typeof one.ticket === "string" ? [{ ticket: one.ticket, answer: one.answer, ms: one.ms, after: one.after }] : [],
  );
  return answers.length === raw.length ? answers : null;
}
