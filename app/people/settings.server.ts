import { eq } from "drizzle-orm";
import { z } from "zod";
import { setting } from "@db/schema";
import type { Reader, Tx } from "~/platform/database.server";
import { audit, type WriteContext } from "~/platform/write.server";
import { LONGEST_COURIER, MOST_COURIERS } from "./courier-rules";

/** The settings of the whole shop: their shape, and what holds until somebody writes them. */
const settings = {
  shop_name: { schema: z.string().trim().min(1).max(80), initial: "" },
  /** Where nobody else exists, the only examiner may also confirm; every row and paper then says so. */
  single_examiner: { schema: z.boolean(), initial: false },
  /** The couriers by which the shop sends, as they are named to customers. */
  couriers: {
    schema: z
      .array(
        z
          .string()
          .trim()
          .min(1)
          .max(2 * LONGEST_COURIER),
      )
      .max(MOST_COURIERS),
    initial: [] as string[],
  },
  /** The daily checks of chats: whose duty, how many, what is a risk, and how long a check may be disputed (working days). */
  chat_checks: {
    schema: z.object({
      roles: z.array(z.enum(["supervisor", "manager"])).min(1),
      quota: z.number().int().min(1).max(200),
      first_s: z.number().int().min(5).max(3600),
      gap_s: z.number().int().min(10).max(86_400),
      rating: z.number().int().min(1).max(4),
      dispute_days: z.number().int().min(1).max(30),
    }),
    initial: { roles: ["supervisor"] as ("supervisor" | "manager")[], quota: 50, first_s: 60, gap_s: 180, rating: 3, dispute_days: 5 },
  },
  /** The teams whose closed months are shown to all of the team as a ranking with names. */
  rankings: { schema: z.array(z.string().uuid()), initial: [] as string[] },
  /** For how many months texts of chats are kept, and within how many days a payment belongs to the chat before it (2-domain: from 2 to 15). */
  chat_rules: {
    schema: z.object({ months: z.number().int().min(1).max(60), windowDays: z.number().int().min(2).max(15) }),
    initial: { months: 12, windowDays: 2 },
  },
} as const;

export type SettingKey = keyof typeof settings;
export type SettingValue<K extends SettingKey> = z.output<(typeof settings)[K]["schema"]>;

/** A setting of the shop, or what holds when it was never written. */
export async function readSetting<K extends SettingKey>(reader: Reader, key: K): Promise<SettingValue<K>> {
  const [row] = await reader.select({ value: setting.value }).from(setting).where(eq(setting.key, key));
  return (row ? settings[key].schema.parse(row.value) : settings[key].initial) as SettingValue<K>;
}

/** Write a setting and who changed it from what; `action` names the change in the audit where it has a sentence of its own. Nothing happens when it is as it was. Returns whether it changed. */
export async function writeSetting<K extends SettingKey>(
  tx: Tx,
  ctx: WriteContext,
  key: K,
  value: SettingValue<K>,
  action = "people.setting_changed",
): Promise<boolean> {
  const checked = settings[key].schema.parse(value);
  const [row] = await tx.select({ value: setting.value }).from(setting).where(eq(setting.key, key)).for("update");
  if (row && JSON.stringify(row.value) === JSON.stringify(checked)) return false;
  await tx
    .insert(setting)
    .values({ key, value: checked, updatedAt: ctx.now })
    .onConflictDoUpdate({ target: setting.key, set: { value: checked, updatedAt: ctx.now } });
  await audit(tx, ctx, {
    action,
    subject: { type: "setting", id: key },
    before: row?.value ?? null,
    after: checked,
  });
  return true;
}
