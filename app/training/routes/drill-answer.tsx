import type { ActionFunctionArgs } from "@remix-run/node";
import { readLine } from "~/drill/line.server";
import { givenAnswers } from "~/drill/ticket.server";
import { isOfAnother, requireCan, writeContext } from "~/people/guard.server";
import { requestLocale } from "~/people/request-locale.server";
import { isId } from "~/platform/ids";
import { problem, readForm, textOf } from "~/platform/http.server";
import { jsonAnswer } from "~/platform/whole-text.server";
import { answerDrills, type DrillReply } from "../bank.server";

/** As many as an offline day sends at once. */
const MOST_ANSWERS = 100;
const FORM_BYTES = 400_000;

/** Takes answers of a drill, one or those that waited for a connection, and gives their verdicts and the questions that come next. */
export async function action(args: ActionFunctionArgs) {
  const actor = await requireCan(args, "training:do");
  if (args.request.method !== "POST") throw problem(405, "method");
  const form = await readForm(args.request, FORM_BYTES);
  // Another signed in meanwhile: what waited of the first one stays theirs.
  if (isOfAnother(form, actor)) return Response.json({ refused: "another_person" }, { status: 409 });
  const answers = givenAnswers(textOf(form, "answers"), MOST_ANSWERS);
  if (answers === null) return Response.json({ refused: "answers_malformed" }, { status: 400 });
  const held = new Set(textOf(form, "held").split(",").filter(isId).slice(0, 200));
  const want = Math.min(20, Math.max(0, Math.trunc(Number(textOf(form, "want"))) || 0));
  const line = readLine(actor.personId, textOf(form, "line"));
  const locale = await requestLocale(args);
  const reply: DrillReply = await answerDrills(writeContext(args, actor), actor.personId, answers, { held, want, locale, line });
  // Half of it is sealed, which does not get smaller: to compress it takes longer than to answer.
  return jsonAnswer(args.request, reply, { "Cache-Control": "private, no-store, no-transform" });
}
