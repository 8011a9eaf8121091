import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import Flag from "lucide-react/icons/flag";
import { requireCan, writeContext } from "~/people/guard.server";
import { requestLocale } from "~/people/request-locale.server";
import { storeChoice } from "~/people/stores.server";
import { toast } from "~/platform/cookies.server";
import { db } from "~/platform/database.server";
import { formatDateTime } from "~/platform/format";
import { idParam, readForm, textOf } from "~/platform/http.server";
import { newId } from "~/platform/ids";
import { translate } from "~/platform/messages";
import { useReader, useT } from "~/platform/use-locale";
import { shownMeasure } from "~/results/labels";
import { Button } from "~/ui/Button";
import { Card } from "~/ui/Card";
import { EmptyState } from "~/ui/EmptyState";
import { Form } from "~/ui/Form";
import { PageHeader } from "~/ui/PageHeader";
import { SelectField } from "~/ui/SelectField";
import { type Column, Table } from "~/ui/Table";
import { TextArea } from "~/ui/TextArea";
import { TextField } from "~/ui/TextField";
import { orderMessages } from "../messages.orders";
import { flagOrder, liftFlag, orderFlags } from "../order-flags.server";

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data ? `${data.title} · Deskready` : "Deskready" }];

/** The orders that are marked as irregular, and marking another. */
export async function loader(args: LoaderFunctionArgs) {
  const actor = await requireCan(args, "chats:orders");
  const [flags, stores, locale] = await Promise.all([orderFlags(db(), actor.roles), storeChoice(db()), requestLocale(args)]);
  return {
    title: translate(orderMessages, locale)("title"),
    flags: flags.map((one) => ({ ...one, submissionId: newId() })),
    stores,
    submissionId: newId(),
  };
}

export async function action(args: ActionFunctionArgs) {
  const actor = await requireCan(args, "chats:orders");
  const form = await readForm(args.request);
  const ctx = writeContext(args, actor, form);
  const flagId = textOf(form, "lift");
  const outcome = flagId
    ? await liftFlag(ctx, actor.roles, idParam(flagId))
    : await flagOrder(ctx, actor.roles, {
        storeId: idParam(textOf(form, "storeId")),
        number: textOf(form, "number").slice(0, 80),
        reason: textOf(form, "reason"),
      });
  if (!outcome.ok) return data({ flagId, refusals: outcome.refusals }, { status: 409 });
  throw redirect("/chats/orders", { headers: { "Set-Cookie": await toast("saved") } });
}

type Row = ReturnType<typeof useLoaderData<typeof loader>>["flags"][number];

export default function Orders() {
  const { flags, stores, submissionId } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const t = useT(orderMessages);
  const { locale, zone } = useReader();
  const when = (at: string) => formatDateTime(new Date(at), locale, zone);
  const [first] = stores;
  const columns: Column<Row>[] = [
    {
      key: "order",
      header: t("list.order"),
      primary: true,
      cell: ({ store, paidAt, amountFen }) => (
        <span className="grid">
          <span className="tabular-nums">
            {paidAt === null || amountFen === null
              ? t("list.gone")
              : t("list.paid", { amount: shownMeasure("amountFen", amountFen), when: when(paidAt) })}
          </span>
          <span className="text-sm text-muted">{store}</span>
        </span>
      ),
    },
    { key: "reason", header: t("list.reason"), cell: ({ reason }) => <span className="break-words">{reason}</span> },
    { key: "by", header: t("list.by"), cell: ({ flaggedBy, flaggedAt }) => `${flaggedBy} · ${when(flaggedAt)}` },
    {
      key: "lift",
      header: t("list.mark"),
      align: "end",
      cell: ({ id, liftedBy, liftedAt, submissionId: own }) =>
        liftedAt ? (
          <span className="text-sm text-muted">{t("list.lifted", { name: liftedBy, when: when(liftedAt) })}</span>
        ) : (
          <Form submissionId={own} refusals={answer?.flagId === id ? answer.refusals : null} messages={orderMessages}>
            <Button type="submit" name="lift" value={id} size="sm">
              {t("lift")}
            </Button>
          </Form>
        ),
    },
  ];
  return (
    <>
      <PageHeader title={t("title")} detail={t("lead")} back={{ to: "/chats", label: t("back") }} />
      <div className="grid gap-4">
        <Card title={t("new.title")}>
          <Form
            submissionId={submissionId}
            refusals={answer && !answer.flagId ? answer.refusals : null}
            messages={orderMessages}
            className="grid max-w-2xl gap-4"
          >
            <div className="grid gap-4 sm:grid-cols-2">
              <SelectField
                name="storeId"
                label={t("new.store")}
                placeholder={stores.length !== 1}
                defaultValue={stores.length === 1 ? first?.id : undefined}
                required
                options={stores.map(({ id, name }) => ({ value: id, label: name }))}
              />
              <TextField name="number" label={t("new.number")} hint={t("new.number_hint")} autoComplete="off" maxLength={80} required />
            </div>
            <TextArea name="reason" label={t("new.reason")} hint={t("new.reason_hint")} rows={2} maxLength={500} required />
            <p className="text-sm text-muted">{t("closed")}</p>
            <div>
              <Button type="submit" variant="primary">
                {t("new.save")}
              </Button>
            </div>
          </Form>
        </Card>
        <Card flush>
          {flags.length === 0 ? (
            <EmptyState icon={<Flag />} level={2} title={t("none")}>
              {t("none_body")}
            </EmptyState>
          ) : (
            <Table caption={t("list")} columns={columns} rows={flags} rowKey={({ id }) => id} />
          )}
        </Card>
      </div>
    </>
  );
}
