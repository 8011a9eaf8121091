import type { LoaderFunctionArgs } from "@remix-run/node";
import { clock } from "~/platform/clock.server";
import { db } from "~/platform/database.server";
import { apiAnswer } from "../answer.server";
import { clearanceOf } from "../clearance.server";
import { requireKey } from "../guard.server";
import { apiProblem } from "../problem.server";

export async function loader(args: LoaderFunctionArgs) {
  const holder = await requireKey(args, "clearance:read");
  const told = await clearanceOf(db(), holder, args.params.externalId ?? "", clock.now());
  if (!told) throw apiProblem(args.request, "no_such_agent");
  return apiAnswer(args.request, told);
}
