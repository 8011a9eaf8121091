import { eq } from "drizzle-orm";
import { z } from "zod";
import { setting } from "@db/schema";
import type { Reader } from "~/platform/database.server";
import { accept, audit, type Outcome, refuse, write, type WriteContext } from "~/platform/write.server";

const KEY = "chat_rules";
/** Texts are kept for so many months; a payment within so many days belongs to the chat before it (2-domain: 2, from 2 to 15). */
const schema = z.object({ months: z.number().int().min(1).max(60), windowDays: z.number().int().min(2).max(15) });
export type ChatRules = z.output<typeof schema>;
const DEFAULT: ChatRules = { months: 12, windowDays: 2 };

/** How long chats are kept, and what a payment belongs to. One statement. */
export async function chatRules(reader: Reader): Promise<ChatRules> {
  const [row] = await reader.select({ value: setting.value }).from(setting).where(eq(setting.key, KEY));
  return schema.safeParse(row?.value).data ?? DEFAULT;
}

/** Say anew how long chats are kept and what a payment belongs to. Refuses months beyond 1–60 and days beyond 2–15. */
export function setChatRules(ctx: WriteContext, values: { months: number; windowDays: number }): Promise<Outcome<ChatRules>> {
  const parsed = schema.safeParse(values);
  if (!parsed.success)
    return Promise.resolve(
      refuse(parsed.error.issues[0]?.path[0] === "months" ? "rules_months" : "rules_window", {
        field: String(parsed.error.issues[0]?.path[0]),
      }),
    );
  return write(ctx, async (tx) => {
    const before = await chatRules(tx);
    const value = parsed.data;
    await tx
      .insert(setting)
      .values({ key: KEY, value, updatedAt: ctx.now })
      .onConflictDoUpdate({ target: setting.key, set: { value, updatedAt: ctx.now } });
    await audit(tx, ctx, { action: "chats.rules_set", subject: { type: "setting", id: KEY }, before, after: value });
    return accept(value);
  });
}
