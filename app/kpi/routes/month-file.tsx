import type { LoaderFunctionArgs } from "@remix-run/node";
import { csvFile } from "~/people/csv";
import { requireCan } from "~/people/guard.server";
import { requestLocale } from "~/people/request-locale.server";
import { db } from "~/platform/database.server";
import { idParam, problem } from "~/platform/http.server";
import { bonusBook, bonusTable } from "../months/bonus-list.server";
import { monthIn, payroll } from "../months/month-people.server";
import { managesTeam, reachOf } from "../led-teams";

const XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/** The bonus list of a team's month for payroll, as a CSV or (`?format=xlsx`) a workbook: to whoever manages the team. */
export async function loader(args: LoaderFunctionArgs) {
  const actor = await requireCan(args, "kpi:close");
  const month = monthIn(args.params.month);
  const teamId = idParam(args.params.teamId);
  const reach = reachOf(actor);
  const list = month && managesTeam(reach, teamId) ? await payroll(db(), { teamId, month }) : null;
  if (!list || !month) throw problem(404, "not_found");
  const table = bonusTable(list, month, await requestLocale(args));
  const isBook = new URL(args.request.url).searchParams.get("format") === "xlsx";
  const body = isBook ? new Uint8Array(await bonusBook(table)) : csvFile([table.heading, ...table.rows.map((row) => row.map(String))]);
  return new Response(body, {
    headers: {
      "Content-Type": isBook ? XLSX : "text/csv; charset=utf-8",
      "Content-Disposition": `attachment; filename="deskready-bonus-${month.slice(0, 7)}.${isBook ? "xlsx" : "csv"}"`,
      "Cache-Control": "no-store",
    },
  });
}
