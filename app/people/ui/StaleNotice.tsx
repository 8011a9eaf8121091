import { formatDate, formatDateTime } from "~/platform/format";
import { useReader, useT } from "~/platform/use-locale";
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
        <table className="w-full text-start">
          <thead>
            <tr className="text-start text-muted">
              <th scope="col" className="pe-3 text-start font-medium">
                {t("edit.stale_field")}
              </th>
              <th scope="col" className="pe-3 text-start font-medium">
                {t("edit.stale_now")}
              </th>
              <th scope="col" className="text-start font-medium">
                {t("edit.stale_yours")}
              </th>
            </tr>
          </thead>
          <tbody>
            {stale.rows.map((row) => (
              <tr key={row.field} className="align-top">
                <th scope="row" className="pe-3 text-start font-normal text-muted">
                  {t(labels[row.field])}
                </th>
                <td className="pe-3">{said(row.field, row.now)}</td>
                <td>{said(row.field, row.typed)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Notice>
  );
}
