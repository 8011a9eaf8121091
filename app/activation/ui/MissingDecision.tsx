import type { ReactNode } from "react";
import { useT } from "~/platform/use-locale";
import { Notice } from "~/ui/Notice";
import { PageHeader } from "~/ui/PageHeader";
import { dossierMessages } from "../messages.dossier";

/** In place of a dossier that was taken out of the database. */
export function MissingDecision({ title, personId, name, note }: { title: string; personId: string; name: string; note: ReactNode }) {
  const t = useT(dossierMessages);
  return (
    <div className="mx-auto grid max-w-4xl gap-5">
      <PageHeader title={title} back={{ to: `/gate/${personId}/desk`, label: t("back") }} />
      <Notice tone="blocked">{t("missing.detail", { name })}</Notice>
      {note}
    </div>
  );
}
