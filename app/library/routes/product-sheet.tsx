import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { chooseColumns, orderImport, sheetImport } from "~/curriculum/sheet-import.server";
import { requireCan, writeContext } from "~/people/guard.server";
import { requestLocale } from "~/people/request-locale.server";
import { db } from "~/platform/database.server";
import { problem, readForm, textOf } from "~/platform/http.server";
import { newId } from "~/platform/ids";
import { useT } from "~/platform/use-locale";
import { PageHeader } from "~/ui/PageHeader";
import { sheetMessages } from "../messages.sheet";
import { sheetPreview } from "../sheet-page.server";
import { SheetColumns } from "../ui/SheetColumns";
import { SheetFaults } from "../ui/SheetFaults";
import { SheetPreview } from "../ui/SheetPreview";
import { SheetProgress } from "../ui/SheetProgress";

export const meta: MetaFunction = () => [{ title: "导入商品 · Import products — 上岗 Deskready" }];

export async function loader(args: LoaderFunctionArgs) {
  await requireCan(args, "catalogue:edit");
  const row = await sheetImport(db(), args.params.importId ?? "");
  if (!row) throw problem(404, "not_found");
  const { fileName, state, total, written, result } = row;
  const preview = state === "checked" ? await sheetPreview(db(), row, await requestLocale(args)) : null;
  return { fileName, progress: { state, total, written, result }, preview, submissionIds: { columns: newId(), order: newId() } };
}

export async function action(args: ActionFunctionArgs) {
  const actor = await requireCan(args, "catalogue:edit");
  const form = await readForm(args.request);
  const ctx = writeContext(args, actor, form);
  const importId = args.params.importId ?? "";
  const intent = textOf(form, "intent");
  const outcome = await run();
  if (outcome.ok) throw redirect(`/library/products/import/${importId}`);
  return data({ intent, refusals: outcome.refusals }, { status: 409 });

  function run() {
    if (intent === "columns") return chooseColumns(ctx, importId, columnsOf(form));
    if (intent === "import") return orderImport(ctx, importId);
    throw problem(400, "bad_request");
  }
}

/** The choice for each column: column-0, column-1, … */
function columnsOf(form: FormData): string[] {
  return Array.from({ length: 60 }, (_, i) => textOf(form, `column-${i}`));
}

export default function ProductSheet() {
  const { fileName, progress, preview, submissionIds } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const t = useT(sheetMessages);
  const refusalsOf = (intent: string) => (answer?.intent === intent ? answer.refusals : null);
  return (
    <>
      <PageHeader title={t("title")} detail={fileName} back={{ to: "/library/products/import", label: t("preview.other") }} />
      <div className="grid max-w-5xl gap-5">
        {preview ? (
          <>
            <SheetPreview preview={preview} submissionId={submissionIds.order} refusals={refusalsOf("import")} />
            {preview.errorCount > 0 && <SheetFaults errors={preview.errors} count={preview.errorCount} />}
            <SheetColumns
              key={preview.columns.map((column) => column.field).join()}
              columns={preview.columns}
              submissionId={submissionIds.columns}
              refusals={refusalsOf("columns")}
            />
          </>
        ) : (
          <SheetProgress progress={progress} submissionId={submissionIds.order} refusals={refusalsOf("import")} />
        )}
      </div>
    </>
  );
}
