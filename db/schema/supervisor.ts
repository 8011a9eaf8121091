import { sql } from "drizzle-orm";
import { bigint, check, date, index, integer, jsonb, numeric, pgTable, primaryKey, text, unique, uuid } from "drizzle-orm/pg-core";
import type { SupervisorTrace } from "../../app/kpi/supervisor/supervisor-rules";
import { id, instant } from "./columns";
import { person, team } from "./people";

const told = {
  personId: uuid("person_id")
    .notNull()
    .references(() => person.id),
  teamId: uuid("team_id")
    .notNull()
    .references(() => team.id),
  month: date({ mode: "string" }).notNull(),
  /** Exact, of 100. Null: not scored. */
  score: numeric({ precision: 15, scale: 12 }),
  bonusFen: bigint("bonus_fen", { mode: "number" }),
  /** How it came about: see `SupervisorTrace`. */
  trace: jsonb().$type<SupervisorTrace>().notNull(),
};

/** How the month of a supervisor stands in a team that they lead: renewed until it is closed. */
export const supervisorScore = pgTable(
  "supervisor_score",
  {
    ...told,
    state: text({ enum: ["provisional", "published", "closed"] }).notNull(),
    activeDays: integer().notNull(),
    workingDays: integer().notNull(),
    /** The newest statement, from 1; 0 before the first. */
    version: integer().notNull().default(0),
    computedAt: instant().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.personId, t.month, t.teamId] }),
    index("supervisor_score_team").on(t.teamId, t.month),
    check("supervisor_score_range", sql`${t.score} between 0 and 100`),
    check("supervisor_score_days", sql`${t.activeDays} between 0 and ${t.workingDays}`),
  ],
);

/** What a supervisor was told of a month, whole. Append-only. */
export const supervisorStatement = pgTable(
  "supervisor_statement",
  {
    id: id(),
    ...told,
    version: integer().notNull(),
    kind: text({ enum: ["published", "closed", "reopened"] }).notNull(),
    reason: text().notNull().default(""),
    madeBy: uuid().references(() => person.id),
    madeAt: instant().notNull(),
  },
  (t) => [unique("supervisor_statement_version").on(t.personId, t.month, t.teamId, t.version)],
);
