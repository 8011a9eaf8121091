import Download from "lucide-react/icons/download";
import type { Refusal } from "~/platform/refusal";
import { useT } from "~/platform/use-locale";
import { Button } from "~/ui/Button";
import { buttonStyle } from "~/ui/button-style";
import { Card } from "~/ui/Card";
import { FileInput } from "~/ui/FileInput";
import { Form } from "~/ui/Form";
import { Notice } from "~/ui/Notice";
import { SelectField } from "~/ui/SelectField";
import { Table } from "~/ui/Table";
import { csvFile } from "../csv";
import type { Preview } from "../import-page.server";
import { importFields } from "../import-rules";
import { importMessages } from "../messages.import";
import { peopleMessages } from "../messages";

const FILE_BYTES = 5_000_000;

/** The first step: choose a file; and, after a check that failed, every error by row, column, value and rule. */
export function ImportFile({
  teams,
  refusals,
  failed,
}: {
  teams: { id: string; name: string }[];
  refusals: Refusal[] | null;
  failed: Preview | null;
}) {
  const t = useT(importMessages);
  const template = csvFile([importFields.map((field) => t(`column.${field}`))]);
  return (
    <>
      {failed && <Errors failed={failed} />}
      <Card title={t("file.title")}>
        <p className="mb-5 max-w-prose text-sm text-muted">{t("file.lead")}</p>
        <Form refusals={refusals} messages={importMessages} encType="multipart/form-data" className="grid gap-5">
          <input type="hidden" name="intent" value="check" />
          <FileInput name="file" label={t("file.label")} hint={t("file.hint")} accept=".csv,.txt,.xlsx" maxBytes={FILE_BYTES} required />
          <SelectField
            name="teamId"
            label={t("file.team")}
            placeholder
            defaultValue={failed?.teamId ?? (teams.length === 1 ? teams[0]?.id : "")}
            options={teams.map((team) => ({ value: team.id, label: team.name }))}
            className="sm:max-w-xs"
          />
          <div>
            <Button type="submit" variant="primary">
              {t("file.check")}
            </Button>
          </div>
        </Form>
      </Card>
      <Card
        title={t("file.columns")}
        action={
          <a
            href={`data:text/csv;charset=utf-8,${encodeURIComponent(template)}`}
            download="people.csv"
            className={buttonStyle("secondary", "sm")}
          >
            <Download aria-hidden className="size-4" />
            {t("file.template")}
          </a>
        }
      >
        <ul className="mb-3 flex flex-wrap gap-2">
          {importFields.map((field) => (
            <li key={field} className="rounded-box bg-sunken px-2.5 py-1 text-sm">
              {t(`column.${field}`)}
            </li>
          ))}
        </ul>
        <p className="max-w-prose text-sm text-muted">{t("file.columns_body")}</p>
        <p className="mt-2 max-w-prose text-sm text-muted">{t("file.again")}</p>
      </Card>
    </>
  );
}

function Errors({ failed }: { failed: Preview }) {
  const t = useT(importMessages);
  const sayImport = useT(importMessages) as (key: string, params?: Record<string, string | number>) => string;
  const sayPeople = useT(peopleMessages) as (key: string, params?: Record<string, string | number>) => string;
  const rule = (code: string, params?: Record<string, string | number>) =>
    code.startsWith("import_") ? sayImport(`refusal.${code}`, params) : sayPeople(`refusal.${code}`, params);
  return (
    <Card title={t("errors.title", { count: failed.errorCount })} flush>
      <div className="px-4 pb-4 sm:px-5">
        <Notice tone="blocked" role="alert">
          {t("errors.lead")} {failed.errorCount > failed.errors.length && t("errors.shown", { count: failed.errors.length })}
        </Notice>
      </div>
      <Table
        caption={t("errors.title", { count: failed.errorCount })}
        dense
        rows={failed.errors}
        rowKey={(error) => `${error.row} ${error.column} ${error.code}`}
        columns={[
          { key: "row", header: t("errors.row"), align: "end", width: "w-16", cell: (error) => error.row },
          { key: "column", header: t("errors.column"), cell: (error) => error.column },
          {
            key: "value",
            header: t("errors.value"),
            cell: (error) => error.value || <span className="text-faint">{t("errors.empty")}</span>,
          },
          { key: "rule", header: t("errors.rule"), primary: true, cell: (error) => rule(error.code, error.params) },
        ]}
      />
    </Card>
  );
}
