import type { ItemBody } from "~/curriculum/pack";
import { useT } from "~/platform/use-locale";
import type { Ref } from "../item.server";
import { ruleMessages } from "../messages.rules";
import { RefLink, refOf, useSay } from "./parts";

type Level = ItemBody<"level_rules">["levels"][number];

/** The levels from the first up: what each means, how one comes there, and what opens with it. */
export function LevelRules({ body, refs }: { body: ItemBody<"level_rules">; refs: Record<string, Ref> }) {
  const t = useT(ruleMessages);
  const say = useSay();
  return (
    <>
      <ol aria-label={t("levels")} className="space-y-4">
        {body.levels.map((level) => (
          <li key={level.slug} className="border-s-2 border-line ps-4">
            <h3 className="text-ui font-semibold">{say(level.title)}</h3>
            <p className="measure mt-0.5 text-sm">{say(level.meaning)}</p>
            {level.allowance_yuan > 0 && <p className="mt-1 text-sm">{t("allowance", { amount: level.allowance_yuan })}</p>}
            <Entry level={level} refs={refs} />
            {level.opens.length > 0 && (
              <p className="mt-1 text-sm">
                <span className="text-muted">{t("opens")} </span>
                {level.opens.map((slug) => (
                  <span key={slug} className="me-3">
                    <RefLink to={refOf(refs, "module", slug)} />
                  </span>
                ))}
              </p>
            )}
          </li>
        ))}
      </ol>
      <p className="mt-4 text-sm text-muted">{t("step_down", { count: body.step_down_months })}</p>
    </>
  );
}

function Entry({ level: { entry }, refs }: { level: Level; refs: Record<string, Ref> }) {
  const t = useT(ruleMessages);
  if (!entry) return <p className="mt-1 text-sm text-muted">{t("entry_first")}</p>;
  const conditions = [
    t("entry.months", { count: entry.months }),
    t("entry.score", { score: entry.score }),
    entry.script_revisions > 0 && t("entry.scripts", { count: entry.script_revisions }),
    entry.mentored > 0 && t("entry.mentored", { count: entry.mentored }),
    entry.no_serious_conduct && t("entry.conduct"),
  ];
  return (
    <div className="mt-1 text-sm">
      <p className="text-muted">{t("entry")}</p>
      <ul className="list-disc ps-5 marker:text-faint">
        {conditions
          .filter((c) => c !== false)
          .map((condition) => (
            <li key={condition}>{condition}</li>
          ))}
        {entry.modules.map((slug) => (
          <li key={slug}>
            {t("entry.module")} <RefLink to={refOf(refs, "module", slug)} />
          </li>
        ))}
      </ul>
    </div>
  );
}
