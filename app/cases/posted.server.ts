import type { ActionFunctionArgs } from "@remix-run/node";
import type { Actor } from "~/people/actor";
import { writeContext } from "~/people/guard.server";
import { idParam, problem, readForm } from "~/platform/http.server";
import type { WriteContext } from "~/platform/write.server";
import { type Reach, reachOf } from "./reach";

/** A form that somebody sent to a page of a meeting. */
export type Posted = { ctx: WriteContext; reach: Reach; meetingId: string; form: FormData };

/** The form that was posted to a meeting by somebody whom the route let in. Throws 405 on any other method and 404 where the address names none. */
export async function postedTo(args: ActionFunctionArgs, actor: Actor): Promise<Posted> {
  if (args.request.method !== "POST") throw problem(405, "method");
  const meetingId = idParam(args.params.meetingId);
  const form = await readForm(args.request);
  return { ctx: writeContext(args, actor, form), reach: reachOf(actor), meetingId, form };
}
