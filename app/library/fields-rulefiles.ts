import type { ItemBody } from "~/curriculum/pack";
import { type Field, type Fields, group, list, text } from "./field";

/** The fields of the checklist and of the rule files: their numbers are the shop's settings. */

const key = (of: string): Field => ({ type: "key", of });
const folded = (item: Field, min: number, max: number): Field => ({ type: "list", item, min, max, folded: true });
const whole = (min: number, max?: number, start?: number): Field => ({ type: "number", min, max, start });
/** The numbers of one field of all entries make 100. */
const summed = (of: string, field: Field): Field => ({ ...field, ...(field.type === "list" ? { sums: { of, to: 100 } } : {}) });
const as = (word: string, field: Field): Field => ({ ...field, word });

const checklistItem = group({
  slug: key("item"),
  title: text(),
  critical: { type: "tick", word: "critical_item" },
  draw: {
    ...group({
      from: { type: "choice", of: ["products", "puzzles"], optional: true, word: "draw_from" },
      count: as("draw_count", { type: "number", min: 1, max: 50, optional: true }),
    }),
    optional: true,
  },
  puzzles: {
    type: "list",
    item: group({ slug: key("puzzle"), ask: as("puzzle_ask", text(2)), right: as("puzzle_right", text(2)) }),
    min: 0,
    max: 60,
    folded: true,
    optional: true,
  },
  prepared: { type: "number", min: 1, max: 10, optional: true },
  evidence: { type: "choice", of: ["none", "optional", "required"], word: "evidence_asked" },
  mends: {
    ...group({
      topics: as("mends_topics", list({ type: "ref", kind: "topic" }, 0, 5)),
      questions: as("mends_questions", list({ type: "ref", kind: "question" }, 0, 20)),
      practicals: as("mends_practicals", list({ type: "ref", kind: "practical" }, 0, 5)),
      simulations: as("mends_simulations", list({ type: "ref", kind: "simulation" }, 0, 5)),
    }),
    optional: true,
  },
  descriptors: { type: "tuple", of: [0, 1, 2, 3, 4].map((grade) => as(`grade_${grade}`, text(2))) },
});

/** The probation checklist: marks, areas with their weights, items with what each grade looks like. */
export const checklistFields = {
  title: text(),
  intro: text(4),
  pass_total: whole(1, 100, 80),
  pass_area: whole(0, 100, 60),
  pass_critical: whole(0, 4, 3),
  retakes: whole(0, 10, 2),
  retake: { type: "choice", of: ["whole", "failed_areas"] },
  retake_after_remedial: { type: "tick" },
  remedial_days: whole(1, 60, 5),
  second: group({
    within: as("second_within", { type: "number", min: 0, max: 50, step: 0.5, start: 3 }),
    request_days: as("second_request_days", whole(0, 30, 5)),
  }),
  dispute_days: whole(1, 30, 5),
  ruling_days: whole(1, 30, 3),
  areas: summed(
    "weight",
    folded(
      group({
        slug: key("area"),
        title: text(),
        how: text(2),
        weight: { type: "number", min: 0.5, max: 100, step: 0.5, start: 10 },
        items: folded(checklistItem, 1, 40),
      }),
      1,
      20,
    ),
  ),
} as const satisfies Fields;

const metric = group({
  slug: key("metric"),
  title: text(),
  points: as("metric_points", { type: "number", min: 0.5, max: 100, step: 0.5, start: 10 }),
  unit: as("metric_unit", { type: "choice", of: ["percent", "ratio_to_target", "seconds", "rating", "share_of_task"] }),
  band: list(
    {
      type: "tuple",
      of: [as("band_value", { type: "number", min: 0, step: 0.01 }), as("band_share", { type: "number", min: 0, max: 100, step: 0.01 })],
    },
    2,
    12,
  ),
  formula: text(2),
});

/** How a month is scored: metrics with their bands, the bonus by score, what counts. */
export const kpiFields = {
  title: text(),
  metrics: summed("points", folded(metric, 1, 20)),
  bonus: list(group({ from: as("bonus_from", { type: "number", min: 0, max: 100, step: 0.5 }), base_yuan: whole(0) }), 1, 12),
  store_shares: list(as("store_share", whole(1, 100)), 1, 6),
  min_inquiries: whole(0),
  attribution_days: group({
    default: as("days_default", whole(0, 60)),
    min: as("days_min", whole(0, 60)),
    max: as("days_max", whole(0, 60)),
  }),
  dispute_working_days: whole(1, 60),
  workload: group({ low: whole(0), high: whole(1) }),
  quota: {
    ...group({
      low_yuan: whole(0),
      peak_yuan: whole(0),
      below_months: whole(2, 12, 2),
      peak_months: list(as("peak_month", whole(1, 12)), 0, 12),
    }),
    optional: true,
  },
  supervisor: {
    ...group({
      team: as("supervisor_team", { type: "number", min: 0, max: 100, step: 0.5 }),
      checks: as("supervisor_checks", { type: "number", min: 0, max: 100, step: 0.5 }),
      meetings: as("supervisor_meetings", { type: "number", min: 0, max: 100, step: 0.5 }),
      items: as("supervisor_items", { type: "number", min: 0, max: 100, step: 0.5 }),
      item_working_days: whole(1, 20, 2),
    }),
    optional: true,
  },
  filters: list(group({ slug: key("filter"), title: text(), on: { type: "tick", word: "filter_on", start: true } }), 0, 30),
} as const satisfies Fields;

/** The levels from the first up, and what leads from one to the next. */
export const levelFields = {
  title: text(),
  levels: folded(
    group({
      slug: key("level"),
      title: text(),
      meaning: text(2),
      allowance_yuan: whole(0, undefined, 0),
      entry: {
        ...group({
          months: as("entry_months", whole(1, 60)),
          score: as("entry_score", { type: "number", min: 0, max: 100, step: 0.5 }),
          script_revisions: { type: "number", min: 0, optional: true },
          mentored: { type: "number", min: 0, optional: true },
          no_serious_conduct: { type: "tick" },
          modules: as("entry_modules", list({ type: "ref", kind: "module" }, 0, 10)),
        }),
        optional: true,
      },
      opens: list({ type: "ref", kind: "module" }, 0, 20),
    }),
    2,
    20,
  ),
  step_down_months: whole(1, 24, 2),
} as const satisfies Fields;

/** What conduct costs, and what follows from the points that are left. */
export const conductFields = {
  title: text(),
  points_a_month: { type: "number", min: 0.5, step: 0.5, start: 10 },
  appeal_days: whole(1, 90, 7),
  entry_days: whole(1, 366, 31),
  thresholds: list(
    group({
      slug: key("threshold"),
      title: text(),
      at_most: { type: "number", min: 0, step: 0.5, optional: true },
      months_running: { type: "number", min: 1, optional: true },
      means: text(2),
    }),
    0,
    12,
  ),
  rules: folded(
    group({
      slug: key("rule"),
      title: text(),
      points: as("cost_points", { type: "number", max: -0.5, step: 0.5, optional: true }),
      steps: as(
        "cost_steps",
        list(group({ count: as("cost_count", whole(1)), points: { type: "number", max: -0.5, step: 0.5, word: "cost_points" } }), 0, 6),
      ),
      replaces_previous: { type: "tick" },
      suspends: { type: "tick" },
      evidence: as("shown_by", text(2)),
    }),
    1,
    60,
  ),
} as const satisfies Fields;

type QuestionType = keyof ItemBody<"drill_rules">["seconds"];
const timed = (type: QuestionType, usual: number) => ({ [type]: as(`seconds_${type}`, whole(1, 600, usual)) });

/** What counts as quick by type, how fast one reads, and when a question's figures are worth a look. */
export const drillFields = {
  title: text(),
  seconds: group({
    ...timed("single_choice", 12),
    ...timed("multiple_choice", 20),
    ...timed("true_false", 15),
    ...timed("image_choice", 12),
    ...timed("choose_next_line", 15),
    ...timed("number", 20),
    ...timed("find_product", 20),
    ...timed("spot_violation", 30),
    ...timed("match", 40),
    ...timed("order_steps", 40),
    ...timed("short_text", 45),
    ...timed("fill_blanks", 45),
    ...timed("free_reply", 90),
    ...timed("rewrite", 90),
  }),
  reading: group({
    chinese: { type: "number", min: 1, max: 100, step: 0.5, start: 7 },
    english: { type: "number", min: 1, max: 100, step: 0.5, start: 18 },
  }),
  flags: group({
    answers: as("flag_answers", whole(10, 10_000, 30)),
    too_easy: { type: "number", min: 50, max: 100, start: 95 },
    too_hard: { type: "number", min: 0, max: 50, start: 30 },
  }),
} as const satisfies Fields;
