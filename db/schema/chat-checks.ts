import { sql } from "drizzle-orm";
import {
  boolean,
  check,
  date,
  index,
  integer,
  jsonb,
  numeric,
  pgTable,
  primaryKey,
  smallint,
  text,
  unique,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { id, instant } from "./columns";
import { person, team } from "./people";
import { chat } from "./chats";

type Text = { "zh-CN": string; en: string };
/** What a scorecard asks: criteria with weights and with what nought, half and full look like. */
export type ScorecardBody = {
  name: Text;
  criteria: { slug: string; name: Text; weight: number; critical: boolean; anchors: { none: Text; half: Text; full: Text } }[];
};

/** A template by which chats are scored. What is worked on is its draft; what scores is a version. */
export const scorecard = pgTable("scorecard", {
  id: id(),
  draft: jsonb().$type<ScorecardBody>(),
  /** Grows with each edit: a stale form is refused. */
  revision: integer().notNull().default(1),
  createdAt: instant().notNull(),
  createdBy: uuid().references(() => person.id),
  archivedAt: instant(),
});

/** A published version of a scorecard. Append-only: scores carry the version that they were made with. */
export const scorecardVersion = pgTable(
  "scorecard_version",
  {
    id: id(),
    scorecardId: uuid()
      .notNull()
      .references(() => scorecard.id),
    number: integer().notNull(),
    body: jsonb().$type<ScorecardBody>().notNull(),
    publishedAt: instant().notNull(),
    publishedBy: uuid().references(() => person.id),
  },
  (t) => [unique("scorecard_version_number").on(t.scorecardId, t.number)],
);

/** By which scorecard the chats of a team are scored; no row: by the house's. */
export const teamScorecard = pgTable("team_scorecard", {
  teamId: uuid()
    .primaryKey()
    .references(() => team.id),
  scorecardId: uuid()
    .notNull()
    .references(() => scorecard.id),
});

/** What a supervisor is asked to read on a day, and how far they are. The seed and the chats it was drawn from stay, so that it can be drawn again. */
export const checkDraw = pgTable(
  "check_draw",
  {
    id: id(),
    supervisorId: uuid()
      .notNull()
      .references(() => person.id),
    day: date({ mode: "string" }).notNull(),
    /** The days of the chats, both inclusive. */
    chatsFrom: date({ mode: "string" }).notNull(),
    chatsTo: date({ mode: "string" }).notNull(),
    teamIds: uuid().array().notNull(),
    seed: text().notNull(),
    pool: uuid().array().notNull(),
    /** What was drawn for. */
    asked: integer().notNull(),
    /** What is asked: less where something was passed over and nothing is left to take its place. */
    quota: integer().notNull(),
    drawnAt: instant().notNull(),
    /** Checks of this draw that count, and those that were too quick; a summary of its checks. */
    counted: integer().notNull().default(0),
    quick: integer().notNull().default(0),
    skipped: integer().notNull().default(0),
  },
  (t) => [
    unique("check_draw_day").on(t.supervisorId, t.day),
    index("check_draw_of_day").on(t.day),
    check("check_draw_counts", sql`${t.quota} >= 0 and ${t.counted} >= 0 and ${t.quick} >= 0 and ${t.skipped} >= 0`),
  ],
);

/** A chat in a draw, in the order in which it is read. Append-only: what is skipped gets another place; only its kind may turn random, when a random chat that was passed over gives way to it. It goes with a chat whose import is undone before anybody checked it. */
export const checkPlace = pgTable(
  "check_place",
  {
    drawId: uuid()
      .notNull()
      .references(() => checkDraw.id),
    place: smallint().notNull(),
    chatId: uuid()
      .notNull()
      .references(() => chat.id, { onDelete: "cascade" }),
    kind: text({ enum: ["random", "risk", "own"] }).notNull(),
    risks: text().array().notNull(),
    addedAt: instant().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.drawId, t.place] }),
    unique("check_place_once").on(t.drawId, t.chatId),
    index("check_place_chat").on(t.chatId),
  ],
);

/** That a chat came on a reader's screen: from it the server reckons how long it was there. Append-only. */
export const checkOpening = pgTable(
  "check_opening",
  {
    id: id(),
    drawId: uuid()
      .notNull()
      .references(() => checkDraw.id),
    chatId: uuid()
      .notNull()
      .references(() => chat.id, { onDelete: "cascade" }),
    at: instant().notNull(),
  },
  (t) => [index("check_opening_draw").on(t.drawId, t.at)],
);

/** Why a chat of a draw is not checked. Append-only. */
export const checkSkip = pgTable(
  "check_skip",
  {
    drawId: uuid()
      .notNull()
      .references(() => checkDraw.id),
    chatId: uuid()
      .notNull()
      .references(() => chat.id, { onDelete: "cascade" }),
    reason: text({ enum: ["no_talk", "robot", "known", "unreadable", "other"] }).notNull(),
    note: text().notNull(),
    at: instant().notNull(),
  },
  (t) => [primaryKey({ columns: [t.drawId, t.chatId] })],
);

/** A scored chat. Append-only: a correction and a ruling are further rows, and the highest number holds. */
export const chatCheck = pgTable(
  "chat_check",
  {
    id: id(),
    chatId: uuid()
      .notNull()
      .references(() => chat.id),
    number: smallint().notNull(),
    cause: text({ enum: ["check", "correction", "ruling"] }).notNull(),
    /** The agent who chatted. */
    personId: uuid()
      .notNull()
      .references(() => person.id),
    /** Whose check it is; a ruling is somebody else's act on it. */
    supervisorId: uuid()
      .notNull()
      .references(() => person.id),
    savedBy: uuid()
      .notNull()
      .references(() => person.id),
    drawId: uuid()
      .notNull()
      .references(() => checkDraw.id),
    /** How it came into the draw: shares of reasons are taken of random ones only. */
    kind: text({ enum: ["random", "risk", "own"] }).notNull(),
    scorecardVersionId: uuid()
      .notNull()
      .references(() => scorecardVersion.id),
    marks: jsonb().$type<Record<string, "none" | "half" | "full" | "na">>().notNull(),
    /** 0 to 100, exact; computed by the app from marks and version. */
    score: numeric({ precision: 15, scale: 12 }).notNull(),
    criticalFailed: boolean().notNull(),
    comment: text().notNull(),
    /** Lines that the comment is about, from 0. */
    lines: smallint().array().notNull(),
    onScreenMs: integer().notNull(),
    neededMs: integer().notNull(),
    /** Whether it was on screen for long enough. */
    counts: boolean().notNull(),
    savedAt: instant().notNull(),
  },
  (t) => [
    unique("chat_check_number").on(t.chatId, t.number),
    index("chat_check_person").on(t.personId, t.savedAt),
    index("chat_check_draw").on(t.drawId),
    check("chat_check_score", sql`${t.score} between 0 and 100 and (not ${t.criticalFailed} or ${t.score} = 0)`),
    check("chat_check_others", sql`${t.supervisorId} <> ${t.personId} and ${t.savedBy} <> ${t.personId}`),
    check(
      "chat_check_cause",
      sql`(${t.number} = 1) = (${t.cause} = 'check') and (${t.cause} = 'ruling') = (${t.savedBy} <> ${t.supervisorId})`,
    ),
  ],
);

/** What agent and supervisor say to each other of a check. Append-only. */
export const checkReply = pgTable(
  "check_reply",
  {
    id: id(),
    chatId: uuid()
      .notNull()
      .references(() => chat.id),
    byId: uuid()
      .notNull()
      .references(() => person.id),
    text: text().notNull(),
    at: instant().notNull(),
  },
  (t) => [index("check_reply_chat").on(t.chatId, t.at)],
);

/** That an agent disputes a check. Closed once: by somebody who did not score it, or taken back. */
export const checkDispute = pgTable(
  "check_dispute",
  {
    id: id(),
    chatId: uuid()
      .notNull()
      .references(() => chat.id),
    personId: uuid()
      .notNull()
      .references(() => person.id),
    /** The check that is disputed, and of which criteria; none: of all of it. */
    checkId: uuid()
      .notNull()
      .references(() => chatCheck.id),
    criteria: text().array().notNull(),
    reason: text().notNull(),
    openedAt: instant().notNull(),
    closedAt: instant(),
    closedBy: uuid().references(() => person.id),
    outcome: text({ enum: ["kept", "changed", "withdrawn"] }),
    ruling: text(),
  },
  (t) => [
    uniqueIndex("check_dispute_once")
      .on(t.chatId)
      .where(sql`${t.outcome} is distinct from 'withdrawn'`),
    index("check_dispute_person").on(t.personId, t.openedAt),
    check(
      "check_dispute_closed",
      sql`(${t.closedAt} is null) = (${t.outcome} is null) and (${t.ruling} is not null) = (coalesce(${t.outcome}, 'withdrawn') <> 'withdrawn')`,
    ),
  ],
);

/** The same chats, scored blind by several supervisors: how far they lie apart. Counts for nobody. */
export const chatCalibration = pgTable("chat_calibration", {
  id: id(),
  title: text().notNull(),
  scorecardVersionId: uuid()
    .notNull()
    .references(() => scorecardVersion.id),
  teamId: uuid().references(() => team.id),
  chatIds: uuid().array().notNull(),
  dueOn: date({ mode: "string" }).notNull(),
  madeBy: uuid()
    .notNull()
    .references(() => person.id),
  madeAt: instant().notNull(),
  closedAt: instant(),
  closedBy: uuid().references(() => person.id),
});

/** Who scores a calibration, and when all of their scores were in. */
export const chatCalibrationGrader = pgTable(
  "chat_calibration_grader",
  {
    id: id(),
    calibrationId: uuid()
      .notNull()
      .references(() => chatCalibration.id),
    graderId: uuid()
      .notNull()
      .references(() => person.id),
    doneAt: instant(),
  },
  (t) => [unique("chat_calibration_grader_once").on(t.calibrationId, t.graderId)],
);

/** One grader's marks of one chat. Append-only. */
export const chatCalibrationScore = pgTable(
  "chat_calibration_score",
  {
    graderRowId: uuid()
      .notNull()
      .references(() => chatCalibrationGrader.id),
    chatId: uuid()
      .notNull()
      .references(() => chat.id),
    marks: jsonb().$type<Record<string, "none" | "half" | "full" | "na">>().notNull(),
    score: numeric({ precision: 15, scale: 12 }).notNull(),
    at: instant().notNull(),
  },
  (t) => [primaryKey({ columns: [t.graderRowId, t.chatId] })],
);
