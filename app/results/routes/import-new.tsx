import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { requireCan, writeContext } from "~/people/guard.server";
import { requestLocale } from "~/people/request-locale.server";
import { readForm } from "~/platform/http.server";
import { newId } from "~/platform/ids";
import { translate } from "~/platform/messages";
import { useT } from "~/platform/use-locale";
import { Button } from "~/ui/Button";
import { Card } from "~/ui/Card";
import { FileInput } from "~/ui/FileInput";
import { Form } from "~/ui/Form";
import { PageHeader } from "~/ui/PageHeader";
import { FIGURE_BYTES, stageFigures } from "../import-stage.server";
import { figureImportMessages } from "../messages.import";

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data ? `${data.title} · Deskready` : "Deskready" }];

/** The file, and a little for the form around it. */
const FORM_BYTES = 11_000_000;

/** The form that brings a file of figures in. */
export async function loader(args: LoaderFunctionArgs) {
  await requireCan(args, "results:import");
  return { title: translate(figureImportMessages, await requestLocale(args))("new"), most: FIGURE_BYTES, submissionId: newId() };
}

export async function action(args: ActionFunctionArgs) {
  const actor = await requireCan(args, "results:import");
  const form = await readForm(args.request, FORM_BYTES);
  const file = form.get("file");
  const staged = await stageFigures(writeContext(args, actor, form), file instanceof File ? file : null);
  if (staged.ok) throw redirect(`/results/imports/${staged.value.importId}`);
  return data({ refusals: staged.refusals }, { status: 400 });
}

export default function FigureImportNew() {
  const { most, submissionId } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const t = useT(figureImportMessages);
  return (
    <>
      <PageHeader title={t("new")} detail={t("lead")} back={{ to: "/results/imports", label: t("back") }} />
      <div className="grid max-w-3xl gap-5">
        <Card title={t("new.title")}>
          <Form
            submissionId={submissionId}
            refusals={answer?.refusals ?? null}
            messages={figureImportMessages}
            encType="multipart/form-data"
            className="grid gap-5"
          >
            <FileInput name="file" label={t("new.file")} hint={t("new.hint")} accept=".csv,.xlsx,.tsv,.txt" maxBytes={most} required />
            <div>
              <Button type="submit" variant="primary">
                {t("new.action")}
              </Button>
            </div>
          </Form>
        </Card>
        <Card title={t("new.known")}>
          <p className="max-w-prose text-ui">{t("new.known_body")}</p>
        </Card>
      </div>
    </>
  );
}
