import { boolean, index, integer, jsonb, pgTable, primaryKey, text, unique, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { id, instant } from "./columns";
import { person, team } from "./people";

/**
 * Which requirements a gate has, per team (null: the shop's default), by version. Never changed. The newest version counts; of a team that follows the default, the shop's. What the shop
 * never edited follows the house and holds the house's requirements.
 */
export const gatePolicy = pgTable(
  "gate_policy",
  {
    id: id(),
    gate: text({ enum: ["desk", "activation"] }).notNull(),
    teamId: uuid().references(() => team.id),
    version: integer().notNull(),
    /** Ids from the vocabulary with their parameters; none where a team follows the shop. */
    requirements: jsonb()
      .$type<{ id: string; workingDays?: number; trainingDays?: number; approved?: number; prepared?: number; above?: number }[]>()
      .notNull(),
    /** A team keeps to the shop's default, the shop to the house's. */
    followsDefault: boolean().notNull().default(false),
    /** When the clearance of whoever passed under this version lapses by itself; what is not there lets nothing lapse. */
    terms: jsonb()
      .$type<{
        recertification?: { months: number; exam: "desk_exam" | "rules_exam" };
        absence?: { days: number; exam: "desk_exam" | "rules_exam" };
      }>()
      .notNull()
      .default({}),
    /** What could be chosen from when it was published: what a later release adds is new to it. */
    vocabulary: text().array().notNull().default([]),
    /** The earlier version that this one repeats. */
    repeats: integer(),
    reason: text().notNull().default(""),
    publishedBy: uuid(),
    publishedAt: instant().notNull(),
  },
  (t) => [unique("gate_policy_version").on(t.gate, t.teamId, t.version).nullsNotDistinct()],
);

/** A manager's decision to let one requirement of one gate wait. Append-only; visible for ever. */
export const gateOverride = pgTable(
  "gate_override",
  {
    id: id(),
    personId: uuid()
      .notNull()
      .references(() => person.id),
    gate: text({ enum: ["desk", "activation"] }).notNull(),
    requirement: text().notNull(),
    reason: text().notNull(),
    givenBy: uuid()
      .notNull()
      .references(() => person.id),
    givenAt: instant().notNull(),
    expiresAt: instant().notNull(),
  },
  (t) => [index("gate_override_person").on(t.personId)],
);

/** A gate that was opened for a person. Append-only; the database checks its evidence at commit. */
export const gateDecision = pgTable(
  "gate_decision",
  {
    id: id(),
    personId: uuid()
      .notNull()
      .references(() => person.id),
    gate: text({ enum: ["desk", "activation"] }).notNull(),
    policyId: uuid()
      .notNull()
      .references(() => gatePolicy.id),
    /** Which decision of this person it is, from 1 without a gap, so that one that is taken away is missed. 0 asks the database for the next. */
    number: integer().notNull().default(0),
    decidedBy: uuid()
      .notNull()
      .references(() => person.id),
    singleExaminer: boolean().notNull().default(false),
    /** Names, versions and digests of all that it rests on: see `app/activation/dossier.ts`. */
    dossier: jsonb().notNull(),
    /** HMAC over the dossier and the person's previous decision, under a key outside the database. */
    seal: text().notNull(),
    decidedAt: instant().notNull(),
  },
  (t) => [index("gate_decision_person").on(t.personId, t.gate), uniqueIndex("gate_decision_number").on(t.personId, t.number)],
);

/** What a decision rests on: for each requirement the rows of evidence, or an override. Append-only. */
export const gateEvidence = pgTable(
  "gate_evidence",
  {
    decisionId: uuid()
      .notNull()
      .references(() => gateDecision.id),
    requirement: text().notNull(),
    kind: text({
      enum: [
        "enrolment",
        "signoff",
        "sitting_result",
        "acknowledgement",
        "bank_certificate",
        // Before a second grader could be asked for, one grading was the result.
        "grading_result",
        "checklist_result",
        "gate_decision",
        "script_review",
        "simulation_result",
        "conduct_month",
        "override",
      ],
    }).notNull(),
    evidenceId: uuid().notNull(),
  },
  (t) => [primaryKey({ columns: [t.decisionId, t.requirement, t.kind, t.evidenceId] })],
);

/** When the decisions of a person are verified next: the minute sweep takes a few people a run. */
export const evidenceCheck = pgTable(
  "evidence_check",
  {
    personId: uuid()
      .primaryKey()
      .references(() => person.id),
    dueAt: instant().notNull(),
  },
  (t) => [index("evidence_check_due").on(t.dueAt)],
);

/** Every change of a person's clearance. Append-only. */
export const clearanceChange = pgTable(
  "clearance_change",
  {
    id: id(),
    personId: uuid()
      .notNull()
      .references(() => person.id),
    sequence: integer().notNull(),
    from: text("from_level", { enum: ["none", "supervised", "full"] }).notNull(),
    to: text("to_level", { enum: ["none", "supervised", "full"] }).notNull(),
    cause: text().notNull(),
    causeId: uuid(),
    changedBy: uuid(),
    at: instant().notNull(),
  },
  (t) => [uniqueIndex("clearance_change_order").on(t.personId, t.sequence)],
);
