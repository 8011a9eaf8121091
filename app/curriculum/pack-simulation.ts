import { z } from "zod";
import { nonEmpty, onPlatforms, quality, slug, text, textList } from "./pack-basics";

/** The shape of a simulated chat: customers who arrive, what is listened for in the agent's replies, and what they then do. */

const seconds = z.number().int().min(0).max(900);

/**
 * What has to be so. Exactly one of the keys stands in it.
 * - `said`, `said_now`: all of these points, at any time so far or in this turn; `before`: the first was said, and the second not earlier
 * - `prohibited`: a term that must not be sent was sent, any (`true`) or one of these groups (`[off_platform]`); `slower_than_s`: the customer had to wait longer
 *   than that for this turn
 * - `price_without_value`: this turn names a price and no point of the kind `value` was ever said; `asked_order`: a point of the kind `order` was said
 * - `replies_at_least`: so many messages were sent to this customer
 */
export type Condition = {
  said?: string[] | undefined;
  said_now?: string[] | undefined;
  before?: [string, string] | undefined;
  prohibited?: true | string[] | undefined;
  slower_than_s?: number | undefined;
  price_without_value?: true | undefined;
  asked_order?: true | undefined;
  replies_at_least?: number | undefined;
  not?: Condition | undefined;
  all?: Condition[] | undefined;
  any?: Condition[] | undefined;
};

const condition: z.ZodType<Condition> = z.lazy(() =>
  z
    .strictObject({
      said: z.array(slug).min(1).optional(),
      said_now: z.array(slug).min(1).optional(),
      before: z.tuple([slug, slug]).optional(),
      prohibited: z.union([z.literal(true), z.array(nonEmpty).min(1)]).optional(),
      slower_than_s: z.number().int().min(1).max(900).optional(),
      price_without_value: z.literal(true).optional(),
      asked_order: z.literal(true).optional(),
      replies_at_least: z.number().int().min(1).max(50).optional(),
      not: condition.optional(),
      all: z.array(condition).min(1).optional(),
      any: z.array(condition).min(1).optional(),
    })
    .refine((c) => Object.values(c).filter((value) => value !== undefined).length === 1, "a condition has exactly one key"),
);

const pointKinds = ["need", "recommendation", "value", "fact", "apology", "order", "other", "fault"] as const;

/**
 * Something to be found in the agent's replies, in one of several wordings. `weight`: how much it counts among those of its part of the grade; 0: the customer
 * reacts to it, and a good chat can do without it. A `fault` is what should not be said in this chat: it brings nothing and costs what the customer makes of it; with `until` it
 * is one only as long as that point was not said ("it is changed", before anything is held).
 */
const point = z.strictObject({
  slug,
  title: text,
  kind: z.enum(pointKinds),
  weight: z.number().int().min(0).max(10).default(1),
  until: slug.optional(),
  any_of: textList,
});

/**
 * What the agent can know of a customer: what a node `tells`, from there on; any other with `asked_with` once that point was said and the customer has written again;
 * everything else stands on the order card from the beginning.
 */
const fact = z.strictObject({ slug, name: text, value: text, asked_with: slug.optional() });

/**
 * A line, so long after what came before. `scene`: nobody says it, it is what happens ("paid", "the warehouse to you: held"); nobody waits for a reply to it.
 */
const line = z.strictObject({ after_s: seconds, text, scene: z.literal(true).optional() });

/** Where a chat stands: the customer's lines, how long they then wait, and where each turn of the agent leads. */
const node = z.strictObject({
  slug,
  lines: z.array(line).min(1).max(6),
  /** The facts that the customer tells with these lines. */
  tells: z.array(slug).min(1).optional(),
  /** How long the customer waits for a reply after the last line. */
  patience_s: z.number().int().min(5).max(900),
  /** The first whose condition holds is taken; `to` names a node or an ending. */
  ways: z.array(z.strictObject({ when: condition, to: slug })).default([]),
  otherwise: slug,
  /** Where it leads when no reply came in time. */
  silence: slug,
});

/** One message a turn, so long after the customer's last line. */
const run = z.array(z.strictObject({ after_s: seconds, text })).max(30);

const endingKinds = ["bought", "bought_more", "left", "complained"] as const;
const ending = z.strictObject({
  slug,
  kind: z.enum(endingKinds),
  /** What the customer says last. */
  closing: text,
  /** The closing is what happens, and nobody says it: "(has left the chat)". */
  scene: z.literal(true).optional(),
  /** What it means, shown in the debrief. */
  meaning: text,
  /** How good this end is, 0–100, where it differs from what its kind is worth: a refund willingly given is a good end. */
  worth: z.number().int().min(0).max(100).optional(),
  /** A chat that ends so. Empty: nobody answered. */
  run,
});

const customer = z.strictObject({
  slug,
  name: text,
  /** When the customer comes, from the beginning of the simulation. */
  arrives_s: seconds,
  mood: text,
  goal: text,
  facts: z.array(fact).default([]),
  points: z.array(point).min(1).max(20),
  /** The chat begins at the first. */
  nodes: z.array(node).min(1).max(60),
  endings: z.array(ending).min(1).max(8),
  /** How an agent of ten years would do it. */
  model_run: run.min(1),
});

/** A simulated chat with one to four customers. */
export const simulation = z.strictObject({
  slug,
  title: text,
  /** What the trainee is told before it begins. */
  intro: text,
  qualities: z.array(quality).min(1),
  platforms: onPlatforms,
  level: z.number().int().min(1).max(5),
  /** One of those that the desk gate asks for. */
  required: z.boolean().default(false),
  /** Points of 100. */
  pass: z.number().int().min(1).max(100).default(75),
  /** Up to these a reply is as fast as it should be. */
  limits: z
    .strictObject({ first_s: z.number().int().min(5).max(300), average_s: z.number().int().min(5).max(300) })
    .default({ first_s: 20, average_s: 30 }),
  /** Products shown beside the chat. */
  products: z.array(slug).min(1).max(8),
  /** Scripts at hand. */
  scripts: z.array(slug).max(12).default([]),
  customers: z.array(customer).min(1).max(4),
});

export type Simulation = z.output<typeof simulation>;
export type Customer = Simulation["customers"][number];
export type SimulationNode = Customer["nodes"][number];
export type Ending = Customer["endings"][number];
export type ReplyPoint = Customer["points"][number];
