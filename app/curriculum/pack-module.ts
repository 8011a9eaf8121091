import { z } from "zod";
import { quality, slug, text } from "./pack-basics";

const differ = (slugs: readonly string[]) => new Set(slugs).size === slugs.length;

/**
 * A module beyond the plans, which a level opens: lessons to be read at one's own pace, in their order, practice chats, and a quiz at its end. What belongs to it is drilled
 * with its lessons. Done: the quiz is passed, and so is each of the practice chats.
 */
export const learningModule = z.strictObject({
  slug,
  title: text,
  intro: text,
  qualities: z.array(quality).min(1),
  lessons: z.array(slug).min(1).max(20).refine(differ, "a lesson stands in it once"),
  simulations: z.array(slug).max(10).refine(differ, "a practice chat stands in it once").default([]),
  quiz: slug,
});
