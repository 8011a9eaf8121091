import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Form, useLoaderData, useSubmit } from "@remix-run/react";
import ChartColumn from "lucide-react/icons/chart-column";
import { requireCan } from "~/people/guard.server";
import { clock } from "~/platform/clock.server";
import { db } from "~/platform/database.server";
import { idParam, problem } from "~/platform/http.server";
import { isId } from "~/platform/ids";
import { useT } from "~/platform/use-locale";
import { ApplyButton } from "~/ui/ApplyButton";
import { Badge } from "~/ui/Badge";
import { Card } from "~/ui/Card";
import { EmptyState } from "~/ui/EmptyState";
import { LinkButton } from "~/ui/LinkButton";
import { PageHeader } from "~/ui/PageHeader";
import { Pagination } from "~/ui/Pagination";
import { SelectField } from "~/ui/SelectField";
import { previewMessages } from "../messages.preview";
import { yuan } from "../money";
import { editsRules } from "../reach.server";
import { gainSorts } from "../rule-preview";
import { rulePreview } from "../rule-preview.server";
import { AgentGains, StoreGains } from "../ui/GainTables";
import { ScoreSpread } from "../ui/ScoreSpread";
import { useRuleWords } from "../ui/rule-words";

export const meta: MetaFunction = () => [{ title: "谁多谁少 · Who gains and who loses — 上岗 Deskready" }];

/** A rule set scored on a month that has passed, against what would hold without it. */
export async function loader(args: LoaderFunctionArgs) {
  const actor = await requireCan(args, "kpi:rules");
  if (!(await editsRules(db(), actor.roles))) throw problem(403, "forbidden");
  const get = (name: string) => new URL(args.request.url).searchParams.get(name) ?? "";
  const page = Number(get("page"));
  const asked = {
    month: get("on") || null,
    sort: gainSorts.find((one) => one === get("sort")) ?? gainSorts[0],
    store: isId(get("store")) ? get("store") : null,
    page: Number.isInteger(page) && page > 0 && page < 100_000 ? page : 1,
  };
  const preview = await rulePreview(db(), idParam(args.params.setId), asked, clock.now());
  if (!preview) throw problem(404, "not_found");
  return { preview, asked };
}

export default function RulePreviewPage() {
  const { preview, asked } = useLoaderData<typeof loader>();
  const t = useT(previewMessages);
  const { month, whose } = useRuleWords();
  const submit = useSubmit();
  const { reckoned } = preview;
  const here = `/kpi/rules/${preview.id}`;
  const kept = { on: preview.month ?? "", sort: asked.sort === "loss" ? "" : asked.sort, store: asked.store ?? "" };
  const query = (more: Record<string, string>) =>
    new URLSearchParams(Object.entries({ ...kept, ...more }).filter(([, value]) => value !== "")).toString();
  const pageTo = (page: number) => `${here}/preview?${query({ page: String(page) })}`;
  const header = (
    <PageHeader
      title={t("title")}
      detail={preview.month && t("lead", { whose: whose(preview.store), month: month(preview.fromMonth), on: month(preview.month) })}
      back={{ to: here, label: t("back") }}
      action={
        reckoned && (
          <LinkButton to={`${here}/preview.csv?${query({})}`} reloadDocument download prefetch="none">
            {t("csv")}
          </LinkButton>
        )
      }
    />
  );
  if (!reckoned)
    return (
      <>
        {header}
        <Card>
          <EmptyState icon={<ChartColumn />} title={t("none")}>
            {t("none_body")}
          </EmptyState>
        </Card>
      </>
    );
  const { counts, bonus } = reckoned;
  return (
    <>
      {header}
      <Form
        method="get"
        key={JSON.stringify(kept)}
        onChange={(event) => submit(event.currentTarget, { replace: true, preventScrollReset: true })}
        className="mb-4 grid items-end gap-3 sm:grid-cols-[auto_auto_auto_auto] sm:justify-start"
      >
        <SelectField
          name="on"
          label={t("on")}
          defaultValue={preview.month ?? ""}
          options={preview.months.map((value) => ({ value, label: month(value) }))}
        />
        <SelectField
          name="store"
          label={t("store")}
          placeholder={t("all_stores")}
          defaultValue={asked.store ?? ""}
          options={reckoned.stores.map(({ storeId, name }) => ({ value: storeId, label: name }))}
        />
        <SelectField
          name="sort"
          label={t("sort")}
          defaultValue={asked.sort}
          options={gainSorts.map((value) => ({ value, label: t(`sort.${value}`) }))}
        />
        <ApplyButton>{t("apply")}</ApplyButton>
      </Form>
      {counts.agents === 0 ? (
        <Card>
          <p className="text-sm">{t("nobody")}</p>
        </Card>
      ) : (
        <div className="grid gap-5">
          <div role="status" className="grid gap-2">
            <p className="flex flex-wrap gap-2">
              <Badge tone="accent">{t("sum.gain", { count: counts.gain })}</Badge>
              <Badge tone="waiting">{t("sum.lose", { count: counts.lose })}</Badge>
              <Badge>{t("sum.same", { count: counts.same })}</Badge>
              {counts.unscored > 0 && <Badge>{t("sum.unscored", { count: counts.unscored })}</Badge>}
            </p>
            <p className="flex flex-wrap gap-x-5 text-sm tabular-nums">
              <span>{t("sum.up", { count: counts.up })}</span>
              <span>{t("sum.down", { count: counts.down })}</span>
              <span>{t("sum.bonus", { before: yuan(bonus.before), after: yuan(bonus.after) })}</span>
            </p>
          </div>
          <ScoreSpread before={reckoned.spread.before} after={reckoned.spread.after} lines={reckoned.lines.after} />
          <StoreGains stores={reckoned.stores} />
          <div>
            <AgentGains rows={reckoned.rows} />
            <Pagination
              page={reckoned.page}
              pages={reckoned.pages}
              summary={t("summary", { count: reckoned.total })}
              previous={reckoned.page > 1 ? pageTo(reckoned.page - 1) : null}
              next={reckoned.page < reckoned.pages ? pageTo(reckoned.page + 1) : null}
            />
          </div>
        </div>
      )}
    </>
  );
}
