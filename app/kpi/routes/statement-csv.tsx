import type { LoaderFunctionArgs } from "@remix-run/node";
import { csvFile } from "~/people/csv";
import { requireCan } from "~/people/guard.server";
import { requestLocale } from "~/people/request-locale.server";
import { clock } from "~/platform/clock.server";
import { db } from "~/platform/database.server";
import { plainDateIn } from "~/platform/dates";
import { idParam, problem } from "~/platform/http.server";
import { monthOfAddress } from "../address";
import { statementOf } from "../statement.server";
import { statementSheet } from "../statement-sheet";

/** Somebody's month as a CSV: every figure with which it can be reckoned again. */
export async function loader(args: LoaderFunctionArgs) {
  const personId = idParam(args.params.personId);
  const actor = await requireCan(args, "kpi:statement", { personId });
  const asked = new URL(args.request.url).searchParams.get("month");
  const month = monthOfAddress(asked, plainDateIn(actor.zone, clock.now()));
  const [statement, locale] = await Promise.all([statementOf(db(), personId, month, null), requestLocale(args)]);
  if (!statement?.told) throw problem(404, "not_found");
  return new Response(csvFile(statementSheet(statement, locale)), {
    headers: {
      "Content-Type": "text/csv; charset=utf-8",
      "Content-Disposition": `attachment; filename="deskready-statement-${month.slice(0, 7)}.csv"`,
      "Cache-Control": "no-store",
    },
  });
}
