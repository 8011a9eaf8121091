import { Link } from "@remix-run/react";
import { formatDay } from "~/platform/format";
import { useReader, useT } from "~/platform/use-locale";
import { Badge } from "~/ui/Badge";
import { type Column, Table } from "~/ui/Table";
import type { LedgerPage } from "../ledger-page.server";
import { conductMessages } from "../messages";

type Entry = LedgerPage["entries"][number];

/** The entries of a month with what each took off and what was left; each leads to its evidence. */
export function EntryTable({ entries }: { entries: readonly Entry[] }) {
  const t = useT(conductMessages);
  const { locale } = useReader();
  const columns: Column<Entry>[] = [
    {
      key: "what",
      header: t("col.what"),
      primary: true,
      cell: ({ id, title }) => (
        <Link to={`/conduct/entries/${id}`} prefetch="intent" className="link font-medium">
          {title}
        </Link>
      ),
    },
    { key: "day", header: t("col.day"), cell: ({ day }) => <span className="whitespace-nowrap">{formatDay(day, locale)}</span> },
    { key: "by", header: t("col.by"), cell: ({ by }) => by },
    { key: "state", header: t("col.state"), cell: (entry) => <State entry={entry} /> },
    { key: "cost", header: t("col.cost"), align: "end", cell: ({ cost, counts }) => (counts && cost !== "0" ? `−${cost}` : "0") },
    { key: "left", header: t("col.left"), align: "end", cell: ({ left }) => left },
  ];
  return <Table caption={t("ledger.entries")} columns={columns} rows={entries} rowKey={({ id }) => id} />;
}

function State({ entry }: { entry: Entry }) {
  const t = useT(conductMessages);
  const { withdrawn, outcome, appealed, replaced, was } = entry;
  if (withdrawn) return <Badge>{t("state.withdrawn")}</Badge>;
  if (outcome === "taken_away") return <Badge>{t("state.taken_away")}</Badge>;
  return (
    <span className="flex flex-wrap gap-1.5 text-sm max-sm:justify-end">
      {was && <span className="text-muted">{t("state.changed", { title: was })}</span>}
      {appealed && outcome === null && <Badge tone="waiting">{t("state.appealed")}</Badge>}
      {outcome === "upheld" && <span className="text-muted">{t("state.upheld")}</span>}
      {replaced && <span className="text-muted">{t("state.replaced")}</span>}
    </span>
  );
}
