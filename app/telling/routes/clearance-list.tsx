import type { LoaderFunctionArgs } from "@remix-run/node";
import { clock } from "~/platform/clock.server";
import { db } from "~/platform/database.server";
import { apiAnswer } from "../answer.server";
import { listAsk } from "../ask-rules";
import { clearanceList } from "../clearance.server";
import { requireKey } from "../guard.server";
import { apiProblem } from "../problem.server";

export async function loader(args: LoaderFunctionArgs) {
  const holder = await requireKey(args, "clearance:read");
  const url = new URL(args.request.url);
  const ask = listAsk(url.searchParams);
  if ("wrong" in ask) throw apiProblem(args.request, "bad_parameter", { parameter: ask.wrong });
  const page = await clearanceList(db(), holder, ask, clock.now());
  if (page.next) url.searchParams.set("cursor", page.next);
  return apiAnswer(args.request, page, page.next ? { Link: `<${url.pathname}${url.search}>; rel="next"` } : {});
}
