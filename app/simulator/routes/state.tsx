import type { LoaderFunctionArgs } from "@remix-run/node";
import { requireCan, writeContext } from "~/people/guard.server";
import { idParam, problem } from "~/platform/http.server";
import { runNow, sinceOf } from "../play.server";

/** How one's own run stands: asked for by its page whenever something may have come. What the page has already is not sent again. */
export async function loader(args: LoaderFunctionArgs) {
  const actor = await requireCan(args, "simulator:do");
  const now = await runNow(writeContext(args, actor), actor.personId, idParam(args.params.runId));
  if (!now) throw problem(404, "not_found");
  const have = new URL(args.request.url).searchParams.get("have");
  return Response.json(sinceOf(now.view, have), { headers: { "Cache-Control": "private, no-store" } });
}
