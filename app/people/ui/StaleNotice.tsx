import { formatDate, formatDateTime } from "~/platform/format";
import { useReader, useT } from "~/platform/use-locale";
import { Differences } from "~/ui/Differences";
import { Notice } from "~/ui/Notice";
import { formMessages } from "../messages.forms";
import { peopleMessages } from "../messages";

type Field = "name" | "externalId" | "email" | "hireDate" | "contractTerm" | "probationEnd";
export type Stale = {
  revision: number;
  by: string | null;
  at: Date | null;
  rows: { field: Field; now: string | null; typed: string | null }[];
};

const labels = {
  name: "details.name",
  externalId: "details.external_id",
  email: "details.email",
  hireDate: "details.hired",
  contractTerm: "details.term",
  probationEnd: "details.probation_end",
} as const;

/** What stands now beside what was typed, where somebody else saved first. */
export function StaleNotice({ stale }: { stale: Stale }) {
  const { locale, zone } = useReader();
  const t = useT(formMessages);
  const people = useT(peopleMessages) as (key: string) => string;
  const said = (field: Field, value: string | null) => {
    if (value === null) return t("edit.empty");
    if (field === "contractTerm") return people(`term.${value}`);
    return field === "hireDate" || field === "probationEnd" ? formatDate(value, locale) : value;
  };
  return (
    <Notice tone="waiting" title={t("edit.stale")}>
      {stale.by && stale.at && (
        <p className="mb-2">{t("edit.stale_by", { name: stale.by, when: formatDateTime(stale.at, locale, zone) })}</p>
      )}
      {stale.rows.length === 0 ? (
        <p>{t("edit.stale_same")}</p>
      ) : (
        <Differences
          headings={{ field: t("edit.stale_field"), now: t("edit.stale_now"), yours: t("edit.stale_yours") }}
          rows={stale.rows.map(({ field, now, typed }) => ({
            key: field,
            label: t(labels[field]),
            now: said(field, now),
            yours: said(field, typed),
          }))}
        />
      )}
    </Notice>
  );
}
