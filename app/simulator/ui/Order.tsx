import type { Locale } from "~/platform/locale";
import { useT } from "~/platform/use-locale";
import { playMessages } from "../messages.play";
import type { ChatView } from "../view";

/** What is known of the customer by now: it grows with what is asked. */
export function Order({ chat, locale }: { chat: ChatView | null; locale: Locale }) {
  const t = useT(playMessages);
  if (!chat || chat.facts.length === 0) return <p className="text-sm text-muted">{t("order.none")}</p>;
  return (
    <dl lang={locale} className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1.5 text-sm">
      {chat.facts.map(({ slug, name, value }) => (
        <div key={slug} className="contents">
          <dt className="text-muted">{name}</dt>
          <dd className="font-medium">{value}</dd>
        </div>
      ))}
    </dl>
  );
}
