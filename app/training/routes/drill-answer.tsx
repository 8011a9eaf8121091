import type { ActionFunctionArgs } from "@remix-run/node";
import { readLine } from "~/drill/line.server";
import { givenAnswers } from "~/drill/ticket.server";
import { claimOf, isOfAnother, requireCan, writeContext } from "~/people/guard.server";
import { requestLocale } from "~/people/request-locale.server";
import { isId } from "~/platform/ids";
import { problem, readForm, textOf } from "~/platform/http.server";
import { jsonAnswer, keptText } from "~/platform/whole-text.server";
import { answerAtOnce, answerDrills, type DrillReply } from "../bank.server";

/** As many as an offline day sends at once. */
const MOST_ANSWERS = 100;
const FORM_BYTES = 400_000;

/** Takes answers of a drill, one or those that waited for a connection, and gives their verdicts and the questions that come next. */
export async function action(args: ActionFunctionArgs) {
  const done = await atOnce(args);
  if (done) return replied(args, done);
  const actor = await requireCan(args, "training:do");
  if (args.request.method !== "POST") throw problem(405, "method");
  const form = await readForm(args.request, FORM_BYTES);
  // Another signed in meanwhile: what waited of the first one stays theirs.
  if (isOfAnother(form, actor)) return Response.json({ refused: "another_person" }, { status: 409 });
  const { answers, line: brought, ...wanted } = askedIn(form);
  if (answers === null) return Response.json({ refused: "answers_malformed" }, { status: 400 });
  const line = brought?.personId === actor.personId ? brought.line : null;
  const locale = line?.locale ?? (await requestLocale(args));
  return replied(args, await answerDrills(writeContext(args, actor), actor.personId, answers, { ...wanted, locale, line }));
}

/**
 * The ordinary answer without a look-up of who is there: the statement that writes it asks that itself (docs/decisions/015). Null, with nothing written and nothing
 * told, where it does not hold or anything is unusual: then the guard comes first, as everywhere.
 */
async function atOnce(args: ActionFunctionArgs): Promise<DrillReply | null> {
  // What was not kept as text can be read only once.
  const claim = keptText(args.request) === null ? null : claimOf(args, "training:do");
  if (!claim) return null;
  const form = await readForm(args.request, FORM_BYTES);
  const { answers, line, ...wanted } = askedIn(form);
  const [answer, ...others] = answers ?? [];
  const person = form.get("person");
  if (!answer || others.length > 0 || !line || (person !== null && person !== line.personId)) return null;
  return answerAtOnce(writeContext(args, null), claim, answer, line, wanted);
}

function askedIn(form: FormData) {
  return {
    answers: givenAnswers(textOf(form, "answers"), MOST_ANSWERS),
    held: new Set(textOf(form, "held").split(",").filter(isId).slice(0, 200)),
    want: Math.min(20, Math.max(0, Math.trunc(Number(textOf(form, "want"))) || 0)),
    line: readLine(textOf(form, "line")),
  };
}

function replied({ request }: ActionFunctionArgs, reply: DrillReply): Response {
  // Half of it is sealed, which does not get smaller: to compress it takes longer than to answer.
  return jsonAnswer(request, reply, { "Cache-Control": "private, no-store, no-transform" });
}
