import type { Refusal } from "~/platform/refusal";
import { useT } from "~/platform/use-locale";
import { Button } from "~/ui/Button";
import { Card } from "~/ui/Card";
import { CheckboxField } from "~/ui/CheckboxField";
import { Form } from "~/ui/Form";
import { Notice } from "~/ui/Notice";
import { type Column, Table } from "~/ui/Table";
import { daysLine, shownMeasure } from "../labels";
import type { FigureImportPage } from "../import-page.server";
import { figureImportMessages } from "../messages.import";
import { measureMessages } from "../messages.measures";

type CheckedProps = {
  page: FigureImportPage;
  ids: { order: string; drop: string; check: string };
  refusalsOf: (intent: string) => Refusal[] | null;
};

/** Before the import: what it would do, and the order. */
export function FigureChecked({ page, ids, refusalsOf }: CheckedProps) {
  const t = useT(figureImportMessages);
  const { counts, asks, failure } = page;
  const isNothing = counts.fresh + counts.corrected === 0;
  const isReady = asks.length === 0;
  const skipped = counts.totals + counts.peers + counts.notes + counts.storeRows + counts.blank;
  return (
    <Card title={t("check.title")}>
      {failure === "changed_since" && <Notice tone="waiting">{t("check.changed_since")}</Notice>}
      {isReady && (
        <dl className="mb-4 grid grid-cols-2 gap-x-6 gap-y-3 sm:grid-cols-5">
          {(["fresh", "corrected", "same", "faulty"] as const).map((key) => (
            <Count key={key} label={t(`check.${key}`)} value={counts[key]} />
          ))}
          <Count label={t("check.skipped")} value={skipped} />
        </dl>
      )}
      {skipped > 0 && <p className="mb-4 text-sm text-muted">{t("check.skipped_body", counts)}</p>}
      {isReady && isNothing && counts.faulty === 0 && <p className="mb-4 text-ui">{t("check.nothing")}</p>}
      {isReady && !isNothing && (
        <Form submissionId={ids.order} refusals={refusalsOf("order")} messages={figureImportMessages} className="mb-4 grid gap-4">
          <input type="hidden" name="intent" value="order" />
          {counts.faulty > 0 && <CheckboxField name="withoutFaulty" label={t("check.without", { count: counts.faulty })} />}
          <div>
            <Button type="submit" variant="primary">
              {t(counts.faulty > 0 ? "check.order_rest" : "check.order")}
            </Button>
          </div>
        </Form>
      )}
      <div className="flex flex-wrap gap-3">
        <Form submissionId={ids.check} refusals={refusalsOf("check")} messages={figureImportMessages}>
          <input type="hidden" name="intent" value="check" />
          <Button type="submit">{t("check.again")}</Button>
        </Form>
        <Form submissionId={ids.drop} refusals={refusalsOf("drop")} messages={figureImportMessages}>
          <input type="hidden" name="intent" value="drop" />
          <Button type="submit" variant="quiet">
            {t("check.drop")}
          </Button>
        </Form>
      </div>
    </Card>
  );
}

function Count({ label, value }: { label: string; value: number }) {
  return (
    <div>
      <dt className="text-sm text-muted">{label}</dt>
      <dd className="text-lg font-semibold tabular-nums">{value}</dd>
    </div>
  );
}

type Change = FigureImportPage["changes"][number];

/** What would be corrected, or was: old and new beside each other. */
export function FigureChanges({ changes }: { changes: readonly Change[] }) {
  const t = useT(figureImportMessages);
  const say = useT(measureMessages);
  const columns: Column<Change>[] = [
    { key: "row", header: t("changes.row"), align: "end", width: "w-16", cell: ({ row }) => row },
    { key: "who", header: t("changes.who"), primary: true, cell: ({ name }) => name },
    { key: "days", header: t("changes.days"), cell: ({ from, to }) => daysLine(from, to) },
    {
      key: "what",
      header: t("changes.what"),
      cell: ({ before, after }) => (
        <ul>
          {Object.entries(after).map(([measure, value]) => (
            <li key={measure} className="tabular-nums">
              {say(`measure.${measure}` as "measure.paid")} {before[measure] === undefined ? "–" : shownMeasure(measure, before[measure])} →{" "}
              {shownMeasure(measure, value)}
            </li>
          ))}
        </ul>
      ),
    },
  ];
  return (
    <Card title={t("changes.title")} flush>
      <Table caption={t("changes.title")} columns={columns} rows={changes} rowKey={({ row, part }) => `${row} ${part}`} dense />
    </Card>
  );
}
