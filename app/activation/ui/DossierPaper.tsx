import Printer from "lucide-react/icons/printer";
import type { ReactNode } from "react";
import { formatDateTime } from "~/platform/format";
import { useReader, useT } from "~/platform/use-locale";
import { Button } from "~/ui/Button";
import { Card } from "~/ui/Card";
import { Notice } from "~/ui/Notice";
import { PageHeader } from "~/ui/PageHeader";
import type { DossierPage } from "../dossier-page.server";
import { dossierMessages } from "../messages.dossier";
import { DossierEvidence } from "./DossierEvidence";
import { DossierSeal } from "./DossierSeal";

/** A dossier to be read, or printed on A4. `note`: what became of one that does not verify. */
export function DossierPaper({ title, page, note }: { title: string; page: DossierPage; note: ReactNode }) {
  const t = useT(dossierMessages);
  const { locale, zone } = useReader();
  const { decision, person, shop } = page;
  const when = formatDateTime(decision.at, locale, zone);
  return (
    // On paper a table whose head comes again on every sheet: whose dossier it is and of when.
    <table role="presentation" className="block w-full text-start print:table">
      <thead className="hidden print:table-header-group">
        <tr>
          <td className="pb-4 text-xs">{t("sheet_head", { shop, name: person.name, number: decision.number, when })}</td>
        </tr>
      </thead>
      <tbody className="block print:table-row-group">
        <tr className="block print:table-row print:break-inside-auto!">
          <td className="block print:table-cell">
            <div className="mx-auto grid max-w-4xl min-w-0 gap-5">
              <PageHeader
                title={title}
                detail={t("detail", { number: decision.number, by: decision.by, when })}
                back={{ to: `/gate/${person.id}/${decision.gate}`, label: t("back") }}
                action={
                  <Button variant="primary" icon={<Printer aria-hidden className="size-4" />} onClick={() => window.print()}>
                    {t("print")}
                  </Button>
                }
              />
              {decision.singleExaminer && <Notice tone="waiting">{t("single")}</Notice>}
              <DossierSeal seal={page.seal} />
              {note}
              <Card title={t("decision")}>
                <dl className="grid gap-x-4 gap-y-2 text-sm sm:grid-cols-[8rem_1fr]">
                  <dt className="text-muted">{t("person")}</dt>
                  <dd>{person.name}</dd>
                  <dt className="text-muted">{t("by")}</dt>
                  <dd>{decision.by}</dd>
                  <dt className="text-muted">{t("when")}</dt>
                  <dd>{when}</dd>
                  {decision.policyVersion !== null && (
                    <>
                      <dt className="text-muted">{t("policy")}</dt>
                      <dd>{t("policy_version", { version: decision.policyVersion })}</dd>
                    </>
                  )}
                </dl>
              </Card>
              <DossierEvidence requirements={page.requirements} sheets={page.sheets} />
            </div>
          </td>
        </tr>
      </tbody>
    </table>
  );
}
