import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { requireCan, writeContext } from "~/people/guard.server";
import { requestLocale } from "~/people/request-locale.server";
import { clock } from "~/platform/clock.server";
import { toast } from "~/platform/cookies.server";
import { db } from "~/platform/database.server";
import { idParam, problem, readForm, textOf } from "~/platform/http.server";
import { translate } from "~/platform/messages";
import { monthMessages } from "../messages.months";
import { monthTitle } from "../month-title";
import { monthAddress } from "../months/address";
import { doAsAsked } from "../months/month-form.server";
import { monthHead } from "../months/month-list.server";
import { monthIn, monthPeople, type PeopleFilter, shows, sorts } from "../months/month-people.server";
import type { TeamMonth } from "../months/month-row.server";
import { leadsTeam, managesTeam, reachOf } from "../led-teams";
import { supervisorsOf } from "../supervisor/page.server";
import { MonthView } from "../ui/MonthView";

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data ? `${data.title} · Deskready` : "Deskready" }];

function ofParams(params: { month?: string; teamId?: string }): TeamMonth {
  const month = monthIn(params.month);
  if (!month) throw problem(404, "not_found");
  return { teamId: idParam(params.teamId), month };
}

function filterOf({ searchParams }: URL): PeopleFilter {
  const get = (name: string) => searchParams.get(name) ?? "";
  const page = Number(get("page"));
  return {
    show: shows.find((one) => one === get("show")) ?? "all",
    sort: sorts.find((one) => one === get("sort")) ?? "name",
    falling: get("falling") === "1",
    q: get("q")
      .normalize("NFKC")
      .replace(/\p{Cc}/gu, "")
      .trim()
      .slice(0, 100),
    page: Number.isInteger(page) && page > 0 && page < 10_000 ? page : 1,
  };
}

/** A month of a team: where it stands, what is missing, what can be done with it, and everybody's score and bonus. */
export async function loader(args: LoaderFunctionArgs) {
  const actor = await requireCan(args, "kpi:months");
  const of = ofParams(args.params);
  const reach = reachOf(actor);
  if (!leadsTeam(reach, of.teamId)) throw problem(404, "not_found");
  const filter = filterOf(new URL(args.request.url));
  const only = managesTeam(reach, of.teamId) ? null : actor.personId;
  const [head, people, supervisors, locale] = await Promise.all([
    monthHead(db(), of, clock.now()),
    monthPeople(db(), of, filter),
    supervisorsOf(db(), of, only),
    requestLocale(args),
  ]);
  if (!head) throw problem(404, "not_found");
  const title = translate(monthMessages, locale)("title.month", { month: monthTitle(of.month, locale), team: head.team });
  return { title, head, filter, manages: managesTeam(reach, of.teamId), supervisors, ...people };
}

/** Publish, close or open the month again (`publish`, `close`, `reopen`); give a score where nothing could be scored (`decide`). */
export async function action(args: ActionFunctionArgs) {
  const actor = await requireCan(args, "kpi:close");
  const of = ofParams(args.params);
  if (args.request.method !== "POST") throw problem(405, "method");
  const form = await readForm(args.request);
  const done = doAsAsked(writeContext(args, actor, form), reachOf(actor), of, form);
  if (!done) throw problem(400, "bad_request");
  const outcome = await done;
  if (!outcome.ok)
    return data({ intent: textOf(form, "intent"), person: textOf(form, "person"), refusals: outcome.refusals }, { status: 422 });
  throw redirect(monthAddress(of.month, of.teamId), { headers: { "Set-Cookie": await toast("done") } });
}

export default function MonthRoute() {
  const page = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  return <MonthView page={page} refused={refused} />;
}
