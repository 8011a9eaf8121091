import type { LoaderFunctionArgs } from "@remix-run/node";
import { requireActor, requireCan } from "~/people/guard.server";
import { db } from "~/platform/database.server";
import { openFile } from "~/platform/files.server";
import { idParam, problem } from "~/platform/http.server";

/** A photo that somebody handed in: to themself and to whoever may see their training. Served so that nothing in it could ever run. */
export async function loader(args: LoaderFunctionArgs) {
  await requireActor(args);
  const file = await openFile(db(), idParam(args.params.fileId));
  if (!file) throw problem(404, "not_found");
  await requireCan(args, "training:view", { personId: file.ownerId });
  return new Response(new Uint8Array(file.bytes), {
    headers: {
      "Content-Type": file.mediaType,
      "Content-Disposition": "attachment",
      "Content-Security-Policy": "default-src 'none'; sandbox",
      "Cache-Control": "private, max-age=31536000, immutable",
    },
  });
}
