import type { ItemBody } from "~/curriculum/pack";
import { useT } from "~/platform/use-locale";
import { Badge } from "~/ui/Badge";
import { Table } from "~/ui/Table";
import { ruleMessages } from "../messages.rules";
import { Facts, Part, useSay } from "./parts";

/** What conduct costs, by what it is shown, and what follows from the points that are left. */
export function ConductRules({ body }: { body: ItemBody<"conduct_rules"> }) {
  const t = useT(ruleMessages);
  const say = useSay();
  return (
    <>
      <p className="text-sm">{t("points_a_month", { points: body.points_a_month })}</p>
      <Part title={t("thresholds")}>
        <Facts
          rows={body.thresholds.map((threshold) => {
            const when = [
              threshold.at_most !== undefined && t("at_most", { points: threshold.at_most }),
              threshold.months_running !== undefined && t("months_running", { count: threshold.months_running }),
            ];
            return {
              name: say(threshold.title),
              value: [when.filter((w) => w !== false).join(" "), say(threshold.means)].filter(Boolean).join(" → "),
            };
          })}
        />
      </Part>
      <Part title={t("rules")}>
        <div className="overflow-hidden rounded-box border border-line">
          <Table
            caption={t("rules")}
            dense
            rows={body.rules}
            rowKey={(rule) => rule.slug}
            columns={[
              {
                key: "rule",
                header: t("col.rule"),
                primary: true,
                cell: (rule) => (
                  <span className="text-sm">
                    {say(rule.title)} {rule.suspends && <Badge tone="blocked">{t("suspends")}</Badge>}
                    {rule.replaces_previous && <span className="block text-muted">{t("replaces_previous")}</span>}
                  </span>
                ),
              },
              {
                key: "cost",
                header: t("col.cost"),
                align: "end",
                cell: (rule) => (
                  <ul className="text-sm tabular-nums">
                    {rule.points !== undefined && <li>{t("points", { points: rule.points })}</li>}
                    {rule.steps.map((step) => (
                      <li key={step.count}>{t("step", { count: step.count, points: step.points })}</li>
                    ))}
                  </ul>
                ),
              },
              {
                key: "evidence",
                header: t("col.evidence"),
                cell: (rule) => <span className="text-sm text-muted">{say(rule.evidence)}</span>,
              },
            ]}
          />
        </div>
      </Part>
    </>
  );
}
