import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { requireCan } from "~/people/guard.server";
import { requestLocale } from "~/people/request-locale.server";
import { clock } from "~/platform/clock.server";
import { db } from "~/platform/database.server";
import { masteryPage } from "../mastery-page.server";
import { Mastery } from "../ui/mastery/Mastery";

export const meta: MetaFunction = () => [{ title: "掌握情况 · Mastery — 上岗 Deskready" }];

/** One's own bank as it stands. */
export async function loader(args: LoaderFunctionArgs) {
  const actor = await requireCan(args, "training:do");
  return { personId: actor.personId, page: await masteryPage(db(), actor.personId, clock.now(), await requestLocale(args)) };
}

export default function OwnMastery() {
  const { personId, page } = useLoaderData<typeof loader>();
  return <Mastery page={page} personId={personId} of={null} />;
}
