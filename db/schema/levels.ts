import { sql } from "drizzle-orm";
import { check, date, index, integer, jsonb, pgTable, primaryKey, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import type { LevelFinding } from "../../app/kpi/levels/level-rules";
import { id, instant } from "./columns";
import { contentVersion } from "./curriculum";
import { person, team } from "./people";

/** Which level somebody holds, and from which month on their months count for the next one. The last row of `level_change`, kept by whoever writes that. */
export const agentLevel = pgTable(
  "agent_level",
  {
    personId: uuid()
      .primaryKey()
      .references(() => person.id),
    /** Slug of the ladder. */
    level: text().notNull(),
    /** Whoever leads others is on no rung: nothing is proposed to them. */
    track: text({ enum: ["agent", "management"] })
      .notNull()
      .default("agent"),
    /** First day of the first month that counts: after a proposal the one after its last month, else the month of the change. */
    countsFrom: date({ mode: "string" }).notNull(),
    since: instant().notNull(),
  },
  (t) => [check("agent_level_month", sql`extract(day from ${t.countsFrom}) = 1`)],
);

/** That somebody came to a level: with the activation, by a proposal that a manager confirmed, or by a manager's own hand. Append-only. */
export const levelChange = pgTable(
  "level_change",
  {
    id: id(),
    personId: uuid()
      .notNull()
      .references(() => person.id),
    cause: text({ enum: ["first", "proposal", "manual"] }).notNull(),
    from: text("from_level"),
    to: text("to_level").notNull(),
    track: text({ enum: ["agent", "management"] }).notNull(),
    countsFrom: date({ mode: "string" }).notNull(),
    proposalId: uuid().references(() => levelProposal.id),
    reason: text().notNull().default(""),
    /** Null only for the first level: nobody decides that. */
    by: uuid().references(() => person.id),
    at: instant().notNull(),
  },
  (t) => [
    index("level_change_person").on(t.personId, t.at),
    check("level_change_by", sql`(${t.cause} = 'first') = (${t.by} is null) and ${t.by} is distinct from ${t.personId}`),
    check("level_change_cause", sql`(${t.cause} = 'proposal') = (${t.proposalId} is not null)`),
    check("level_change_reason", sql`${t.cause} <> 'manual' or ${t.reason} <> ''`),
  ],
);

/** What a closed month said of somebody's level: up, down, or why it stays. Renewed when the month was opened and closed again. */
export const levelReview = pgTable(
  "level_review",
  {
    personId: uuid()
      .notNull()
      .references(() => person.id),
    month: date({ mode: "string" }).notNull(),
    /** The statement of the month that it rests on. */
    version: integer().notNull(),
    level: text().notNull(),
    finding: jsonb().$type<LevelFinding>().notNull(),
    at: instant().notNull(),
  },
  (t) => [primaryKey({ columns: [t.personId, t.month] })],
);

/** That somebody should go up or down a level: for a manager to confirm or decline. One is open at a time. */
export const levelProposal = pgTable(
  "level_proposal",
  {
    id: id(),
    personId: uuid()
      .notNull()
      .references(() => person.id),
    teamId: uuid().references(() => team.id),
    /** The last month that it rests on. */
    month: date({ mode: "string" }).notNull(),
    kind: text({ enum: ["up", "down"] }).notNull(),
    from: text("from_level").notNull(),
    to: text("to_level").notNull(),
    finding: jsonb().$type<LevelFinding>().notNull(),
    /** The ladder by which it was found. */
    rulesVersionId: uuid()
      .notNull()
      .references(() => contentVersion.id),
    openedAt: instant().notNull(),
    closedAt: instant(),
    closedBy: uuid().references(() => person.id),
    /** `lapsed`: it does not hold any more, as when a month was corrected or the person left. */
    outcome: text({ enum: ["confirmed", "declined", "lapsed"] }),
    reason: text().notNull().default(""),
  },
  (t) => [
    uniqueIndex("level_proposal_open")
      .on(t.personId)
      .where(sql`${t.closedAt} is null`),
    index("level_proposal_team").on(t.teamId, t.openedAt),
    index("level_proposal_person").on(t.personId, t.openedAt),
    check("level_proposal_closed", sql`(${t.closedAt} is null) = (${t.outcome} is null)`),
    check(
      "level_proposal_decided",
      sql`coalesce(${t.outcome}, 'lapsed') = 'lapsed' or (${t.closedBy} is not null and ${t.closedBy} <> ${t.personId})`,
    ),
    check("level_proposal_reason", sql`${t.outcome} is distinct from 'declined' or ${t.reason} <> ''`),
  ],
);

/** Who brings a newcomer along. Counts for the mentor's level once the newcomer is activated. */
export const mentorship = pgTable(
  "mentorship",
  {
    id: id(),
    traineeId: uuid()
      .notNull()
      .references(() => person.id),
    mentorId: uuid()
      .notNull()
      .references(() => person.id),
    namedBy: uuid()
      .notNull()
      .references(() => person.id),
    at: instant().notNull(),
    endedAt: instant(),
  },
  (t) => [
    uniqueIndex("mentorship_running")
      .on(t.traineeId)
      .where(sql`${t.endedAt} is null`),
    index("mentorship_mentor").on(t.mentorId),
    check("mentorship_others", sql`${t.traineeId} <> ${t.mentorId}`),
  ],
);
