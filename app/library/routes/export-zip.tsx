import type { LoaderFunctionArgs } from "@remix-run/node";
import { exportLibrary } from "~/curriculum/export.server";
import { zipped } from "~/curriculum/export-zip.server";
import { requireCan } from "~/people/guard.server";
import { clock } from "~/platform/clock.server";
import { db } from "~/platform/database.server";
import { plainDateIn } from "~/platform/dates";

/** The whole library as a zip of packs, which another Deskready loads; with its faults, if it has any: the page before it names them. */
export async function loader(args: LoaderFunctionArgs) {
  const actor = await requireCan(args, "library:export");
  const name = `deskready-library-${plainDateIn(actor.zone, clock.now())}.zip`;
  return new Response(zipped(exportLibrary(db())), {
    headers: {
      "Content-Type": "application/zip",
      "Content-Disposition": `attachment; filename="${name}"`,
      "Cache-Control": "no-store",
    },
  });
}
