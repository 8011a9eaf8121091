import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import Scale from "lucide-react/icons/scale";
import { requireCan } from "~/people/guard.server";
import { db } from "~/platform/database.server";
import { formatDate } from "~/platform/format";
import { useReader, useT } from "~/platform/use-locale";
import { Badge } from "~/ui/Badge";
import { Card } from "~/ui/Card";
import { EmptyState } from "~/ui/EmptyState";
import { LinkButton } from "~/ui/LinkButton";
import { PageHeader } from "~/ui/PageHeader";
import { Table } from "~/ui/Table";
import { calibrationMessages } from "../calibration/messages";
import { calibrationList } from "../calibration/queries.server";
import { Leans } from "../ui/calibration/Leans";

export const meta: MetaFunction = () => [{ title: "校准评分 · Calibration — 上岗 Deskready" }];

/** The calibration sets of which somebody sees anything, and how graders lean over them. */
export async function loader(args: LoaderFunctionArgs) {
  const actor = await requireCan(args, "calibration:view");
  return calibrationList(db(), actor);
}

export default function CalibrationsPage() {
  const { sets, history, mayMake } = useLoaderData<typeof loader>();
  const t = useT(calibrationMessages);
  const { locale } = useReader();
  return (
    <>
      <PageHeader
        title={t("title")}
        back={{ to: "/team", label: t("back.team") }}
        action={
          mayMake && (
            <LinkButton variant="primary" to="/calibration/new">
              {t("make")}
            </LinkButton>
          )
        }
      />
      <p className="measure mb-4 text-sm text-muted">{t("lead")}</p>
      <div className="grid gap-5">
        {sets.length === 0 ? (
          <EmptyState icon={<Scale />} title={t("list.empty")} level={2}>
            {t("list.empty_detail")}
          </EmptyState>
        ) : (
          <Card flush>
            <Table
              caption={t("title")}
              rows={sets}
              rowKey={(set) => set.id}
              columns={[
                {
                  key: "title",
                  header: t("col.title"),
                  primary: true,
                  cell: (set) => (
                    <>
                      <Link to={`/calibration/${set.id}`} className="link">
                        {set.title}
                      </Link>
                      <span className="ms-2">
                        {set.waitsForMe ? (
                          <Badge tone="waiting">{t("state.waits")}</Badge>
                        ) : (
                          <Badge>{t(set.closed ? "state.closed" : "state.open")}</Badge>
                        )}
                      </span>
                      <span className="block text-sm font-normal text-muted">{t(`source.${set.source}`)}</span>
                    </>
                  ),
                },
                { key: "due", header: t("col.due"), cell: (set) => formatDate(set.dueOn, locale) },
                { key: "graded", header: t("col.graded"), align: "end", cell: (set) => t("graded_of", set) },
                { key: "range", header: t("col.range"), align: "end", cell: (set) => set.meanRange ?? t("no_lean") },
              ]}
            />
          </Card>
        )}
        <Leans history={history} />
      </div>
    </>
  );
}
