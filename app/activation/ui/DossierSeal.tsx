import { useT } from "~/platform/use-locale";
import { Card } from "~/ui/Card";
import { Notice } from "~/ui/Notice";
import type { DossierPage } from "../dossier-page.server";
import { dossierMessages } from "../messages.dossier";

type Seal = DossierPage["seal"];

const tone = { whole: "neutral", erased: "neutral", broken: "blocked" } as const;

/** Whether everything is as it was when the gate was opened, what is not, and the end of the chain. */
export function DossierSeal({ seal }: { seal: Seal }) {
  const t = useT(dossierMessages);
  return (
    <Card title={t("seal")}>
      <Notice tone={tone[seal.state]} title={t(seal.old && seal.state === "whole" ? "state.old" : `state.${seal.state}`)}>
        {seal.state === "broken" ? t("state.broken_detail") : !seal.old && t("state.whole_detail", { count: seal.rows })}
      </Notice>
      {seal.findings.length > 0 && (
        <ul className="mt-3 grid gap-1 text-sm">
          {seal.findings.map((finding) => (
            <li key={`${finding.table} ${finding.id}`} className="min-w-0">
              <span className="font-medium">
                <TableName table={finding.table} />
              </span>
              : {t(`what.${finding.what}`)} <code className="font-mono text-xs break-all text-muted">{finding.id}</code>
            </li>
          ))}
          {seal.more > 0 && <li className="text-muted">{t("more", { count: seal.more })}</li>}
        </ul>
      )}
      <dl className="mt-4 text-sm">
        <dt className="text-muted">{t("digest")}</dt>
        <dd>
          <code className="font-mono text-xs break-all">{seal.digest}</code>
        </dd>
      </dl>
    </Card>
  );
}

/** What a table is called; one that this release does not know says its own name. */
function TableName({ table }: { table: string }) {
  const t = useT(dossierMessages);
  const key = `table.${table}`;
  return Object.hasOwn(dossierMessages.texts.en, key) ? t(key as "table.file") : table;
}
