import type { LoaderFunctionArgs } from "@remix-run/node";
import { requireCan } from "~/people/guard.server";
import { db } from "~/platform/database.server";
import { idParam, problem } from "~/platform/http.server";
import { pictureResponse } from "../picture.server";
import { versionById } from "../queries.server";

/** The picture of a version of a product, under an address that does not say which product it is: a question may ask just that. */
export async function loader(args: LoaderFunctionArgs) {
  await requireCan(args, "home:view");
  const product = await versionById(db(), idParam(args.params.versionId), "product");
  const response = await pictureResponse(db(), product, true);
  if (!response) throw problem(404, "not_found");
  return response;
}
