import { useRevalidator } from "@remix-run/react";
import { useEffect } from "react";
import type { Refusal } from "~/platform/refusal";
import { useT } from "~/platform/use-locale";
import { Button } from "~/ui/Button";
import { Card } from "~/ui/Card";
import { Form } from "~/ui/Form";
import type { ImportPage } from "../import-page.server";
import { importMessages } from "../messages.import";

const EVERY = 1000;

/** While it is under way: how far it is, and the way to stop it. */
export function ImportGoing({ page, submissionId, refusals }: { page: ImportPage; submissionId: string; refusals: Refusal[] | null }) {
  const t = useT(importMessages);
  const { revalidate } = useRevalidator();
  useEffect(() => {
    const timer = setInterval(revalidate, EVERY);
    return () => clearInterval(timer);
  }, [revalidate]);
  return (
    <Card title={t("going.title")}>
      <progress value={page.percent} max={100} aria-label={t("going.title")} className="h-2 w-full accent-accent" />
      <p role="status" className="mt-2 text-ui tabular-nums">
        {t(`state.${page.state}`)} · {t("going.read", { percent: page.percent, lines: page.lines })}
      </p>
      <p className="mt-1 mb-4 text-sm text-muted">{t("going.leave")}</p>
      <Form submissionId={submissionId} refusals={refusals} messages={importMessages}>
        <input type="hidden" name="intent" value="cancel" />
        <Button type="submit">{t("going.cancel")}</Button>
      </Form>
    </Card>
  );
}
