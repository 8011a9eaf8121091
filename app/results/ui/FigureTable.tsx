import { Link } from "@remix-run/react";
import type { MaskedMeasures, Measures } from "@db/schema";
import { useT } from "~/platform/use-locale";
import { type Column, Table } from "~/ui/Table";
import type { ListedFigure } from "../figure-list.server";
import { daysLine, measuresLine } from "../labels";
import { figureMessages } from "../messages.figures";
import { measureMessages } from "../messages.measures";

/** The measures of a figure; those of chats added up over the filters. */
export function plainMeasures(measures: Measures | MaskedMeasures): Measures {
  if (typeof measures.masks !== "object") return measures as Measures;
  const sums: Measures = {};
  for (const one of Object.values(measures.masks))
    for (const [measure, value] of Object.entries(one)) sums[measure] = (sums[measure] ?? 0) + value;
  return Object.fromEntries(Object.entries(sums).filter(([measure]) => !measure.startsWith("firstResponseWeight")));
}

type Source = Pick<ListedFigure, "source" | "fileName" | "importRow" | "enteredBy">;

/** Where a figure has its values from. */
export function useSource(): (figure: Source) => string {
  const t = useT(figureMessages);
  const say = useT(measureMessages);
  return ({ source, fileName, importRow, enteredBy }) => {
    if (source === "chats") return t("source.chats");
    if (fileName !== null) return t("source.import", { file: fileName, row: importRow ?? "" });
    return t("source.entered", { name: enteredBy ?? say("nobody") });
  };
}

/** Figures row by row, each with its source and the way to its history. */
export function FigureTable({ rows }: { rows: readonly ListedFigure[] }) {
  const t = useT(figureMessages);
  const say = useT(measureMessages);
  const sourceOf = useSource();
  const columns: Column<ListedFigure>[] = [
    {
      key: "days",
      header: t("days"),
      primary: true,
      cell: ({ id, from, to }) => (
        <Link to={`/results/figures/${id}`} prefetch="intent" className="link tabular-nums">
          {daysLine(from, to)}
        </Link>
      ),
    },
    { key: "agent", header: t("agent"), cell: ({ agent }) => agent },
    { key: "store", header: t("store"), cell: ({ store }) => store },
    { key: "part", header: t("part"), cell: ({ part }) => say(`part.${part}`) },
    {
      key: "figures",
      header: t("figures"),
      cell: ({ measures }) => <span className="tabular-nums">{measuresLine(say, plainMeasures(measures))}</span>,
    },
    { key: "source", header: t("source"), cell: (row) => <span className="text-sm text-muted">{sourceOf(row)}</span> },
  ];
  return <Table caption={t("title")} columns={columns} rows={rows} rowKey={({ id }) => id} dense />;
}
