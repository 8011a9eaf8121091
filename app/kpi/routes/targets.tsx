import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { Form as GetForm, useActionData, useLoaderData, useSubmit } from "@remix-run/react";
import Target from "lucide-react/icons/target";
import { requireCan, writeContext } from "~/people/guard.server";
import { clock } from "~/platform/clock.server";
import { toast } from "~/platform/cookies.server";
import { db } from "~/platform/database.server";
import { formatMonth } from "~/platform/format";
import { problem, readForm, textOf } from "~/platform/http.server";
import { isId } from "~/platform/ids";
import { useReader, useT } from "~/platform/use-locale";
import { ApplyButton } from "~/ui/ApplyButton";
import { Button } from "~/ui/Button";
import { Card } from "~/ui/Card";
import { EmptyState } from "~/ui/EmptyState";
import { Form } from "~/ui/Form";
import { LinkButton } from "~/ui/LinkButton";
import { Notice } from "~/ui/Notice";
import { PageHeader } from "~/ui/PageHeader";
import { Pagination } from "~/ui/Pagination";
import { SelectField } from "~/ui/SelectField";
import { targetMessages } from "../messages.targets";
import { editsRules } from "../reach.server";
import { copyTargets, saveTargets, targetsPage } from "../targets.server";
import { TargetGrid } from "../ui/TargetGrid";
import { TargetTable } from "../ui/TargetTable";

export const meta: MetaFunction = () => [{ title: "店铺目标 · Targets — 上岗 Deskready" }];

/** What the stores aim at in a month. */
export async function loader(args: LoaderFunctionArgs) {
  const actor = await requireCan(args, "kpi:view");
  const params = new URL(args.request.url).searchParams;
  const asked = Number(params.get("page"));
  const page = Number.isInteger(asked) && asked > 0 && asked < 10_000 ? asked : 1;
  const targets = await targetsPage(db(), { month: params.get("month") ?? "", page }, clock.now(), actor.zone);
  return { targets, mayEdit: await editsRules(db(), actor.roles) };
}

/** Save the grid, or fill it with last month's. */
export async function action(args: ActionFunctionArgs) {
  const actor = await requireCan(args, "kpi:rules");
  if (!(await editsRules(db(), actor.roles))) throw problem(403, "forbidden");
  const form = await readForm(args.request);
  const [intent, month] = [textOf(form, "intent"), textOf(form, "month")];
  const ctx = writeContext(args, actor, form);
  if (intent !== "save" && intent !== "copy") throw problem(400, "bad_request");
  const storeIds = form.getAll("store").filter((id): id is string => typeof id === "string" && isId(id));
  const outcome = intent === "copy" ? await copyTargets(ctx, month) : await saveTargets(ctx, month, storeIds, (name) => textOf(form, name));
  if (outcome.ok) {
    const page = Number(textOf(form, "page")) || 1;
    throw redirect(`/kpi/targets?month=${month}${page > 1 ? `&page=${page}` : ""}`, { headers: { "Set-Cookie": await toast("saved") } });
  }
  const typed = Object.fromEntries([...form].flatMap(([name, value]) => (typeof value === "string" ? [[name, value.slice(0, 40)]] : [])));
  return data(
    { intent, refusals: outcome.refusals, typed },
    { status: outcome.refusals.some(({ code }) => code === "row_stale") ? 409 : 422 },
  );
}

export default function TargetsRoute() {
  const { targets, mayEdit } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const t = useT(targetMessages);
  const { locale } = useReader();
  const submit = useSubmit();
  const { month, months, frozen, rows, page, pages, total } = targets;
  const pageTo = (to: number) => `/kpi/targets?month=${month}&page=${to}`;
  const edits = mayEdit && !frozen;
  return (
    <>
      <PageHeader title={t("title")} detail={<span className="measure block">{t("lead")}</span>} back={{ to: "/kpi", label: t("back") }} />
      <GetForm
        method="get"
        action="/kpi/targets"
        key={month}
        onChange={(event) => submit(event.currentTarget, { replace: true, preventScrollReset: true })}
        className="mb-4 flex flex-wrap items-end gap-3"
      >
        <SelectField
          name="month"
          label={t("month")}
          defaultValue={month}
          options={months.toReversed().map((value) => ({ value, label: formatMonth(value, locale) }))}
        />
        <ApplyButton>{t("apply")}</ApplyButton>
      </GetForm>
      {frozen && <Notice className="mb-4">{t("frozen")}</Notice>}
      {!frozen && !mayEdit && <Notice className="mb-4">{t("read_only")}</Notice>}
      {total === 0 ? (
        <Card>
          <EmptyState
            icon={<Target />}
            title={t("empty.title")}
            action={mayEdit && <LinkButton to="/settings/stores">{t("empty.to")}</LinkButton>}
          >
            {t("empty.body")}
          </EmptyState>
        </Card>
      ) : edits ? (
        <>
          <Form messages={targetMessages} refusals={answer?.intent === "copy" ? answer.refusals : null} className="mb-4">
            <input type="hidden" name="month" value={month} />
            <div className="flex flex-wrap items-center gap-3">
              <Button type="submit" name="intent" value="copy" size="sm">
                {t("copy")}
              </Button>
              <span className="text-sm text-muted">{t("copy_hint")}</span>
            </div>
          </Form>
          <Form
            key={`${month} ${page} ${rows.map((row) => row.own?.revision ?? 0).join(" ")}`}
            messages={targetMessages}
            refusals={answer?.intent === "save" ? answer.refusals : null}
          >
            <input type="hidden" name="month" value={month} />
            <input type="hidden" name="page" value={page} />
            <TargetGrid rows={rows} month={month} typed={answer?.intent === "save" ? answer.typed : {}} />
            <div className="mt-4">
              <Button type="submit" name="intent" value="save" variant="primary">
                {t("save")}
              </Button>
            </div>
          </Form>
        </>
      ) : (
        <TargetTable rows={rows} />
      )}
      {total > 0 && (
        <Pagination
          page={page}
          pages={pages}
          summary={t("summary", { count: total })}
          previous={page > 1 ? pageTo(page - 1) : null}
          next={page < pages ? pageTo(page + 1) : null}
        />
      )}
    </>
  );
}
