import { Link } from "@remix-run/react";
import ChevronRight from "lucide-react/icons/chevron-right";
import { useT } from "~/platform/use-locale";
import { Card } from "~/ui/Card";
import { classes } from "~/ui/classes";
import { Ring } from "~/ui/Ring";
import { masteryMessages } from "../../messages.mastery";
import type { MasteryPage } from "../../mastery-page.server";

/** A ring for each topic, with how long its right answers take. One's own lead to a drill of the topic. */
export function Topics({ topics, self }: Pick<MasteryPage, "topics"> & { self: boolean }) {
  const t = useT(masteryMessages);
  return (
    <Card title={t("topics.title")} flush>
      <ul className="divide-y divide-line border-t border-line">
        {topics.map(({ topic, title, fluent, required, time }) => (
          <li key={topic} className={classes("relative flex min-h-14 items-center gap-3 px-4 py-2.5 sm:px-5", self && "hover:bg-hover")}>
            <Ring value={fluent / required} label={title} size={40} cleared={fluent === required} />
            <div className="min-w-0 flex-1">
              {self ? (
                <Link
                  to={`/drill?topic=${topic}`}
                  aria-label={t("topics.drill", { title })}
                  className="text-ui after:absolute after:inset-0"
                >
                  {title}
                </Link>
              ) : (
                <span className="text-ui">{title}</span>
              )}
              <p className="flex flex-wrap gap-x-3 text-sm text-muted tabular-nums">
                <span>{t("topics.fluent", { fluent, required })}</span>
                <Took time={time} />
              </p>
            </div>
            {self && <ChevronRight aria-hidden className="size-4 shrink-0 text-muted" />}
          </li>
        ))}
      </ul>
    </Card>
  );
}

function Took({ time }: { time: MasteryPage["topics"][number]["time"] }) {
  const t = useT(masteryMessages);
  if (time === null) return <span>{t("topics.no_time")}</span>;
  const isQuick = time.ms <= time.targetMs;
  const seconds = { ms: Math.round(time.ms / 1000), target: Math.round(time.targetMs / 1000) };
  return <span className={isQuick ? undefined : "text-waiting-ink"}>{t(isQuick ? "topics.quick" : "topics.slow", seconds)}</span>;
}
