import type { LoaderFunctionArgs } from "@remix-run/node";
import { canDo, requireCan } from "~/people/guard.server";
import { db } from "~/platform/database.server";
import { openFile } from "~/platform/files.server";
import { idParam, problem } from "~/platform/http.server";
import { isEvidenceFor } from "../queries.server";

/** A picture that a grader added: to everybody who may see the result, and before it is shown to that grader and to who settles two gradings. */
export async function loader(args: LoaderFunctionArgs) {
  const personId = idParam(args.params.personId);
  const fileId = idParam(args.params.fileId);
  const actor = await requireCan(args, "probation:view", { personId });
  const settles = await canDo(args, actor, "probation:settle", { personId });
  const file = (await isEvidenceFor(db(), personId, fileId, { id: actor.personId, settles })) ? await openFile(db(), fileId) : null;
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
