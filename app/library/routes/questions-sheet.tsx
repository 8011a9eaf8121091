import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { requireCan, writeContext } from "~/people/guard.server";
import { requestLocale } from "~/people/request-locale.server";
import { db } from "~/platform/database.server";
import { problem, readForm, textOf } from "~/platform/http.server";
import { newId } from "~/platform/ids";
import { useT } from "~/platform/use-locale";
import { PageHeader } from "~/ui/PageHeader";
import { exchangeMessages } from "../messages.exchange";
import { madeOf, previewOf, shownKinds } from "../questions/import-page.server";
import { choosePlaces, discardDrafts, leaveOut, makeDrafts, questionImportOf } from "../questions/import.server";
import { MOST_QUESTIONS } from "../questions/rows";
import { QuestionsMade } from "../ui/QuestionsMade";
import { QuestionsPlaces, QuestionsPreview } from "../ui/QuestionsPreview";
import { QuestionsFaults, QuestionsRows } from "../ui/QuestionsRows";

export const meta: MetaFunction = () => [{ title: "导入题目 · Import questions — 上岗 Deskready" }];

export async function loader(args: LoaderFunctionArgs) {
  await requireCan(args, "library:edit");
  const row = await questionImportOf(db(), args.params.importId ?? "");
  if (!row) throw problem(404, "not_found");
  const locale = await requestLocale(args);
  const query = new URL(args.request.url).searchParams;
  const shown = shownKinds.find((kind) => kind === query.get("show")) ?? "ready";
  const page = Math.max(1, Math.trunc(Number(query.get("page"))) || 1);
  return {
    fileName: row.fileName,
    format: row.format,
    shown,
    preview: row.state === "checked" ? await previewOf(db(), row, locale, shown, page) : null,
    made: row.state === "checked" ? null : await madeOf(db(), row, locale),
    submissionIds: { draft: newId(), places: newId() },
  };
}

export async function action(args: ActionFunctionArgs) {
  const actor = await requireCan(args, "library:edit");
  const form = await readForm(args.request);
  const ctx = writeContext(args, actor, form);
  const importId = args.params.importId ?? "";
  const intent = textOf(form, "intent");
  const outcome = await run();
  if (!outcome.ok) return data({ intent, refusals: outcome.refusals }, { status: 409 });
  // A box that was ticked changes nothing of the page but itself.
  if (intent === "take") return data({ intent, refusals: [] });
  throw redirect(`/library/questions/import/${importId}`);

  function run() {
    const all = Array.from({ length: MOST_QUESTIONS }, (_, n) => n);
    switch (intent) {
      case "draft":
        return makeDrafts(ctx, importId);
      case "discard":
        return discardDrafts(ctx, importId);
      case "places":
        return choosePlaces(ctx, importId, { topic: chosenIn(form, "topic"), lesson: chosenIn(form, "lesson") });
      case "all":
        return leaveOut(ctx, importId, all, false);
      case "none":
        return leaveOut(ctx, importId, all, true);
      case "take": {
        const n = Number(textOf(form, "n"));
        if (!Number.isInteger(n) || n < 0) throw problem(400, "bad_request");
        return leaveOut({ ...ctx, submissionId: null }, importId, [n], textOf(form, "take") === "");
      }
      default:
        throw problem(400, "bad_request");
    }
  }
}

const MOST_PLACES = 60;

/** The choice for each word of the file: topic-label-0 and topic-0, … */
function chosenIn(form: FormData, kind: "topic" | "lesson"): [string, string][] {
  return Array.from({ length: MOST_PLACES }, (_, i) => i)
    .filter((i) => form.has(`${kind}-label-${i}`))
    .map((i) => [textOf(form, `${kind}-label-${i}`).slice(0, 200), textOf(form, `${kind}-${i}`).slice(0, 100)]);
}

export default function QuestionsSheet() {
  const { fileName, format, shown, preview, made, submissionIds } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const t = useT(exchangeMessages);
  const refusalsOf = (...intents: string[]) => (answer && intents.includes(answer.intent) ? answer.refusals : null);
  const hasPlaces = preview !== null && preview.places.topic.labels.length + preview.places.lesson.labels.length > 0;
  return (
    <>
      <PageHeader title={t("in.title")} detail={fileName} back={{ to: "/library/questions/import", label: t("in.other") }} />
      <div className="grid max-w-5xl gap-5">
        {preview && (
          <>
            <QuestionsPreview preview={preview} submissionId={submissionIds.draft} refusals={refusalsOf("draft", "all", "none")} />
            {hasPlaces && (
              <QuestionsPlaces
                key={JSON.stringify(preview.places)}
                places={preview.places}
                submissionId={submissionIds.places}
                refusals={refusalsOf("places")}
              />
            )}
            {preview.errorCount > 0 && <QuestionsFaults preview={preview} format={format} />}
            <QuestionsRows preview={preview} format={format} shown={shown} />
          </>
        )}
        {made && <QuestionsMade made={made} submissionId={submissionIds.draft} refusals={refusalsOf("discard")} />}
      </div>
    </>
  );
}
