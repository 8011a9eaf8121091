import type { LoaderFunctionArgs } from "@remix-run/node";
import { requireCan } from "~/people/guard.server";
import { db } from "~/platform/database.server";
import { problem, slugParam } from "~/platform/http.server";
import { pictureResponse } from "../picture.server";
import { currentVersion } from "../queries.server";

/** A product's picture. */
export async function loader(args: LoaderFunctionArgs) {
  await requireCan(args, "home:view");
  const product = await currentVersion(db(), "product", slugParam(args.params.slug));
  const isThisVersion = new URL(args.request.url).searchParams.get("v") === product?.digest.slice(0, 12);
  const response = await pictureResponse(db(), product, isThisVersion);
  if (!response) throw problem(404, "not_found");
  return response;
}
