import type { LoaderFunctionArgs } from "@remix-run/node";
import { requireCan } from "~/people/guard.server";
import { db } from "~/platform/database.server";
import { problem, slugParam } from "~/platform/http.server";
import { mediaTypeOf } from "../picture";
import { pictureBytes } from "../picture.server";
import { currentVersion } from "../queries.server";

/** A product's picture. An SVG is a document: opened by itself it may run and load nothing. */
export async function loader(args: LoaderFunctionArgs) {
  await requireCan(args, "home:view");
  const product = await currentVersion(db(), "product", slugParam(args.params.slug));
  if (!product) throw problem(404, "not_found");
  const { picture } = product.body;
  const bytes = picture === undefined ? null : await pictureBytes(db(), product.pack, picture);
  if (picture === undefined || !bytes) throw problem(404, "not_found");
  const isThisVersion = new URL(args.request.url).searchParams.get("v") === product.digest.slice(0, 12);
  return new Response(new Uint8Array(bytes), {
    headers: {
      "Content-Type": mediaTypeOf(picture),
      "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; sandbox",
      "Cache-Control": isThisVersion ? "private, max-age=31536000, immutable" : "private, no-cache",
    },
  });
}
