import { z } from "zod";
import { slug, text } from "./pack-basics";
import type { Question } from "./pack-question";

/** The shape of the rules of the drill: what counts as quick, and when a question's figures are worth a look. */

const seconds = (usual: number) => z.number().int().min(1).max(600).default(usual);

/**
 * Seconds to answer once it is read, where the question names no target of its own: to pick 12 s, a few words 45 s (the domain's); what is put together
 * lies between or above.
 */
const byType = {
  single_choice: seconds(12),
  image_choice: seconds(12),
  choose_next_line: seconds(15),
  true_false: seconds(15),
  multiple_choice: seconds(20),
  number: seconds(20),
  find_product: seconds(20),
  spot_violation: seconds(30),
  match: seconds(40),
  order_steps: seconds(40),
  short_text: seconds(45),
  fill_blanks: seconds(45),
  free_reply: seconds(90),
  rewrite: seconds(90),
} satisfies Record<Question["type"], unknown>;

const lettersASecond = (usual: number) => z.number().min(1).max(100).default(usual);

/** One for the shop: a person's bank holds the questions of every pack, and one eye reads them all. What stands in no pack is as here. */
export const drillRules = z.strictObject({
  slug,
  title: text,
  seconds: z.strictObject(byType).prefault({}),
  /** How many letters are read in a second. */
  reading: z.strictObject({ chinese: lettersASecond(7), english: lettersASecond(18) }).prefault({}),
  flags: z
    .strictObject({
      /** From how many first answers on a question is flagged: with 30 a share is known to about ± 17 points. */
      answers: z.number().int().min(10).max(10_000).default(30),
      /** Right in more than so many of 100 first answers: it tells nobody apart. */
      too_easy: z.number().min(50).max(100).default(95),
      /** Right in fewer than so many of 100: little above guessing among four. */
      too_hard: z.number().min(0).max(50).default(30),
    })
    .prefault({}),
});
