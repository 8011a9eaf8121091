import { useT } from "~/platform/use-locale";
import { classes } from "~/ui/classes";
import { inkTone } from "~/ui/tone";
import { checkMessages } from "../messages.checks";
import type { ReadLine } from "../reading.server";
import { waitText, waitTone } from "./waits";

type ChatLinesProps = {
  lines: readonly ReadLine[] | null;
  /** Lines that a comment is about. */
  marked?: readonly number[];
  /** Each line can be ticked for the form around it. */
  tick?: boolean;
};

const sides = {
  buyer: "rounded-ss-none border border-line bg-surface",
  agent: "ms-auto rounded-se-none bg-accent-soft text-accent-ink",
  system: "mx-auto bg-sunken text-sm text-muted",
};
const severities = { block: "bg-blocked-soft text-blocked-ink underline decoration-2", warn: "bg-waiting-soft text-waiting-ink underline" };

/** The lines of a chat: the buyer's left, the agent's right with how long they were waited for, what is prohibited marked in the line. */
export function ChatLines({ lines, marked = [], tick = false }: ChatLinesProps) {
  const t = useT(checkMessages);
  if (!lines) return <p className="text-sm text-muted">{t("read.no_text")}</p>;
  return (
    <ol className="grid gap-2.5">
      {lines.map(({ n, who, waitMs, pieces }) => {
        const isMarked = marked.includes(n);
        return (
          <li key={n} className={classes("flex items-start gap-2", who === "agent" && "flex-row-reverse")}>
            <div
              className={classes(
                "max-w-[85%] min-w-0 rounded-box px-3 py-2 whitespace-pre-line",
                sides[who],
                isMarked && !tick && "ring-2 ring-waiting",
              )}
            >
              <span className="sr-only">{t(`read.${who}`)}: </span>
              {pieces.map(({ text, severity }, at) =>
                severity ? (
                  <mark key={at} className={classes("rounded-sm px-0.5", severities[severity])}>
                    {text}
                  </mark>
                ) : (
                  <span key={at}>{text}</span>
                ),
              )}
              {waitMs !== null && (
                <span
                  className={classes(
                    "mt-0.5 block text-xs tabular-nums",
                    waitTone(waitMs) === "neutral" ? "text-muted" : inkTone[waitTone(waitMs)],
                  )}
                >
                  {t("read.wait", { time: waitText(waitMs) })}
                </span>
              )}
            </div>
            {tick && who !== "system" && (
              <label className="flex size-control-sm shrink-0 items-center justify-center self-center">
                <input type="checkbox" name="line" value={n} defaultChecked={isMarked} className="size-4 accent-(--accent)" />
                <span className="sr-only">{t("read.mark_line", { n: n + 1 })}</span>
              </label>
            )}
          </li>
        );
      })}
    </ol>
  );
}
