import { useNavigate } from "@remix-run/react";
import type { MouseEvent } from "react";
import { masteries, type Mastery } from "~/drill/mastery";
import { useT } from "~/platform/use-locale";
import { Card } from "~/ui/Card";
import { classes } from "~/ui/classes";
import { masteryMessages } from "../../messages.mastery";
import type { MasteryPage } from "../../mastery-page.server";

/** Each state has its own sign and ground: colour alone says nothing. */
const looks: Record<Mastery, { sign: string; ground: string }> = {
  new: { sign: "", ground: "border-dashed border-line-strong" },
  learning: { sign: "·", ground: "border-line-strong bg-hover text-ink" },
  slow: { sign: "–", ground: "border-accent bg-accent-soft text-accent-ink" },
  forgotten: { sign: "!", ground: "border-waiting bg-waiting-soft text-waiting-ink" },
  fluent: { sign: "✓", ground: "border-accent bg-accent text-on-accent" },
};
const cell = "flex size-7 items-center justify-center rounded-[5px] border text-sm leading-none font-semibold";

/** The bank as one cell a question, by topic: how each stands. A cell leads to its question's answers. */
export function Heat({ topics, counts, personId }: Pick<MasteryPage, "topics" | "counts"> & { personId: string }) {
  const t = useT(masteryMessages);
  const navigate = useNavigate();
  // One listener for hundreds of cells: without script each is a plain link.
  const follow = (event: MouseEvent) => {
    const to = event.target instanceof Element ? event.target.closest("a")?.getAttribute("href") : null;
    if (!to || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    void navigate(to);
  };
  return (
    <Card title={t("heat.title")}>
      <ul className="mb-4 flex flex-wrap gap-x-4 gap-y-2 text-sm">
        {masteries.map((state) => (
          <li key={state} className="flex items-center gap-2">
            <span aria-hidden className={classes(cell, looks[state].ground)}>
              {looks[state].sign}
            </span>
            <span className="tabular-nums">{t("heat.legend", { state: t(`state.${state}`), count: counts[state] })}</span>
          </li>
        ))}
      </ul>
      <div className="grid gap-4" onClick={follow}>
        {topics.map(({ topic, title, cells }) => (
          <section key={topic} aria-label={title}>
            <h3 className="mb-1.5 text-sm font-medium">{title}</h3>
            <ol className="flex flex-wrap gap-1">
              {cells.map(({ slug, mastery }, at) => (
                <li key={slug}>
                  <a
                    href={`/mastery/${personId}/questions/${slug}`}
                    aria-label={t("heat.cell", { n: at + 1, state: t(`state.${mastery}`) })}
                    title={t(`state.${mastery}`)}
                    className={classes(cell, looks[mastery].ground)}
                  >
                    {looks[mastery].sign}
                  </a>
                </li>
              ))}
            </ol>
          </section>
        ))}
      </div>
    </Card>
  );
}
