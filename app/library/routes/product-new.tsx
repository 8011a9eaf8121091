import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { createProduct, familiesForNew } from "~/curriculum/product-edit.server";
import { emptyForm } from "~/curriculum/product-form";
import { requireCan, writeContext } from "~/people/guard.server";
import { toast } from "~/platform/cookies.server";
import { db } from "~/platform/database.server";
import { readForm, textOf } from "~/platform/http.server";
import { newId } from "~/platform/ids";
import { useT } from "~/platform/use-locale";
import { Button } from "~/ui/Button";
import { Card } from "~/ui/Card";
import { Form } from "~/ui/Form";
import { LinkButton } from "~/ui/LinkButton";
import { PageHeader } from "~/ui/PageHeader";
import { TextField } from "~/ui/TextField";
import { catalogueMessages } from "../messages.catalogue";
import { pictureIn, PRODUCT_FORM_BYTES, typedForm } from "../product-typed.server";
import { ProductFields } from "../ui/ProductFields";

export const meta: MetaFunction = () => [{ title: "新增商品 · Add a product — 上岗 Deskready" }];

/** The form of a product that the catalogue does not have yet. */
export async function loader(args: LoaderFunctionArgs) {
  await requireCan(args, "catalogue:edit");
  return { families: await familiesForNew(db()), submissionId: newId() };
}

export async function action(args: ActionFunctionArgs) {
  const actor = await requireCan(args, "catalogue:edit");
  const form = await readForm(args.request, PRODUCT_FORM_BYTES);
  const outcome = await createProduct(writeContext(args, actor, form), {
    code: textOf(form, "code"),
    form: typedForm(form),
    picture: pictureIn(form),
  });
  if (outcome.ok) throw redirect(`/library/product/${outcome.value.slug}`, { headers: { "Set-Cookie": await toast("saved") } });
  return data({ refusals: outcome.refusals }, { status: 400 });
}

export default function ProductNew() {
  const { families, submissionId } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const t = useT(catalogueMessages);
  return (
    <>
      <PageHeader title={t("new.title")} back={{ to: "/library/products", label: t("back") }} />
      <Card title={t("edit.facts")} className="max-w-5xl">
        <p className="mb-4 text-sm text-muted">{t("new.lead")}</p>
        <Form
          refusals={answer?.refusals}
          messages={catalogueMessages}
          submissionId={submissionId}
          draftKey="product-new"
          encType="multipart/form-data"
          className="grid gap-5"
        >
          <TextField name="code" label={t("field.code")} hint={t("new.code_hint")} required maxLength={60} autoComplete="off" />
          <ProductFields form={emptyForm} families={families} picture={null} />
          <div className="flex flex-wrap gap-2">
            <Button type="submit" variant="primary">
              {t("new.save")}
            </Button>
            <LinkButton to="/library/products">{t("new.cancel")}</LinkButton>
          </div>
        </Form>
      </Card>
    </>
  );
}
