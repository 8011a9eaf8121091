import type { Refusal } from "~/platform/refusal";
import { useT } from "~/platform/use-locale";
import { Badge } from "~/ui/Badge";
import { Button } from "~/ui/Button";
import { Card } from "~/ui/Card";
import { Form } from "~/ui/Form";
import { Notice } from "~/ui/Notice";
import { SelectField } from "~/ui/SelectField";
import { type Column, Table } from "~/ui/Table";
import { TextField } from "~/ui/TextField";
import type { ImportPage } from "../import-page.server";
import type { PreviewLine } from "../import-preview.server";
import type { Strangers as StrangersOf } from "../import-strangers.server";
import { importMessages } from "../messages.import";

type Ids = { columns: string; day: string; order: string; cancel: string };
type Refused = { intent: string; refusals: Refusal[] } | null;

/** Before the import: its first lines as they would be stored, what the columns mean, and the order. */
export function ImportChecked({ checked, ids, refused }: { checked: NonNullable<ImportPage["checked"]>; ids: Ids; refused: Refused }) {
  const t = useT(importMessages);
  const of = (intent: string) => (refused?.intent === intent ? refused.refusals : null);
  const shown: Column<PreviewLine & { n: number }>[] = [
    { key: "line", header: t("preview.line"), align: "end", width: "w-16", cell: ({ at }) => at },
    { key: "who", header: t("preview.who"), width: "w-24", cell: ({ who }) => t(`who.${who}`) },
    {
      key: "text",
      header: t("preview.text"),
      primary: true,
      cell: ({ text, isMasked }) => (
        <span className="font-normal break-words">
          {text} {isMasked && <Badge tone="neutral">{t("preview.masked")}</Badge>}
        </span>
      ),
    },
  ];
  const rows = checked.preview.map((line, n) => ({ ...line, n }));
  return (
    <>
      {checked.strangers && <Strangers strangers={checked.strangers} />}
      <Card title={t("preview.title")} flush={rows.length > 0}>
        {rows.length > 0 ? (
          <>
            <p className="px-4 pb-3 sm:px-5 text-sm text-muted">{t("preview.lead")}</p>
            <Table caption={t("preview.title")} columns={shown} rows={rows} rowKey={({ n }) => String(n)} dense />
          </>
        ) : (
          <p className="text-ui text-muted">{t("preview.none")}</p>
        )}
        <div className="flex flex-wrap gap-3 px-4 py-4 sm:px-5">
          <Form submissionId={ids.order} refusals={of("order")} messages={importMessages}>
            <input type="hidden" name="intent" value="order" />
            <Button type="submit" variant="primary">
              {t("order.action")}
            </Button>
          </Form>
          <Form submissionId={ids.cancel} refusals={of("cancel")} messages={importMessages}>
            <input type="hidden" name="intent" value="cancel" />
            <Button type="submit" variant="quiet">
              {t("order.cancel")}
            </Button>
          </Form>
        </div>
      </Card>
      {checked.asksDay && (
        <Card title={t("day.title")}>
          <p className="mb-4 max-w-prose text-sm text-muted">{t("day.lead")}</p>
          <Form submissionId={ids.day} refusals={of("day")} messages={importMessages} className="flex flex-wrap items-end gap-3">
            <input type="hidden" name="intent" value="day" />
            <TextField name="day" type="date" label={t("new.day")} defaultValue={checked.day ?? ""} required />
            <Button type="submit">{t("day.save")}</Button>
          </Form>
        </Card>
      )}
      {checked.columns.length > 0 && (
        <Card title={t("columns.title")}>
          <p className="mb-4 max-w-prose text-sm text-muted">{t("columns.lead")}</p>
          <Form submissionId={ids.columns} refusals={of("columns")} messages={importMessages} className="grid gap-5">
            <input type="hidden" name="intent" value="columns" />
            <div className="grid gap-4 sm:grid-cols-2 lg:grid-cols-3">
              {checked.columns.map(({ heading, field }, i) => (
                <SelectField
                  key={`${i} ${field}`}
                  name={`column-${i}`}
                  label={heading || t("columns.bare", { n: i + 1 })}
                  placeholder={t("columns.skip")}
                  defaultValue={field ?? ""}
                  options={checked.fields.map((one) => ({ value: one, label: t(`column.${one}`) }))}
                />
              ))}
            </div>
            <div>
              <Button type="submit">{t("columns.save")}</Button>
            </div>
          </Form>
        </Card>
      )}
    </>
  );
}

/** A file that speaks of another store: said before it is ordered. */
function Strangers({ strangers: { looked, others, unknown } }: { strangers: StrangersOf }) {
  const t = useT(importMessages);
  return (
    <>
      {others.length > 0 && (
        <Notice tone="waiting" title={t("strangers.other_title")}>
          {others.map(({ store, count }) => (
            <p key={store}>{t("strangers.other", { store, count, looked })}</p>
          ))}
          <p>{t("strangers.other_what")}</p>
        </Notice>
      )}
      {unknown > 0 && <Notice>{t("strangers.unknown", { count: unknown, looked })}</Notice>}
    </>
  );
}
