import { sheetFields } from "~/curriculum/sheet-rules";
import type { Refusal } from "~/platform/refusal";
import { useT } from "~/platform/use-locale";
import { Button } from "~/ui/Button";
import { Card } from "~/ui/Card";
import { FileInput } from "~/ui/FileInput";
import { Form } from "~/ui/Form";
import { sheetMessages } from "../messages.sheet";

const SHEET_BYTES = 10_000_000;
const ARCHIVE_BYTES = 80_000_000;

/** The first step: choose a sheet, and an archive of pictures beside it. */
export function SheetFile({ submissionId, refusals }: { submissionId: string; refusals: Refusal[] | null }) {
  const t = useT(sheetMessages);
  return (
    <div className="grid max-w-4xl gap-5">
      <Card title={t("file.title")}>
        <p className="mb-5 max-w-prose text-sm text-muted">{t("file.lead")}</p>
        <Form submissionId={submissionId} refusals={refusals} messages={sheetMessages} encType="multipart/form-data" className="grid gap-5">
          <FileInput name="file" label={t("file.label")} hint={t("file.hint")} accept=".csv,.txt,.xlsx" maxBytes={SHEET_BYTES} required />
          <FileInput name="archive" label={t("file.archive")} hint={t("file.archive_hint")} accept=".zip" maxBytes={ARCHIVE_BYTES} />
          <div>
            <Button type="submit" variant="primary">
              {t("file.check")}
            </Button>
          </div>
        </Form>
      </Card>
      <Card title={t("file.known")}>
        <ul className="mb-3 flex flex-wrap gap-2">
          {sheetFields.map((field) => (
            <li key={field} className="rounded-box bg-sunken px-2.5 py-1 text-sm">
              {t(`column.${field}`)}
            </li>
          ))}
        </ul>
        <p className="max-w-prose text-sm text-muted">{t("file.known_body")}</p>
      </Card>
    </div>
  );
}
