import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { requireCan } from "~/people/guard.server";
import { db } from "~/platform/database.server";
import { formatDateTime } from "~/platform/format";
import { pick } from "~/platform/locale";
import { useReader, useT } from "~/platform/use-locale";
import { Card } from "~/ui/Card";
import { EmptyState } from "~/ui/EmptyState";
import { PageHeader } from "~/ui/PageHeader";
import { Table } from "~/ui/Table";
import { isShownKind } from "../kinds";
import { libraryMessages } from "../messages";
import { editMessages } from "../messages.edit";
import { publishMessages } from "../messages.publish";
import { upgradesPage } from "../upgrades.server";

export const meta: MetaFunction = () => [{ title: "新内容包 · Newer packs — 上岗 Deskready" }];

/** What newer packs say about items that the shop edited. */
export async function loader(args: LoaderFunctionArgs) {
  await requireCan(args, "library:edit");
  return { rows: await upgradesPage(db()) };
}

export default function Upgrades() {
  const { rows } = useLoaderData<typeof loader>();
  const t = useT(publishMessages);
  const words = useT(libraryMessages);
  const edit = useT(editMessages);
  const { locale, zone } = useReader();
  return (
    <>
      <PageHeader title={t("upgrades.title")} detail={t("upgrades.lead")} back={{ to: "/library", label: words("title") }} />
      <Card flush>
        <Table
          caption={t("upgrades.title")}
          rows={rows}
          rowKey={(r) => r.id}
          empty={<EmptyState title={t("upgrades.none")}>{t("upgrades.none_body")}</EmptyState>}
          columns={[
            {
              key: "title",
              header: edit("progress.what"),
              primary: true,
              width: "sm:w-2/5",
              cell: (r) => (
                <Link to={`/library/upgrades/${r.id}`} className="font-medium text-accent-ink hover:underline">
                  {r.title ? pick(r.title, locale) : r.slug}
                </Link>
              ),
            },
            { key: "kind", header: t("diff.field"), cell: (r) => (isShownKind(r.kind) ? words(`one.${r.kind}`) : words("topic")) },
            { key: "changes", header: t("upgrades.changes"), align: "end", cell: (r) => r.changes },
            { key: "conflicts", header: t("upgrades.conflicts"), align: "end", cell: (r) => r.conflicts },
            {
              key: "offered",
              header: t("upgrades.offered"),
              cell: (r) => `${t("upgrades.version", { version: r.packVersion })} · ${formatDateTime(r.offeredAt, locale, zone)}`,
            },
          ]}
        />
      </Card>
    </>
  );
}
