import type { Reader } from "~/platform/database.server";
import type { PlainDate } from "~/platform/dates";
import { rulesFor } from "./rule-sets.server";

/** For how many days after a chat a payment counts for its agent, in each of these stores in a month (2-domain: "window 2 days (2–15)"). A store is missing only where no rules were ever loaded. */
export async function attributionDays(reader: Reader, month: PlainDate, storeIds: readonly string[]): Promise<Map<string, number>> {
  const held = await rulesFor(reader, month, storeIds);
  return new Map(
    storeIds.flatMap((storeId) => {
      const own = held.get(storeId);
      return own ? [[storeId, own.rules.attribution_days.default] as const] : [];
    }),
  );
}
