import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { requireCan, writeContext } from "~/people/guard.server";
import { requestLocale } from "~/people/request-locale.server";
import { toast } from "~/platform/cookies.server";
import { db } from "~/platform/database.server";
import { idParam, problem, readForm, textOf } from "~/platform/http.server";
import { newId } from "~/platform/ids";
import { translate } from "~/platform/messages";
import { useT } from "~/platform/use-locale";
import { PageHeader } from "~/ui/PageHeader";
import { figureImportPage } from "../import-page.server";
import { orderFigures, takeBackFigures } from "../import-run.server";
import { answerFigures, cancelFigures, checkFigures, chooseFigureColumns } from "../import-stage.server";
import { figureImportMessages } from "../messages.import";
import { FigureAsks, FigureColumns } from "../ui/FigureAsks";
import { FigureChanges, FigureChecked } from "../ui/FigureChecked";
import { FigureDone, FigureGoing } from "../ui/FigureDone";
import { FigureFaults } from "../ui/FigureFaults";

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data ? `${data.title} · Deskready` : "Deskready" }];

const MOST_COLUMNS = 80;

/** One import of figures: what it would change, how far it is, what it has brought. */
export async function loader(args: LoaderFunctionArgs) {
  await requireCan(args, "results:import");
  const faultPage = Math.max(1, Math.floor(Number(new URL(args.request.url).searchParams.get("faults")) || 1));
  const [page, locale] = await Promise.all([figureImportPage(db(), idParam(args.params.importId), faultPage), requestLocale(args)]);
  if (!page) throw problem(404, "not_found");
  const ids = { answer: newId(), columns: newId(), order: newId(), check: newId(), drop: newId(), back: newId() };
  return { title: translate(figureImportMessages, locale)("title"), page, ids };
}

export async function action(args: ActionFunctionArgs) {
  const actor = await requireCan(args, "results:import");
  const importId = idParam(args.params.importId);
  const form = await readForm(args.request);
  const ctx = writeContext(args, actor, form);
  const intent = textOf(form, "intent");
  const outcome = await run();
  if (!outcome.ok) return data({ intent, refusals: outcome.refusals }, { status: 409 });
  throw redirect(`/results/imports/${importId}`, intent === "columns" ? { headers: { "Set-Cookie": await toast("saved") } } : undefined);

  function run() {
    const of = (name: string) => textOf(form, name);
    switch (intent) {
      case "answer":
        return answerFigures(ctx, importId, {
          storeId: of("storeId"),
          personId: of("personId"),
          from: of("from"),
          to: of("to"),
          dates: of("dates"),
        });
      case "columns":
        return chooseFigureColumns(
          ctx,
          importId,
          Array.from({ length: MOST_COLUMNS }, (_, i) => of(`column-${i}`)),
        );
      case "check":
        return checkFigures(ctx, importId);
      case "order":
        return orderFigures(ctx, importId, of("withoutFaulty") !== "");
      case "drop":
        return cancelFigures(ctx, importId);
      case "back":
        return takeBackFigures(ctx, importId, of("reason").slice(0, 500));
      default:
        throw problem(400, "bad_request");
    }
  }
}

export default function FigureImport() {
  const { page, ids } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const t = useT(figureImportMessages);
  const refusalsOf = (intent: string) => (answer?.intent === intent ? answer.refusals : null);
  const isChecked = page.state === "checked";
  return (
    <>
      <PageHeader
        title={page.fileName || t("title")}
        detail={[t(`layout.${page.layout}` as "layout.other"), page.sheet].filter(Boolean).join(" · ")}
        back={{ to: "/results/imports", label: t("back") }}
      />
      <div className="grid max-w-5xl gap-5">
        {isChecked && page.asks.length > 0 && <FigureAsks page={page} submissionId={ids.answer} refusals={refusalsOf("answer")} />}
        {isChecked && page.asks.includes("columns") && (
          <FigureColumns page={page} submissionId={ids.columns} refusals={refusalsOf("columns")} />
        )}
        {isChecked && <FigureChecked page={page} ids={ids} refusalsOf={refusalsOf} />}
        {page.state === "queued" && <FigureGoing page={page} />}
        {!isChecked && page.state !== "queued" && <FigureDone page={page} submissionId={ids.back} refusals={refusalsOf("back")} />}
        {page.changes.length > 0 && <FigureChanges changes={page.changes} />}
        {page.faults.length > 0 && <FigureFaults page={page} />}
        {isChecked && !page.asks.includes("columns") && (
          <FigureColumns page={page} submissionId={ids.columns} refusals={refusalsOf("columns")} />
        )}
      </div>
    </>
  );
}
