import type { LoaderFunctionArgs } from "@remix-run/node";
import { clock } from "~/platform/clock.server";
import { db } from "~/platform/database.server";
import { apiAnswer } from "../answer.server";
import { changesAsk } from "../ask-rules";
import { changesOf } from "../clearance.server";
import { requireKey } from "../guard.server";
import { apiProblem } from "../problem.server";

export async function loader(args: LoaderFunctionArgs) {
  const holder = await requireKey(args, "clearance:read");
  const ask = changesAsk(new URL(args.request.url).searchParams);
  if ("wrong" in ask) throw apiProblem(args.request, "bad_parameter", { parameter: ask.wrong });
  const changes = await changesOf(db(), holder, args.params.externalId ?? "", ask, clock.now());
  if (!changes) throw apiProblem(args.request, "no_such_agent");
  return apiAnswer(args.request, changes);
}
