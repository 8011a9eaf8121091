import { type Locale, type LocalText, pick } from "~/platform/locale";

/** A line of a chat in the reader's language. */
export type ChatLine = { who: "customer" | "agent"; text: string };

/** The lines of a question's chat in one language; none when it has no chat. */
export function chatIn(chat: readonly { who: ChatLine["who"]; text: LocalText }[] | undefined, locale: Locale): ChatLine[] {
  return (chat ?? []).map(({ who, text }) => ({ who, text: pick(text, locale) }));
}
