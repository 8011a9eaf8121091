import type { LoaderFunctionArgs } from "@remix-run/node";
import { csvFile } from "~/people/csv";
import { requireCan } from "~/people/guard.server";
import { requestLocale } from "~/people/request-locale.server";
import { clock } from "~/platform/clock.server";
import { db } from "~/platform/database.server";
import { showScore } from "~/platform/decimal";
import { idParam, problem } from "~/platform/http.server";
import { translate } from "~/platform/messages";
import { previewMessages } from "../messages.preview";
import { yuan } from "../money";
import { editsRules } from "../reach.server";
import { wholePreview } from "../rule-preview.server";

const columns = ["agent", "team", "before", "after", "bonus_before", "bonus_after", "change"] as const;

/** Everybody of a preview as a CSV, whose bonus falls most first. */
export async function loader(args: LoaderFunctionArgs) {
  const actor = await requireCan(args, "kpi:rules");
  if (!(await editsRules(db(), actor.roles))) throw problem(403, "forbidden");
  const month = new URL(args.request.url).searchParams.get("on");
  const found = await wholePreview(db(), idParam(args.params.setId), month, clock.now());
  if (!found) throw problem(404, "not_found");
  const t = translate(previewMessages, await requestLocale(args));
  const money = (fen: number | null) => (fen === null ? "" : yuan(fen).replace("−", "-"));
  const rows = found.rows.map((row) => [
    row.name,
    row.team,
    row.before === null ? "" : showScore(row.before),
    row.after === null ? "" : showScore(row.after),
    money(row.bonusBefore),
    money(row.bonusAfter),
    money(row.change),
  ]);
  return new Response(csvFile([columns.map((key) => t(`col.${key}`)), ...rows]), {
    headers: {
      "Content-Type": "text/csv; charset=utf-8",
      "Content-Disposition": `attachment; filename="deskready-kpi-preview-${found.month.slice(0, 7)}.csv"`,
      "Cache-Control": "no-store",
    },
  });
}
