import { type MouseEvent, useEffect, useRef } from "react";
import { useT } from "~/platform/use-locale";
import { sittingMessages } from "~/drill/messages.sitting";
import { classes } from "~/ui/classes";

type StripProps = { answered: readonly boolean[]; at: number; onGo: (at: number) => void };

/** One number a question: filled when answered. Links, so that they work before the script has come. */
export function NumberStrip({ answered, at, onGo }: StripProps) {
  const t = useT(sittingMessages);
  const current = useRef<HTMLAnchorElement>(null);
  useEffect(() => {
    const link = current.current;
    const strip = link?.closest("ol");
    if (link && strip) strip.scrollTo({ left: link.offsetLeft - strip.clientWidth / 2 + link.clientWidth / 2 });
  }, [at]);
  const go = (event: MouseEvent, to: number) => {
    event.preventDefault();
    onGo(to);
  };
  const cell =
    "flex h-control-sm min-w-control-sm items-center justify-center rounded-box border px-1.5 text-sm tabular-nums transition-colors";
  return (
    <nav aria-label={t("run.strip")}>
      <ol className="relative -mx-gutter flex gap-1 overflow-x-auto scrollbar-none px-gutter py-1 sm:mx-0 sm:flex-wrap sm:px-0">
        {answered.map((done, i) => (
          <li key={i} className="shrink-0">
            <a
              ref={i === at ? current : undefined}
              href={`?q=${i + 1}`}
              onClick={(event) => go(event, i)}
              aria-current={i === at ? "step" : undefined}
              aria-label={t(done ? "run.answered" : "run.unanswered", { n: i + 1 })}
              className={classes(
                cell,
                done
                  ? "border-transparent bg-accent-soft font-medium text-accent-ink"
                  : "border-line-strong/60 border-dashed bg-surface text-muted hover:border-line-strong",
                i === at && "outline-2 -outline-offset-1 outline-accent",
              )}
            >
              {i + 1}
            </a>
          </li>
        ))}
        <li className="shrink-0">
          <a
            ref={at === answered.length ? current : undefined}
            href={`?q=${answered.length + 1}`}
            onClick={(event) => go(event, answered.length)}
            aria-current={at === answered.length ? "step" : undefined}
            className={classes(
              cell,
              "border-line-strong/60 bg-surface px-2.5 text-ink hover:border-line-strong",
              at === answered.length && "outline-2 -outline-offset-1 outline-accent",
            )}
          >
            {t("run.end")}
          </a>
        </li>
      </ol>
    </nav>
  );
}
