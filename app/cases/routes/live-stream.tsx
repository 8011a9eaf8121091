import type { LoaderFunctionArgs } from "@remix-run/node";
import { requireCan } from "~/people/guard.server";
import { clock } from "~/platform/clock.server";
import { db } from "~/platform/database.server";
import { idParam, problem } from "~/platform/http.server";
import { followMeeting } from "../live-hub.server";
import { livePage } from "../live-page.server";
import { reachOf } from "../reach";

/** A meeting's screen as it changes, as server-sent events: the present state first, then each that follows. `?as=lead`: as who presents it sees it. */
export async function loader(args: LoaderFunctionArgs) {
  const actor = await requireCan(args, "meetings:view");
  const meetingId = idParam(args.params.meetingId);
  const asLead = new URL(args.request.url).searchParams.get("as") === "lead";
  const page = await livePage(db(), reachOf(actor), meetingId, { asLead, now: clock.now() });
  if (!page) throw problem(404, "not_found");
  return followMeeting(args.request, actor, meetingId, asLead);
}
