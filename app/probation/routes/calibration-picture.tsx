import type { LoaderFunctionArgs } from "@remix-run/node";
import { requireCan } from "~/people/guard.server";
import { db } from "~/platform/database.server";
import { openFile } from "~/platform/files.server";
import { idParam, problem } from "~/platform/http.server";
import { filesOf } from "../calibration/actions.server";
import { setFor } from "../calibration/queries.server";

/** A picture that a calibration set shows: to its graders and managers. Its address names nobody. */
export async function loader(args: LoaderFunctionArgs) {
  const actor = await requireCan(args, "calibration:view");
  const fileId = idParam(args.params.fileId);
  const found = await setFor(db(), actor, idParam(args.params.setId));
  const shown = found ? (await filesOf(db(), found.set)).some((one) => one.fileIds.includes(fileId)) : false;
  const file = shown ? await openFile(db(), fileId) : null;
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
