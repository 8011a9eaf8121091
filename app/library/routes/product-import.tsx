import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { stageSheet } from "~/curriculum/sheet-import.server";
import { requireCan, writeContext } from "~/people/guard.server";
import { readForm } from "~/platform/http.server";
import { newId } from "~/platform/ids";
import { useT } from "~/platform/use-locale";
import { PageHeader } from "~/ui/PageHeader";
import { catalogueMessages } from "../messages.catalogue";
import { sheetMessages } from "../messages.sheet";
import { SheetFile } from "../ui/SheetFile";

export const meta: MetaFunction = () => [{ title: "导入商品 · Import products — 上岗 Deskready" }];

/** The sheet, the archive, and a little for the form around them. */
const FORM_BYTES = 91_000_000;

export async function loader(args: LoaderFunctionArgs) {
  await requireCan(args, "catalogue:edit");
  return { submissionId: newId() };
}

export async function action(args: ActionFunctionArgs) {
  const actor = await requireCan(args, "catalogue:edit");
  const form = await readForm(args.request, FORM_BYTES);
  const file = (name: string) => {
    const value = form.get(name);
    return value instanceof File ? value : null;
  };
  const staged = await stageSheet(writeContext(args, actor, form), file("file"), file("archive"));
  if (staged.ok) throw redirect(`/library/products/import/${staged.value.importId}`);
  return data({ refusals: staged.refusals }, { status: 400 });
}

export default function ProductImport() {
  const { submissionId } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const t = useT(sheetMessages);
  const tCatalogue = useT(catalogueMessages);
  return (
    <>
      <PageHeader title={t("title")} back={{ to: "/library/products", label: tCatalogue("back") }} />
      <SheetFile submissionId={submissionId} refusals={answer?.refusals ?? null} />
    </>
  );
}
