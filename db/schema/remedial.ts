import { sql } from "drizzle-orm";
import { date, index, jsonb, pgTable, primaryKey, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import type { LocalText } from "../../app/platform/locale";
import { id, instant } from "./columns";
import { contentItem } from "./curriculum";
import { person } from "./people";

/** Questions that some people have to get right again by a day, and why. What is asked, of whose doing and for what cause never changes; cancelled once. */
export const remedial = pgTable(
  "remedial",
  {
    id: id(),
    title: jsonb().$type<LocalText>().notNull(),
    reason: text().notNull(),
    /** The questions, whatever their versions. */
    items: uuid().array().notNull(),
    /** The last day on which it is in time, by the calendar of each person's team. */
    due: date({ mode: "string" }).notNull(),
    assignedBy: uuid()
      .notNull()
      .references(() => person.id),
    assignedAt: instant().notNull(),
    /** What led to it: somebody's judgement, a failed checklist, a case, a changed rule; with the id of that. */
    cause: text({ enum: ["person", "probation", "case", "rule_change"] }).notNull(),
    causeId: uuid(),
    cancelledAt: instant(),
    cancelledBy: uuid().references(() => person.id),
    cancelReason: text(),
  },
  (t) => [index("remedial_assigned").on(sql`${t.assignedAt} desc`)],
);

/** Somebody who has to. Closed once: done, cancelled, or they left; what came of it stays. */
export const remedialPerson = pgTable(
  "remedial_person",
  {
    id: id(),
    remedialId: uuid()
      .notNull()
      .references(() => remedial.id),
    personId: uuid()
      .notNull()
      .references(() => person.id),
    assignedBy: uuid()
      .notNull()
      .references(() => person.id),
    /** Answers given from here on count. */
    assignedAt: instant().notNull(),
    closedAt: instant(),
    outcome: text({ enum: ["done", "cancelled", "left"] }),
  },
  (t) => [
    uniqueIndex("remedial_person_once").on(t.remedialId, t.personId),
    index("remedial_person_open")
      .on(t.personId)
      .where(sql`${t.closedAt} is null`),
  ],
);

/**
 * One of the questions for one of the people: how it stands. A summary, kept by whoever writes or grades an answer; a test counts it anew from the attempts. Frozen when
 * the person's part is closed: then it is the evidence.
 */
export const remedialQuestion = pgTable(
  "remedial_question",
  {
    remedialPersonId: uuid()
      .notNull()
      .references(() => remedialPerson.id),
    itemId: uuid()
      .notNull()
      .references(() => contentItem.id),
    /** The attempt by which it is mended, and when that was given; null: it is not. */
    mendedBy: uuid(),
    mendedAt: instant(),
    /** How the last answer was: right but too late to count, right and in time, wrong, or still to be graded. */
    last: text({ enum: ["right", "slow", "wrong", "waiting"] }),
    lastAt: instant(),
    /** When it went out of use before it was mended: it is asked of nobody any more. */
    droppedAt: instant(),
  },
  (t) => [primaryKey({ columns: [t.remedialPersonId, t.itemId] })],
);
