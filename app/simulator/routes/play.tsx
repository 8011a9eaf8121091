import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { type ShouldRevalidateFunctionArgs, useActionData, useLoaderData } from "@remix-run/react";
import { requireCan, writeContext } from "~/people/guard.server";
import { requestLocale } from "~/people/request-locale.server";
import { idParam, problem, readForm, textOf } from "~/platform/http.server";
import { newId } from "~/platform/ids";
import { pick } from "~/platform/locale";
import { debriefAddress } from "../address";
import { besideRun, giveUp, runNow } from "../play.server";
import { saidIn } from "../said-form.server";
import { say } from "../say.server";
import { Play } from "../ui/Play";

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [{ title: `${page?.title ?? ""} — 上岗 Deskready` }];

/** The chats of one's own run, while they go on. */
export async function loader(args: LoaderFunctionArgs) {
  const actor = await requireCan(args, "simulator:do");
  const runId = idParam(args.params.runId);
  const { searchParams } = new URL(args.request.url);
  const locale = await requestLocale(args);
  const now = await runNow(writeContext(args, actor), actor.personId, runId);
  if (!now) throw problem(404, "not_found");
  const { run, view } = now;
  if (view.isOver) throw redirect(debriefAddress(runId));
  return {
    ...(await besideRun(run, actor.name)),
    runId,
    title: pick(run.simulation.title, locale),
    locale: run.locale,
    counts: run.counts,
    customers: run.simulation.customers.length,
    view,
    // Without script forms bring customer and pane, and a message has its id from here.
    chosen: searchParams.get("with"),
    pane: searchParams.get("pane"),
    messageId: newId(),
  };
}

/** What a page without script sends, and giving up. */
export async function action(args: ActionFunctionArgs) {
  const actor = await requireCan(args, "simulator:do");
  if (args.request.method !== "POST") throw problem(405, "method");
  const form = await readForm(args.request);
  const runId = idParam(args.params.runId);
  const ctx = writeContext(args, actor);
  if (textOf(form, "intent") === "give_up") {
    if (!(await giveUp(ctx, actor.personId, runId))) throw problem(404, "not_found");
    throw redirect(debriefAddress(runId));
  }
  const said = saidIn(form);
  if (!said) throw problem(400, "bad_request");
  const outcome = await say(ctx, actor.personId, runId, said);
  if (outcome.ok) throw redirect(`/simulator/runs/${runId}?with=${encodeURIComponent(said.customer)}`);
  if (outcome.refusals.some(({ code }) => code === "not_found")) throw problem(404, "not_found");
  return data({ refusals: outcome.refusals, customer: said.customer, text: said.text }, { status: 422 });
}

/** The page looks by itself how its run stands. */
export function shouldRevalidate({ currentUrl, nextUrl, formMethod, defaultShouldRevalidate }: ShouldRevalidateFunctionArgs) {
  return formMethod === undefined && currentUrl.pathname === nextUrl.pathname ? false : defaultShouldRevalidate;
}

export default function PlayPage() {
  const page = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  return <Play key={page.runId} page={page} refused={refused ?? null} />;
}
