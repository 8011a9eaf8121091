import type { LoaderFunctionArgs } from "@remix-run/node";
import { csvFile } from "~/people/csv";
import { requireCan } from "~/people/guard.server";
import { requestLocale } from "~/people/request-locale.server";
import { clock } from "~/platform/clock.server";
import { db } from "~/platform/database.server";
import { listFilterOf } from "~/platform/list-filter";
import { translate } from "~/platform/messages";
import { ledgerList } from "../list.server";
import { conductMessages } from "../messages";
import { monthName } from "../months";
import { shows } from "../shown";

/** The list as a CSV: what it shows, without pages. */
export async function loader(args: LoaderFunctionArgs) {
  const actor = await requireCan(args, "team:view");
  const filter = listFilterOf(new URL(args.request.url), shows);
  const locale = await requestLocale(args);
  const viewer = { id: actor.personId, roles: actor.roles, zone: actor.zone };
  const { rows, month } = await ledgerList(db(), viewer, filter, { locale, now: clock.now(), whole: true });
  const t = translate(conductMessages, locale);
  const table = [
    (["name", "team", "left", "entries", "state"] as const).map((key) => t(`list.${key}`)),
    ...rows.map(({ name, team, balance, entries, reached }) => [
      ...[name, team, balance ?? t("list.full"), String(entries)],
      reached.join(locale === "en" ? ", " : "、"),
    ]),
  ];
  return new Response(csvFile(table), {
    headers: {
      "Content-Type": "text/csv; charset=utf-8",
      "Content-Disposition": `attachment; filename="deskready-conduct-${monthName(month)}.csv"`,
      "Cache-Control": "no-store",
    },
  });
}
