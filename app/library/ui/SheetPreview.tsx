import type { Refusal } from "~/platform/refusal";
import { useT } from "~/platform/use-locale";
import { Badge } from "~/ui/Badge";
import { Button } from "~/ui/Button";
import { Card } from "~/ui/Card";
import { Form } from "~/ui/Form";
import { LinkButton } from "~/ui/LinkButton";
import { Notice } from "~/ui/Notice";
import { Table } from "~/ui/Table";
import { catalogueMessages } from "../messages.catalogue";
import { sheetMessages } from "../messages.sheet";
import type { SheetPreview as Preview } from "../sheet-page.server";

const kinds = ["created", "changed", "unchanged", "faulty"] as const;

/** The second step: what would happen, and the order to do it. */
export function SheetPreview({ preview, submissionId, refusals }: { preview: Preview; submissionId: string; refusals: Refusal[] | null }) {
  const t = useT(sheetMessages);
  const say = useT(sheetMessages) as (key: string, params?: Record<string, string | number>) => string;
  const tCatalogue = useT(catalogueMessages);
  const { counts, sample } = preview;
  const touched = counts.created + counts.changed;
  const pictures = [
    {
      key: "no_picture",
      tone: "waiting" as const,
      text: t("preview.no_picture", { codes: listed(preview.withoutPicture, t) }),
      ...preview.withoutPicture,
    },
    {
      key: "bad",
      tone: "waiting" as const,
      text: t("preview.bad_pictures", { names: listed(preview.badPictures, t) }),
      ...preview.badPictures,
    },
    {
      key: "unused",
      tone: "neutral" as const,
      text: t("preview.unused", { names: listed(preview.unusedPictures, t) }),
      ...preview.unusedPictures,
    },
  ].filter(({ names }) => names.length > 0);
  return (
    <Card title={t("preview.title")}>
      {preview.sheetName !== null && (
        <Notice tone="neutral" className="mb-4 break-words">
          {t("preview.sheet", { name: preview.sheetName })}
        </Notice>
      )}
      <dl className="grid grid-cols-2 gap-3 sm:grid-cols-4">
        {kinds.map((kind) => (
          <div key={kind} className="flex flex-col-reverse rounded-box bg-sunken px-4 py-3">
            <dt className="text-sm text-muted">{t(`count.${kind}`)}</dt>
            <dd className="text-xl font-semibold tabular-nums">{counts[kind]}</dd>
          </div>
        ))}
      </dl>
      {preview.faults.length > 0 ? (
        preview.faults.map((fault) => (
          <Notice key={fault.code} tone="blocked" role="alert" className="mt-4">
            {say(`refusal.${fault.code}`, fault.params)}
          </Notice>
        ))
      ) : (
        <Form submissionId={submissionId} refusals={refusals} messages={sheetMessages} className="mt-5 flex flex-wrap items-center gap-3">
          <input type="hidden" name="intent" value="import" />
          {touched > 0 && (
            <Button type="submit" variant="primary">
              {t("preview.import", { count: touched })}
            </Button>
          )}
          <LinkButton to="/library/products/import">{t("preview.other")}</LinkButton>
          {counts.faulty > 0 && <p className="text-sm text-muted">{t("preview.left_out", { count: counts.faulty })}</p>}
        </Form>
      )}
      {preview.faults.length === 0 && touched === 0 && (
        <Notice tone="neutral" className="mt-4">
          {t("preview.nothing")}
        </Notice>
      )}
      {pictures.map(({ key, tone, text }) => (
        <Notice key={key} tone={tone} className="mt-4 break-words">
          {text}
        </Notice>
      ))}
      {sample.length > 0 && (
        <div className="-mx-4 mt-5 border-t border-line sm:-mx-5">
          <Table
            caption={t("preview.title")}
            dense
            rows={sample}
            rowKey={(row) => String(row.row)}
            columns={[
              { key: "name", header: t("column.name"), primary: true, cell: (row) => row.name },
              { key: "code", header: t("column.code"), cell: (row) => row.code },
              { key: "price", header: t("column.price"), align: "end", cell: (row) => tCatalogue("yuan", { price: row.price }) },
              { key: "shelf", header: t("column.shelf"), cell: (row) => row.shelf ?? "—" },
              {
                key: "what",
                header: t("preview.what"),
                cell: (row) => <Badge tone={row.isNew ? "accent" : "neutral"}>{t(row.isNew ? "preview.new" : "preview.updated")}</Badge>,
              },
            ]}
          />
          {touched > sample.length && (
            <p className="px-4 pt-3 text-sm text-muted sm:px-5">{t("preview.more", { count: touched - sample.length })}</p>
          )}
        </div>
      )}
    </Card>
  );
}

function listed({ names, more }: { names: string[]; more: number }, t: (key: "preview.more", params: { count: number }) => string): string {
  return [...names, ...(more > 0 ? [t("preview.more", { count: more })] : [])].join(" · ");
}
