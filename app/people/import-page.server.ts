import { z } from "zod";
import { db } from "~/platform/database.server";
import { publicAddress } from "~/platform/env.server";
import { problem } from "~/platform/http.server";
import { isId } from "~/platform/ids";
import { parseJson } from "~/platform/json";
import { type Refusal, refuse } from "~/platform/refusal";
import { readGrid } from "~/platform/spreadsheet.server";
import type { WriteContext } from "~/platform/write.server";
import { type FoundTable, IMPORT_ROWS, type ImportError, importFields, readTable } from "./import-rules";
import { type Imported, importPeople, type ImportPlan, planImport } from "./import.server";
import { findLink, linkPath, newToken } from "./links.server";
import type { HeldRole } from "./permissions";

type Importer = { personId: string; roles: readonly HeldRole[] };

const SHOWN = 20;
const IMPORT_FILE = { bytes: 5_000_000, rows: 20_000 };

/** What the page shows after a file was checked. `payload` is the table as read; it comes back with the order to import. */
export type Preview = {
  payload: string;
  teamId: string;
  created: number;
  changed: number;
  same: number;
  sample: { name: string; externalId: string; team: string | null; isNew: boolean }[];
  ignored: string[];
  errors: ImportError[];
  errorCount: number;
};

/** What the page shows after an import. `links` is null for a repetition: those were shown once. */
export type Done = Imported & {
  links: { name: string; externalId: string; path: string }[] | null;
  expiresAt: Date | null;
  base: string | null;
};

const cells = z.partialRecord(z.enum(importFields), z.string().max(2000));
const payloadSchema = z.object({
  rows: z
    .array(z.object({ row: z.number().int().min(1), cells }))
    .min(1)
    .max(IMPORT_ROWS),
  columns: z.partialRecord(z.enum(importFields), z.string()),
  ignored: z.array(z.string()),
});

/** Read and check an uploaded file. Writes nothing. */
export async function previewImport(
  actor: Importer,
  file: Blob | null,
  teamId: string,
  now: Date,
): Promise<{ preview: Preview } | { refusals: Refusal[] }> {
  const read = await readGrid(file, IMPORT_FILE);
  if (!read.ok) {
    const params = "rows" in read ? { count: read.rows, limit: IMPORT_ROWS } : undefined;
    return refuse(read.fault, { field: "file", params });
  }
  const found = readTable(read.grid);
  if (!found.ok) return refuse(found.fault, { field: "file", params: found.params });
  const plan = await planImport(db(), actor, found.table, isId(teamId) ? teamId : null, now);
  return { preview: previewOf(found.table, plan, teamId) };
}

function previewOf(table: FoundTable, plan: ImportPlan, teamId: string): Preview {
  const fresh = plan.newcomers.map((one) => ({
    name: one.details.name,
    externalId: one.details.externalId ?? "",
    team: one.team,
    isNew: true,
  }));
  const changed = plan.changes.map((one) => ({ name: one.name, externalId: one.after.externalId ?? "", team: null, isNew: false }));
  return {
    payload: plan.errorCount > 0 ? "" : JSON.stringify(table),
    teamId,
    created: fresh.length,
    changed: changed.length,
    same: plan.same,
    sample: [...fresh, ...changed].slice(0, SHOWN),
    ignored: table.ignored,
    errors: plan.errors,
    errorCount: plan.errorCount,
  };
}

/** Do the import of a checked table. Throws 400 on a payload that is none of ours. */
export async function doImport(
  ctx: WriteContext,
  actor: Importer,
  payload: string,
  teamId: string,
): Promise<{ done: Done } | { refusals: Refusal[] }> {
  const table = tableOf(payload);
  const tokens = new Map<string, string>();
  const outcome = await importPeople(ctx, actor, { table, teamId: isId(teamId) ? teamId : null }, (externalId) => {
    const token = newToken();
    tokens.set(externalId, token);
    return token;
  });
  if (!outcome.ok) return outcome;
  const base = publicAddress;
  const links = table.rows.flatMap(({ cells: row }) => {
    const token = tokens.get((row.externalId ?? "").trim());
    return token ? [{ name: row.name ?? "", externalId: row.externalId ?? "", path: linkPath("invitation", token) }] : [];
  });
  const [first] = tokens.values();
  const stored = first ? await findLink(db(), "invitation", first, ctx.now) : null;
  const repeated = outcome.value.created > 0 && !stored?.ok;
  return { done: { ...outcome.value, links: repeated ? null : links, expiresAt: stored?.ok ? stored.link.expiresAt : null, base } };
}

function tableOf(payload: string): FoundTable {
  const parsed = payloadSchema.safeParse(parseJson(payload));
  if (parsed.success) return parsed.data;
  throw problem(400, "bad_request");
}
