import { useRevalidator } from "@remix-run/react";
import { useEffect } from "react";
import type { SheetResult } from "~/curriculum/sheet-import.server";
import type { Refusal } from "~/platform/refusal";
import { useT } from "~/platform/use-locale";
import { Button } from "~/ui/Button";
import { Card } from "~/ui/Card";
import { Form } from "~/ui/Form";
import { LinkButton } from "~/ui/LinkButton";
import { sheetMessages } from "../messages.sheet";

type Progress = {
  state: "checked" | "queued" | "running" | "done" | "failed";
  total: number;
  written: number;
  result: SheetResult | null;
};

const EVERY = 700;

/** The third step: how far the import is, and in the end what it did. */
export function SheetProgress({
  progress: { state, total, written, result },
  submissionId,
  refusals,
}: {
  progress: Progress;
  submissionId: string;
  refusals: Refusal[] | null;
}) {
  const t = useT(sheetMessages);
  const { revalidate } = useRevalidator();
  const going = state === "queued" || state === "running";
  useEffect(() => {
    if (!going) return;
    const timer = setInterval(revalidate, EVERY);
    return () => clearInterval(timer);
  }, [going, revalidate]);

  if (going) {
    const words =
      state === "queued" ? t("running.queued") : written >= total ? t("running.drills") : t("running.products", { written, total });
    return (
      <Card title={t("running.title")}>
        <progress value={written} max={Math.max(1, total)} aria-label={t("running.title")} className="h-2 w-full accent-accent" />
        <p role="status" className="mt-2 text-ui tabular-nums">
          {words}
        </p>
        <p className="mt-1 text-sm text-muted">{t("running.leave")}</p>
      </Card>
    );
  }
  if (state === "failed" || !result) {
    return (
      <Card title={t("failed.title")}>
        <p className="mb-4 text-ui">{t("failed.body")}</p>
        <Form submissionId={submissionId} refusals={refusals} messages={sheetMessages}>
          <input type="hidden" name="intent" value="import" />
          <Button type="submit" variant="primary">
            {t("failed.again")}
          </Button>
        </Form>
      </Card>
    );
  }
  const said = (["created", "changed", "unchanged", "faulty", "made", "retired"] as const).filter((key) => result[key] > 0);
  return (
    <Card title={t("done.title")}>
      <ul role="status" className="mb-5 grid gap-1 text-ui">
        {said.map((key) => (
          <li key={key}>{t(`done.${key}`, { count: result[key] })}</li>
        ))}
      </ul>
      <LinkButton to="/library/products" variant="primary">
        {t("done.catalogue")}
      </LinkButton>
    </Card>
  );
}
