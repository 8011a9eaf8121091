import type { LoaderFunctionArgs } from "@remix-run/node";
import { requireCan } from "~/people/guard.server";
import { db } from "~/platform/database.server";
import { openFile } from "~/platform/files.server";
import { problem } from "~/platform/http.server";
import { openEntry } from "../entry-door.server";
import { pictureOf } from "../entry-page.server";

/** The picture of an entry, to whoever may open the entry. */
export async function loader(args: LoaderFunctionArgs) {
  await requireCan(args, "home:view");
  const { entryId } = await openEntry(args);
  const fileId = await pictureOf(db(), entryId);
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
