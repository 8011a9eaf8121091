import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { Link, useActionData, useLoaderData } from "@remix-run/react";
import FileDown from "lucide-react/icons/file-down";
import { requireCan, writeContext } from "~/people/guard.server";
import { requestLocale } from "~/people/request-locale.server";
import { toast } from "~/platform/cookies.server";
import { db } from "~/platform/database.server";
import { formatDateTime } from "~/platform/format";
import { readForm, textOf } from "~/platform/http.server";
import { newId } from "~/platform/ids";
import { translate } from "~/platform/messages";
import { useReader, useT } from "~/platform/use-locale";
import { Badge } from "~/ui/Badge";
import { Button } from "~/ui/Button";
import { Card } from "~/ui/Card";
import { EmptyState } from "~/ui/EmptyState";
import { Form } from "~/ui/Form";
import { LinkButton } from "~/ui/LinkButton";
import { PageHeader } from "~/ui/PageHeader";
import { type Column, Table } from "~/ui/Table";
import { TextField } from "~/ui/TextField";
import { chatRules, setChatRules } from "../chat-rules.server";
import { chatImports } from "../import.server";
import { importMessages } from "../messages.import";
import { stateTone } from "../ui/import-tone";

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data ? `${data.title} · Deskready` : "Deskready" }];

/** The files that came in, and how long what they brought is kept. */
export async function loader(args: LoaderFunctionArgs) {
  await requireCan(args, "chats:import");
  const [imports, rules, locale] = await Promise.all([chatImports(db()), chatRules(db()), requestLocale(args)]);
  return { title: translate(importMessages, locale)("title"), imports, rules, submissionId: newId() };
}

export async function action(args: ActionFunctionArgs) {
  const actor = await requireCan(args, "chats:import");
  const form = await readForm(args.request);
  const set = await setChatRules(writeContext(args, actor, form), {
    months: Number(textOf(form, "months")),
    windowDays: Number(textOf(form, "windowDays")),
  });
  if (!set.ok) return data({ refusals: set.refusals }, { status: 400 });
  throw redirect("/chats/imports", { headers: { "Set-Cookie": await toast("saved") } });
}

type Row = ReturnType<typeof useLoaderData<typeof loader>>["imports"][number];

export default function Imports() {
  const { imports, rules, submissionId } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const t = useT(importMessages);
  const { locale, zone } = useReader();
  const columns: Column<Row>[] = [
    {
      key: "file",
      header: t("list.file"),
      primary: true,
      cell: ({ id, fileName, kind }) => (
        <Link to={`/chats/imports/${id}`} prefetch="intent" className="link break-all">
          {fileName || t(`kind.${kind}`)}
        </Link>
      ),
    },
    { key: "store", header: t("list.store"), cell: ({ store, kind }) => `${store} · ${t(`kind.${kind}`)}` },
    { key: "state", header: t("list.state"), cell: ({ state }) => <Badge tone={stateTone[state]}>{t(`state.${state}`)}</Badge> },
    { key: "brought", header: t("list.brought"), align: "end", cell: ({ added }) => added },
    { key: "known", header: t("list.known"), align: "end", cell: ({ known }) => known },
    { key: "faults", header: t("list.faults"), align: "end", cell: ({ faultCount }) => faultCount },
    { key: "when", header: t("list.when"), align: "end", cell: ({ createdAt }) => formatDateTime(createdAt, locale, zone) },
  ];
  return (
    <div className="grid gap-4">
      <PageHeader
        title={t("title")}
        detail={t("lead")}
        action={
          <>
            <LinkButton to="/chats/accounts">{t("accounts")}</LinkButton>
            <LinkButton to="/chats/imports/new" variant="primary">
              {t("new.title")}
            </LinkButton>
          </>
        }
      />
      <Card flush>
        {imports.length === 0 ? (
          <EmptyState icon={<FileDown />} title={t("list.none")}>
            {t("list.none_body")}
          </EmptyState>
        ) : (
          <Table caption={t("list.title")} columns={columns} rows={imports} rowKey={({ id }) => id} />
        )}
      </Card>
      <Card title={t("rules.title")}>
        <Form submissionId={submissionId} refusals={answer?.refusals ?? null} messages={importMessages} className="grid max-w-2xl gap-4">
          <div className="grid gap-4 sm:grid-cols-2">
            <TextField
              name="months"
              type="number"
              min={1}
              max={60}
              label={t("rules.months")}
              hint={t("rules.months_hint")}
              defaultValue={rules.months}
              required
            />
            <TextField
              name="windowDays"
              type="number"
              min={2}
              max={15}
              label={t("rules.window")}
              hint={t("rules.window_hint")}
              defaultValue={rules.windowDays}
              required
            />
          </div>
          <div>
            <Button type="submit">{t("rules.save")}</Button>
          </div>
        </Form>
      </Card>
    </div>
  );
}
