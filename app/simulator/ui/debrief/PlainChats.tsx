import type { Locale } from "~/platform/locale";
import { useT } from "~/platform/use-locale";
import type { PlainChat } from "../../debrief-view";
import { debriefMessages } from "../../messages.debrief";
import { Bubble } from "./Bubble";

/** Chats as they were had, without a word about them. */
export function PlainChats({ chats, lang }: { chats: readonly PlainChat[]; lang: Locale }) {
  const t = useT(debriefMessages);
  return (
    <div className="grid gap-6">
      {chats.map(({ slug, name, lines }) => (
        <section key={slug}>
          {chats.length > 1 && <h3 className="mb-2 font-medium">{name}</h3>}
          <ol aria-label={t("customer.chat", { name })} className="grid gap-3">
            {lines.map(({ n, who, at, pieces }) => (
              <li key={n} className="grid">
                <Bubble who={who} at={at} pieces={pieces} lang={lang} />
              </li>
            ))}
          </ol>
        </section>
      ))}
    </div>
  );
}
