import { Link } from "@remix-run/react";
import type { ReactNode } from "react";
import type { FiguresRow } from "~/drill/figures";
import type { Flag } from "~/drill/statistics";
import { useT } from "~/platform/use-locale";
import { Badge } from "~/ui/Badge";
import { Card } from "~/ui/Card";
import { Notice } from "~/ui/Notice";
import { Table } from "~/ui/Table";
import type { HowItDoes as Figures } from "../how-it-does.server";
import { statisticsMessages } from "../messages.statistics";
import { OptionPicks } from "./OptionPicks";
import { Facts, Part } from "./parts";

const percent = (part: number, of: number) => Math.round((100 * part) / Math.max(1, of));
const seconds = (ms: number) => (ms < 10_000 ? (ms / 1000).toFixed(1) : String(Math.round(ms / 1000)));
/** Below this a correlation hardly tells anybody apart (the customary 0.20). */
const WEAK = 0.2;

/** How a question does: what is amiss and what to do about it, the figures, what is picked, and whether the last change moved it. */
export function HowItDoes({ figures, all }: { figures: Figures; all: string }) {
  const t = useT(statisticsMessages);
  const { answers, from, waiting } = figures;
  return (
    <Card
      title={t("section")}
      className="mt-4"
      action={
        <Link to={all} prefetch="intent" className="link text-sm">
          {t("all")}
        </Link>
      }
    >
      {answers < from ? (
        <p className="text-sm text-muted">{t(answers === 0 ? "none" : "few", { from, n: answers })}</p>
      ) : (
        <Known figures={figures} />
      )}
      {waiting > 0 && <p className="mt-2 text-sm text-muted">{t("waiting", { count: waiting })}</p>}
    </Card>
  );
}

function Known({ figures }: { figures: Figures }) {
  const t = useT(statisticsMessages);
  const { rows, flags, discrimination, options, wrong, targetMs } = figures;
  const why: Record<Flag, ReactNode> = {
    negative: t("why.negative"),
    too_hard: t("why.too_hard", { percent: figures.rules.too_hard }),
    too_easy: t("why.too_easy", { percent: figures.rules.too_easy }),
    never_picked: t("why.never_picked", { options: figures.neverPicked.map((id) => nameOf(id, t)).join(", ") }),
    slow: t("why.slow", { median: seconds(figures.drilledMs ?? 0), target: seconds(targetMs) }),
  };
  return (
    <div className="grid gap-x-8 gap-y-5 lg:grid-cols-2">
      <div className="lg:col-span-2">
        {flags.length === 0 ? (
          <p className="text-sm text-muted">{t("sound")}</p>
        ) : (
          <ul className="grid gap-2" aria-label={t("flags")}>
            {flags.map((flag) => (
              <li key={flag}>
                <Notice tone="waiting" title={t(`flag.${flag}`)}>
                  {why[flag]}
                </Notice>
              </li>
            ))}
          </ul>
        )}
      </div>
      <div className="min-w-0">
        <div className="overflow-hidden rounded-box border border-line">
          <Table<FiguresRow>
            caption={t("section")}
            dense
            rows={rows}
            rowKey={(row) => row.of}
            columns={[
              { key: "of", header: t("col.of"), primary: true, cell: (row) => t(`row.${row.of}`) },
              { key: "n", header: t("col.n"), align: "end", cell: (row) => row.n },
              { key: "right", header: t("col.right"), align: "end", cell: (row) => t("percent", { value: percent(row.correct, row.n) }) },
              { key: "mean", header: t("col.mean"), align: "end", cell: (row) => t("percent", { value: Math.round(100 * row.meanShare) }) },
              {
                key: "median",
                header: t("col.median"),
                align: "end",
                cell: (row) => (row.medianMs === null ? t("nothing") : t("seconds", { value: seconds(row.medianMs) })),
              },
            ]}
          />
        </div>
        <p className="measure mt-2 text-sm text-muted">{t("rows.about")}</p>
        <div className="mt-4">
          <Facts
            rows={[
              {
                name: t("discrimination"),
                value: discrimination ? (
                  <>
                    {t("discrimination.value", { by: discrimination.by.toFixed(2), of: discrimination.of })}
                    <span className="block text-muted">
                      {t(
                        discrimination.by < 0
                          ? "discrimination.negative"
                          : discrimination.by < WEAK
                            ? "discrimination.weak"
                            : "discrimination.good",
                      )}
                    </span>
                  </>
                ) : (
                  t("discrimination.none", { from: figures.correlatedFrom })
                ),
              },
              { name: t("target"), value: t("seconds", { value: seconds(targetMs) }) },
            ]}
          />
        </div>
        <Drift figures={figures} />
      </div>
      {options.length > 0 && (
        <div className="min-w-0">
          <OptionPicks options={options} />
        </div>
      )}
      {wrong.length > 0 && (
        <div className="min-w-0">
          <Part title={t("wrong")}>
            <ul className="space-y-1 text-sm">
              {wrong.map(({ text, blank, n }) => (
                <li key={`${blank ?? ""} ${text}`} className="flex items-baseline justify-between gap-4">
                  <span className="min-w-0 break-words">
                    {blank && <Badge className="me-2">{t("wrong.blank", { blank: blank.toUpperCase() })}</Badge>}
                    {text}
                  </span>
                  <span className="shrink-0 text-muted tabular-nums">{t("wrong.times", { n })}</span>
                </li>
              ))}
            </ul>
            <p className="mt-2 text-sm text-muted">{t("wrong.about")}</p>
          </Part>
        </div>
      )}
    </div>
  );
}

/** How an option is called: its letter, or true and false. */
function nameOf(id: string, t: (key: "picks.true" | "picks.false") => string): string {
  return id === "true" || id === "false" ? t(`picks.${id}`) : id.toUpperCase();
}

function Drift({ figures: { drift } }: { figures: Figures }) {
  const t = useT(statisticsMessages);
  if (!drift) return null;
  const { before, after, difference } = drift;
  const points = (value: number) => (value > 0 ? `+${Math.round(100 * value)}` : String(Math.round(100 * value)).replace("-", "−"));
  return (
    <div className="mt-4">
      <Part title={t("drift", { version: drift.version })}>
        <p className="measure text-sm">
          {difference
            ? t(difference.high < 0 ? "drift.harder" : difference.low > 0 ? "drift.easier" : "drift.same", {
                before: percent(before.part, before.of),
                after: percent(after.part, after.of),
                low: points(difference.low),
                high: points(difference.high),
              })
            : t("drift.few", { before: before.of, after: after.of })}
        </p>
      </Part>
    </div>
  );
}
