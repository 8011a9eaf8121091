import type { ReactNode } from "react";
import { useT } from "~/platform/use-locale";
import { classes } from "~/ui/classes";
import { caseMessages } from "../messages";

type Line = { at: number; who: "buyer" | "agent" | "system"; text: string };
type LinesProps = {
  lines: readonly Line[];
  /** The lines that matter, from 0. */
  marked: readonly number[];
  /** What stands beside each line: a box to tick. */
  beside?: (line: number) => ReactNode;
};

/** A chat as it was had, line by line; those that matter are set off by colour, a bar and a word. */
export function Lines({ lines, marked, beside }: LinesProps) {
  const t = useT(caseMessages);
  return (
    <ol className="grid gap-1.5">
      {lines.map((line, at) => {
        const isMarked = marked.includes(at);
        return (
          <li
            key={at}
            className={classes(
              "flex min-w-0 items-start gap-3 rounded-box border-s-4 px-3 py-1.5 has-checked:border-accent has-checked:bg-accent-soft",
              isMarked && !beside ? "border-waiting bg-waiting-soft" : "border-transparent",
              line.who === "agent" && !isMarked && "bg-sunken",
            )}
          >
            {beside?.(at)}
            <div className="min-w-0 flex-1">
              <p className="flex flex-wrap items-baseline gap-x-2 text-xs text-muted">
                <span className="font-medium">{t(`who.${line.who}`)}</span>
                <span className="tabular-nums">{clockOf(line.at)}</span>
                {isMarked && !beside && <span className="font-medium text-waiting-ink">{t("case.marked")}</span>}
              </p>
              <p className="break-words whitespace-pre-line">{line.text}</p>
            </div>
          </li>
        );
      })}
    </ol>
  );
}

/** How far into the chat: 4:07. */
function clockOf(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}
