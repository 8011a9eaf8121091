import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { requireCan, writeContext } from "~/people/guard.server";
import { requestLocale } from "~/people/request-locale.server";
import { readForm, textOf } from "~/platform/http.server";
import { newId } from "~/platform/ids";
import { isLocale } from "~/platform/locale";
import { useT } from "~/platform/use-locale";
import { PageHeader } from "~/ui/PageHeader";
import { questionTypes } from "../fields-questions";
import { editMessages } from "../messages.edit";
import { exchangeMessages } from "../messages.exchange";
import { sheetFormats } from "../questions/export.server";
import { stageQuestions } from "../questions/import.server";
import { QuestionsFile } from "../ui/QuestionsFile";

export const meta: MetaFunction = () => [{ title: "导入题目 · Import questions — 上岗 Deskready" }];

/** The file, and a little for the form around it. */
const FORM_BYTES = 10_500_000;

export async function loader(args: LoaderFunctionArgs) {
  await requireCan(args, "library:edit");
  return { types: questionTypes, formats: sheetFormats, submissionId: newId() };
}

export async function action(args: ActionFunctionArgs) {
  const actor = await requireCan(args, "library:edit");
  const form = await readForm(args.request, FORM_BYTES);
  const file = form.get("file");
  const language = textOf(form, "language");
  const chosen = isLocale(language) ? language : await requestLocale(args);
  const staged = await stageQuestions(writeContext(args, actor, form), file instanceof File ? file : null, chosen);
  if (staged.ok) throw redirect(`/library/questions/import/${staged.value.importId}`);
  return data({ refusals: staged.refusals }, { status: 400 });
}

export default function QuestionsImport() {
  const { types, formats, submissionId } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return (
    <>
      <PageHeader
        title={useT(exchangeMessages)("in.title")}
        back={{ to: "/library/drafts", label: useT(editMessages)("progress.title") }}
      />
      <QuestionsFile types={types} formats={formats} submissionId={submissionId} refusals={answer?.refusals ?? null} />
    </>
  );
}
