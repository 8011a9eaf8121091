import { useT } from "~/platform/use-locale";
import { Card } from "~/ui/Card";
import { type Column, Table } from "~/ui/Table";
import type { DebriefPage } from "../../debrief.server";
import { debriefMessages } from "../../messages.debrief";
import { pointsText } from "../../points";
import { lineId } from "../../shown";

type Row = DebriefPage["parts"][number];

/** A bill: what each part brought of its points, and the lines where it happened. */
export function Parts({ page: { parts, customers } }: { page: DebriefPage }) {
  const t = useT(debriefMessages);
  const columns: Column<Row>[] = [
    { key: "part", header: t("parts.part"), primary: true, cell: ({ part }) => t(`part.${part}`) },
    {
      key: "got",
      header: t("parts.got"),
      align: "end",
      width: "w-44",
      cell: ({ got, of }) => (
        <span className="inline-flex items-center gap-2 whitespace-nowrap tabular-nums">
          <Bar share={of === 0 ? 0 : got / of} />
          {pointsText(got)} / {pointsText(of)}
        </span>
      ),
    },
    { key: "line", header: t("parts.line"), cell: ({ part }) => <Places part={part} customers={customers} /> },
  ];
  return (
    <Card title={t("parts.title")} flush>
      <Table caption={t("parts.title")} columns={columns} rows={parts} rowKey={({ part }) => part} dense />
    </Card>
  );
}

function Bar({ share }: { share: number }) {
  return (
    <span aria-hidden className="inline-block h-1.5 w-12 overflow-hidden rounded-full bg-line">
      <span className="block h-full rounded-full bg-accent" style={{ width: `${Math.round(share * 100)}%` }} />
    </span>
  );
}

/** With several customers a line is named after whose chat it stands in. */
function Places({ part, customers }: { part: Row["part"]; customers: DebriefPage["customers"] }) {
  const t = useT(debriefMessages);
  const places = customers.flatMap(({ slug, name, parts }) =>
    (parts.find((row) => row.part === part)?.lines ?? []).map((line) => ({ slug, name, line })),
  );
  if (places.length === 0) return <span className="text-muted">{t(part === "tone" ? "parts.clean" : "parts.nowhere")}</span>;
  return (
    <span className="flex flex-wrap gap-x-3 gap-y-1">
      {places.map(({ slug, name, line }) => (
        <a key={`${slug} ${line}`} href={`#${lineId(slug, line)}`} className="link whitespace-nowrap">
          {customers.length > 1 ? t("parts.to_line", { name, n: line + 1 }) : t("line.to", { n: line + 1 })}
        </a>
      ))}
    </span>
  );
}
