import { useT } from "~/platform/use-locale";
import { Badge } from "~/ui/Badge";
import { Button } from "~/ui/Button";
import { Card } from "~/ui/Card";
import { Form } from "~/ui/Form";
import { Notice } from "~/ui/Notice";
import { Table } from "~/ui/Table";
import type { Preview } from "../import-page.server";
import { importMessages } from "../messages.import";

/** The second step: what would happen, and the order to do it. */
export function ImportPreview({ preview, submissionId, onOther }: { preview: Preview; submissionId: string; onOther: () => void }) {
  const t = useT(importMessages);
  const touched = preview.created + preview.changed;
  return (
    <>
      <Card title={t("preview.title")} flush>
        <div className="grid gap-1 px-4 pb-4 text-ui sm:px-5">
          {preview.created > 0 && <p>{t("preview.created", { count: preview.created })}</p>}
          {preview.changed > 0 && <p>{t("preview.changed", { count: preview.changed })}</p>}
          {preview.same > 0 && <p className="text-muted">{t("preview.same", { count: preview.same })}</p>}
          {preview.ignored.length > 0 && (
            <p className="text-sm text-muted">{t("preview.ignored", { columns: preview.ignored.join(" · ") })}</p>
          )}
        </div>
        {touched > 0 && (
          <Table
            caption={t("preview.title")}
            dense
            rows={preview.sample}
            rowKey={(row) => row.externalId}
            columns={[
              { key: "name", header: t("preview.name"), primary: true, cell: (row) => row.name },
              { key: "id", header: t("column.externalId"), cell: (row) => row.externalId },
              { key: "team", header: t("column.team"), cell: (row) => row.team ?? "—" },
              {
                key: "what",
                header: t("preview.what"),
                cell: (row) => <Badge tone={row.isNew ? "accent" : "neutral"}>{t(row.isNew ? "preview.new" : "preview.updated")}</Badge>,
              },
            ]}
          />
        )}
        {touched > preview.sample.length && (
          <p className="px-4 py-3 text-sm text-muted sm:px-5">{t("preview.more", { count: touched - preview.sample.length })}</p>
        )}
      </Card>
      {touched === 0 && <Notice tone="neutral">{t("preview.nothing")}</Notice>}
      <Form messages={importMessages} submissionId={submissionId} encType="multipart/form-data" className="flex flex-wrap gap-2">
        <input type="hidden" name="intent" value="import" />
        <input type="hidden" name="teamId" value={preview.teamId} />
        <input type="hidden" name="payload" value={preview.payload} />
        {touched > 0 && (
          <Button type="submit" variant="primary">
            {t("preview.import")}
          </Button>
        )}
        <Button onClick={onOther}>{t("preview.other")}</Button>
      </Form>
    </>
  );
}
