import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { requireCan, writeContext } from "~/people/guard.server";
import { requestLocale } from "~/people/request-locale.server";
import { clock } from "~/platform/clock.server";
import { db } from "~/platform/database.server";
import { problem, readForm, textOf } from "~/platform/http.server";
import { isId } from "~/platform/ids";
import { plainDrillAnswer } from "../bank.server";
import { drillPage } from "../drill-page.server";
import { Drill } from "../ui/drill/Drill";

export const meta: MetaFunction = () => [{ title: "练习 · Drill — 上岗 Deskready" }];

/** The drill: the next questions of one's own bank, those of a topic, the weakest, or what is to be mended. No answer key is in them. */
export async function loader(args: LoaderFunctionArgs) {
  const actor = await requireCan(args, "training:do");
  const { searchParams } = new URL(args.request.url);
  const page = await drillPage(db(), actor.personId, clock.now(), await requestLocale(args), searchParams);
  const remedial = searchParams.get("remedial");
  // What was mended meanwhile says so on its own page.
  if (!page && isId(remedial)) throw redirect(`/remedial/${remedial}`);
  if (!page) throw problem(404, "not_found");
  return page;
}

/** One answer from a plain form: the page shows its verdict. */
export async function action(args: ActionFunctionArgs) {
  const actor = await requireCan(args, "training:do");
  const form = await readForm(args.request);
  const values = form.getAll("answer").filter((value) => typeof value === "string");
  return plainDrillAnswer(writeContext(args, actor), actor.personId, textOf(form, "ticket"), values, await requestLocale(args));
}

export default function DrillPage() {
  const page = useLoaderData<typeof loader>();
  const plain = useActionData<typeof action>();
  return <Drill key={page.questions[0]?.ticket ?? "none"} page={page} plain={plain ?? null} />;
}
