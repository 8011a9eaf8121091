import type { LoaderFunctionArgs } from "@remix-run/node";
import { requireCan } from "~/people/guard.server";
import { requestLocale } from "~/people/request-locale.server";
import { clock } from "~/platform/clock.server";
import { db } from "~/platform/database.server";
import { drillAhead } from "../ahead.server";

/** The questions that come next, for a browser that may soon be without a connection. No answer key is in them. */
export async function loader(args: LoaderFunctionArgs) {
  const actor = await requireCan(args, "training:do");
  const ahead = await drillAhead(db(), actor.personId, clock.now(), await requestLocale(args));
  return Response.json(ahead, { headers: { "Cache-Control": "private, no-store" } });
}
