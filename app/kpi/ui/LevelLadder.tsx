import { useT } from "~/platform/use-locale";
import { classes } from "~/ui/classes";
import type { LadderLevel } from "../levels/page.server";
import { levelMessages } from "../levels/messages";

type Rung = "done" | "held" | "next" | "ahead";

const dots: Record<Rung, string> = {
  done: "border-accent bg-accent",
  held: "border-accent bg-surface ring-4 ring-accent-soft",
  next: "border-line-strong bg-surface",
  ahead: "border-line-strong bg-surface",
};

/** The ladder, drawn: what each level means, asks for, opens and brings. `held` null: whoever looks is on no rung. `modules`: titles by slug. */
export function LevelLadder({
  levels,
  held,
  modules,
}: {
  levels: readonly LadderLevel[];
  held: string | null;
  modules: Record<string, string>;
}) {
  const t = useT(levelMessages);
  const at = levels.findIndex(({ slug }) => slug === held);
  const rungOf = (index: number): Rung => (at < 0 || index > at + 1 ? "ahead" : index < at ? "done" : index === at ? "held" : "next");
  return (
    <ol className="min-w-0">
      {levels.map((level, index) => {
        const rung = rungOf(index);
        return (
          <li key={level.slug} className="group relative flex gap-3 pb-6 last:pb-0">
            <span
              aria-hidden
              className={classes("absolute start-[0.5625rem] top-6 bottom-0 w-0.5 group-last:hidden", index < at ? "bg-accent" : "bg-line")}
            />
            <span className="flex h-[1.5em] w-5 shrink-0 items-center justify-center">
              <span aria-hidden className={classes("size-3.5 rounded-full border-2", dots[rung])} />
            </span>
            <div className="min-w-0 text-sm">
              <h3 className="flex flex-wrap items-baseline gap-x-2 text-ui font-semibold">
                {level.title}
                {at >= 0 && <span className="text-sm font-normal text-muted">{t(`rung.${rung}`)}</span>}
              </h3>
              <p className="measure mt-0.5">{level.meaning}</p>
              <Asks level={level} modules={modules} />
              {level.opens.length > 0 && (
                <p className="mt-1">{t("opens", { modules: level.opens.map((slug) => modules[slug] ?? slug).join(" · ") })}</p>
              )}
              {level.allowanceYuan > 0 && <p className="mt-1">{t("allowance", { amount: level.allowanceYuan })}</p>}
            </div>
          </li>
        );
      })}
    </ol>
  );
}

function Asks({ level: { entry }, modules }: { level: LadderLevel; modules: Record<string, string> }) {
  const t = useT(levelMessages);
  if (!entry) return <p className="mt-1 text-muted">{t("first")}</p>;
  const asks = [
    t("asks.months", { count: entry.months, score: entry.score }),
    entry.script_revisions > 0 && t("asks.scripts", { count: entry.script_revisions }),
    entry.mentored > 0 && t("asks.mentored", { count: entry.mentored }),
    entry.no_serious_conduct && t("asks.conduct"),
    ...entry.modules.map((slug) => t("asks.module", { module: modules[slug] ?? slug })),
  ].filter((ask) => ask !== false);
  return (
    <ul className="mt-1 list-disc ps-5 text-muted marker:text-faint">
      {asks.map((ask) => (
        <li key={ask}>{ask}</li>
      ))}
    </ul>
  );
}
