import type { KeyboardEvent } from "react";
import type { Locale } from "~/platform/locale";
import { useT } from "~/platform/use-locale";
import { fill, plainText, type Values } from "~/scripts/fill-rules";
import { scriptMessages } from "~/scripts/messages";
import { playMessages } from "../messages.play";
import type { ScriptAtHand } from "../play.server";

type ScriptsProps = {
  scripts: readonly ScriptAtHand[];
  values: Values;
  locale: Locale;
  onInsert: (text: string, gap: string | null) => void;
};

/** What the shop would say, filled from product, customer and shop; a press puts it into the message, where it is changed and sent by hand. */
export function ScriptsAtHand({ scripts, values, locale, onInsert }: ScriptsProps) {
  const t = useT(playMessages);
  const say = useT<string>(scriptMessages);
  const mark = (name: string) => say("gap.mark", { name: say(`gap.${name}`) });
  const walk = (event: KeyboardEvent<HTMLDivElement>) => {
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const all = [...event.currentTarget.querySelectorAll<HTMLElement>("button[data-insert]")];
    const at = all.indexOf(document.activeElement as HTMLElement);
    event.preventDefault();
    all[Math.min(all.length - 1, Math.max(0, at + (event.key === "ArrowDown" ? 1 : -1)))]?.focus();
  };
  if (scripts.length === 0) return <p className="text-sm text-muted">{t("scripts.none")}</p>;
  return (
    <div className="grid gap-4" onKeyDown={walk}>
      <p className="text-xs text-muted">{t("scripts.lead")}</p>
      {scripts.map((script) => (
        <section key={script.slug} aria-label={script.title}>
          <h3 lang={locale} className="text-sm font-medium">
            {script.title}
          </h3>
          <ul className="mt-1 grid gap-1.5">
            {script.variants.map((variant) => {
              const parts = fill(variant.text, values);
              const gap = parts.find((part) => part.as === "gap");
              const text = plainText(parts, mark);
              return (
                <li key={variant.slug}>
                  <button
                    type="button"
                    data-insert
                    lang={locale}
                    onClick={() => onInsert(text, gap ? mark(gap.name) : null)}
                    className="block min-h-control w-full rounded-box border border-line bg-surface px-3 py-2 text-start text-sm hover:border-line-strong hover:bg-hover"
                  >
                    <span className="block text-xs text-muted">{variant.customer}</span>
                    <span className="whitespace-pre-line">{text}</span>
                  </button>
                </li>
              );
            })}
          </ul>
        </section>
      ))}
    </div>
  );
}
