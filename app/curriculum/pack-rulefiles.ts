import { z } from "zod";
import { makes100, nonEmpty, slug, sumOf, text } from "./pack-basics";

/** The shapes of the rule files: how a month is scored, how levels are reached, what conduct costs. */

/** Straight lines through [value, share of the points in %], clamped at the ends; values rise. */
const band = z
  .array(z.tuple([z.number(), z.number().min(0).max(100)]))
  .min(2)
  .refine((points) => points.every(([value], i) => i === 0 || value > (points[i - 1]?.[0] ?? value)), "the values of a band rise");
const metric = z.strictObject({
  slug,
  title: text,
  points: z.number().positive().max(100),
  unit: z.enum(["percent", "ratio_to_target", "seconds", "rating", "share_of_task"]),
  band,
  /** The formula in words, as the statement shows it. */
  formula: text,
});

/** A rule set of the monthly score (S3). */
export const kpiRules = z.strictObject({
  slug,
  title: text,
  metrics: z.array(metric).refine((metrics) => makes100(metrics.map((m) => m.points)), {
    error: ({ input }) =>
      `the points of the metrics must sum to 100, they make ${sumOf((input as { points: number }[]).map((m) => m.points))}`,
  }),
  bonus: z.array(z.strictObject({ from: z.number().min(0).max(100), base_yuan: z.number().int().min(0) })).min(1),
  store_shares: z.array(z.number().int().min(1).max(100)).refine(makes100, {
    error: ({ input }) => `the shares of the stores must sum to 100, they make ${sumOf(input as number[])}`,
  }),
  min_inquiries: z.number().int().min(0),
  attribution_days: z.strictObject({ default: z.number().int(), min: z.number().int(), max: z.number().int() }),
  dispute_working_days: z.number().int().min(1),
  filters: z.array(z.strictObject({ slug, title: text, on: z.boolean() })),
  workload: z.strictObject({ low: z.number().int(), high: z.number().int() }),
  /** Net sales that a month asks of every agent, and after how many months running below them a human looks. Without it none are asked for. */
  quota: z
    .strictObject({
      peak_months: z.array(z.number().int().min(1).max(12)).max(12),
      low_yuan: z.number().int().min(0),
      peak_yuan: z.number().int().min(0),
      below_months: z.number().int().min(2).max(12),
    })
    .optional(),
  /** Points of the supervisors' score: the team's average and their own duties. Without it supervisors are not scored. */
  supervisor: z
    .strictObject({
      team: z.number().min(0).max(100),
      checks: z.number().min(0).max(100),
      meetings: z.number().min(0).max(100),
      items: z.number().min(0).max(100),
      item_working_days: z.number().int().min(1).max(20),
    })
    .refine(({ team, checks, meetings, items }) => makes100([team, checks, meetings, items]), {
      error: "the points of the supervisors' score must sum to 100",
    })
    .optional(),
});

export const levelRules = z.strictObject({
  slug,
  title: text,
  levels: z
    .array(
      z.strictObject({
        slug,
        title: text,
        meaning: text,
        allowance_yuan: z.number().int().min(0).default(0),
        /** How one comes here from the level before; none for the first. */
        entry: z
          .strictObject({
            months: z.number().int().positive(),
            score: z.number().min(0).max(100),
            script_revisions: z.number().int().min(0).default(0),
            mentored: z.number().int().min(0).default(0),
            no_serious_conduct: z.boolean().default(false),
            /** Modules that are finished. */
            modules: z.array(slug).default([]),
          })
          .optional(),
        /** Modules that open with the level, for whoever holds it or one above it. */
        opens: z.array(slug).default([]),
      }),
    )
    .min(2),
  step_down_months: z.number().int().positive(),
});

export const conductRules = z.strictObject({
  slug,
  title: text,
  points_a_month: z.number().positive(),
  /** For so many days after it an entry can be appealed against, and so old may be what is entered. */
  appeal_days: z.number().int().min(1).max(90).default(7),
  entry_days: z.number().int().min(1).max(366).default(31),
  thresholds: z.array(
    z.strictObject({ slug, title: text, at_most: z.number().optional(), months_running: z.number().int().optional(), means: text }),
  ),
  rules: z
    .array(
      z.strictObject({
        slug,
        title: text,
        /** It stands in place of the lighter rule just before it: of both on one day only this one counts. */
        replaces_previous: z.boolean().default(false),
        /** What it costs; with steps, the step that is reached replaces the ones before it. */
        points: z.number().negative().optional(),
        steps: z.array(z.strictObject({ count: z.number().int().positive(), points: z.number().negative() })).default([]),
        /** Suspends the clearance until somebody has decided. */
        suspends: z.boolean().default(false),
        evidence: text,
      }),
    )
    .min(1),
});

/** A form that the shop fills in: who to ask for what, the handover, what a chat may look like. Shown in the lessons that name it. */
export const houseForm = z.strictObject({
  slug,
  title: text,
  intro: text,
  columns: z
    .array(z.strictObject({ slug, title: text, hint: text.optional() }))
    .min(2)
    .max(6),
  /** What stands in it to begin with; each row has a cell for each column. */
  rows: z.array(z.array(z.union([text, nonEmpty]))).min(1),
});
