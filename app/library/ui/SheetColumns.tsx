import { sheetFields } from "~/curriculum/sheet-rules";
import type { Refusal } from "~/platform/refusal";
import { useT } from "~/platform/use-locale";
import { Button } from "~/ui/Button";
import { Card } from "~/ui/Card";
import { Form } from "~/ui/Form";
import { SelectField } from "~/ui/SelectField";
import { sheetMessages } from "../messages.sheet";
import type { SheetPreview } from "../sheet-page.server";

/** What each column means, to be put right by hand. */
export function SheetColumns({
  columns,
  submissionId,
  refusals,
}: {
  columns: SheetPreview["columns"];
  submissionId: string;
  refusals: Refusal[] | null;
}) {
  const t = useT(sheetMessages);
  const options = sheetFields.map((field) => ({ value: field, label: t(`column.${field}`) }));
  return (
    <Card title={t("columns.title")}>
      <p className="mb-4 max-w-prose text-sm text-muted">{t("columns.lead")}</p>
      <Form submissionId={submissionId} refusals={refusals} messages={sheetMessages} className="grid gap-5">
        <input type="hidden" name="intent" value="columns" />
        <div className="grid gap-4 sm:grid-cols-2 lg:grid-cols-3">
          {columns.map(({ heading, field, sample }, i) => (
            <SelectField
              key={i}
              name={`column-${i}`}
              label={heading || t("columns.no_heading", { n: i + 1 })}
              hint={sample ? <span className="block truncate">{t("columns.sample", { sample })}</span> : undefined}
              placeholder={t("columns.skip")}
              defaultValue={field ?? ""}
              options={options}
            />
          ))}
        </div>
        <div>
          <Button type="submit">{t("columns.save")}</Button>
        </div>
      </Form>
    </Card>
  );
}
