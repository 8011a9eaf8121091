import type { Refusal } from "~/platform/refusal";
import { useT } from "~/platform/use-locale";
import { Card } from "~/ui/Card";
import { ConfirmButton } from "~/ui/ConfirmButton";
import { Form } from "~/ui/Form";
import { LinkButton } from "~/ui/LinkButton";
import type { ImportPage } from "../import-page.server";
import { importMessages } from "../messages.import";

/** Afterwards: what it brought, or that it brought nothing and why; and the way back. */
export function ImportDone({ page, submissionId, refusals }: { page: ImportPage; submissionId: string; refusals: Refusal[] | null }) {
  const t = useT(importMessages);
  const { state, failure, kind, added, known, lines, parked, faultCount } = page;
  if (state !== "done") {
    return (
      <Card title={t(state === "failed" ? "failed.title" : `state.${state}`)}>
        {failure && <p className="mb-4 text-ui">{t(`refusal.${failure}` as "refusal.import_broke")}</p>}
        <LinkButton to="/chats/imports/new" variant="primary">
          {t("failed.again")}
        </LinkButton>
      </Card>
    );
  }
  const said = [
    t(kind === "chats" ? "done.added_chats" : "done.added_orders", { count: added }),
    known > 0 && t("done.known", { count: known }),
    t("done.lines", { count: lines }),
    parked > 0 && t("done.parked", { count: parked }),
    faultCount > 0 && t("done.faults", { count: faultCount }),
  ].filter((line) => line !== false);
  return (
    <Card title={t("done.title")}>
      <div role="status" className="mb-5">
        <ul className="grid gap-1 text-ui">
          {said.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      </div>
      <div className="flex flex-wrap gap-3">
        {parked > 0 && (
          <LinkButton to="/chats/accounts" variant="primary">
            {t("parked.title")}
          </LinkButton>
        )}
        {page.isUndoable && (
          <Form submissionId={submissionId} refusals={refusals} messages={importMessages}>
            <ConfirmButton type="submit" name="intent" value="undo" question={t("undo.title")} consequence={t("undo.body")}>
              {t("undo.action")}
            </ConfirmButton>
          </Form>
        )}
      </div>
    </Card>
  );
}
