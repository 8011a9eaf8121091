import type { LoaderFunctionArgs } from "@remix-run/node";
import { requireCan } from "~/people/guard.server";
import { db } from "~/platform/database.server";
import { openFile } from "~/platform/files.server";
import { idParam, problem } from "~/platform/http.server";
import { pictureOf } from "../disputes/page.server";
import { reachOf } from "../led-teams";

/** The picture that an agent brought for a dispute: to them and to those who lead the team of that month. */
export async function loader(args: LoaderFunctionArgs) {
  const actor = await requireCan(args, "home:view");
  const fileId = await pictureOf(db(), idParam(args.params.disputeId), reachOf(actor));
  const file = fileId && (await openFile(db(), fileId));
  if (!file) throw problem(404, "not_found");
  return new Response(new Uint8Array(file.bytes), {
    headers: {
      "Content-Type": file.mediaType,
      "Content-Disposition": "attachment",
      "Content-Security-Policy": "default-src 'none'; sandbox",
      "Cache-Control": "private, max-age=31536000, immutable",
    },
  });
}
