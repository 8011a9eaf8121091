import type { LoaderFunctionArgs } from "@remix-run/node";
import { requireCan } from "~/people/guard.server";
import { requestLocale } from "~/people/request-locale.server";
import { clock } from "~/platform/clock.server";
import { db } from "~/platform/database.server";
import { plainDateIn } from "~/platform/dates";
import { statisticsAsked, statisticsCsv } from "../statistics.server";

/** The figures of the questions that are asked for, as a CSV. */
export async function loader(args: LoaderFunctionArgs) {
  const actor = await requireCan(args, "library:view");
  const asked = statisticsAsked(new URL(args.request.url).searchParams);
  const name = `deskready-questions-${plainDateIn(actor.zone, clock.now())}.csv`;
  return new Response(await statisticsCsv(db(), asked, await requestLocale(args)), {
    headers: {
      "Content-Type": "text/csv; charset=utf-8",
      "Content-Disposition": `attachment; filename="${name}"`,
      "Cache-Control": "no-store",
    },
  });
}
