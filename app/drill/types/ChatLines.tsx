import type { ReactNode } from "react";
import { useT } from "~/platform/use-locale";
import { classes } from "~/ui/classes";
import { typeMessages } from "../messages.types";
import type { ChatLine } from "./chat";

type ChatLinesProps = {
  lines: readonly ChatLine[];
  /** What stands in a line's bubble instead of its bare text; `index` counts from 0. */
  children?: (line: ChatLine, index: number) => ReactNode;
};

/** A chat as the agent sees it: the customer's lines at the start, the agent's at the end. Draws nothing when there is none. */
export function ChatLines({ lines, children }: ChatLinesProps) {
  const t = useT(typeMessages);
  if (lines.length === 0) return null;
  return (
    <ol aria-label={t("chat.label")} className="grid gap-2">
      {lines.map((line, index) => (
        <li key={index} className={classes("max-w-[88%] min-w-0", line.who === "agent" && "justify-self-end")}>
          <span className={classes("block text-xs text-faint", line.who === "agent" && "text-end")}>{t(`chat.${line.who}`)}</span>
          <span
            className={classes(
              "block rounded-box px-3 py-2 text-base break-words whitespace-pre-line",
              line.who === "agent" ? "bg-accent-soft text-ink" : "bg-sunken text-ink",
            )}
          >
            {children ? children(line, index) : line.text}
          </span>
        </li>
      ))}
    </ol>
  );
}
