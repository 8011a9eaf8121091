import { formatDate } from "~/platform/format";
import { type Locale, type LocalText, pick } from "~/platform/locale";
import { translate } from "~/platform/messages";
import type { WorkKind } from "~/work/kinds";
import { workMessages } from "~/work/messages";

/** A text in all languages out of an item's data, in the reader's; "" when it holds none. */
export function textIn(value: unknown, locale: Locale): string {
  const text = value as Partial<LocalText> | null | undefined;
  return typeof text?.en === "string" && typeof text["zh-CN"] === "string" ? pick(text as LocalText, locale) : "";
}

/** What an item is, in one line, from the data that it carries. */
export function itemLine(item: { kind: WorkKind; data: Record<string, unknown> }, locale: Locale): string {
  const { title, end, answers, questions } = item.data;
  return translate(workMessages, locale)(`item.${item.kind}`, {
    title: textIn(title, locale),
    answers: Number(answers ?? 0),
    questions: Number(questions ?? 0),
    date: typeof end === "string" && end ? formatDate(end, locale) : "",
  });
}
