import type { LoaderFunctionArgs } from "@remix-run/node";
import { csvFile } from "~/people/csv";
import { requireCan } from "~/people/guard.server";
import { requestLocale } from "~/people/request-locale.server";
import { clock } from "~/platform/clock.server";
import { db } from "~/platform/database.server";
import { addDays, plainDateIn } from "~/platform/dates";
import { translate } from "~/platform/messages";
import { overviewMessages } from "../messages.overview";
import { checksOverview } from "../overview.server";

/** The manager's view as a CSV: who reads, an empty row, whose chats. */
export async function loader(args: LoaderFunctionArgs) {
  const actor = await requireCan(args, "chats:duty");
  const today = plainDateIn(actor.zone, clock.now());
  const [{ readers, agents }, locale] = await Promise.all([
    checksOverview(db(), actor.roles, { from: addDays(today, -30), today }),
    requestLocale(args),
  ]);
  const t = translate(overviewMessages, locale);
  const rows = [
    (["name", "today", "streak", "week", "month", "quick", "skipped"] as const).map((key) => t(`readers.${key}`)),
    ...readers.map((r) => [
      r.name,
      r.today ? `${r.today.counted}/${r.today.quota}` : "",
      ...[r.streak, r.week, r.month, r.quick, r.skipped].map(String),
    ]),
    [],
    (["name", "checked", "mean", "critical", "disputed"] as const).map((key) => t(`agents.${key}`)),
    ...agents.map((a) => [a.name, String(a.checked), a.mean ?? "", String(a.critical), String(a.disputed)]),
  ];
  return new Response(csvFile(rows), {
    headers: {
      "Content-Type": "text/csv; charset=utf-8",
      "Content-Disposition": `attachment; filename="deskready-chat-checks-${today}.csv"`,
      "Cache-Control": "no-store",
    },
  });
}
