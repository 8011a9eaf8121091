import { z } from "zod";
import { makes100, nonEmpty, quality, slug, source, sumOf, text } from "./pack-basics";
import { drillRules } from "./pack-drill";
import { exam } from "./pack-exam";
import { learningModule } from "./pack-module";
import { question } from "./pack-question";
import { conductRules, houseForm, kpiRules, levelRules } from "./pack-rulefiles";
import { simulation } from "./pack-simulation";
import { script, term } from "./pack-wording";

/**
 * The shapes of a content pack: what may stand in `content/<pack>/**.yaml`.
 * Every item has a stable slug; every text exists in both languages. Nothing here reads a file.
 */

const pack = z.strictObject({
  slug,
  version: z.number().int().positive(),
  name: text,
  description: text,
  /** How many days people have for a re-test after a material change, unless a manager says otherwise. */
  retest_days: z.number().int().min(1).max(366).optional(),
  /** For how many training days a certificate that every required question was fluent counts at the desk gate (the domain's: 10). */
  bank_certificate_days: z.number().int().min(1).max(100).optional(),
});

/** One thing a person does on a training day. `slug` is unique in its plan; `ref` names the item it is about. */
const activityKinds = ["lesson", "quiz", "practical", "acknowledgement", "exam"] as const;
const activity = z.strictObject({
  slug,
  kind: z.enum(activityKinds),
  ref: slug,
  minutes: z.number().int().min(1).max(480),
  mandatory: z.boolean().default(true),
});

const plan = z.strictObject({
  slug,
  title: text,
  description: text,
  /** What an entry of `days` stands for: a training day, or a week of five of them. */
  step: z.enum(["day", "week"]).default("day"),
  phases: z
    .array(z.strictObject({ slug, title: text, short: text, from: z.number().int().positive(), to: z.number().int().positive() }))
    .min(1),
  days: z
    .array(
      z.strictObject({
        day: z.number().int().positive(),
        title: text,
        goal: text,
        /** Practicals whose acceptance this day waits for, although they wait for somebody else (day 8: the warehouse exam). */
        opens_after_accepted: z.array(slug).default([]),
        activities: z.array(activity).min(1),
      }),
    )
    .min(1),
});

const lesson = z.strictObject({
  slug,
  title: text,
  summary: text,
  qualities: z.array(quality).min(1),
  minutes: z.number().int().min(3).max(120),
  /** Markdown (CommonMark + tables). Headings start at ##. */
  body: text,
  /** Questions answered at the end of the lesson; wrong ones are explained and asked again. */
  check: z.array(slug).min(2).max(5),
  sources: z.array(source).default([]),
  /** House forms shown under the body. */
  forms: z.array(slug).default([]),
});

const quiz = z.strictObject({
  slug,
  title: text,
  /** Share of full score, 0–100 (S3: 80). */
  pass: z.number().min(1).max(100).default(80),
  critical_must_be_right: z.boolean().default(true),
  attempts: z.number().int().positive().default(3),
  questions: z.array(slug).min(3),
});

/** Where of the product a practical is done, beside the shelf and the desk. */
export const workplaces = ["drill", "simulator", "scripts"] as const;

const practical = z.strictObject({
  slug,
  title: text,
  intro: text,
  qualities: z.array(quality).min(1),
  minutes: z.number().int().positive(),
  done_in: z.array(z.enum(workplaces)).default([]),
  steps: z.array(text).min(2),
  looks_for: z.array(text).min(2),
  failed_looks_like: text,
  photos: z.strictObject({ min: z.number().int().min(0), max: z.number().int().min(1).max(9) }),
});

const acknowledgement = z.strictObject({ slug, title: text, body: text, statement: text });

/** A picture beside the products of a pack; one that was uploaded is named by its digest and lies with the uploaded files too. */
const picture = z.string().regex(/^[a-z0-9-]+\.(svg|jpg|png|webp)$/, "a picture is an SVG, JPEG, PNG or WebP in lower case");

/** A product. A shop's own sheet knows less than a pack: what it does not say is left out. */
const product = z.strictObject({
  slug,
  code: nonEmpty,
  name: text,
  family: slug,
  family_name: text.optional(),
  price_yuan: z.number().positive(),
  colours: z.array(text).default([]),
  size: text.optional(),
  material: text.optional(),
  features: z.array(text).default([]),
  craft: text.optional(),
  /** Why it is worth its price. */
  reason: text.optional(),
  fits: text.optional(),
  not_for: text.optional(),
  /** Where it lies, such as B-03-2: aisle, bay, level. */
  shelf: nonEmpty.max(40).optional(),
  stock: z.number().int().min(0).optional(),
  picture: picture.optional(),
  /** Some of its texts stand in one language only, the same in both places. */
  untranslated: z.literal(true).optional(),
});

const checklist = z.strictObject({
  slug,
  title: text,
  intro: text,
  pass_total: z.number().default(80),
  pass_area: z.number().default(60),
  pass_critical: z.number().int().min(0).max(4).default(3),
  /** How often it may be graded again after a fail, before a manager decides. */
  retakes: z.number().int().min(0).max(10).default(2),
  /** What a retake looks at: everything again, or the areas that fell short, with the grades of the others carried over. */
  retake: z.enum(["whole", "failed_areas"]).default("whole"),
  /** Whether a retake waits until the remedial plan is done. */
  retake_after_remedial: z.boolean().default(false),
  /** How many training days the remedial plan gives. */
  remedial_days: z.number().int().min(1).max(60).default(5),
  /** The second grader: asked for within so many points of the total to pass, and on the agent's request within so many working days of the result. */
  second: z
    .strictObject({ within: z.number().min(0).max(50).default(3), request_days: z.number().int().min(0).max(30).default(5) })
    .default({ within: 3, request_days: 5 }),
  /** Within how many working days the agent may dispute items of a result, and somebody else rules on that. */
  dispute_days: z.number().int().min(1).max(30).default(5),
  ruling_days: z.number().int().min(1).max(30).default(3),
  areas: z
    .array(
      z.strictObject({
        slug,
        title: text,
        how: text,
        weight: z.number().positive(),
        items: z
          .array(
            z.strictObject({
              slug,
              title: text,
              critical: z.boolean().default(false),
              /** What the system draws for this item: of the catalogue, or of its own puzzles. */
              draw: z.strictObject({ from: z.enum(["products", "puzzles"]), count: z.number().int().positive() }).optional(),
              /** What the grader may ask, each with what is right. */
              puzzles: z
                .array(z.strictObject({ slug, ask: text, right: text }))
                .min(1)
                .optional(),
              /** Which of the ten prepared messages it looks at: what the agent handed in for it is shown to the grader. */
              prepared: z.number().int().min(1).max(10).optional(),
              evidence: z.enum(["none", "optional", "required"]).default("optional"),
              /** What mends it where it was missed: a topic gives its questions that the person holds least. */
              mends: z
                .strictObject({
                  topics: z.array(slug).default([]),
                  questions: z.array(slug).default([]),
                  practicals: z.array(slug).default([]),
                  simulations: z.array(slug).default([]),
                })
                .optional(),
              /** What a grade of 0, 1, 2, 3, 4 looks like. */
              descriptors: z.tuple([text, text, text, text, text]),
            }),
          )
          .min(1),
      }),
    )
    .refine((areas) => makes100(areas.map((a) => a.weight)), {
      error: ({ input }) =>
        `the weights of the areas must sum to 100, they make ${sumOf((input as { weight: number }[]).map((a) => a.weight))}`,
    }),
});

/** Topics group questions: blueprint, mastery. */
const topic = z.strictObject({ slug, title: text });

/** Kind → schema of one item. The file layout is in `packFolders`. */
export const itemSchemas = {
  plan,
  module: learningModule,
  lesson,
  question,
  quiz,
  exam,
  practical,
  acknowledgement,
  product,
  checklist,
  topic,
  term,
  script,
  simulation,
  house_form: houseForm,
  kpi_rules: kpiRules,
  level_rules: levelRules,
  conduct_rules: conductRules,
  drill_rules: drillRules,
} as const;
export const packSchema = pack;

export type ItemKind = keyof typeof itemSchemas;
export type ItemBody<K extends ItemKind> = z.output<(typeof itemSchemas)[K]>;

/**
 * Where each kind stands inside a pack: a folder, or one file at its root. A file holds one item, or a YAML list of items of that kind.
 */
export const packFolders: Record<ItemKind, string> = {
  plan: "plans",
  module: "modules",
  lesson: "lessons",
  question: "questions",
  quiz: "quizzes",
  exam: "exams",
  practical: "practicals",
  acknowledgement: "acknowledgements",
  product: "products",
  checklist: "checklists",
  topic: "topics",
  term: "terms",
  script: "scripts",
  simulation: "simulations",
  house_form: "forms",
  kpi_rules: "kpi.yaml",
  level_rules: "levels.yaml",
  conduct_rules: "conduct.yaml",
  drill_rules: "drill.yaml",
};
