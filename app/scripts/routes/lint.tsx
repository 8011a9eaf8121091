import type { ActionFunctionArgs } from "@remix-run/node";
import { requireCan } from "~/people/guard.server";
import { requestLocale } from "~/people/request-locale.server";
import { db } from "~/platform/database.server";
import { problem, readForm } from "~/platform/http.server";
import { isLocale } from "~/platform/locale";
import { bodyOfForm } from "../draft-form";
import { checkText } from "../lint.server";

/** A text may be longer than it may be kept: its length is the one thing that is looked at then. */
const BYTES = 400_000;

/** What the check says of a text while it is written: the terms themselves stay here. */
export async function action(args: ActionFunctionArgs) {
  await requireCan(args, "scripts:write");
  if (args.request.method !== "POST") throw problem(405, "method");
  const form = await readForm(args.request, BYTES);
  const locale = form.get("locale");
  if (!isLocale(locale)) throw problem(400, "bad_request");
  const { branch, platforms, text } = bodyOfForm(form);
  const findings = await checkText(db(), { branch, platforms, text: text[locale] ?? "", locale }, await requestLocale(args));
  return Response.json({ findings });
}
