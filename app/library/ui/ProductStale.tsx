import type { ProductFormField } from "~/curriculum/product-form";
import { formatDateTime } from "~/platform/format";
import { useReader, useT } from "~/platform/use-locale";
import { Differences } from "~/ui/Differences";
import { Notice } from "~/ui/Notice";
import { catalogueMessages } from "../messages.catalogue";

export type Stale = {
  version: number;
  by: string | null;
  at: Date | null;
  rows: { field: ProductFormField; now: string; typed: string }[];
};

/** What stands now beside what was typed, where somebody else saved the product first. */
export function ProductStale({ stale }: { stale: Stale }) {
  const t = useT(catalogueMessages);
  const { locale, zone } = useReader();
  return (
    <Notice tone="waiting" title={t("edit.stale")}>
      {stale.by && stale.at && (
        <p className="mb-2">{t("edit.stale_by", { name: stale.by, when: formatDateTime(stale.at, locale, zone) })}</p>
      )}
      {stale.rows.length === 0 ? (
        <p>{t("edit.stale_same")}</p>
      ) : (
        <Differences
          headings={{ field: t("stale.field"), now: t("stale.now"), yours: t("stale.yours") }}
          rows={stale.rows.map(({ field, now, typed }) => ({
            key: field,
            label: t(`field.${field}`),
            now: now || "—",
            yours: typed || "—",
          }))}
        />
      )}
    </Notice>
  );
}
