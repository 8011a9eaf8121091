import { Form as RemixForm } from "@remix-run/react";
import Download from "lucide-react/icons/download";
import type { QuestionKind } from "~/drill/types/question";
import { locales } from "~/platform/locale";
import type { Refusal } from "~/platform/refusal";
import { useReader, useT } from "~/platform/use-locale";
import { Button } from "~/ui/Button";
import { Card } from "~/ui/Card";
import { FileInput } from "~/ui/FileInput";
import { Form } from "~/ui/Form";
import { SelectField } from "~/ui/SelectField";
import { answerMessages } from "../messages.answers";
import { columnMessages } from "../messages.columns";
import { exchangeMessages } from "../messages.exchange";
import { rowFaultMessages } from "../messages.row-faults";

const BYTES = 10_000_000;

export type QuestionsFileProps = {
  types: readonly QuestionKind[];
  formats: readonly ("xlsx" | "csv")[];
  submissionId: string;
  refusals: Refusal[] | null;
};

/** The first step: choose a file; or take a sheet to fill in. */
export function QuestionsFile({ types, formats, submissionId, refusals }: QuestionsFileProps) {
  const t = useT(exchangeMessages);
  const type = useT(answerMessages);
  const side = useT(columnMessages);
  const { locale } = useReader();
  return (
    <div className="grid max-w-4xl gap-5">
      <Card title={t("in.choose")}>
        <p className="mb-5 max-w-prose text-sm text-muted">{t("in.lead")}</p>
        <Form
          submissionId={submissionId}
          refusals={refusals}
          messages={rowFaultMessages}
          encType="multipart/form-data"
          className="grid gap-5"
        >
          <FileInput
            name="file"
            label={t("in.file")}
            hint={t("in.file_hint")}
            accept=".xlsx,.csv,.txt,.gift,.xml"
            maxBytes={BYTES}
            required
          />
          <SelectField
            name="language"
            label={t("in.language")}
            hint={t("in.language_hint")}
            defaultValue={locale}
            options={locales.map((value) => ({ value, label: side(`side.${value}`) }))}
            className="max-w-sm"
          />
          <div>
            <Button type="submit" variant="primary">
              {t("in.check")}
            </Button>
          </div>
        </Form>
      </Card>
      <Card title={t("in.templates")}>
        <p className="mb-5 max-w-prose text-sm text-muted">{t("in.templates_lead")}</p>
        <RemixForm
          method="get"
          action="/library/questions/template"
          reloadDocument
          className="grid items-end gap-4 sm:grid-cols-[2fr_1fr_auto]"
        >
          <SelectField name="type" label={t("out.type")} options={types.map((kind) => ({ value: kind, label: type(`type.${kind}`) }))} />
          <SelectField name="format" label={t("out.format")} options={formats.map((value) => ({ value, label: t(`format.${value}`) }))} />
          <Button type="submit" icon={<Download aria-hidden className="size-4" />}>
            {t("in.template")}
          </Button>
        </RemixForm>
      </Card>
    </div>
  );
}
