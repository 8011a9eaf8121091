import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { Form as Asked, useActionData, useLoaderData } from "@remix-run/react";
import ChartColumn from "lucide-react/icons/chart-column";
import { requireCan, writeContext } from "~/people/guard.server";
import { openTeams } from "~/people/queries.server";
import { clock } from "~/platform/clock.server";
import { toast } from "~/platform/cookies.server";
import { db } from "~/platform/database.server";
import { addDays, plainDateIn } from "~/platform/dates";
import { idParam, problem, readForm, textOf } from "~/platform/http.server";
import { useT } from "~/platform/use-locale";
import { Button } from "~/ui/Button";
import { Card } from "~/ui/Card";
import { EmptyState } from "~/ui/EmptyState";
import { Form } from "~/ui/Form";
import { PageHeader } from "~/ui/PageHeader";
import { SelectField } from "~/ui/SelectField";
import { managesTeam, reachOf } from "../led-teams";
import { WorkloadTable } from "../ui/WorkloadTable";
import { teamLoad } from "../workload/load.server";
import { workloadMessages } from "../workload/messages";
import { seeSignal } from "../workload/signals.server";
import { agreed, ENOUGH_DAYS, weekOf } from "../workload/workload-rules";

export const meta: MetaFunction = () => [{ title: "工作量 · Workload — 上岗 Deskready" }];

const WEEKS = 5;

/** Inquiries per agent and working day of a team that one leads: the last weeks, store by store. */
export async function loader(args: LoaderFunctionArgs) {
  const actor = await requireCan(args, "kpi:months");
  const reach = reachOf(actor);
  const teams = await openTeams(db(), reach.leads);
  const asked = new URL(args.request.url).searchParams.get("team");
  const team = teams.find(({ id }) => id === asked) ?? teams[0] ?? null;
  const today = team && plainDateIn(team.zone, clock.now());
  const load = team && today ? await teamLoad(db(), team, today, WEEKS) : null;
  const whole = load?.stores.find(({ storeId }) => storeId === null);
  const finished = today ? [-7, -14].map((back) => addDays(weekOf(today), back)) : [];
  const signal = agreed(finished.map((week) => whole?.weeks.find((one) => one.week === week)?.signal ?? "unclear"));
  return {
    teams: teams.map(({ id, name }) => ({ id, name })),
    teamId: team?.id ?? null,
    bounds: load?.bounds ?? null,
    stores: load?.stores ?? [],
    signal: team && managesTeam(reach, team.id) ? signal : null,
  };
}

/** A manager has seen what the weeks say. */
export async function action(args: ActionFunctionArgs) {
  const actor = await requireCan(args, "kpi:close");
  if (args.request.method !== "POST") throw problem(405, "method");
  const form = await readForm(args.request);
  const teamId = idParam(textOf(form, "team"));
  const outcome = await seeSignal(writeContext(args, actor, form), reachOf(actor), teamId);
  if (!outcome.ok) return data({ refusals: outcome.refusals }, { status: 422 });
  throw redirect(`/kpi/workload?team=${teamId}`, { headers: { "Set-Cookie": await toast("done") } });
}

export default function Workload() {
  const { teams, teamId, bounds, stores, signal } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const t = useT(workloadMessages);
  return (
    <>
      <PageHeader title={t("title")} detail={bounds ? t("lead", bounds) : t("lead_none")} back={{ to: "/kpi", label: t("back") }} />
      {teams.length > 1 && (
        <Asked method="get" className="mb-4 flex items-end gap-3">
          <SelectField
            name="team"
            label={t("team")}
            className="flex-1 sm:max-w-60"
            defaultValue={teamId ?? ""}
            options={teams.map(({ id, name }) => ({ value: id, label: name }))}
          />
          <Button type="submit">{t("show")}</Button>
        </Asked>
      )}
      {stores.length === 0 ? (
        <Card flush>
          <EmptyState icon={<ChartColumn />} level={2} title={t("empty")}>
            {t("empty_body")}
          </EmptyState>
        </Card>
      ) : (
        <div className="grid gap-5">
          {signal && teamId && (
            <Card raised>
              <Form messages={workloadMessages} refusals={refused?.refusals} className="flex flex-wrap items-center justify-between gap-3">
                <p className="measure text-ui">{t("seen_lead", { signal: t(`signal.${signal}`) })}</p>
                <input type="hidden" name="team" value={teamId} />
                <Button type="submit">{t("seen")}</Button>
              </Form>
            </Card>
          )}
          {stores.map((of) => (
            <WorkloadTable key={of.storeId ?? "whole"} of={of} />
          ))}
          <p className="measure text-sm text-muted">{t("how", { count: ENOUGH_DAYS })}</p>
        </div>
      )}
    </>
  );
}
