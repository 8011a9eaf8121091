import type { ReactNode } from "react";
import { useT } from "~/platform/use-locale";
import type { Locale } from "~/platform/locale";
import { classes } from "~/ui/classes";
import type { MarkedPiece } from "../../marked-text";
import { debriefMessages } from "../../messages.debrief";
import { showClock } from "../../shown";

const marks = {
  point: "bg-cleared-soft text-cleared-ink underline decoration-1 underline-offset-4",
  warn: "bg-waiting-soft text-waiting-ink underline decoration-dotted decoration-2 underline-offset-4",
  fault: "bg-blocked-soft text-blocked-ink underline decoration-dashed decoration-1 underline-offset-4",
  block: "bg-blocked-soft text-blocked-ink underline decoration-wavy decoration-1 underline-offset-4",
};

const looks = {
  customer: { place: "justify-self-start", text: "", bubble: "bg-sunken text-base" },
  scene: { place: "justify-self-center", text: "text-center", bubble: "text-center text-sm text-muted italic" },
  agent: { place: "justify-self-end", text: "text-end", bubble: "border border-line bg-surface text-base" },
};

type BubbleProps = {
  who: "customer" | "scene" | "agent";
  at: number;
  pieces: readonly MarkedPiece[];
  lang: Locale;
  /** Beside who and when. */ action?: ReactNode;
};

/** A line of a chat that is over: who said it and when, and what was found in it marked. */
export function Bubble({ who, at, pieces, lang, action }: BubbleProps) {
  const t = useT(debriefMessages);
  const { place, text: side, bubble } = looks[who];
  return (
    <div className={classes("max-w-[88%] min-w-0", place)}>
      <p className={classes("text-xs text-faint tabular-nums", side)}>
        {t("line.said", { who: t(`line.${who}`), time: showClock(at) })}
        {action}
      </p>
      <p lang={lang} className={classes("rounded-box px-3 py-2 break-words whitespace-pre-line", bubble)}>
        {pieces.map(({ text, mark }, index) =>
          mark === null ? (
            <span key={index}>{text}</span>
          ) : (
            <mark key={index} className={classes("rounded-[0.25rem] px-0.5", marks[mark])}>
              {text}
            </mark>
          ),
        )}
      </p>
    </div>
  );
}
