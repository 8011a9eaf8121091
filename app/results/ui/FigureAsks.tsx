import type { Refusal } from "~/platform/refusal";
import { useT } from "~/platform/use-locale";
import { Button } from "~/ui/Button";
import { Card } from "~/ui/Card";
import { Form } from "~/ui/Form";
import { RadioCards } from "~/ui/RadioCards";
import { SelectField } from "~/ui/SelectField";
import { TextField } from "~/ui/TextField";
import { fields } from "../columns";
import { fieldLabel } from "../labels";
import type { FigureImportPage } from "../import-page.server";
import { figureImportMessages } from "../messages.import";
import { measureMessages } from "../messages.measures";

type AsksProps = { page: FigureImportPage; submissionId: string; refusals: Refusal[] | null };

/** What the file does not say, asked of whoever imports it. */
export function FigureAsks({ page, submissionId, refusals }: AsksProps) {
  const t = useT(figureImportMessages);
  const { asks, stores, agents, answers, example } = page;
  const isAsked = asks.some((question) => question !== "columns");
  return (
    <Card title={t("ask.title")}>
      {asks.includes("columns") && <p className="mb-4 max-w-prose text-ui">{t("ask.columns_body")}</p>}
      {isAsked && (
        <Form submissionId={submissionId} refusals={refusals} messages={figureImportMessages} className="grid gap-5">
          <input type="hidden" name="intent" value="answer" />
          <div className="grid gap-4 sm:grid-cols-2">
            {asks.includes("store") && (
              <SelectField
                name="storeId"
                label={t("ask.store")}
                defaultValue={answers.storeId ?? ""}
                placeholder
                required
                options={stores.map(({ id, name }) => ({ value: id, label: name }))}
              />
            )}
            {asks.includes("agent") && (
              <SelectField
                name="personId"
                label={t("ask.agent")}
                defaultValue={answers.personId ?? ""}
                placeholder
                required
                options={agents.map(({ id, name }) => ({ value: id, label: name }))}
              />
            )}
            {asks.includes("period") && (
              <>
                <TextField name="from" type="date" label={t("ask.from")} defaultValue={answers.from ?? ""} required />
                <TextField name="to" type="date" label={t("ask.to")} defaultValue={answers.to ?? ""} required />
              </>
            )}
          </div>
          {asks.includes("dates") && (
            <div className="grid gap-2">
              {example && <p className="text-ui">{t("ask.dates_body", { column: example.column, example: example.value })}</p>}
              <RadioCards
                name="dates"
                legend={t("ask.dates")}
                columns={2}
                options={(["day-first", "month-first"] as const).map((value) => ({ value, label: t(`ask.${value}`) }))}
              />
            </div>
          )}
          <div>
            <Button type="submit" variant="primary">
              {t("ask.action")}
            </Button>
          </div>
        </Form>
      )}
    </Card>
  );
}

/** What each column means; the choice is remembered. */
export function FigureColumns({ page, submissionId, refusals }: AsksProps) {
  const t = useT(figureImportMessages);
  const say = useT(measureMessages);
  const options = fields.map((field) => ({ value: field, label: fieldLabel(say, field) }));
  return (
    <Card title={t("columns.title")}>
      <Form submissionId={submissionId} refusals={refusals} messages={figureImportMessages} className="grid gap-5">
        <input type="hidden" name="intent" value="columns" />
        <div className="grid gap-4 sm:grid-cols-2 lg:grid-cols-3">
          {page.columns.map(({ heading, field }, i) => (
            <SelectField
              key={`${i} ${field}`}
              name={`column-${i}`}
              label={heading || t("columns.bare", { n: i + 1 })}
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
