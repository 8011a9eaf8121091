import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { pictureUrl } from "~/curriculum/picture";
import { archiveProduct, editProduct, productForEdit, productHistory } from "~/curriculum/product-edit.server";
import { formDifferences, formOf } from "~/curriculum/product-form";
import { requireCan, writeContext } from "~/people/guard.server";
import { toast } from "~/platform/cookies.server";
import { db } from "~/platform/database.server";
import { formatDateTime } from "~/platform/format";
import { problem, readForm, slugParam, textOf } from "~/platform/http.server";
import { newId } from "~/platform/ids";
import { pick } from "~/platform/locale";
import { useReader, useT } from "~/platform/use-locale";
import { Button } from "~/ui/Button";
import { Card } from "~/ui/Card";
import { ConfirmButton } from "~/ui/ConfirmButton";
import { Form } from "~/ui/Form";
import { LinkButton } from "~/ui/LinkButton";
import { Notice } from "~/ui/Notice";
import { PageHeader } from "~/ui/PageHeader";
import { TextField } from "~/ui/TextField";
import { Timeline } from "~/ui/Timeline";
import { catalogueMessages } from "../messages.catalogue";
import { pictureIn, PRODUCT_FORM_BYTES, typedForm } from "../product-typed.server";
import { ProductFields } from "../ui/ProductFields";
import { ProductStale, type Stale } from "../ui/ProductStale";

export const meta: MetaFunction = () => [{ title: "编辑商品 · Edit a product — 上岗 Deskready" }];

export async function loader(args: LoaderFunctionArgs) {
  await requireCan(args, "catalogue:edit");
  const found = await productForEdit(db(), slugParam(args.params.slug));
  if (!found) throw problem(404, "not_found");
  const { item, families } = found;
  return {
    slug: item.slug,
    code: item.body.code,
    name: item.body.name,
    version: item.version,
    isArchived: item.archivedAt !== null,
    picture: pictureUrl(item),
    form: formOf(item.body),
    families,
    history: await productHistory(db(), item.itemId),
    submissionIds: { edit: newId(), archive: newId() },
  };
}

export async function action(args: ActionFunctionArgs) {
  const actor = await requireCan(args, "catalogue:edit");
  const slug = slugParam(args.params.slug);
  const form = await readForm(args.request, PRODUCT_FORM_BYTES);
  const ctx = writeContext(args, actor, form);
  const intent = textOf(form, "intent");
  const outcome = await run();
  if (outcome.ok)
    throw redirect(intent === "edit" ? `/library/product/${slug}` : `/library/product/${slug}/edit`, { headers: await done() });
  const isStale = outcome.refusals.some((refusal) => refusal.code === "product_stale");
  return data({ intent, refusals: outcome.refusals, stale: isStale ? await staleOf() : null }, { status: isStale ? 409 : 400 });

  function run() {
    if (intent === "archive" || intent === "restore") return archiveProduct(ctx, slug, intent === "archive");
    if (intent !== "edit") throw problem(400, "bad_request");
    return editProduct(ctx, slug, {
      version: Number(textOf(form, "version")),
      form: typedForm(form),
      picture: pictureIn(form),
      withoutPicture: textOf(form, "withoutPicture") !== "",
      note: textOf(form, "note"),
    });
  }

  async function done() {
    return { "Set-Cookie": await toast(intent === "edit" ? "saved" : "done") };
  }

  async function staleOf(): Promise<Stale | null> {
    const found = await productForEdit(db(), slug);
    if (!found) return null;
    const [last] = await productHistory(db(), found.item.itemId);
    const rows = formDifferences(formOf(found.item.body), typedForm(form));
    return { version: found.item.version, by: last?.by ?? null, at: last?.at ?? null, rows };
  }
}

export default function ProductEdit() {
  const product = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const t = useT(catalogueMessages);
  const { locale, zone } = useReader();
  const { slug, code, isArchived, history, submissionIds } = product;
  const name = pick(product.name, locale);
  const refusalsOf = (archive: boolean) => (answer && (answer.intent !== "edit") === archive ? answer.refusals : null);
  const stale = answer?.stale ?? null;
  return (
    <>
      <PageHeader
        title={t("edit.title", { name })}
        detail={t("edit.code", { code })}
        back={{ to: `/library/product/${slug}`, label: name }}
      />
      <div className="grid max-w-5xl gap-5">
        {isArchived && <Notice tone="waiting">{t("edit.archived")}</Notice>}
        <Card title={t("edit.facts")}>
          <p className="mb-4 text-sm text-muted">{t("edit.publish_hint")}</p>
          <Form
            refusals={refusalsOf(false)}
            messages={catalogueMessages}
            submissionId={submissionIds.edit}
            draftKey={`product:${slug}`}
            encType="multipart/form-data"
            className="grid gap-5"
          >
            <input type="hidden" name="intent" value="edit" />
            {/* Once the differences were shown, the next save is made in knowledge of them. What is kept on a device is of the version it was typed upon. */}
            <input
              key={stale ? "shown" : "opened"}
              hidden
              readOnly
              name="version"
              defaultValue={stale?.version ?? product.version}
              data-seen
            />
            {stale && <ProductStale stale={stale} />}
            <ProductFields form={product.form} families={product.families} picture={product.picture} />
            <TextField name="note" label={t("edit.note")} optional maxLength={300} autoComplete="off" />
            <div>
              <Button type="submit" variant="primary">
                {t("edit.save")}
              </Button>
            </div>
          </Form>
        </Card>
        <Card title={t("history")} action={<LinkButton to={`/library/product/${slug}/history`}>{t("history.compare")}</LinkButton>}>
          <Timeline
            items={history.map((row) => ({
              id: row.id,
              when: formatDateTime(row.at, locale, zone),
              title: `${t("history.version", { version: row.version })}${row.by ? ` · ${t("history.by", { name: row.by })}` : ""}`,
              children: [row.note, row.origin === "pack" ? t("history.pack") : row.madeFrom && t("history.from", { from: row.madeFrom })]
                .filter((text, i, all) => text && !(i === 1 && row.madeFrom === all[0]))
                .join(" · "),
            }))}
          />
        </Card>
        <Form refusals={refusalsOf(true)} messages={catalogueMessages} submissionId={submissionIds.archive}>
          {isArchived ? (
            <Button type="submit" name="intent" value="restore">
              {t("edit.restore")}
            </Button>
          ) : (
            <ConfirmButton name="intent" value="archive" question={t("edit.archive_question")} consequence={t("edit.archive_consequence")}>
              {t("edit.archive")}
            </ConfirmButton>
          )}
        </Form>
      </div>
    </>
  );
}
