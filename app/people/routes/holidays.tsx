import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import CalendarDays from "lucide-react/icons/calendar-days";
import X from "lucide-react/icons/x";
import { clock } from "~/platform/clock.server";
import { toast } from "~/platform/cookies.server";
import { db } from "~/platform/database.server";
import { isPlainDate, plainDateIn } from "~/platform/dates";
import { formatDay } from "~/platform/format";
import { idParam, problem, readForm, textOf } from "~/platform/http.server";
import { isId } from "~/platform/ids";
import { useReader, useT } from "~/platform/use-locale";
import { refuse } from "~/platform/write.server";
import { Badge } from "~/ui/Badge";
import { Button } from "~/ui/Button";
import { Card } from "~/ui/Card";
import { EmptyState } from "~/ui/EmptyState";
import { Form } from "~/ui/Form";
import { IconButton } from "~/ui/IconButton";
import { LinkButton } from "~/ui/LinkButton";
import { PageHeader } from "~/ui/PageHeader";
import { SelectField } from "~/ui/SelectField";
import { TextField } from "~/ui/TextField";
import { requireCan, writeContext } from "../guard.server";
import { addHoliday, holidaysOfYear, loadPublicHolidays, removeHoliday } from "../holidays.server";
import { settingsMessages } from "../messages.settings";
import { teamChoice } from "../teams.server";

export const meta: MetaFunction = () => [{ title: "节假日 · Holidays — 上岗 Deskready" }];

/** The year that the address asks for, else this year. */
function yearOf(url: URL, zone: string): number {
  const asked = Number(url.searchParams.get("year"));
  return Number.isInteger(asked) && asked >= 2000 && asked <= 2100 ? asked : Number(plainDateIn(zone, clock.now()).slice(0, 4));
}

export async function loader(args: LoaderFunctionArgs) {
  const actor = await requireCan(args, "team:edit");
  const year = yearOf(new URL(args.request.url), actor.zone);
  const [holidays, teams] = await Promise.all([holidaysOfYear(db(), year, null), teamChoice(db())]);
  return { year, holidays, teams };
}

export async function action(args: ActionFunctionArgs) {
  const actor = await requireCan(args, "team:edit");
  const form = await readForm(args.request);
  const ctx = writeContext(args, actor, form);
  const year = yearOf(new URL(args.request.url), actor.zone);
  const outcome = await act();
  if (!outcome.ok) return data({ refusals: outcome.refusals }, { status: 400 });
  throw redirect(`/settings/holidays?year=${year}`, { headers: { "Set-Cookie": await toast("saved") } });

  async function act() {
    switch (textOf(form, "step")) {
      case "load":
        return loadPublicHolidays(ctx, year);
      case "remove":
        return removeHoliday(ctx, idParam(textOf(form, "id")));
      case "add": {
        const [day, zh, en, team] = ["day", "nameZh", "nameEn", "teamId"].map((name) => textOf(form, name));
        if (!isPlainDate(day)) return refuse("date_malformed", { field: "day" });
        if (!zh) return refuse("name_missing", { field: "nameZh" });
        if (zh.length > 80 || (en?.length ?? 0) > 80) return refuse("name_long", { field: "nameZh" });
        if (team && !isId(team)) return refuse("team_unknown", { field: "teamId" });
        const kind = textOf(form, "kind") === "working" ? "working" : "off";
        return addHoliday(ctx, { day, kind, name: { "zh-CN": zh, en: en || zh }, teamId: team || null });
      }
      default:
        throw problem(400, "bad_request");
    }
  }
}

export default function HolidaysPage() {
  const { year, holidays, teams } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const t = useT(settingsMessages);
  const { locale } = useReader();
  return (
    <>
      <PageHeader
        title={t("holidays")}
        detail={t("holidays_body")}
        back={{ to: "/settings", label: t("title") }}
        action={
          <Form>
            <Button type="submit" name="step" value="load">
              {t("holiday.load", { year })}
            </Button>
          </Form>
        }
      />
      <div className="grid max-w-3xl gap-5">
        <Card
          title={t("holiday.year", { year })}
          flush
          action={
            <div className="flex gap-2">
              <LinkButton size="sm" to={`?year=${year - 1}`}>
                {t("holiday.previous")}
              </LinkButton>
              <LinkButton size="sm" to={`?year=${year + 1}`}>
                {t("holiday.next")}
              </LinkButton>
            </div>
          }
        >
          {holidays.length === 0 ? (
            <EmptyState icon={<CalendarDays />} title={t("holiday.empty", { year })} level={3}>
              {t("holiday.empty_body")}
            </EmptyState>
          ) : (
            <ul className="divide-y divide-line">
              {holidays.map((h) => (
                <li key={h.id} className="flex items-center gap-3 px-4 py-1.5 sm:px-5">
                  <span className="w-28 shrink-0 text-sm tabular-nums">{formatDay(h.day, locale)}</span>
                  <Badge tone={h.kind === "off" ? "accent" : "neutral"}>{h.kind === "off" ? t("holiday.off") : t("holiday.working")}</Badge>
                  <span className="min-w-0 flex-1">
                    {h.name[locale]}
                    {h.teamName && <span className="block text-sm text-muted">{h.teamName}</span>}
                  </span>
                  <Form>
                    <input type="hidden" name="step" value="remove" />
                    <input type="hidden" name="id" value={h.id} />
                    <IconButton type="submit" label={t("holiday.remove", { day: formatDay(h.day, locale) })} icon={<X aria-hidden />} />
                  </Form>
                </li>
              ))}
            </ul>
          )}
        </Card>
        <Card title={t("holiday.add")}>
          <Form refusals={refused?.refusals} messages={settingsMessages} draftKey="holiday:new" className="grid gap-5 sm:grid-cols-2">
            <TextField name="day" type="date" label={t("holiday.day")} required defaultValue={`${year}-01-01`} />
            <SelectField
              name="kind"
              label={t("holiday.kind")}
              options={[
                { value: "off", label: t("holiday.off") },
                { value: "working", label: t("holiday.working") },
              ]}
            />
            <TextField name="nameZh" label={t("holiday.name_zh")} required maxLength={80} />
            <TextField name="nameEn" label={t("holiday.name_en")} optional maxLength={80} />
            <SelectField
              name="teamId"
              label={t("holiday.for")}
              placeholder={t("holiday.everybody")}
              options={teams.map((team) => ({ value: team.id, label: team.name }))}
            />
            <div className="self-end">
              <Button type="submit" name="step" value="add" variant="primary">
                {t("holiday.add")}
              </Button>
            </div>
          </Form>
        </Card>
      </div>
    </>
  );
}
