import { bankGround } from "~/drill/ground.server";
import type { Db } from "~/platform/database.server";
import type { Locale } from "~/platform/locale";
import { translate } from "~/platform/messages";
import type { BankNow } from "./bank-days.server";
import type { Training } from "./facts.server";
import { masteryMessages } from "./messages.mastery";
import { outlookOf } from "./outlook";
import { forecastInShort } from "./outlook-text";

/** A bank in one line, in the reader's language: "Bank fluent 62 %", the last days as bars, "day 13". */
export type BankLine = { text: string; bars: string; when: string };

/** See `BankLine`; of somebody on the way to the desk. No statement while the content stands as it was. */
export async function bankLine(db: Db, bank: BankNow, training: Training, locale: Locale): Promise<BankLine> {
  const { taught } = await bankGround(db, bank.revision);
  const outlook = outlookOf(training, bank, taught);
  return {
    text: translate(masteryMessages, locale)("bank.line", { percent: outlook.percent }),
    bars: outlook.bars,
    when: forecastInShort(outlook, training.plan.step, locale),
  };
}
