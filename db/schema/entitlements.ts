import { sql } from "drizzle-orm";
import { boolean, check, date, index, integer, jsonb, pgTable, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import type { LocalText } from "../../app/platform/locale";
import { gateDecision } from "./activation";
import { id, instant } from "./columns";
import { person, team } from "./people";

/** What the shop, or (with a team) one team, hands out after an activation. Archived, never deleted. */
export const entitlementKind = pgTable(
  "entitlement_kind",
  {
    id: id(),
    teamId: uuid().references(() => team.id),
    name: jsonb().$type<LocalText>().notNull(),
    /** Who hands it over: a role, or somebody by name. */
    ownerRole: text({ enum: ["supervisor", "manager", "administrator"] }),
    ownerId: uuid().references(() => person.id),
    /** Days after the activation until it is due. */
    dueDays: integer().notNull(),
    /** Whether it is taken back, or ended, when the person leaves. */
    takenBack: boolean().notNull(),
    createdAt: instant().notNull(),
    archivedAt: instant(),
    revision: integer().notNull().default(1),
  },
  (t) => [
    check("entitlement_kind_owner", sql`(${t.ownerRole} is null) <> (${t.ownerId} is null)`),
    check("entitlement_kind_days", sql`${t.dueDays} between 0 and 365`),
  ],
);

/** One thing for one person, since one activation: who hands it over, by when, and what came of it. */
export const entitlement = pgTable(
  "entitlement",
  {
    id: id(),
    personId: uuid()
      .notNull()
      .references(() => person.id),
    decisionId: uuid()
      .notNull()
      .references(() => gateDecision.id),
    kindId: uuid()
      .notNull()
      .references(() => entitlementKind.id),
    teamId: uuid(),
    /** As the settings said when it was made: later changes of the list change nothing of it. */
    name: jsonb().$type<LocalText>().notNull(),
    ownerRole: text({ enum: ["supervisor", "manager", "administrator"] }),
    ownerId: uuid().references(() => person.id),
    takenBack: boolean().notNull(),
    dueOn: date({ mode: "string" }).notNull(),
    state: text({ enum: ["open", "done", "not_needed", "to_return", "returned", "not_returned"] })
      .notNull()
      .default("open"),
    /** The last word on it: by whom, when it was said, the day that it was about, and a note or reason. */
    saidBy: uuid().references(() => person.id),
    saidAt: instant(),
    saidOn: date({ mode: "string" }),
    note: text().notNull().default(""),
    createdAt: instant().notNull(),
  },
  (t) => [
    uniqueIndex("entitlement_once").on(t.decisionId, t.kindId),
    index("entitlement_person").on(t.personId),
    index("entitlement_open")
      .on(t.dueOn)
      .where(sql`${t.state} = 'open'`),
    check("entitlement_owner", sql`(${t.ownerRole} is null) <> (${t.ownerId} is null)`),
    check("entitlement_said_by", sql`${t.saidBy} is null or ${t.saidBy} <> ${t.personId}`),
    check("entitlement_reason", sql`${t.state} not in ('not_needed', 'not_returned') or length(trim(${t.note})) > 0`),
  ],
);
