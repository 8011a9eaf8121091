import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import FolderOpen from "lucide-react/icons/folder-open";
import { canDo, requireCan } from "~/people/guard.server";
import { requestLocale } from "~/people/request-locale.server";
import { clock } from "~/platform/clock.server";
import { db } from "~/platform/database.server";
import { useT } from "~/platform/use-locale";
import { Card } from "~/ui/Card";
import { EmptyState } from "~/ui/EmptyState";
import { LinkButton } from "~/ui/LinkButton";
import { PageHeader } from "~/ui/PageHeader";
import { Tabs } from "~/ui/Tabs";
import { caseFilterIn, casesAddress } from "../address";
import { agentChoices, productChoices } from "../choices.server";
import { caseMessages } from "../messages";
import { caseCounts, caseList } from "../queries.server";
import { reachOf } from "../reach";
import { caseStates } from "../rules";
import { CaseFilters } from "../ui/CaseFilters";
import { CaseTable } from "../ui/CaseTable";

export const meta: MetaFunction = () => [{ title: "案例 · Cases — 上岗 Deskready" }];

/** The cases that somebody may see, the newest first. */
export async function loader(args: LoaderFunctionArgs) {
  const actor = await requireCan(args, "cases:view");
  const reach = reachOf(actor);
  const filter = caseFilterIn(new URL(args.request.url).searchParams);
  const locale = await requestLocale(args);
  const [list, counts, people, products, mayMake, mayMeasure] = await Promise.all([
    caseList(db(), reach, filter),
    caseCounts(db(), reach),
    agentChoices(db(), reach, clock.now()),
    productChoices(db(), locale),
    canDo(args, actor, "cases:make"),
    canDo(args, actor, "cases:effects"),
  ]);
  return { ...list, counts, people, products, filter, mayMake, mayMeasure };
}

export default function Cases() {
  const { rows, next, counts, people, products, filter, mayMake, mayMeasure } = useLoaderData<typeof loader>();
  const t = useT(caseMessages);
  const isFiltered = filter.search !== "" || [filter.state, filter.kind, filter.reason, filter.product, filter.personId].some(Boolean);
  const total = caseStates.reduce((sum, state) => sum + (counts[state] ?? 0), 0);
  return (
    <div className="mx-auto max-w-6xl">
      <PageHeader
        title={t("list.title")}
        detail={<span className="measure block">{t("list.lead")}</span>}
        action={
          <span className="flex flex-wrap gap-2">
            {mayMeasure && <LinkButton to="/cases/effects">{t("list.to_effects")}</LinkButton>}
            {mayMake && (
              <>
                <LinkButton to="/meetings">{t("list.to_meetings")}</LinkButton>
                <LinkButton to="/cases/lost" variant="primary">
                  {t("list.to_lost")}
                </LinkButton>
              </>
            )}
          </span>
        }
      />
      <Tabs
        label={t("col.state")}
        className="mb-4"
        items={[null, ...caseStates].map((state) => ({
          to: casesAddress({ ...filter, state, before: null }),
          label: state ? t(`state.${state}`) : t("list.all"),
          current: state === filter.state,
          count: state ? (counts[state] ?? 0) : total,
        }))}
      />
      <Card flush>
        <div className="pt-4">
          <CaseFilters filter={filter} products={products} people={people} />
        </div>
        {rows.length === 0 ? (
          <EmptyState icon={<FolderOpen />} title={t(isFiltered ? "list.empty_filtered" : "list.empty")}>
            {isFiltered ? (
              <Link to="/cases" className="link">
                {t("list.clear")}
              </Link>
            ) : (
              t("list.empty_detail")
            )}
          </EmptyState>
        ) : (
          <CaseTable rows={rows} />
        )}
        {(next || filter.before) && (
          <nav aria-label={t("list.title")} className="flex flex-wrap justify-end gap-2 border-t border-line px-4 py-3 sm:px-5">
            {filter.before && (
              <LinkButton size="sm" to={casesAddress({ ...filter, before: null })}>
                {t("list.newer")}
              </LinkButton>
            )}
            {next && (
              <LinkButton size="sm" to={casesAddress({ ...filter, before: next })} rel="next">
                {t("list.older")}
              </LinkButton>
            )}
          </nav>
        )}
      </Card>
    </div>
  );
}
