import { formatDay } from "~/platform/format";
import type { Locale } from "~/platform/locale";
import { translate } from "~/platform/messages";
import type { Step } from "./calendar";
import { masteryMessages } from "./messages.mastery";
import type { BankOutlook } from "./outlook";

/** When a bank will be fluent, in a word or two: "day 13". */
export function forecastInShort({ forecast, entry }: BankOutlook, step: Step, locale: Locale): string {
  const t = translate(masteryMessages, locale);
  if (forecast.kind === "fluent") return t("short.fluent");
  if (forecast.kind === "unknown") return t(`short.${forecast.why}`);
  return entry === null ? formatDay(forecast.date, locale) : t(`short.${step}`, { n: entry });
}

/** The same in a sentence, with the day itself, or why nothing can be said. */
export function forecastInWords({ forecast, entry }: BankOutlook, step: Step, locale: Locale): string {
  const t = translate(masteryMessages, locale);
  if (forecast.kind === "fluent") return t("forecast.fluent");
  if (forecast.kind === "unknown") return t(`forecast.${forecast.why}`);
  const date = formatDay(forecast.date, locale);
  return entry === null ? t("forecast.behind", { date }) : t(`forecast.${step}`, { n: entry, date });
}
