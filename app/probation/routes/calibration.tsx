import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { requireCan, writeContext } from "~/people/guard.server";
import { requestLocale } from "~/people/request-locale.server";
import { toast } from "~/platform/cookies.server";
import { db } from "~/platform/database.server";
import { idParam, problem, readForm, textOf } from "~/platform/http.server";
import { closeSet, enterReference, submitCalibration } from "../calibration/actions.server";
import { takeCalibration } from "../calibration/draft-form.server";
import { calibrationResult, calibrationSheet, setFor } from "../calibration/queries.server";
import { CalibrationResultView } from "../ui/calibration/CalibrationResultView";
import { CalibrationSheetView } from "../ui/calibration/CalibrationSheetView";

export const meta: MetaFunction = () => [{ title: "校准评分 · Calibration — 上岗 Deskready" }];

/** A calibration set: to whoever still grades it the sheet and nothing of the others, to everybody else of it how it came out. */
export async function loader(args: LoaderFunctionArgs) {
  const actor = await requireCan(args, "calibration:view");
  const locale = await requestLocale(args);
  const found = await setFor(db(), actor, idParam(args.params.setId));
  if (!found) throw problem(404, "not_found");
  const grades = found.own && !found.own.submittedAt && !found.set.closedAt;
  const startAt = new URL(args.request.url).searchParams.get("item") ?? "";
  if (grades) return { sheet: await calibrationSheet(db(), found, locale), startAt, result: null };
  return { sheet: null, startAt, result: await calibrationResult(db(), found, locale) };
}

/** `submit` one's grades; a manager `close`s the set, or enters what was `agree`d. A page without script saves its items here too. */
export async function action(args: ActionFunctionArgs) {
  const actor = await requireCan(args, "calibration:view");
  if (args.request.method !== "POST") throw problem(405, "method");
  const setId = idParam(args.params.setId);
  const found = await setFor(db(), actor, setId);
  if (!found) throw problem(404, "not_found");
  const form = await readForm(args.request);
  const ctx = writeContext(args, actor, form);
  const intent = textOf(form, "intent");
  const page = `/calibration/${setId}`;
  const run = () => {
    if (intent === "submit") {
      const revision = Number(textOf(form, "revision"));
      if (!Number.isSafeInteger(revision)) throw problem(400, "bad_request");
      return submitCalibration(ctx, setId, revision);
    }
    if (!found.manages) throw problem(404, "not_found");
    if (intent === "close") return closeSet(ctx, setId);
    const grade = textOf(form, "grade");
    return enterReference(ctx, setId, {
      item: textOf(form, "item"),
      grade: grade === "" ? NaN : Number(grade),
      reason: textOf(form, "reason"),
    });
  };
  if (intent === "save") {
    const outcome = await takeCalibration(ctx, setId, form);
    if (!outcome.ok) return data({ item: null, refusals: outcome.refusals }, { status: 422 });
    throw redirect(`${page}?item=${encodeURIComponent(textOf(form, "item"))}`);
  }
  if (!["submit", "close", "agree"].includes(intent)) throw problem(400, "bad_request");
  const outcome = await run();
  if (!outcome.ok) return data({ item: textOf(form, "item") || null, refusals: outcome.refusals }, { status: 422 });
  throw redirect(page, { headers: { "Set-Cookie": await toast(intent === "submit" ? "sent" : "done") } });
}

export default function CalibrationPage() {
  const { sheet, startAt, result } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  if (sheet) return <CalibrationSheetView key={sheet.setId} sheet={sheet} startAt={startAt} refusals={refused?.refusals ?? null} />;
  return <CalibrationResultView result={result} refused={refused ?? null} />;
}
