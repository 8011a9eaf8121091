import { pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { instant } from "./columns";
import { person, team } from "./people";

/** The checklist by which a team's people in probation are graded, by the role that they hold. Without a line the shop's own checklist holds. */
export const teamChecklist = pgTable(
  "team_checklist",
  {
    teamId: uuid()
      .notNull()
      .references(() => team.id),
    role: text({ enum: ["agent", "supervisor"] }).notNull(),
    /** The content item: the version in force counts when a grading begins. */
    slug: text().notNull(),
    chosenBy: uuid()
      .notNull()
      .references(() => person.id),
    chosenAt: instant().notNull(),
  },
  (t) => [primaryKey({ columns: [t.teamId, t.role] })],
);
