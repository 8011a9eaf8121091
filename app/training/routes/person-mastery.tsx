import { type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { requireCan } from "~/people/guard.server";
import { peopleFacts } from "~/people/queries.server";
import { requestLocale } from "~/people/request-locale.server";
import { clock } from "~/platform/clock.server";
import { db } from "~/platform/database.server";
import { idParam, problem } from "~/platform/http.server";
import { masteryPage } from "../mastery-page.server";
import { Mastery } from "../ui/mastery/Mastery";

export const meta: MetaFunction = () => [{ title: "掌握情况 · Mastery — 上岗 Deskready" }];

/** Somebody's bank, as those see it who lead them. One's own is at its own address. */
export async function loader(args: LoaderFunctionArgs) {
  const personId = idParam(args.params.personId);
  const actor = await requireCan(args, "training:view", { personId });
  if (actor.personId === personId) throw redirect("/mastery");
  const now = clock.now();
  const page = await masteryPage(db(), personId, now, await requestLocale(args));
  const name = page.name ?? (await peopleFacts(db(), personId, now))?.name;
  if (name === undefined) throw problem(404, "not_found");
  return { personId, name, page };
}

export default function PersonMastery() {
  const { personId, name, page } = useLoaderData<typeof loader>();
  return <Mastery page={page} personId={personId} of={name} />;
}
