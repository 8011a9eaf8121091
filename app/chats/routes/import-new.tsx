import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import StoreIcon from "lucide-react/icons/store";
import { requireCan, writeContext } from "~/people/guard.server";
import { requestLocale } from "~/people/request-locale.server";
import { storeChoice } from "~/people/stores.server";
import { db } from "~/platform/database.server";
import { newId } from "~/platform/ids";
import { translate } from "~/platform/messages";
import { useT } from "~/platform/use-locale";
import { Button } from "~/ui/Button";
import { Card } from "~/ui/Card";
import { EmptyState } from "~/ui/EmptyState";
import { FileInput } from "~/ui/FileInput";
import { Form } from "~/ui/Form";
import { LinkButton } from "~/ui/LinkButton";
import { PageHeader } from "~/ui/PageHeader";
import { RadioCards } from "~/ui/RadioCards";
import { SelectField } from "~/ui/SelectField";
import { TextField } from "~/ui/TextField";
import { importMessages } from "../messages.import";
import { MOST_BYTES, takeUpload } from "../upload.server";

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data ? `${data.title} · Deskready` : "Deskready" }];

/** The form that brings a file in. */
export async function loader(args: LoaderFunctionArgs) {
  await requireCan(args, "chats:import");
  const [stores, locale] = await Promise.all([storeChoice(db()), requestLocale(args)]);
  return { title: translate(importMessages, locale)("new.title"), stores, most: MOST_BYTES, submissionId: newId() };
}

export async function action(args: ActionFunctionArgs) {
  const actor = await requireCan(args, "chats:import");
  const staged = await takeUpload(args.request, (form) => writeContext(args, actor, form));
  if (staged.ok) throw redirect(`/chats/imports/${staged.value.importId}`);
  return data({ refusals: staged.refusals }, { status: 400 });
}

export default function ImportNew() {
  const { stores, most, submissionId } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const t = useT(importMessages);
  const [first] = stores;
  return (
    <>
      <PageHeader title={t("new.title")} detail={t("lead")} back={{ to: "/chats/imports", label: t("one.back") }} />
      {first ? (
        <Card title={t("new.file_title")} className="max-w-3xl">
          <Form
            submissionId={submissionId}
            refusals={answer?.refusals ?? null}
            messages={importMessages}
            encType="multipart/form-data"
            className="grid gap-5"
          >
            <RadioCards
              name="kind"
              legend={t("new.kind")}
              columns={2}
              defaultValue="chats"
              options={[
                { value: "chats", label: t("new.kind_chats"), description: t("new.kind_chats_hint") },
                { value: "orders", label: t("new.kind_orders"), description: t("new.kind_orders_hint") },
              ]}
            />
            <div className="grid gap-4 sm:grid-cols-2">
              <SelectField
                name="storeId"
                label={t("new.store")}
                defaultValue={stores.length === 1 ? first.id : ""}
                placeholder
                required
                options={stores.map(({ id, name }) => ({ value: id, label: name }))}
              />
              <TextField name="day" type="date" label={t("new.day")} hint={t("new.day_hint")} optional />
            </div>
            <FileInput
              name="file"
              label={t("new.file")}
              hint={t("new.file_hint")}
              accept=".json,.jsonl,.txt,.tsv,.csv,.xlsx"
              maxBytes={most}
              required
            />
            <div>
              <Button type="submit" variant="primary">
                {t("new.action")}
              </Button>
            </div>
          </Form>
        </Card>
      ) : (
        <Card flush>
          <EmptyState
            icon={<StoreIcon />}
            title={t("new.no_store")}
            action={
              <LinkButton to="/settings/stores" variant="primary">
                {t("new.add_store")}
              </LinkButton>
            }
          >
            {t("new.no_store_body")}
          </EmptyState>
        </Card>
      )}
    </>
  );
}
