import Download from "lucide-react/icons/download";
import { useEffect, useState } from "react";
import { formatDateTime } from "~/platform/format";
import { useReader, useT } from "~/platform/use-locale";
import { Button } from "~/ui/Button";
import { Card } from "~/ui/Card";
import { LinkButton } from "~/ui/LinkButton";
import { Notice } from "~/ui/Notice";
import { Table } from "~/ui/Table";
import { csvFile } from "../csv";
import type { Done } from "../import-page.server";
import { importMessages } from "../messages.import";

const SHOWN = 100;

/** The third step: what was done, and the invitation links, this once. */
export function ImportDone({ done }: { done: Done }) {
  const { locale, zone } = useReader();
  const t = useT(importMessages);
  const [base, setBase] = useState(done.base ?? "");
  useEffect(() => setBase(done.base ?? window.location.origin), [done.base]);
  const links = done.links ?? [];

  const download = () => {
    const rows = links.map((one) => [one.externalId, one.name, base + one.path]);
    const blob = new Blob([csvFile([[t("column.externalId"), t("column.name"), t("done.link")], ...rows])], {
      type: "text/csv;charset=utf-8",
    });
    const url = URL.createObjectURL(blob);
    const anchor = document.createElement("a");
    anchor.href = url;
    anchor.download = "invitations.csv";
    anchor.click();
    setTimeout(() => URL.revokeObjectURL(url), 10_000);
  };

  return (
    <>
      <Card>
        <div className="grid gap-1 text-ui">
          {done.created > 0 && <p>{t("preview.created", { count: done.created })}</p>}
          {done.changed > 0 && <p>{t("preview.changed", { count: done.changed })}</p>}
          {done.same > 0 && <p className="text-muted">{t("preview.same", { count: done.same })}</p>}
        </div>
      </Card>
      {done.links === null && <Notice tone="waiting">{t("done.repeated")}</Notice>}
      {links.length > 0 && (
        <Card
          title={t("done.links_title")}
          flush
          action={
            <Button variant="primary" onClick={download} icon={<Download aria-hidden className="size-4" />}>
              {t("done.download")}
            </Button>
          }
        >
          <p className="px-4 pb-4 text-sm text-muted sm:px-5">
            {t("done.links", { when: done.expiresAt ? formatDateTime(done.expiresAt, locale, zone) : "" })}
          </p>
          <Table
            caption={t("done.links_title")}
            dense
            rows={links.slice(0, SHOWN)}
            rowKey={(row) => row.externalId}
            columns={[
              { key: "name", header: t("column.name"), primary: true, cell: (row) => row.name },
              { key: "id", header: t("column.externalId"), cell: (row) => row.externalId },
              {
                key: "link",
                header: t("done.link"),
                cell: (row) => <span className="font-mono text-xs break-all select-all">{base + row.path}</span>,
              },
            ]}
          />
          {links.length > SHOWN && (
            <p className="px-4 py-3 text-sm text-muted sm:px-5">{t("preview.more", { count: links.length - SHOWN })}</p>
          )}
        </Card>
      )}
      <div>
        <LinkButton to="/people">{t("done.people")}</LinkButton>
      </div>
    </>
  );
}
