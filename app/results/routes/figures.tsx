import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import ChartColumn from "lucide-react/icons/chart-column";
import { canDo, requireCan } from "~/people/guard.server";
import { requestLocale } from "~/people/request-locale.server";
import { clock } from "~/platform/clock.server";
import { db } from "~/platform/database.server";
import { translate } from "~/platform/messages";
import { useT } from "~/platform/use-locale";
import { Card } from "~/ui/Card";
import { EmptyState } from "~/ui/EmptyState";
import { LinkButton } from "~/ui/LinkButton";
import { PageHeader } from "~/ui/PageHeader";
import { figureFilterOf, figuresAddress } from "../figure-filter";
import { figureChoices, figureList } from "../figure-list.server";
import { figureMessages } from "../messages.figures";
import { FigureFilters } from "../ui/FigureFilters";
import { FigureTable } from "../ui/FigureTable";

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data ? `${data.title} · Deskready` : "Deskready" }];

/** The figures of one's teams, the latest days first. */
export async function loader(args: LoaderFunctionArgs) {
  const actor = await requireCan(args, "results:view");
  const filter = figureFilterOf(new URL(args.request.url));
  const [list, choices, mayImport, locale] = await Promise.all([
    figureList(db(), actor.roles, filter),
    figureChoices(db(), actor.roles, clock.now()),
    canDo(args, actor, "results:import"),
    requestLocale(args),
  ]);
  return { title: translate(figureMessages, locale)("title"), filter, ...list, ...choices, mayImport };
}

export default function Figures() {
  const { rows, more, filter, agents, stores, mayImport } = useLoaderData<typeof loader>();
  const t = useT(figureMessages);
  const isFiltered = figuresAddress("", { ...filter, before: null }) !== "";
  return (
    <div className="grid gap-4">
      <PageHeader
        title={t("title")}
        detail={t("lead")}
        action={
          <>
            <LinkButton to={figuresAddress("/results.csv", { ...filter, before: null })} reloadDocument>
              {t("csv")}
            </LinkButton>
            {mayImport && <LinkButton to="/results/grid">{t("grid")}</LinkButton>}
            {mayImport && (
              <LinkButton to="/results/imports" variant="primary">
                {t("imports")}
              </LinkButton>
            )}
          </>
        }
      />
      <FigureFilters filter={filter} agents={agents} stores={stores} />
      <Card flush>
        {rows.length === 0 ? (
          <EmptyState icon={<ChartColumn />} level={2} title={t(isFiltered ? "none_found" : "none")}>
            {isFiltered ? (
              <Link to="/results" className="link">
                {t("clear")}
              </Link>
            ) : (
              t("none_body")
            )}
          </EmptyState>
        ) : (
          <FigureTable rows={rows} />
        )}
      </Card>
      {more && (
        <p>
          <LinkButton to={figuresAddress("/results", { ...filter, before: more })} rel="next">
            {t("more")}
          </LinkButton>
        </p>
      )}
    </div>
  );
}
