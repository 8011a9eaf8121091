import { workloadOf } from "~/drill/workload";
import type { Db } from "~/platform/database.server";
import { formatMinutes } from "~/platform/format";
import type { Locale } from "~/platform/locale";
import { translate } from "~/platform/messages";
import { roadOf } from "~/training/bank.server";
import type { BankNow } from "~/training/bank-days.server";
import { type BankLine, bankLine } from "~/training/bank-line.server";
import type { Training } from "~/training/facts.server";
import { saidMessages } from "./messages.said";

/** What Today says of somebody's bank, in their language; null: nothing ever came in. */
export type BankToday = {
  /** What the drill asks today and how long it takes; null: nothing. */
  work: { text: string; time: string } | null;
  /** How much is fluent; on the way to the desk with the last days' bars and the forecast. */
  line: BankLine;
  /** Nothing but the bank keeps the desk exam shut: what there is to do first. */
  only: { title: string; text: string; label: string } | null;
};

/** See `BankToday`. No statement while the content stands as it was. */
export async function bankToday(db: Db, bank: BankNow, training: Training | null, locale: Locale): Promise<BankToday | null> {
  if (bank.questions === 0) return null;
  const t = translate(saidMessages, locale);
  const road = training && roadOf(training);
  const { reviews, fresh, minutes } = workloadOf(bank, road);
  const due = t("work.reviews", { count: reviews });
  const both = reviews > 0 && fresh > 0 ? t("work.both", { reviews: due, fresh: t("work.and_fresh", { count: fresh }) }) : null;
  const text = both ?? (reviews > 0 ? due : t("work.fresh", { count: fresh }));
  return {
    work: reviews + fresh > 0 ? { text, time: formatMinutes(minutes, locale) } : null,
    line: training && road ? await bankLine(db, bank, training, locale) : { text: t("bank.mastery"), bars: "", when: "" },
    only: training && road ? onlyOf(bank, training, locale) : null,
  };
}

function onlyOf({ required, fluent }: BankNow, { activities, deskWork }: Training, locale: Locale): BankToday["only"] {
  const left = activities.filter((a) => a.mandatory && a.status !== "done");
  if (!deskWork.includes("bank") || fluent === required || left.length === 0 || !left.every((a) => a.deskExam)) return null;
  const t = translate(saidMessages, locale);
  return { title: t("bank.only"), text: t("bank.left", { count: required - fluent }), label: t("bank.drill") };
}
