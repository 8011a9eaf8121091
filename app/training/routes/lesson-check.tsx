import { type ActionFunctionArgs, redirect } from "@remix-run/node";
import { askableById } from "~/drill/askable.server";
import { answerFromForm, type Verdict } from "~/drill/types/registry";
import { requireCan, writeContext } from "~/people/guard.server";
import { requestLocale } from "~/people/request-locale.server";
import { db } from "~/platform/database.server";
import { problem, readForm, slugParam, textOf } from "~/platform/http.server";
import { newId } from "~/platform/ids";
import { parseTyped } from "~/platform/json";
import { answerCheck } from "../lesson.server";

export type CheckReply = { ok: true; verdict: Verdict; question: string; right: string[]; done: boolean } | { ok: false; code: string };

/** One answer of a lesson's check. A script gets the verdict; a plain form is sent back to the lesson, which shows it. */
export async function action(args: ActionFunctionArgs) {
  const actor = await requireCan(args, "training:do");
  if (args.request.method !== "POST") throw problem(405, "method");
  const form = await readForm(args.request);
  const slug = slugParam(args.params.slug);
  const payload = form.get("payload");
  const questionVersionId = textOf(form, "question");
  const posted = textOf(form, "attemptId");
  // A plain form has no script to make an id; the press itself is the attempt then.
  const attemptId = posted === "" && payload === null ? newId() : posted;
  const answer = typeof payload === "string" ? (parseTyped(payload) ?? null) : await plainAnswer(questionVersionId, form);
  const input = { attemptId, questionVersionId, answer, ms: Number(textOf(form, "ms")) };
  const outcome = await answerCheck(writeContext(args, actor), actor.personId, slug, input, await requestLocale(args));
  if (payload !== null) return outcome.ok ? { ok: true, ...outcome.value } : { ok: false, code: outcome.refusals[0]?.code ?? "not_asked" };
  const back = `/learn/${encodeURIComponent(slug)}`;
  return redirect(outcome.ok ? `${back}?answered=${attemptId}#check` : `${back}?answered=none#check`);
}

async function plainAnswer(questionVersionId: string, form: FormData): Promise<unknown> {
  const question = await askableById(db(), questionVersionId);
  if (!question) return null;
  return answerFromForm(
    question.body,
    form.getAll("answer").filter((v) => typeof v === "string"),
  );
}
