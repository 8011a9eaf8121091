import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { requireCan } from "~/people/guard.server";
import { clock } from "~/platform/clock.server";
import { db } from "~/platform/database.server";
import { addMonths } from "~/platform/dates";
import { problem } from "~/platform/http.server";
import { useReader, useT } from "~/platform/use-locale";
import { Badge } from "~/ui/Badge";
import { Card } from "~/ui/Card";
import { Fold } from "~/ui/Fold";
import { Notice } from "~/ui/Notice";
import { PageHeader } from "~/ui/PageHeader";
import { Table } from "~/ui/Table";
import { askedOf, boardQuery } from "../boards/asked";
import { boardChoice } from "../boards/board.server";
import { changeOf } from "../boards/change.server";
import { reachOf } from "../led-teams";
import { boardMessages } from "../messages.boards";
import { monthTitle } from "../month-title";
import { useRuleWords } from "../ui/rule-words";
import { ScoreSpread } from "../ui/ScoreSpread";

export const meta: MetaFunction = () => [{ title: "规则变动的影响 · What the change of rules did — 上岗 Deskready" }];

/** A month of a team one leads by the rules of the month before and by its own. */
export async function loader(args: LoaderFunctionArgs) {
  const actor = await requireCan(args, "kpi:board");
  const asked = askedOf(new URL(args.request.url));
  const { chosen } = await boardChoice(db(), reachOf(actor), asked, clock.now());
  if (!chosen || chosen.teamId !== asked.team || chosen.month !== asked.month) throw problem(404, "not_found");
  return { chosen, change: await changeOf(db(), chosen) };
}

export default function BoardChangePage() {
  const { chosen, change } = useLoaderData<typeof loader>();
  const t = useT(boardMessages);
  const { locale } = useReader();
  const { counts, changes } = change;
  const month = monthTitle(chosen.month, locale);
  return (
    <div className="mx-auto max-w-4xl">
      <PageHeader
        title={t("change.title", { month })}
        detail={
          <>
            <span className="block">{chosen.team}</span>
            <span className="measure block">{t("change.lead", { month, before: monthTitle(addMonths(chosen.month, -1), locale) })}</span>
          </>
        }
        back={{ to: `/kpi/board?${boardQuery(chosen)}`, label: t("change.back") }}
      />
      {changes.length === 0 && !change.shopDiffers ? (
        <Notice>{t("change.same")}</Notice>
      ) : counts.agents === 0 ? (
        <Notice>{t("change.none")}</Notice>
      ) : (
        <div className="grid gap-5">
          <Rules changes={changes} />
          <div role="status" className="flex flex-wrap gap-2">
            <Badge>{t("change.people", { count: counts.agents })}</Badge>
            <Badge tone="accent">{t("change.up", { count: counts.up })}</Badge>
            <Badge tone="waiting">{t("change.down", { count: counts.down })}</Badge>
            <Badge>{t("change.gain", { count: counts.gain })}</Badge>
            <Badge>{t("change.lose", { count: counts.lose })}</Badge>
          </div>
          <ScoreSpread before={change.spread.before} after={change.spread.after} lines={change.lines} />
          <Figures change={change} />
        </div>
      )}
    </div>
  );
}

type Change = ReturnType<typeof useLoaderData<typeof loader>>["change"];

function Rules({ changes }: { changes: Change["changes"] }) {
  const t = useT(boardMessages);
  const { difference } = useRuleWords();
  if (changes.length === 0) return null;
  return (
    <Card title={t("change.rules")}>
      <ul className="grid gap-4">
        {changes.map(({ stores, before, after, differences }) => (
          <li key={stores[0]}>
            <p className="text-sm font-medium">{t("change.of", { store: stores.join(t("list_join")), before, after })}</p>
            {differences.length === 0 ? (
              <p className="text-sm text-muted">{t("change.no_words")}</p>
            ) : (
              <ul className="mt-1 list-disc ps-5 text-sm">
                {differences.map((one) => (
                  <li key={difference(one)}>{difference(one)}</li>
                ))}
              </ul>
            )}
          </li>
        ))}
      </ul>
    </Card>
  );
}

/** The same in figures: how many reach each line, and the steps of the drawing. */
function Figures({ change }: { change: Change }) {
  const t = useT(boardMessages);
  const { tiers, bars } = change;
  const froms = [...new Set([...tiers.before, ...tiers.after].map(({ from }) => from))].filter((from) => from > 0).sort((a, b) => b - a);
  const reaching = (side: (typeof tiers)["before"], line: number) =>
    side.filter(({ from }) => from >= line).reduce((sum, { count }) => sum + count, 0);
  return (
    <Card flush>
      <Table
        caption={t("tier.caption")}
        rows={froms}
        rowKey={String}
        columns={[
          { key: "line", header: t("col.line_or_more"), primary: true, cell: (from) => t("line.over", { from }) },
          { key: "before", header: t("col.before"), align: "end", cell: (from) => reaching(tiers.before, from) },
          { key: "after", header: t("col.after"), align: "end", cell: (from) => reaching(tiers.after, from) },
        ]}
      />
      <Fold className="px-4 sm:px-5" summary={<span className="text-sm text-muted">{t("change.table")}</span>}>
        <Table
          caption={t("change.table")}
          dense
          rows={bars.toReversed()}
          rowKey={({ from }) => String(from)}
          columns={[
            { key: "line", header: t("col.line"), primary: true, cell: ({ from, to }) => `${from}–${to}` },
            { key: "before", header: t("col.before"), align: "end", cell: ({ before }) => before },
            { key: "after", header: t("col.after"), align: "end", cell: ({ after }) => after },
          ]}
        />
      </Fold>
    </Card>
  );
}
