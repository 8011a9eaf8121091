import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { requireCan, writeContext } from "~/people/guard.server";
import { requestLocale } from "~/people/request-locale.server";
import { db } from "~/platform/database.server";
import { idParam, problem, readForm, textOf } from "~/platform/http.server";
import { isId } from "~/platform/ids";
import { closeCalibration, scoreCalibration } from "../calibration.server";
import { calibrationPage } from "../calibration-page.server";
import { marksIn } from "../check-form.server";
import { CalibrationView } from "../ui/CalibrationView";

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data ? `${data.page.title} · Deskready` : "Deskready" }];

/** A calibration set: the next chat to score, blind; or how it came out. */
export async function loader(args: LoaderFunctionArgs) {
  const actor = await requireCan(args, "calibration:view");
  const page = await calibrationPage(db(), idParam(args.params.setId), actor, await requestLocale(args));
  if (!page) throw problem(404, "not_found");
  return { page };
}

/** Score a chat (`score`), or close the set (`close`). */
export async function action(args: ActionFunctionArgs) {
  const actor = await requireCan(args, "calibration:view");
  const setId = idParam(args.params.setId);
  if (args.request.method !== "POST") throw problem(405, "method");
  const form = await readForm(args.request);
  const ctx = writeContext(args, actor, form);
  const intent = textOf(form, "intent");
  const chatId = textOf(form, "chat");
  if (intent !== "close" && !(intent === "score" && isId(chatId))) throw problem(400, "bad_request");
  const outcome =
    intent === "close" ? await closeCalibration(ctx, actor.roles, setId) : await scoreCalibration(ctx, setId, chatId, marksIn(form));
  if (!outcome.ok) return data({ refusals: outcome.refusals }, { status: 422 });
  throw redirect(`/chats/calibration/${setId}`);
}

export default function CalibrationRoute() {
  const { page } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  return <CalibrationView page={page} refusals={refused?.refusals} />;
}
