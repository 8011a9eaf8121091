import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { type ShouldRevalidateFunctionArgs, useActionData, useLoaderData } from "@remix-run/react";
import { requireCan, writeContext } from "~/people/guard.server";
import { requestLocale } from "~/people/request-locale.server";
import { clock } from "~/platform/clock.server";
import { db } from "~/platform/database.server";
import { problem, readForm, slugParam } from "~/platform/http.server";
import { sittingAction } from "../sitting-forms.server";
import { sittingPage, spoken } from "../sitting-pages.server";
import { Run } from "../ui/sitting/Run";
import { Start } from "../ui/sitting/Start";

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [{ title: `${page?.title ?? ""} — 上岗 Deskready` }];

/** A quiz or exam of one's own plan: before it, and during it. */
export async function loader(args: LoaderFunctionArgs) {
  const actor = await requireCan(args, "training:do");
  const asked = /^\d{1,3}$/.exec(new URL(args.request.url).searchParams.get("q") ?? "");
  const page = await sittingPage(
    db(),
    actor.personId,
    slugParam(args.params.slug),
    asked ? Number(asked[0]) : null,
    await requestLocale(args),
    clock.now(),
  );
  if (!page) throw problem(404, "not_found");
  // The activity's own page says what is in the way, and what mends it.
  if (page.stage === "start" && page.refusal) throw redirect(`/learn/${page.slug}`);
  return page;
}

export async function action(args: ActionFunctionArgs) {
  const actor = await requireCan(args, "training:do");
  const form = await readForm(args.request);
  const done = await sittingAction(writeContext(args, actor, form), { personId: actor.personId, slug: slugParam(args.params.slug) }, form);
  if ("to" in done) throw redirect(done.to);
  const locale = await requestLocale(args);
  return data({ asked: done.asked, refusals: done.refusals.map((r) => spoken(r, locale)) }, { status: done.status });
}

/** Moving between questions changes the address only. */
export function shouldRevalidate({ currentUrl, nextUrl, formMethod, defaultShouldRevalidate }: ShouldRevalidateFunctionArgs) {
  return formMethod === undefined && currentUrl.pathname === nextUrl.pathname ? false : defaultShouldRevalidate;
}

export default function Sitting() {
  const page = useLoaderData<typeof loader>();
  const done = useActionData<typeof action>();
  if (page.stage === "start") return <Start page={page} refusals={done?.refusals} asked={done?.asked ?? false} />;
  return <Run key={page.sittingId} sitting={page} refusals={done?.refusals} />;
}
