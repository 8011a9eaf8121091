import type { LoaderFunctionArgs } from "@remix-run/node";
import { csvFile } from "~/people/csv";
import { requireCan } from "~/people/guard.server";
import { requestLocale } from "~/people/request-locale.server";
import { clock } from "~/platform/clock.server";
import { db } from "~/platform/database.server";
import { problem } from "~/platform/http.server";
import { pick } from "~/platform/locale";
import { type Translate, translate } from "~/platform/messages";
import { askedOf } from "../boards/asked";
import { boardOf } from "../boards/board.server";
import { boardRows } from "../boards/board-sheet";
import { reachOf } from "../led-teams";
import { boardMessages } from "../messages.boards";
import { metricTexts } from "../metric-texts";

/** What a board shows, as a CSV. */
export async function loader(args: LoaderFunctionArgs) {
  const actor = await requireCan(args, "kpi:board");
  const asked = askedOf(new URL(args.request.url));
  const [{ chosen, board }, locale] = await Promise.all([boardOf(db(), reachOf(actor), asked, clock.now()), requestLocale(args)]);
  if (!chosen || !board || chosen.teamId !== asked.team || chosen.month !== asked.month) throw problem(404, "not_found");
  const t = translate(boardMessages, locale) as Translate;
  const rows = boardRows(board, {
    t,
    month: chosen.month,
    nameOf: (slug) => (slug === "score" ? t("trend.score") : pick(metricTexts[slug].title, locale)),
  });
  return new Response(csvFile(rows), {
    headers: {
      "Content-Type": "text/csv; charset=utf-8",
      "Content-Disposition": `attachment; filename="deskready-board-${chosen.month.slice(0, 7)}.csv"`,
      "Cache-Control": "no-store",
    },
  });
}
