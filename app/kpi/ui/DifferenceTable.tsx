import { showScore } from "~/platform/decimal";
import { useT } from "~/platform/use-locale";
import { Table } from "~/ui/Table";
import type { Names } from "../months/names.server";
import type { Difference } from "../months/statement-difference";
import { monthMessages } from "../messages.months";
import { yuan } from "../month-title";

/** What one version of a statement says otherwise than another: each figure before and after. */
export function DifferenceTable({ caption, changes, names }: { caption: string; changes: readonly Difference[]; names: Names }) {
  const t = useT(monthMessages);
  const say = (field: Difference["field"], value: string | null) =>
    value === null ? t("diff.none") : field === "bonus" ? yuan(Number(value)) : showScore(value);
  const what = ({ storeId, slug, field }: Difference) => {
    const [store, word] = [storeId === null ? "" : (names.stores[storeId] ?? ""), t(`field.${field}`)];
    if (storeId === null) return t("diff.whole", { field: word });
    return slug === null
      ? t("diff.store", { store, field: word })
      : t("diff.of", { store, metric: names.metrics[slug] ?? slug, field: word });
  };
  return (
    <Table
      caption={caption}
      dense
      rows={changes}
      rowKey={({ storeId, slug, field }) => `${storeId} ${slug} ${field}`}
      columns={[
        { key: "what", header: t("diff.what"), primary: true, cell: what },
        { key: "before", header: t("diff.before"), align: "end", cell: ({ field, before }) => say(field, before) },
        {
          key: "after",
          header: t("diff.after"),
          align: "end",
          cell: ({ field, after }) => <b className="font-semibold">{say(field, after)}</b>,
        },
      ]}
    />
  );
}
