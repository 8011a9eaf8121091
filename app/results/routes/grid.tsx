import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { Form as PlainForm, useActionData, useLoaderData } from "@remix-run/react";
import UsersRound from "lucide-react/icons/users-round";
import { requireCan, writeContext } from "~/people/guard.server";
import { requestLocale } from "~/people/request-locale.server";
import { storeChoice } from "~/people/stores.server";
import { clock } from "~/platform/clock.server";
import { toast } from "~/platform/cookies.server";
import { db } from "~/platform/database.server";
import { addMonths, isPlainDate, plainDateIn } from "~/platform/dates";
import { problem, readForm, textOf } from "~/platform/http.server";
import { isId, newId } from "~/platform/ids";
import { translate } from "~/platform/messages";
import { useT } from "~/platform/use-locale";
import { Button } from "~/ui/Button";
import { Card } from "~/ui/Card";
import { EmptyState } from "~/ui/EmptyState";
import { Form } from "~/ui/Form";
import { PageHeader } from "~/ui/PageHeader";
import { Pagination } from "~/ui/Pagination";
import { SelectField } from "~/ui/SelectField";
import { TextField } from "~/ui/TextField";
import { columnsOf, spans } from "../grid-rules";
import { type GridChoice, gridPage, saveGrid } from "../grid.server";
import { measuresByPart, monthOf, type Part } from "../measures";
import { figureMessages } from "../messages.figures";
import { gridMessages, gridRefusals } from "../messages.grid";
import { measureMessages } from "../messages.measures";
import { FigureGrid } from "../ui/FigureGrid";
import { useGrid } from "../ui/use-grid";

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data ? `${data.title} · Deskready` : "Deskready" }];

const parts = Object.keys(measuresByPart) as Part[];
const FORM_BYTES = 2_000_000;

/** The grid that an address asks for: this month and its first part unless it says otherwise. */
function choiceOf({ searchParams }: URL, today: string): GridChoice {
  const get = (name: string) => searchParams.get(name) ?? "";
  const month = `${get("month").slice(0, 7)}-01`;
  const page = Number(get("page"));
  return {
    storeId: isId(get("store")) ? get("store") : "",
    month: isPlainDate(month) ? month : monthOf(today),
    part: parts.find((one) => one === get("part")) ?? "conversion",
    span: spans.find((one) => one === get("days")) ?? "month",
    page: Number.isInteger(page) && page > 0 && page < 1000 ? page : 1,
  };
}

function addressOf({ storeId, month, part, span, page }: GridChoice): string {
  return `/results/grid?${new URLSearchParams({ store: storeId, month: month.slice(0, 7), part, days: span, ...(page > 1 ? { page: String(page) } : {}) })}`;
}

/** The figures of a store and a month, to be entered and corrected. */
export async function loader(args: LoaderFunctionArgs) {
  const actor = await requireCan(args, "results:import");
  const today = plainDateIn(actor.zone, clock.now());
  const asked = choiceOf(new URL(args.request.url), today);
  const [stores, locale] = await Promise.all([storeChoice(db()), requestLocale(args)]);
  const storeId = asked.storeId || (stores.length === 1 ? (stores[0]?.id ?? "") : "");
  const choice = { ...asked, storeId };
  const grid = storeId ? await gridPage(db(), choice, actor.zone) : null;
  const months = Array.from({ length: 14 }, (_, i) => addMonths(monthOf(today), -i).slice(0, 7));
  return { title: translate(gridMessages, locale)("title"), choice, grid, stores, months, submissionId: newId() };
}

export async function action(args: ActionFunctionArgs) {
  const actor = await requireCan(args, "results:import");
  const form = await readForm(args.request, FORM_BYTES);
  const choice = choiceOf(new URL(args.request.url), plainDateIn(actor.zone, clock.now()));
  if (choice.storeId === "") throw problem(400, "bad_request");
  const typed = (name: string) => {
    const value = form.get(name);
    return typeof value === "string" ? value.slice(0, 40) : null;
  };
  const saved = await saveGrid(writeContext(args, actor, form), choice, actor.zone, {
    typed,
    seen: textOf(form, "seen"),
    reason: textOf(form, "reason").slice(0, 500),
  });
  if (saved.ok) throw redirect(addressOf(choice), { headers: { "Set-Cookie": await toast("saved") } });
  const cells = [...form].flatMap(([name, value]) =>
    name.startsWith("c.") && typeof value === "string" ? [[name, value.slice(0, 40)]] : [],
  );
  return data({ refusals: saved.refusals, typed: Object.fromEntries(cells) as Record<string, string> }, { status: 400 });
}

export default function Grid() {
  const { choice, grid, stores, months } = useLoaderData<typeof loader>();
  const t = useT(gridMessages);
  const say = useT(measureMessages);
  const figures = useT(figureMessages);
  return (
    <div className="grid gap-4">
      <PageHeader title={t("title")} detail={t("lead")} back={{ to: "/results", label: figures("title") }} />
      <PlainForm
        method="get"
        action="/results/grid"
        key={`${choice.storeId} ${choice.month} ${choice.part} ${choice.span}`}
        className="grid grid-cols-2 items-end gap-3 lg:grid-cols-5"
      >
        <SelectField
          name="store"
          label={figures("store")}
          placeholder
          defaultValue={choice.storeId}
          options={stores.map(({ id, name }) => ({ value: id, label: name }))}
        />
        <SelectField
          name="month"
          label={t("month")}
          defaultValue={choice.month.slice(0, 7)}
          options={[...new Set([choice.month.slice(0, 7), ...months])]
            .sort()
            .reverse()
            .map((month) => ({ value: month, label: month }))}
        />
        <SelectField
          name="part"
          label={figures("part")}
          defaultValue={choice.part}
          options={parts.map((part) => ({ value: part, label: say(`part.${part}`) }))}
        />
        <SelectField
          name="days"
          label={t("days")}
          defaultValue={choice.span}
          options={spans.map((span) => ({ value: span, label: t(`span.${span}`) }))}
        />
        <div>
          <Button type="submit">{t("show")}</Button>
        </div>
      </PlainForm>
      {!grid && <p className="text-ui text-muted">{t("choose")}</p>}
      {grid?.agents.length === 0 && (
        <Card flush>
          <EmptyState icon={<UsersRound />} level={2} title={t("nobody")}>
            {t("nobody_body")}
          </EmptyState>
        </Card>
      )}
      {grid && grid.agents.length > 0 && <Sheet key={addressOf(choice)} grid={grid} />}
    </div>
  );
}

type Loaded = ReturnType<typeof useLoaderData<typeof loader>>;

/** The grid itself, with the way to save it. */
function Sheet({ grid }: { grid: NonNullable<Loaded["grid"]> }) {
  const { choice, submissionId } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const t = useT(gridMessages);
  const why = useT(gridRefusals);
  const marks = useGrid();
  const errors: Record<string, string> = {};
  for (const { code, field, params } of answer?.refusals ?? [])
    if (field?.startsWith("c.")) errors[field] ??= why(`refusal.${code}`, params);
  const to = (page: number) => addressOf({ ...choice, page });
  return (
    <Form
      action={addressOf(choice)}
      submissionId={submissionId}
      refusals={answer?.refusals ?? null}
      messages={gridRefusals}
      draftKey={`figures:${choice.storeId}:${choice.month}:${choice.part}:${choice.span}:${choice.page}`}
      className="grid gap-4"
    >
      <input type="hidden" name="seen" value={grid.seen} />
      <Card flush>
        <FigureGrid
          part={choice.part}
          columns={columnsOf(choice.month, choice.span)}
          agents={grid.agents}
          kept={grid.kept}
          typed={answer?.typed ?? {}}
          errors={errors}
          grid={marks}
        />
      </Card>
      <p className="text-sm text-muted">{t("paste")}</p>
      <div className="grid max-w-xl gap-3">
        <TextField name="reason" label={t("reason")} hint={t("reason_hint")} maxLength={500} optional />
        <div className="flex flex-wrap items-center gap-4">
          <Button type="submit" variant="primary">
            {t("save")}
          </Button>
          <p role="status" className="text-sm tabular-nums">
            {marks.changed > 0 && t("changed", { count: marks.changed })}
          </p>
        </div>
      </div>
      {grid.pages > 1 && (
        <Pagination
          previous={choice.page > 1 ? to(choice.page - 1) : null}
          next={choice.page < grid.pages ? to(choice.page + 1) : null}
          page={choice.page}
          pages={grid.pages}
        />
      )}
    </Form>
  );
}
