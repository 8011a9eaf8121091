import type { LoaderFunctionArgs } from "@remix-run/node";
import { isQuestionKind } from "~/drill/question-cells";
import { requireCan } from "~/people/guard.server";
import { requestLocale } from "~/people/request-locale.server";
import { db } from "~/platform/database.server";
import { problem } from "~/platform/http.server";
import { sheetFormats, templateFile } from "../questions/export.server";

/** The sheet of a type to be filled in: an example, a legend and the words that its cells offer. */
export async function loader(args: LoaderFunctionArgs) {
  await requireCan(args, "library:edit");
  const query = new URL(args.request.url).searchParams;
  const type = query.get("type");
  const format = sheetFormats.find((one) => one === query.get("format"));
  if (!isQuestionKind(type) || !format) throw problem(404, "not_found");
  return templateFile(db(), type, format, await requestLocale(args));
}
