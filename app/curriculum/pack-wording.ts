import { z } from "zod";
import { nonEmpty, onPlatforms, quality, slug, source, text } from "./pack-basics";

/** The shapes of what is said to customers, and of what must not be. */

const termGroups = [
  "superlative",
  "authority",
  "health_and_effect",
  "false_scarcity",
  "promise",
  "off_platform",
  "review_trading",
  "privacy",
  "rude",
  "passing_on",
  "money_outside",
  "counterfeit",
] as const;

/** One prohibited term (违禁词): what it may look like, why it must not be sent, what to say instead. */
export const term = z.strictObject({
  slug,
  group: z.enum(termGroups),
  /** The words themselves; variants of width, separators and traditional characters are found without being listed. */
  words: z
    .strictObject({ "zh-CN": z.array(nonEmpty).default([]), en: z.array(nonEmpty).default([]) })
    .refine((w) => w["zh-CN"].length + w.en.length > 0, "at least one word, in either language"),
  platforms: onPlatforms,
  /** `block` must not be sent; `warn` is to be thought about. */
  severity: z.enum(["block", "warn"]),
  reason: text,
  instead: text,
  /** Longer words that hold the term and are harmless: 「最近」 is not 「最」. */
  allowed_in: z.array(nonEmpty).default([]),
  source: source.optional(),
});

/** The branches of the scenario tree, as a sale goes. */
export const scriptBranches = [
  "greeting",
  "need_finding",
  "recommendation",
  "bargaining",
  "closing",
  "order_check",
  "dispatch",
  "delay",
  "return_exchange",
  "complaint",
  "bad_review",
  "follow_up",
] as const;
/** Those in which the customer is still to decide. */
export const sellingBranches: readonly (typeof scriptBranches)[number][] = [
  "greeting",
  "need_finding",
  "recommendation",
  "bargaining",
  "closing",
];
/** What a script may leave open, filled from the catalogue, the order or the shop. */
export const placeholders = [
  "customer",
  "product",
  "product_2",
  "price",
  "size",
  "colour",
  "stock",
  "material",
  "feature",
  "courier",
  "city",
  "date",
  "order",
  "agent",
  "shop",
] as const;
const PLACEHOLDER = /\{\{(\w+)\}\}/g;
const scriptText = text.refine(
  (t) => [...`${t["zh-CN"]} ${t.en}`.matchAll(PLACEHOLDER)].every(([, name]) => (placeholders as readonly string[]).includes(name ?? "")),
  `placeholders are ${placeholders.join(", ")}`,
);

/** One scenario and two or three ways to say it, by kind of customer. */
export const script = z.strictObject({
  slug,
  branch: z.enum(scriptBranches),
  title: text,
  /** What has happened, and what the customer just wrote. */
  situation: text,
  customer_says: text.optional(),
  qualities: z.array(quality).min(1),
  platforms: onPlatforms,
  /** Which picture goes with it. */
  picture: z.enum(["product", "detail", "size", "order", "logistics"]).optional(),
  variants: z
    .array(z.strictObject({ slug, customer: text, text: scriptText }))
    .min(2)
    .max(3),
  /** Why these work, and the mistake they avoid. */
  why: text,
  /** 1–10 when it is the worked example of one of the ten prepared messages of the checklist. */
  prepared: z.number().int().min(1).max(10).optional(),
});
