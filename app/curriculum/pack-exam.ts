import { z } from "zod";
import { slug, text } from "./pack-basics";
import { questionTypeNames } from "./pack-question";

const LEVELS = 5;
const level = z.number().int().min(1).max(LEVELS);

/** A row of a blueprint: how many questions of a topic, and where it matters how hard, how many of them critical, and of which types. */
const blueprintRow = z
  .strictObject({
    topic: slug,
    count: z.number().int().positive().max(100),
    /** Only questions as hard as this; without it any. */
    difficulty: z
      .strictObject({ min: level.default(1), max: level.default(LEVELS) })
      .refine(({ min, max }) => min <= max, "the hardest is easier than the easiest")
      .optional(),
    /** So many of them are critical, neither fewer nor more: no paper is harder than another. Without it as many as the pool has by its share. */
    critical: z.number().int().min(0).optional(),
    /** Only these types. What a person has to judge is drawn only where its type stands here: it holds the result back. */
    types: z
      .array(z.enum(questionTypeNames))
      .min(1)
      .refine((types) => new Set(types).size === types.length, "a type stands here twice")
      .optional(),
  })
  .refine(({ count, critical = 0 }) => critical <= count, "more critical questions than questions");

/** A sitting drawn by blueprint: topic × difficulty × critical × type. */
export const exam = z.strictObject({
  slug,
  title: text,
  intro: text,
  pass: z.number().min(1).max(100),
  critical_must_be_right: z.boolean().default(true),
  minutes: z.number().int().positive(),
  attempts: z.number().int().positive().default(3),
  /** Started with a supervisor's one-time code. */
  proctored: z.boolean().default(false),
  /** Which role the gates give it. */
  role: z.enum(["rules_exam", "desk_exam"]),
  blueprint: z.array(blueprintRow).min(1),
});
