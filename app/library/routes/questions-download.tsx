import type { ActionFunctionArgs } from "@remix-run/node";
import { requireCan, writeContext } from "~/people/guard.server";
import { requestLocale } from "~/people/request-locale.server";
import { clock } from "~/platform/clock.server";
import { plainDateIn } from "~/platform/dates";
import { problem, readForm, textOf } from "~/platform/http.server";
import { isLocale } from "~/platform/locale";
import { exportQuestions, foreignFormats, sheetFormats, wantedIn } from "../questions/export.server";

/** Questions as a file. */
export async function action(args: ActionFunctionArgs) {
  const actor = await requireCan(args, "library:export");
  const form = await readForm(args.request);
  const format = [...sheetFormats, ...foreignFormats].find((one) => one === textOf(form, "format"));
  if (!format) throw problem(400, "bad_request");
  const day = plainDateIn(actor.zone, clock.now());
  const locale = await requestLocale(args);
  const language = textOf(form, "language");
  return exportQuestions(writeContext(args, actor), {
    ...{ wanted: wantedIn(form), format, locale, day },
    language: isLocale(language) ? language : locale,
  });
}
