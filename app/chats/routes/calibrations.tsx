import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { Link, useActionData, useLoaderData } from "@remix-run/react";
import Scale from "lucide-react/icons/scale";
import { requireCan, writeContext } from "~/people/guard.server";
import { requestLocale } from "~/people/request-locale.server";
import { db } from "~/platform/database.server";
import { isPlainDate } from "~/platform/dates";
import { formatDate } from "~/platform/format";
import { problem, readForm, textOf } from "~/platform/http.server";
import { isId } from "~/platform/ids";
import { translate } from "~/platform/messages";
import { useReader, useT } from "~/platform/use-locale";
import { Badge } from "~/ui/Badge";
import { Button } from "~/ui/Button";
import { Card } from "~/ui/Card";
import { EmptyState } from "~/ui/EmptyState";
import { Form } from "~/ui/Form";
import { PageHeader } from "~/ui/PageHeader";
import { SelectField } from "~/ui/SelectField";
import { type Column, Table } from "~/ui/Table";
import { TextField } from "~/ui/TextField";
import { makeCalibration } from "../calibration.server";
import { calibrationList } from "../calibration-page.server";
import { calibrationMessages } from "../messages.calibration";

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data ? `${data.title} · Deskready` : "Deskready" }];

/** The calibration sets of one's own, and for managers the form that makes one. */
export async function loader(args: LoaderFunctionArgs) {
  const actor = await requireCan(args, "calibration:view");
  const [list, locale] = await Promise.all([calibrationList(db(), actor), requestLocale(args)]);
  return { title: translate(calibrationMessages, locale)("title"), ...list };
}

export async function action(args: ActionFunctionArgs) {
  const actor = await requireCan(args, "calibration:make");
  if (args.request.method !== "POST") throw problem(405, "method");
  const form = await readForm(args.request);
  const [teamId, dueOn] = [textOf(form, "team"), textOf(form, "due")];
  if (!isId(teamId)) throw problem(400, "bad_request");
  if (!isPlainDate(dueOn)) return data({ refusals: [{ code: "set_due", field: "due", params: { days: 60 } }] }, { status: 422 });
  const values = { title: textOf(form, "title"), teamId, chats: Number(textOf(form, "chats")), dueOn };
  const outcome = await makeCalibration(writeContext(args, actor, form), actor, values);
  if (!outcome.ok) return data({ refusals: outcome.refusals }, { status: 422 });
  throw redirect(`/chats/calibration/${outcome.value.setId}`);
}

type Row = ReturnType<typeof useLoaderData<typeof loader>>["sets"][number];

export default function Calibrations() {
  const { sets, teams } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const t = useT(calibrationMessages);
  const { locale } = useReader();
  const columns: Column<Row>[] = [
    {
      key: "set",
      header: t("list.set"),
      primary: true,
      cell: ({ id, title }) => (
        <Link to={`/chats/calibration/${id}`} className="link font-medium">
          {title}
        </Link>
      ),
    },
    { key: "chats", header: t("list.chats"), align: "end", cell: ({ chats }) => chats },
    { key: "in", header: t("list.in"), align: "end", cell: ({ done, asked }) => t("list.in_of", { done, asked }) },
    { key: "due", header: t("list.due"), align: "end", cell: ({ dueOn }) => formatDate(dueOn, locale) },
    {
      key: "state",
      header: t("list.state"),
      cell: ({ closedAt, waits }) => (
        <Badge tone={waits ? "waiting" : "neutral"}>{t(closedAt ? "list.closed" : waits ? "list.waits" : "list.open")}</Badge>
      ),
    },
  ];
  return (
    <div className="mx-auto grid max-w-4xl gap-5">
      <PageHeader title={t("title")} detail={t("lead")} back={{ to: teams.length > 0 ? "/chats/checks" : "/chats", label: t("back") }} />
      <Card flush>
        {sets.length === 0 ? (
          <EmptyState icon={<Scale />} level={2} title={t("list.none")}>
            {t("list.none_body")}
          </EmptyState>
        ) : (
          <Table caption={t("title")} columns={columns} rows={sets} rowKey={({ id }) => id} />
        )}
      </Card>
      {teams.length > 0 && (
        <Card title={t("new.title")}>
          <Form refusals={refused?.refusals} messages={calibrationMessages} className="grid gap-3 sm:grid-cols-2">
            <TextField name="title" label={t("new.name")} maxLength={80} required className="sm:col-span-2" />
            <SelectField name="team" label={t("new.team")} options={teams.map(({ id, name }) => ({ value: id, label: name }))} />
            <TextField name="chats" label={t("new.chats")} inputMode="numeric" defaultValue="5" required />
            <TextField name="due" label={t("new.due")} type="date" required />
            <div className="sm:col-span-2">
              <Button type="submit" variant="primary">
                {t("new.send")}
              </Button>
            </div>
          </Form>
        </Card>
      )}
    </div>
  );
}
