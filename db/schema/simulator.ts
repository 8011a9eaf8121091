import { sql } from "drizzle-orm";
import { type AnyPgColumn, boolean, check, index, integer, jsonb, numeric, pgTable, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import type { Simulation } from "../../app/curriculum/pack-simulation";
import type { RunGrade } from "../../app/curriculum/simulation-grade";
import type { CustomerState } from "../../app/curriculum/simulation-run";
import { id, instant } from "./columns";
import { contentItem, contentVersion } from "./curriculum";
import { person } from "./people";

/**
 * Somebody's try at a simulated chat: of a version of a simulation, or of a recorded chat. How it stands is derived from its messages and the server's clock. Ended
 * once; nothing else of it changes.
 */
export const simulationRun = pgTable(
  "simulation_run",
  {
    id: id(),
    personId: uuid()
      .notNull()
      .references(() => person.id),
    itemId: uuid().references(() => contentItem.id),
    versionId: uuid().references(() => contentVersion.id),
    /** Of a recorded chat: what it was made into. */
    recording: jsonb().$type<Simulation>(),
    locale: text({ enum: ["zh-CN", "en"] }).notNull(),
    /** A try from a line of an earlier one, or of a recording, counts for nothing. */
    counts: boolean().notNull(),
    /** The try from which it goes on, and how far of it was taken: milliseconds since that began. */
    fromRunId: uuid().references((): AnyPgColumn => simulationRun.id),
    fromMs: integer(),
    /** The clock of the run begins here. */
    startedAt: instant().notNull(),
    endedAt: instant(),
    /** By the last customer who went, or because the trainee gave up. */
    endedAs: text({ enum: ["over", "given_up"] }),
  },
  (t) => [
    uniqueIndex("simulation_run_open")
      .on(t.personId)
      .where(sql`${t.endedAt} is null`),
    index("simulation_run_person").on(t.personId, t.itemId, sql`${t.startedAt} desc`),
    index("simulation_run_ended").on(sql`${t.endedAt} desc`),
    check(
      "simulation_run_of",
      sql`(${t.itemId} is null) = (${t.versionId} is null) and (${t.itemId} is null) = (${t.recording} is not null)`,
    ),
    check("simulation_run_end", sql`(${t.endedAt} is null) = (${t.endedAs} is null)`),
  ],
);

/** What the trainee sent, at the server's time. The browser makes the id: sent twice it is there once. Append-only. */
export const simulationMessage = pgTable(
  "simulation_message",
  {
    id: id(),
    runId: uuid()
      .notNull()
      .references(() => simulationRun.id),
    /** The slug of the customer. */
    customer: text().notNull(),
    /** Milliseconds since the run began. */
    atMs: integer().notNull(),
    text: text().notNull(),
    /** One that was taken over from an earlier run. */
    taken: boolean().notNull().default(false),
  },
  (t) => [index("simulation_message_run").on(t.runId, t.atMs), check("simulation_message_text", sql`length(${t.text}) between 1 and 1000`)],
);

/**
 * What a run was worth: as the machine graded it, and after that as a supervisor did. The chat stands beside it as it was read then. Append-only; of a run the row
 * with the highest number holds.
 */
export const simulationResult = pgTable(
  "simulation_result",
  {
    id: id(),
    runId: uuid()
      .notNull()
      .references(() => simulationRun.id),
    personId: uuid()
      .notNull()
      .references(() => person.id),
    itemId: uuid().references(() => contentItem.id),
    number: integer().notNull(),
    cause: text({ enum: ["machine", "person"] }).notNull(),
    /** 0–100, exact. */
    total: numeric().notNull(),
    passed: boolean().notNull(),
    hasProhibited: boolean().notNull(),
    /** Passed or not hangs on sentences that no machine can judge: a supervisor is asked. */
    undecided: boolean().notNull(),
    grade: jsonb().$type<RunGrade>().notNull(),
    chats: jsonb().$type<CustomerState[]>().notNull(),
    /** Points that a supervisor saw in a line: customer, point, line. */
    granted: jsonb().$type<{ customer: string; point: string; line: number }[]>().notNull().default([]),
    remark: text().notNull().default(""),
    gradedBy: uuid().references(() => person.id),
    gradedAt: instant().notNull(),
  },
  (t) => [
    uniqueIndex("simulation_result_number").on(t.runId, t.number),
    index("simulation_result_person").on(t.personId, t.itemId, sql`${t.gradedAt} desc`),
    check(
      "simulation_result_by",
      sql`(${t.cause} = 'person') = (${t.gradedBy} is not null) and ${t.gradedBy} is distinct from ${t.personId}`,
    ),
    check("simulation_result_passed", sql`not (${t.passed} and (${t.hasProhibited} or ${t.undecided}))`),
  ],
);

/** What a supervisor wrote beside a line of a run. Taken back, it is no longer shown. */
export const simulationComment = pgTable(
  "simulation_comment",
  {
    id: id(),
    runId: uuid()
      .notNull()
      .references(() => simulationRun.id),
    customer: text().notNull(),
    /** The line of that customer's chat, from 0. */
    line: integer().notNull(),
    authorId: uuid()
      .notNull()
      .references(() => person.id),
    text: text().notNull(),
    at: instant().notNull(),
    removedAt: instant(),
  },
  (t) => [index("simulation_comment_run").on(t.runId, t.at)],
);

/** A run that others may learn from, and why. */
export const simulationExample = pgTable(
  "simulation_example",
  {
    id: id(),
    runId: uuid()
      .notNull()
      .references(() => simulationRun.id),
    itemId: uuid()
      .notNull()
      .references(() => contentItem.id),
    markedBy: uuid()
      .notNull()
      .references(() => person.id),
    reason: text().notNull(),
    markedAt: instant().notNull(),
    removedAt: instant(),
    removedBy: uuid().references(() => person.id),
  },
  (t) => [
    uniqueIndex("simulation_example_once")
      .on(t.runId)
      .where(sql`${t.removedAt} is null`),
    index("simulation_example_item")
      .on(t.itemId)
      .where(sql`${t.removedAt} is null`),
  ],
);
