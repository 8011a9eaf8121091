import type { LoaderFunctionArgs } from "@remix-run/node";
import { csvFile } from "~/people/csv";
import { requireCan } from "~/people/guard.server";
import { requestLocale } from "~/people/request-locale.server";
import { clock } from "~/platform/clock.server";
import { db } from "~/platform/database.server";
import { plainDateIn } from "~/platform/dates";
import { translate } from "~/platform/messages";
import { figureFilterOf } from "../figure-filter";
import { exportedFigures } from "../figure-list.server";
import { figureMessages } from "../messages.figures";
import { measureMessages } from "../messages.measures";
import { plainMeasures } from "../ui/FigureTable";

/** The figures that a filter finds, as a CSV: one measure a row, money in fen and times in milliseconds as they are kept. */
export async function loader(args: LoaderFunctionArgs) {
  const actor = await requireCan(args, "results:view");
  const [rows, locale] = await Promise.all([
    exportedFigures(db(), actor.roles, figureFilterOf(new URL(args.request.url))),
    requestLocale(args),
  ]);
  const t = translate(figureMessages, locale);
  const say = translate(measureMessages, locale);
  const sourceOf = (row: (typeof rows)[number]) =>
    row.source === "chats"
      ? t("source.chats")
      : row.fileName !== null
        ? t("source.import", { file: row.fileName, row: row.importRow ?? "" })
        : t("source.entered", { name: row.enteredBy ?? say("nobody") });
  const lines = [
    [t("csv.first"), t("csv.last"), t("store"), t("agent"), t("part"), t("csv.measure"), t("csv.value"), t("source")],
    ...rows.flatMap((row) =>
      Object.entries(plainMeasures(row.measures)).map(([measure, value]) => [
        ...[row.from, row.to, row.store, row.agent, say(`part.${row.part}`)],
        ...[say(`measure.${measure}` as "measure.paid"), String(value), sourceOf(row)],
      ]),
    ),
  ];
  return new Response(csvFile(lines), {
    headers: {
      "Content-Type": "text/csv; charset=utf-8",
      "Content-Disposition": `attachment; filename="deskready-figures-${plainDateIn(actor.zone, clock.now())}.csv"`,
      "Cache-Control": "no-store",
    },
  });
}
