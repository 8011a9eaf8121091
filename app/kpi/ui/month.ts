import type { PlainDate } from "~/platform/dates";
import { formatMonth } from "~/platform/format";
import { useReader } from "~/platform/use-locale";

/** Says a month, given by any of its days, in the reader's language. */
export function useMonth(): (month: PlainDate) => string {
  const { locale } = useReader();
  return (month) => formatMonth(month, locale);
}
