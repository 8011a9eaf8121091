import { sql } from "drizzle-orm";
import { check, index, integer, jsonb, pgTable, primaryKey, smallint, text, unique, uuid } from "drizzle-orm/pg-core";
import { chatCase, meeting } from "./cases";
import { id, instant } from "./columns";
import { person } from "./people";

/** What is on the screen of a meeting that is presented: one row, which whoever presents changes, and which everybody who follows reads. */
export const meetingLive = pgTable(
  "meeting_live",
  {
    meetingId: uuid()
      .primaryKey()
      .references(() => meeting.id),
    presenterId: uuid()
      .notNull()
      .references(() => person.id),
    startedAt: instant().notNull(),
    /** Goes up with whatever is seen: an older state never takes the place of a newer one. */
    revision: integer().notNull().default(1),
    /** The case that is spoken of, with those that stand under it; null: the agenda was empty. */
    caseId: uuid().references(() => chatCase.id),
    /** So many pieces of what should have been said are shown. */
    shown: smallint().notNull().default(0),
    /** Minutes that each case gets, and what this one got on top. */
    minutes: smallint().notNull(),
    extra: smallint().notNull().default(0),
    /** The clock of this case: since when it runs (null: it stands), and what it ran before. */
    runningSince: instant(),
    ranMs: integer().notNull().default(0),
  },
  (t) => [check("meeting_live_range", sql`${t.shown} >= 0 and ${t.minutes} between 1 and 60 and ${t.extra} >= 0 and ${t.ranMs} >= 0`)],
);

/** A line that is voted on. `from`: what was said, what should have been said, the same of a case like it, or typed by somebody who follows. */
export type VoteOption = { key: string; text: string; from: "said" | "better" | "said_like" | "better_like" | "typed"; number: number };

/** A vote of a meeting on the better line of a case. Once it is closed it stays as it is, beside the decision. */
export const meetingVote = pgTable(
  "meeting_vote",
  {
    id: id(),
    meetingId: uuid()
      .notNull()
      .references(() => meeting.id),
    caseId: uuid()
      .notNull()
      .references(() => chatCase.id),
    /** The how-manieth about this case. */
    round: smallint().notNull(),
    options: jsonb().$type<VoteOption[]>().notNull(),
    openedBy: uuid()
      .notNull()
      .references(() => person.id),
    openedAt: instant().notNull(),
    closedAt: instant(),
    /** How many chose each line; written when it is closed. */
    counts: jsonb().$type<Record<string, number>>(),
  },
  (t) => [
    unique("meeting_vote_round").on(t.meetingId, t.caseId, t.round),
    check("meeting_vote_closed", sql`(${t.closedAt} is null) = (${t.counts} is null)`),
  ],
);

/** What somebody chose: one line, another one until the vote is closed. Nobody is shown whose it is. */
export const meetingBallot = pgTable(
  "meeting_ballot",
  {
    voteId: uuid()
      .notNull()
      .references(() => meetingVote.id),
    personId: uuid()
      .notNull()
      .references(() => person.id),
    choice: text().notNull(),
    at: instant().notNull(),
  },
  (t) => [primaryKey({ columns: [t.voteId, t.personId] })],
);

/**
 * A better line that somebody typed while a vote was open, masked: one a person, theirs to change until the vote is closed or the line is voted on itself. Nobody is shown whose it is. Empty:
 * taken back.
 */
export const meetingLine = pgTable(
  "meeting_line",
  {
    id: id(),
    voteId: uuid()
      .notNull()
      .references(() => meetingVote.id),
    personId: uuid()
      .notNull()
      .references(() => person.id),
    text: text().notNull(),
    at: instant().notNull(),
    /** Which line of the vote it became; null: it is not voted on. */
    key: text(),
  },
  (t) => [unique("meeting_line_once").on(t.voteId, t.personId), check("meeting_line_length", sql`length(${t.text}) <= 300`)],
);

/** Who follows a meeting's screen, and when that was last known. Following is not attendance: whoever presents confirms that. */
export const meetingFollower = pgTable(
  "meeting_follower",
  {
    meetingId: uuid()
      .notNull()
      .references(() => meeting.id),
    personId: uuid()
      .notNull()
      .references(() => person.id),
    seenAt: instant().notNull(),
    /** When the last window was closed; null: it is open. */
    leftAt: instant(),
  },
  (t) => [primaryKey({ columns: [t.meetingId, t.personId] }), index("meeting_follower_person").on(t.personId)],
);
