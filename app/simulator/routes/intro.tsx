import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { requireCan, writeContext } from "~/people/guard.server";
import { requestLocale } from "~/people/request-locale.server";
import { db } from "~/platform/database.server";
import { problem, readForm, slugParam } from "~/platform/http.server";
import { simulationIntro } from "../intro.server";
import { startRun } from "../start.server";
import { Intro } from "../ui/Intro";

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [{ title: `${page?.title ?? ""} — 上岗 Deskready` }];

/** What one should know before a practice chat begins. */
export async function loader(args: LoaderFunctionArgs) {
  const actor = await requireCan(args, "simulator:do");
  const page = await simulationIntro(db(), actor.personId, slugParam(args.params.slug), await requestLocale(args));
  if (!page) throw problem(404, "not_found");
  return page;
}

/** Begin. */
export async function action(args: ActionFunctionArgs) {
  const actor = await requireCan(args, "simulator:do");
  if (args.request.method !== "POST") throw problem(405, "method");
  const form = await readForm(args.request);
  const toPlay = { slug: slugParam(args.params.slug), locale: await requestLocale(args) };
  const started = await startRun(writeContext(args, actor, form), actor.personId, toPlay);
  if (started.ok) throw redirect(`/simulator/runs/${started.value.runId}`);
  if (started.refusals.some(({ code }) => code === "not_found")) throw problem(404, "not_found");
  return data({ refusals: started.refusals }, { status: 409 });
}

export default function SimulationIntro() {
  const page = useLoaderData<typeof loader>();
  const done = useActionData<typeof action>();
  return <Intro page={page} refusals={done?.refusals} />;
}
