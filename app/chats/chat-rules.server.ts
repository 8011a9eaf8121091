import { readSetting, type SettingValue, writeSetting } from "~/people/settings.server";
import type { Reader } from "~/platform/database.server";
import { accept, type Outcome, refuse, write, type WriteContext } from "~/platform/write.server";

export type ChatRules = SettingValue<"chat_rules">;

/** How long chats are kept, and what a payment belongs to. One statement. */
export function chatRules(reader: Reader): Promise<ChatRules> {
  return readSetting(reader, "chat_rules");
}

const isWithin = (value: number, least: number, most: number) => Number.isInteger(value) && least <= value && value <= most;

/** Say anew how long chats are kept and what a payment belongs to. Refuses months beyond 1–60 and days beyond 2–15. */
export function setChatRules(ctx: WriteContext, { months, windowDays }: ChatRules): Promise<Outcome<ChatRules>> {
  return write(ctx, async (tx) => {
    if (!isWithin(months, 1, 60)) return refuse("rules_months", { field: "months" });
    if (!isWithin(windowDays, 2, 15)) return refuse("rules_window", { field: "windowDays" });
    await writeSetting(tx, ctx, "chat_rules", { months, windowDays }, "chats.rules_set");
    return accept({ months, windowDays });
  });
}
