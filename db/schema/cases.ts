import { sql } from "drizzle-orm";
import {
  type AnyPgColumn,
  bigint,
  boolean,
  check,
  date,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  smallint,
  text,
  unique,
  uuid,
} from "drizzle-orm/pg-core";
import { chat, type ChatLine } from "./chats";
import { id, instant } from "./columns";
import { person, team } from "./people";

/**
 * A chat from which something is to be learned: why its order was lost, or why it went so well. What was said is copied, masked as it was: the text of the chat itself is deleted after a
 * time. A chat makes one case.
 */
export const chatCase = pgTable(
  "chat_case",
  {
    id: id(),
    /** What people call it by: #41. */
    number: integer().notNull().unique(),
    kind: text({ enum: ["lost", "excellent"] }).notNull(),
    state: text({ enum: ["open", "agenda", "decided", "dismissed", "merged"] })
      .notNull()
      .default("open"),
    chatId: uuid()
      .notNull()
      .unique()
      .references(() => chat.id),
    /** Whose chat it was, and their team on that day. */
    personId: uuid()
      .notNull()
      .references(() => person.id),
    teamId: uuid()
      .notNull()
      .references(() => team.id),
    platform: text().notNull(),
    day: date({ mode: "string" }).notNull(),
    /** How it came up: in a check of the chat, from the list of lost inquiries, by the agent. */
    source: text({ enum: ["check", "list", "own"] }).notNull(),
    title: text().notNull(),
    /** Names of `app/cases/reasons.ts`. */
    reasons: text().array().notNull(),
    products: text().array().notNull(),
    /** What the order would have been worth. */
    worthFen: bigint({ mode: "number" }),
    lines: jsonb().$type<ChatLine[]>().notNull(),
    /** The lines that lost it, or that were so good: from 0. */
    marked: integer().array().notNull(),
    /** What should have been said. */
    better: text().notNull().default(""),
    /** Why it is a case: for an excellent one what made it so. */
    why: text().notNull().default(""),
    /** All that it is found by, and the pairs of characters by which its like is found. */
    words: text().notNull(),
    tokens: text().array().notNull(),
    /** The case of the same loss that stands for this one too. */
    mergedInto: uuid().references((): AnyPgColumn => chatCase.id),
    madeBy: uuid()
      .notNull()
      .references(() => person.id),
    madeAt: instant().notNull(),
    decidedAt: instant(),
    /** Goes up with every save: of two windows, the second is told. */
    revision: integer().notNull().default(0),
  },
  (t) => [
    index("chat_case_team").on(t.teamId, t.id),
    index("chat_case_open")
      .on(t.teamId, t.id)
      .where(sql`${t.state} in ('open', 'agenda')`),
    index("chat_case_person").on(t.personId),
    index("chat_case_merged").on(t.mergedInto),
    index("chat_case_words").using("gin", t.words.op("gin_trgm_ops")),
    check("chat_case_merged_state", sql`(${t.state} = 'merged') = (${t.mergedInto} is not null)`),
    check("chat_case_not_into_itself", sql`${t.mergedInto} <> ${t.id}`),
    check("chat_case_worth", sql`${t.worthFen} >= 0`),
  ],
);

/** What was done to a case, and what it said before. Append-only. */
export const caseChange = pgTable(
  "case_change",
  {
    id: id(),
    caseId: uuid()
      .notNull()
      .references(() => chatCase.id),
    what: text({ enum: ["made", "edited", "dismissed", "reopened", "merged", "decided"] }).notNull(),
    by: uuid()
      .notNull()
      .references(() => person.id),
    at: instant().notNull(),
    /** The fields that changed, as they were. */
    before: jsonb().$type<Record<string, unknown>>(),
    reason: text().notNull().default(""),
  },
  (t) => [index("case_change_case").on(t.caseId, t.id)],
);

/** When a team meets about its cases. Without a row it meets at the usual time. */
export const meetingTime = pgTable(
  "meeting_time",
  {
    teamId: uuid()
      .primaryKey()
      .references(() => team.id),
    /** 1 = Monday … 7 = Sunday. */
    weekday: smallint().notNull(),
    hour: smallint().notNull(),
    /** So many cases go on an agenda. */
    cases: smallint().notNull(),
    setBy: uuid()
      .notNull()
      .references(() => person.id),
    setAt: instant().notNull(),
  },
  (t) => [check("meeting_time_range", sql`${t.weekday} between 1 and 7 and ${t.hour} between 0 and 23 and ${t.cases} between 1 and 30`)],
);

/** A new wording or a changed rule, as a meeting heard of it. */
export type MeetingNews = {
  techniques: { draftId: string; title: string; slug: string | null; at: string }[];
  rules: { kind: string; slug: string; title: { "zh-CN": string; en: string }; note: string | null; at: string }[];
};

/** A team's meeting of a week about its cases. Once it is closed nothing of it changes any more. */
export const meeting = pgTable(
  "meeting",
  {
    id: id(),
    teamId: uuid()
      .notNull()
      .references(() => team.id),
    /** The Monday of its week. */
    week: date({ mode: "string" }).notNull(),
    plannedAt: instant().notNull(),
    /** Null: the agenda was drawn by itself. */
    openedBy: uuid().references(() => person.id),
    openedAt: instant().notNull(),
    remark: text().notNull().default(""),
    closedAt: instant(),
    closedBy: uuid().references(() => person.id),
    /** What it heard of beside its cases; written when it is closed. */
    news: jsonb().$type<MeetingNews>(),
  },
  (t) => [
    unique("meeting_once").on(t.teamId, t.week),
    index("meeting_open")
      .on(t.plannedAt)
      .where(sql`${t.closedAt} is null`),
    check("meeting_closed", sql`(${t.closedAt} is null) = (${t.closedBy} is null) and (${t.closedAt} is null) = (${t.news} is null)`),
  ],
);

/** A case on an agenda: where it stands, with which it is spoken of, and what was decided. */
export const meetingCase = pgTable(
  "meeting_case",
  {
    meetingId: uuid()
      .notNull()
      .references(() => meeting.id),
    caseId: uuid()
      .notNull()
      .references(() => chatCase.id),
    position: integer().notNull(),
    /** The case that it is like, and with which it is spoken of; null: it stands by itself. */
    withCase: uuid().references(() => chatCase.id),
    decision: text().notNull().default(""),
    decidedBy: uuid().references(() => person.id),
    decidedAt: instant(),
  },
  (t) => [
    primaryKey({ columns: [t.meetingId, t.caseId] }),
    index("meeting_case_case").on(t.caseId),
    check("meeting_case_decided", sql`(${t.decidedAt} is null) = (${t.decidedBy} is null)`),
  ],
);

/** Who was there. */
export const meetingAttendance = pgTable(
  "meeting_attendance",
  {
    meetingId: uuid()
      .notNull()
      .references(() => meeting.id),
    personId: uuid()
      .notNull()
      .references(() => person.id),
    present: boolean().notNull(),
  },
  (t) => [primaryKey({ columns: [t.meetingId, t.personId] })],
);

/** What closed an action: the thing that it asked for. */
export type ActionEvidence = { kind: "version" | "remedial" | "run" | "note"; id: string; label?: string };

/** Something that a case calls for, of somebody, by a day. It stays open until what it asks for exists. */
export const caseAction = pgTable(
  "case_action",
  {
    id: id(),
    caseId: uuid()
      .notNull()
      .references(() => chatCase.id),
    /** The meeting that decided it. */
    meetingId: uuid()
      .notNull()
      .references(() => meeting.id),
    kind: text({ enum: ["question", "script", "lesson", "drill", "replay", "tell"] }).notNull(),
    ownerId: uuid()
      .notNull()
      .references(() => person.id),
    due: date({ mode: "string" }).notNull(),
    note: text().notNull().default(""),
    /** Who is to drill or to play it again. */
    people: uuid().array().notNull(),
    /** The item of the library that is drafted for it ("question/…", "lesson/…"), or the draft of a script. */
    target: text(),
    scriptDraftId: uuid(),
    /** Another department: which, and since when it knows. */
    toldTo: text(),
    toldOn: date({ mode: "string" }),
    openedBy: uuid()
      .notNull()
      .references(() => person.id),
    openedAt: instant().notNull(),
    closedAt: instant(),
    closedBy: uuid().references(() => person.id),
    outcome: text({ enum: ["done", "cancelled"] }),
    evidence: jsonb().$type<ActionEvidence>(),
    cancelReason: text(),
  },
  (t) => [
    index("case_action_case").on(t.caseId),
    index("case_action_meeting").on(t.meetingId),
    index("case_action_open")
      .on(t.due)
      .where(sql`${t.closedAt} is null`),
    check("case_action_closed", sql`(${t.closedAt} is null) = (${t.outcome} is null)`),
    // Done is what something shows, never what somebody says.
    check("case_action_evidence", sql`(${t.outcome} is not distinct from 'done') = (${t.evidence} is not null)`),
    check("case_action_cancelled", sql`(${t.outcome} is not distinct from 'cancelled') = (${t.cancelReason} is not null)`),
  ],
);
