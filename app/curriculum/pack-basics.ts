import { z } from "zod";

/** The small shapes that every kind of content is made of. */

export const slug = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, "a slug is lower-case words joined by hyphens");
export const nonEmpty = z.string().trim().min(1, "must not be empty");

/** The pack of what the shop makes in the app itself; an export brings it, no pack of this name ships. */
export const SHOP = "shop";

/** A text in both languages. */
export const text = z.strictObject({ "zh-CN": nonEmpty, en: nonEmpty });
/** Lists of wordings, by language. */
export const textList = z.strictObject({ "zh-CN": z.array(nonEmpty).min(1), en: z.array(nonEmpty).min(1) });

/** The four qualities that run through the plan (S3). */
const qualities = ["professionalism", "confidence", "enthusiasm", "courage_to_ask"] as const;
export const quality = z.enum(qualities);

/** The platforms whose rules the packs know. */
export const platforms = ["taobao", "tmall", "jd"] as const;
/** Where something holds; all of them when it is left out. */
export const onPlatforms = z
  .array(z.enum(platforms))
  .min(1)
  .default([...platforms]);

/** Where a stated figure comes from, shown to the reader. */
export const source = z.strictObject({
  name: text,
  where: nonEmpty.optional(),
  checked_on: z.iso.date(),
});

/** The sum of what people typed: 33.3 + 33.3 + 33.4 is 100. */
export const sumOf = (numbers: readonly number[]): number => Math.round(numbers.reduce((a, b) => a + b, 0) * 1e6) / 1e6;
export const makes100 = (numbers: readonly number[]): boolean => sumOf(numbers) === 100;
