import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import FileDown from "lucide-react/icons/file-down";
import { requireCan } from "~/people/guard.server";
import { requestLocale } from "~/people/request-locale.server";
import { db } from "~/platform/database.server";
import { formatDateTime } from "~/platform/format";
import { translate } from "~/platform/messages";
import { useReader, useT } from "~/platform/use-locale";
import { Badge } from "~/ui/Badge";
import { Card } from "~/ui/Card";
import { EmptyState } from "~/ui/EmptyState";
import { LinkButton } from "~/ui/LinkButton";
import { PageHeader } from "~/ui/PageHeader";
import { type Column, Table } from "~/ui/Table";
import { figureImports } from "../import-page.server";
import { figureMessages } from "../messages.figures";
import { figureImportMessages } from "../messages.import";
import { stateTone } from "../ui/state-tone";

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data ? `${data.title} · Deskready` : "Deskready" }];

/** The files of figures that came in. */
export async function loader(args: LoaderFunctionArgs) {
  await requireCan(args, "results:import");
  const [imports, locale] = await Promise.all([figureImports(db()), requestLocale(args)]);
  return { title: translate(figureImportMessages, locale)("title"), imports };
}

type Row = ReturnType<typeof useLoaderData<typeof loader>>["imports"][number];

export default function FigureImports() {
  const { imports } = useLoaderData<typeof loader>();
  const t = useT(figureImportMessages);
  const say = useT(figureMessages);
  const { locale, zone } = useReader();
  const columns: Column<Row>[] = [
    {
      key: "file",
      header: t("list.file"),
      primary: true,
      cell: ({ id, fileName }) => (
        <Link to={`/results/imports/${id}`} prefetch="intent" className="link break-all">
          {fileName || "–"}
        </Link>
      ),
    },
    { key: "layout", header: t("list.layout"), cell: ({ layout }) => t(`layout.${layout}` as "layout.other") },
    { key: "state", header: t("list.state"), cell: ({ state }) => <Badge tone={stateTone[state]}>{t(`state.${state}`)}</Badge> },
    { key: "brought", header: t("list.brought"), align: "end", cell: ({ counts }) => `${counts.fresh} · ${counts.corrected}` },
    { key: "faults", header: t("list.faults"), align: "end", cell: ({ counts }) => counts.faulty },
    { key: "when", header: t("list.when"), align: "end", cell: ({ createdAt }) => formatDateTime(createdAt, locale, zone) },
  ];
  return (
    <div className="grid gap-4">
      <PageHeader
        title={t("title")}
        detail={t("lead")}
        back={{ to: "/results", label: say("title") }}
        action={
          <LinkButton to="/results/imports/new" variant="primary">
            {t("new")}
          </LinkButton>
        }
      />
      <Card flush>
        {imports.length === 0 ? (
          <EmptyState icon={<FileDown />} level={2} title={t("list.none")}>
            {t("list.none_body")}
          </EmptyState>
        ) : (
          <Table caption={t("title")} columns={columns} rows={imports} rowKey={({ id }) => id} />
        )}
      </Card>
    </div>
  );
}
