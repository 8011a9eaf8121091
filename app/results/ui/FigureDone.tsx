import { useRevalidator } from "@remix-run/react";
import { useEffect } from "react";
import type { Refusal } from "~/platform/refusal";
import { useT } from "~/platform/use-locale";
import { Card } from "~/ui/Card";
import { ConfirmButton } from "~/ui/ConfirmButton";
import { Form } from "~/ui/Form";
import { LinkButton } from "~/ui/LinkButton";
import { TextField } from "~/ui/TextField";
import type { FigureImportPage } from "../import-page.server";
import { figureImportMessages } from "../messages.import";

const EVERY = 1000;

/** While it is under way: how far it is. */
export function FigureGoing({ page }: { page: FigureImportPage }) {
  const t = useT(figureImportMessages);
  const { revalidate } = useRevalidator();
  useEffect(() => {
    const timer = setInterval(revalidate, EVERY);
    return () => clearInterval(timer);
  }, [revalidate]);
  const all = page.counts.fresh + page.counts.corrected;
  return (
    <Card title={t("going.title")}>
      <progress value={page.rowsDone} max={Math.max(1, all)} aria-label={t("going.title")} className="h-2 w-full accent-accent" />
      <p role="status" className="mt-2 text-ui tabular-nums">
        {t("going.done", { done: page.rowsDone, all })}
      </p>
      <p className="mt-1 text-sm text-muted">{t("going.leave")}</p>
    </Card>
  );
}

/** Afterwards: what it brought, or that it brought nothing and why; and the way back. */
export function FigureDone({ page, submissionId, refusals }: { page: FigureImportPage; submissionId: string; refusals: Refusal[] | null }) {
  const t = useT(figureImportMessages);
  const { state, failure, counts } = page;
  if (state !== "done")
    return (
      <Card title={t(`state.${state}`)}>
        {failure && <p className="mb-4 text-ui">{t(`refusal.${failure}` as "refusal.import_broke")}</p>}
        {page.takenBackReason && <p className="mb-4 text-ui">{t("back.done", { reason: page.takenBackReason })}</p>}
        <LinkButton to="/results/imports/new" variant="primary">
          {t("new")}
        </LinkButton>
      </Card>
    );
  return (
    <Card title={t("done.title")}>
      <ul role="status" className="mb-5 grid gap-1 text-ui">
        {(["fresh", "corrected", "same", "faulty"] as const).map((key) => (
          <li key={key}>{t(`done.${key}`, { count: counts[key] })}</li>
        ))}
      </ul>
      <p className="mb-5">
        <LinkButton to={`/results?import=${page.id}`} variant="primary">
          {t("done.look")}
        </LinkButton>
      </p>
      <Form submissionId={submissionId} refusals={refusals} messages={figureImportMessages} className="grid max-w-xl gap-3">
        <input type="hidden" name="intent" value="back" />
        <TextField name="reason" label={t("back.reason")} maxLength={500} required />
        <div>
          <ConfirmButton type="submit" question={t("back.title")} consequence={t("back.body")}>
            {t("back.action")}
          </ConfirmButton>
        </div>
      </Form>
    </Card>
  );
}
