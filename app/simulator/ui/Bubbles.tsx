import { useEffect, useRef } from "react";
import type { Locale } from "~/platform/locale";
import { useT } from "~/platform/use-locale";
import { classes } from "~/ui/classes";
import { playMessages } from "../messages.play";
import type { ChatView } from "../view";
import type { Unsent } from "./use-outbox";
import type { Link } from "./use-run";
import { clockText } from "./waits";

type BubblesProps = {
  chat: ChatView;
  unsent: readonly Unsent[];
  link: Link;
  locale: Locale;
  onBack: (message: Unsent) => void;
  onDrop: (id: string) => void;
};

const looks = {
  customer: "w-fit max-w-[85%] rounded-box rounded-ss-none border border-line bg-surface",
  scene: "mx-auto max-w-prose text-center text-sm text-muted italic",
  agent: "ms-auto w-fit max-w-[85%] rounded-box rounded-se-none bg-accent-soft text-accent-ink",
};
const times = { customer: "", scene: "text-center", agent: "text-end" };

/** The lines of a chat with their times, the last in view; below them what has not arrived yet. */
export function Bubbles({ chat, unsent, link, locale, onBack, onDrop }: BubblesProps) {
  const t = useT(playMessages);
  const frame = useRef<HTMLDivElement>(null);
  const count = chat.lines.length + unsent.length;
  useEffect(() => {
    const element = frame.current;
    if (element) element.scrollTop = element.scrollHeight;
  }, [chat.slug, count]);
  return (
    <div
      ref={frame}
      role="group"
      aria-label={t("chat", { name: chat.name })}
      tabIndex={0}
      className="min-h-0 flex-1 overflow-y-auto px-3 py-3 focus-visible:-outline-offset-2 sm:px-4"
    >
      <ol className="grid gap-2.5">
        {chat.lines.map((line, at) => (
          <li key={at} data-line={line.who}>
            <p lang={locale} className={classes("px-3 py-2 whitespace-pre-line", looks[line.who])}>
              {line.who !== "scene" && <span className="sr-only">{line.who === "customer" ? chat.name : t("you")} </span>}
              {line.text}
            </p>
            <p className={classes("mt-0.5 text-xs text-faint tabular-nums", times[line.who])}>{clockText(line.at)}</p>
          </li>
        ))}
        {unsent.map((message) => (
          <li key={message.id} data-unsent={message.refused ?? "waiting"}>
            <p
              lang={locale}
              className={classes(
                "w-fit max-w-[85%] rounded-box border border-dashed border-line-strong px-3 py-2 whitespace-pre-line",
                "ms-auto rounded-se-none",
              )}
            >
              <span className="sr-only">{t("you")} </span>
              {message.text}
            </p>
            {message.refused === null ? (
              <p className="mt-0.5 text-end text-xs text-waiting-ink">{t(link === "fine" ? "unsent.sending" : "unsent.waiting")}</p>
            ) : (
              <div role="alert" className="mt-0.5 flex flex-wrap items-center justify-end gap-x-3 text-xs">
                <span className="text-blocked-ink">{t(`refusal.${message.refused}` as "refusal.ended")}</span>
                <button type="button" className="link min-h-6" onClick={() => onBack(message)}>
                  {t("unsent.back")}
                </button>
                <button type="button" className="link min-h-6" onClick={() => onDrop(message.id)}>
                  {t("unsent.drop")}
                </button>
              </div>
            )}
          </li>
        ))}
      </ol>
    </div>
  );
}
