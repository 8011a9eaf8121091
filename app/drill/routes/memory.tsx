import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useActionData, useLoaderData, useRevalidator } from "@remix-run/react";
import { useEffect } from "react";
import { canDo, requireCan, writeContext } from "~/people/guard.server";
import { clock } from "~/platform/clock.server";
import { toast } from "~/platform/cookies.server";
import { db } from "~/platform/database.server";
import { formatDateTime } from "~/platform/format";
import { problem, readForm, textOf } from "~/platform/http.server";
import { newId } from "~/platform/ids";
import { useReader, useT } from "~/platform/use-locale";
import { Badge } from "~/ui/Badge";
import { Button } from "~/ui/Button";
import { Card } from "~/ui/Card";
import { ConfirmButton } from "~/ui/ConfirmButton";
import { EmptyState } from "~/ui/EmptyState";
import { Form } from "~/ui/Form";
import { PageHeader } from "~/ui/PageHeader";
import { Table } from "~/ui/Table";
import { LEAST_PEOPLE, LEAST_REVIEWS } from "../fit";
import { type FitPage, fitPage, type FitRow, goBackToPublished, orderFit } from "../fit.server";
import { fitMessages } from "../messages.fit";

export const meta: MetaFunction = () => [{ title: "忘得有多快 · How fast people forget — 上岗 Deskready" }];

/** By which parameters the schedule reckons with forgetting, and what came of fitting them to the shop's own answers. */
export async function loader(args: LoaderFunctionArgs) {
  const actor = await requireCan(args, "settings:view");
  const [page, mayEdit] = await Promise.all([fitPage(db()), canDo(args, actor, "settings:edit")]);
  return { ...page, mayEdit, submissionId: newId() };
}

/** Order a fit, or go back to the published parameters. */
export async function action(args: ActionFunctionArgs) {
  const actor = await requireCan(args, "settings:edit");
  const form = await readForm(args.request);
  const ctx = { ...writeContext(args, actor, form), now: clock.now() };
  const step = textOf(form, "step");
  if (step !== "fit" && step !== "back") throw problem(400, "bad_request");
  const outcome = await (step === "fit" ? orderFit(ctx) : goBackToPublished(ctx));
  if (!outcome.ok) return data({ refusals: outcome.refusals }, { status: 409 });
  throw redirect("/settings/memory", step === "back" ? { headers: { "Set-Cookie": await toast("saved") } } : undefined);
}

const EVERY = 1500;
const error = (loss: number | null) => (loss ?? 0).toFixed(3);

export default function MemoryPage() {
  const { rows, own, run, mayEdit, submissionId } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const t = useT(fitMessages);
  const { locale, zone } = useReader();
  return (
    <>
      <PageHeader title={t("title")} detail={t("detail")} back={{ to: "/settings", label: t("settings") }} />
      <div className="grid max-w-4xl gap-5">
        <Card title={t("force")}>
          <p className="measure">{own ? t("force.own", { at: formatDateTime(own.at, locale, zone) }) : t("force.published")}</p>
          {own && (
            <p className="measure mt-2">
              {t("force.gain", { before: error(own.lossBefore), after: error(own.lossAfter), forecast: own.forecast })}
            </p>
          )}
          <p className="measure mt-2 text-sm text-muted">{t("force.later")}</p>
          {run ? (
            <Under run={run} />
          ) : (
            <>
              <p className="measure mt-4 text-sm text-muted">
                {t("fit.about")} {t("fit.needs", { reviews: LEAST_REVIEWS, people: LEAST_PEOPLE })}
              </p>
              {mayEdit && (
                <Form submissionId={submissionId} refusals={refused?.refusals} messages={fitMessages} className="mt-4 flex flex-wrap gap-3">
                  <Button type="submit" name="step" value="fit" variant="primary">
                    {t("fit")}
                  </Button>
                  {own && (
                    <ConfirmButton
                      type="submit"
                      name="step"
                      value="back"
                      variant="secondary"
                      question={t("back.question")}
                      consequence={t("back.consequence")}
                    >
                      {t("back")}
                    </ConfirmButton>
                  )}
                </Form>
              )}
            </>
          )}
        </Card>
        <Card title={t("history")} flush>
          <History rows={rows} />
        </Card>
      </div>
    </>
  );
}

/** How far a fit under way is; looks again by itself. */
function Under({ run }: { run: NonNullable<FitPage["run"]> }) {
  const t = useT(fitMessages);
  const { revalidate } = useRevalidator();
  useEffect(() => {
    const timer = setInterval(revalidate, EVERY);
    return () => clearInterval(timer);
  }, [revalidate]);
  return (
    <div className="mt-4">
      <progress value={run.progress} max={100} aria-label={t("run.title")} className="h-2 w-full max-w-md accent-accent" />
      <p role="status" className="mt-1 text-sm tabular-nums">
        {run.state === "queued" ? t("run.queued") : t("run.running", { progress: run.progress })}
      </p>
      <p className="mt-1 text-sm text-muted">{t("run.leave")}</p>
    </div>
  );
}

function History({ rows }: { rows: readonly FitRow[] }) {
  const t = useT(fitMessages);
  const { locale, zone } = useReader();
  return (
    <Table
      caption={t("history")}
      rows={rows}
      rowKey={(row) => row.id}
      empty={<EmptyState title={t("history.none.title")}>{t("history.none.body")}</EmptyState>}
      columns={[
        { key: "at", header: t("col.at"), primary: true, cell: (row) => formatDateTime(row.at, locale, zone) },
        {
          key: "outcome",
          header: t("col.outcome"),
          cell: (row) => (
            <Badge tone={row.outcome === "adopted" ? "accent" : row.outcome === "failed" ? "blocked" : "neutral"}>
              {t(`outcome.${row.outcome}`)}
            </Badge>
          ),
        },
        {
          key: "from",
          header: t("col.from"),
          cell: (row) =>
            row.outcome === "published" || row.outcome === "failed"
              ? t("nothing")
              : t("from", { reviews: row.reviews, people: row.people }),
        },
        {
          key: "loss",
          header: t("col.loss"),
          align: "end",
          cell: (row) =>
            row.lossAfter === null ? t("nothing") : t("loss", { before: error(row.lossBefore), after: error(row.lossAfter) }),
        },
        { key: "by", header: t("col.by"), cell: (row) => row.by ?? t("by_itself") },
      ]}
    />
  );
}
