import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useState } from "react";
import { clock } from "~/platform/clock.server";
import { db } from "~/platform/database.server";
import { problem, readForm, textOf } from "~/platform/http.server";
import { newId } from "~/platform/ids";
import type { Refusal } from "~/platform/refusal";
import { useT } from "~/platform/use-locale";
import { PageHeader } from "~/ui/PageHeader";
import { requireCan, writeContext } from "../guard.server";
import { type Done, doImport, type Preview, previewImport } from "../import-page.server";
import { importMessages } from "../messages.import";
import { pageMessages } from "../messages.pages";
import { staffChoices } from "../staff-choices.server";
import { ImportDone } from "../ui/ImportDone";
import { ImportFile } from "../ui/ImportFile";
import { ImportPreview } from "../ui/ImportPreview";

export const meta: MetaFunction = () => [{ title: "批量导入 · Import — 上岗 Deskready" }];

// The checked table comes back as text: a little larger than the file it was read from.
const FORM_BYTES = 8_000_000;

export async function loader(args: LoaderFunctionArgs) {
  const actor = await requireCan(args, "people:import");
  const { teams } = await staffChoices(db(), actor);
  return { teams, submissionId: newId() };
}

type Answer = { refusals: Refusal[] | null; preview: Preview | null; done: Done | null };
const answer = (given: Partial<Answer>, status = 200) => data<Answer>({ refusals: null, preview: null, done: null, ...given }, { status });

export async function action(args: ActionFunctionArgs) {
  const actor = await requireCan(args, "people:import");
  const form = await readForm(args.request, FORM_BYTES);
  switch (textOf(form, "intent")) {
    case "check": {
      const file = form.get("file");
      const checked = await previewImport(actor, file instanceof Blob ? file : null, textOf(form, "teamId"), clock.now());
      return "refusals" in checked ? answer(checked, 400) : answer(checked, checked.preview.errorCount > 0 ? 422 : 200);
    }
    case "import": {
      const imported = await doImport(writeContext(args, actor, form), actor, textOf(form, "payload"), textOf(form, "teamId"));
      return "refusals" in imported ? answer(imported, 409) : answer(imported);
    }
    default:
      throw problem(400, "bad_request");
  }
}

export default function Import() {
  const { teams, submissionId } = useLoaderData<typeof loader>();
  const result = useActionData<typeof action>();
  const t = useT(importMessages);
  const pages = useT(pageMessages);
  // The preview of which the reader has said: another file.
  const [dropped, setDropped] = useState<Preview | null>(null);
  const preview = result?.preview && result.preview !== dropped ? result.preview : null;
  return (
    <>
      <PageHeader title={t(result?.done ? "done.title" : "title")} back={{ to: "/people", label: pages("person.back") }} />
      <div className="grid max-w-4xl gap-5">
        {result?.done ? (
          <ImportDone done={result.done} />
        ) : preview && preview.errorCount === 0 ? (
          <ImportPreview preview={preview} submissionId={submissionId} onOther={() => setDropped(preview)} />
        ) : (
          <ImportFile teams={teams} refusals={result?.refusals ?? null} failed={preview} />
        )}
      </div>
    </>
  );
}
