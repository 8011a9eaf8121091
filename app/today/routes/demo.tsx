import { type ActionFunctionArgs, redirect } from "@remix-run/node";
import { requireCan } from "~/people/guard.server";
import { clock } from "~/platform/clock.server";
import { db } from "~/platform/database.server";
import { addDays, plainDateIn, startOfDay } from "~/platform/dates";
import { moveDemoClock } from "~/platform/demo-clock.server";
import { problem, readForm, safeRedirect, textOf } from "~/platform/http.server";
import { runSweeps } from "~/platform/jobs.server";
import { writeMode } from "~/platform/mode.server";
import { requestRestart } from "~/platform/restart.server";

const MORNING_MS = 9 * 3_600_000;

/** The demo's banner: go to nine o'clock of the next day, or leave the demo for a shop of one's own. Exists only in the demo. */
export async function action(args: ActionFunctionArgs) {
  if (!args.context.demo) throw problem(404, "not_found");
  const actor = await requireCan(args, "demo:drive");
  const form = await readForm(args.request);
  switch (textOf(form, "step")) {
    case "next_day": {
      const tomorrow = addDays(plainDateIn(actor.zone, clock.now()), 1);
      const morning = startOfDay(tomorrow, actor.zone).getTime() + MORNING_MS;
      await moveDemoClock(db(), clock.offset() + morning - clock.now().getTime());
      await runSweeps(db(), clock.now());
      throw redirect(safeRedirect(textOf(form, "returnTo")));
    }
    case "start_shop":
      writeMode("shop");
      requestRestart();
      return { restarting: true };
    default:
      throw problem(400, "bad_request");
  }
}
