import { getTableColumns, getTableName } from "drizzle-orm";
import { toSnakeCase } from "drizzle-orm/casing";
import type { PgTable } from "drizzle-orm/pg-core";
import * as schema from "@db/schema";

/**
 * A table whose rows a dossier freezes. `key`: what names a row, unique; `of`: which of its rows stand behind a decision, a condition on `t`. `mutable`: columns that may
 * change afterwards and are never frozen. `settled`: columns that the app may still write but never does once the row is evidence.
 */
export type DossierTable = { table: PgTable; key: string[]; of: string; mutable?: string[]; settled?: string[] };

/** The ids of the evidence of one kind that the requirements of the gate name. */
const named = (kind: (typeof schema.gateEvidence.kind.enumValues)[number]) =>
  `any(array(select e.id from evidence e where e.kind = '${kind}'))`;
/** The ids that rows of a table further up name in one of their columns. */
const from = (table: string, column = "id") => `any(array(select f.${column} from found_${table} f))`;
const PERSON = "(select person_id from decided)";

/** The last answers to each required question of the bank on which the certificate rests: the newest, and the newest at least ten minutes before it. */
const BANK_ANSWERS = `any(array(
  select a.id from (
    select a.id, a.at, a.last, max(a.at) filter (where a.at <= a.last - interval '10 minutes') over (partition by a.item_id) as before
    from (
      select a.id, a.item_id, a.at, max(a.at) over (partition by a.item_id) as last
      from attempt a join bank_card c on c.person_id = a.person_id and c.item_id = a.item_id and c.required
      where a.person_id = ${PERSON} and a.context = 'drill' and not a.offline and a.at <= (select max(b.issued_at) from found_bank_certificate b)
    ) a
  ) a where a.at in (a.last, a.before)))`;

/** The disputes of which a ruling led to what counts. */
const RULED = `t.outcome = 'ruled' and exists (
  select from found_checklist_result c join checklist_result b on b.first_grading_id = c.first_grading_id and b.number < c.number where b.id = t.result_id)`;

/** Every version of content that a row further up names. */
const VERSIONS = `any(array(
  select plan_version_id from found_enrolment union select content_version_id from found_activity_state
  union select content_version_id from found_practical_submission union select content_version_id from found_sitting
  union select v from found_sitting s, unnest(s.drawn) v union select question_version_id from found_attempt
  union select content_version_id from found_acknowledgement_signature union select version_id from found_simulation_run
  union select version_id from found_conduct_entry union select version_id from found_conduct_month
  union select base_version_id from found_script_draft union select checklist_version_id from found_grading))`;

/** The gradings behind what counts of an attempt: the first, the second, and those whose grades a retake of some areas kept. */
const COUNTED = `select first_grading_id from found_checklist_result union select second_grading_id from found_checklist_result
  union select r.grading_id from grading_result r where r.id = ${named("grading_result")}`;
const GRADINGS = `any(array(${COUNTED} union select i.carried_from from grading_item i where i.grading_id in (${COUNTED})))`;

const FILES = `any(array(
  select f from found_practical_submission p, unnest(p.file_ids) f union select f from found_grading_item g, unnest(g.file_ids) f
  union select f from found_dispute_item d, unnest(d.file_ids) f union select e.file_id from found_conduct_entry e))`;

/**
 * Everything that a decision rests on, in the order in which a dossier names it: each table may look only at those above it. A table, or a column, that is missing here is
 * not protected: a test compares this list with the schema and with what the app's role may change.
 */
export const dossierTables: readonly DossierTable[] = [
  { table: schema.gatePolicy, key: ["id"], of: "t.id = (select policy_id from decided)" },
  { table: schema.gateOverride, key: ["id"], of: `t.id = ${named("override")}` },
  // The earlier decision has a dossier of its own, which is verified with it; its seal is frozen here.
  { table: schema.gateDecision, key: ["id"], of: `t.id = ${named("gate_decision")}`, mutable: ["dossier"] },
  { table: schema.enrolment, key: ["id"], of: `t.id = ${named("enrolment")}`, mutable: ["plan_version_id", "ended_at"] },
  // Of a lesson its line in the plan is the only evidence; of everything else there are rows of its own.
  {
    table: schema.activityState,
    key: ["enrolment_id", "slug"],
    of: `t.enrolment_id = ${from("enrolment")} and t.kind = 'lesson' and t.status = 'done'`,
    mutable: ["day", "position", "minutes", "mandatory", "score", "attempts", "draft", "draft_revision"],
    settled: ["enrolment_id", "person_id", "slug", "kind", "ref", "content_version_id", "status", "started_at", "submitted_at", "done_at"],
  },
  {
    table: schema.practicalSubmission,
    key: ["id"],
    of: `t.enrolment_id = ${from("enrolment")} or t.id = any(array(select s.submission_id from signoff s where s.id = ${named("signoff")}))`,
  },
  { table: schema.signoff, key: ["id"], of: `t.submission_id = ${from("practical_submission")}` },
  {
    table: schema.sitting,
    key: ["id"],
    of: `t.submitted_at is not null and (t.enrolment_id = ${from("enrolment")}
      or t.id = any(array(select r.sitting_id from sitting_result r where r.id = ${named("sitting_result")})))`,
    mutable: ["answers", "answers_revision"],
    settled: ["submitted_at", "focus_losses", "focus_lost_at"],
  },
  { table: schema.sittingResult, key: ["id"], of: `t.sitting_id = ${from("sitting")}` },
  {
    table: schema.examCode,
    key: ["id"],
    of: `t.id = ${from("sitting", "exam_code_id")}`,
    mutable: ["expires_at", "failures"],
    settled: ["used_at"],
  },
  { table: schema.extraAttempt, key: ["id"], of: `t.enrolment_id = ${from("sitting", "enrolment_id")}` },
  { table: schema.bankCertificate, key: ["id"], of: `t.id = ${named("bank_certificate")}` },
  {
    table: schema.attempt,
    key: ["id"],
    of: `t.person_id = ${PERSON} and (t.context = 'sitting' and t.context_id = ${from("sitting")} or t.id = ${BANK_ANSWERS})`,
  },
  { table: schema.attemptGrading, key: ["id"], of: `t.person_id = ${PERSON} and t.attempt_id = ${from("attempt")}` },
  {
    table: schema.appeal,
    key: ["id"],
    of: `t.id = ${from("sitting_result", "appeal_id")} or t.id = ${from("attempt_grading", "appeal_id")}`,
    settled: ["decided_at", "decided_by", "ruling", "ruling_reason"],
  },
  { table: schema.acknowledgementSignature, key: ["id"], of: `t.id = ${named("acknowledgement")}` },
  {
    table: schema.simulationResult,
    key: ["id"],
    of: `t.run_id = any(array(select r.run_id from simulation_result r where r.id = ${named("simulation_result")}))`,
  },
  { table: schema.simulationRun, key: ["id"], of: `t.id = ${from("simulation_result", "run_id")}`, settled: ["ended_at", "ended_as"] },
  { table: schema.simulationMessage, key: ["id"], of: `t.run_id = ${from("simulation_run")}` },
  { table: schema.scriptReview, key: ["id"], of: `t.id = ${named("script_review")}` },
  // Beside the approved ones those that stand for one of the ten prepared messages.
  {
    table: schema.scriptDraft,
    key: ["id"],
    of: `t.id = ${from("script_review", "draft_id")}
      or t.author_id = ${PERSON} and t.prepared is not null and t.state <> 'withdrawn' and exists (select from found_script_review)`,
    mutable: ["state", "body", "revision", "versions", "updated_at"],
  },
  { table: schema.scriptDraftVersion, key: ["id"], of: `t.draft_id = ${from("script_draft")}` },
  { table: schema.checklistResult, key: ["id"], of: `t.id = ${named("checklist_result")}` },
  {
    table: schema.reconciliation,
    key: ["id"],
    of: `t.id = ${from("checklist_result", "reconciliation_id")}`,
    mutable: ["draft", "draft_revision"],
    settled: ["submitted_at", "submitted_by"],
  },
  { table: schema.dispute, key: ["id"], of: RULED, settled: ["closed_at", "closed_by", "outcome", "single_examiner"] },
  { table: schema.disputeItem, key: ["dispute_id", "item"], of: `t.dispute_id = ${from("dispute")}` },
  { table: schema.ruledItem, key: ["dispute_id", "item"], of: `t.dispute_id = ${from("dispute")}` },
  { table: schema.reconciledItem, key: ["reconciliation_id", "item"], of: `t.reconciliation_id = ${from("reconciliation")}` },
  {
    table: schema.grading,
    key: ["id"],
    of: `t.id = ${GRADINGS}`,
    mutable: ["draft", "draft_revision"],
    settled: ["submitted_at", "abandoned_at", "abandon_reason"],
  },
  { table: schema.gradingResult, key: ["id"], of: `t.grading_id = ${from("grading")}` },
  // What is left of a month follows from its entries, and may follow otherwise from a later ruling.
  {
    table: schema.conductMonth,
    key: ["id"],
    of: `t.id = ${named("conduct_month")}`,
    mutable: ["balance", "entries", "reached", "serious"],
  },
  {
    table: schema.conductEntry,
    key: ["id"],
    of: `exists (select from found_conduct_month m where t.person_id = m.person_id and t.day >= m.month and t.day < m.month + interval '1 month')`,
  },
  { table: schema.conductWithdrawal, key: ["entry_id"], of: `t.entry_id = ${from("conduct_entry")}` },
  {
    table: schema.conductAppeal,
    key: ["entry_id"],
    of: `t.closed_at is not null and t.entry_id = ${from("conduct_entry")}`,
    settled: ["closed_at", "closed_by", "outcome", "changed_rule", "ruling", "single_examiner"],
  },
  { table: schema.secondRequest, key: ["id"], of: `t.grading_id = ${from("grading")}` },
  { table: schema.gradingItem, key: ["grading_id", "item"], of: `t.grading_id = ${from("grading")}` },
  // Its bytes may be erased on request: the digest stays.
  { table: schema.file, key: ["id"], of: `t.id = ${FILES}`, mutable: ["erased_at"] },
  { table: schema.contentVersion, key: ["id"], of: `t.id = ${VERSIONS}` },
  {
    table: schema.contentItem,
    key: ["id"],
    of: `t.id = ${from("content_version", "item_id")}`,
    mutable: ["pack", "current_version_id", "archived_at", "archived_by", "superseded_by"],
    settled: ["id", "kind", "slug", "created_at"],
  },
];

/** A table of dossiers with its name and its columns as the database has them. */
export type NamedTable = DossierTable & { name: string; columns: string[]; frozen: string[] };

/** The tables by name. */
export const tablesByName: ReadonlyMap<string, NamedTable> = new Map(
  dossierTables.map((entry) => {
    const columns = Object.keys(getTableColumns(entry.table)).map((key) => columnName(entry.table, key));
    const frozen = columns.filter((column) => !entry.mutable?.includes(column)).sort();
    const name = getTableName(entry.table);
    return [name, { ...entry, name, columns, frozen }];
  }),
);

/** What a column is called in the database. */
function columnName(table: PgTable, key: string): string {
  const column = getTableColumns(table)[key];
  return column?.keyAsName === false ? column.name : toSnakeCase(key);
}
