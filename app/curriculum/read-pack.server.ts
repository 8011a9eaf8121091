import { existsSync } from "node:fs";
import { readFile, readdir } from "node:fs/promises";
import { join, relative } from "node:path";
import { parse } from "yaml";
import { z } from "zod";
import type { LocalText } from "~/platform/locale";
import { type ItemBody, type ItemKind, itemSchemas, packFolders, packSchema } from "./pack";

/** Names what of an exported pack was edited in the app, so that a newer pack does not write over it where the export is loaded. */
export const EDITED = "edited.yaml";
/** Names the questions made from products that somebody took out of use, so that none is made again where the export is loaded. */
export const RETIRED = "retired.yaml";
const retiredFile = z.array(itemSchemas.question);
const editedFile = z.partialRecord(z.enum(Object.keys(itemSchemas) as [ItemKind, ...ItemKind[]]), z.array(z.string()));

/** One fault of a pack: where it stands and which rule it breaks. */
export type PackFault = { file: string; path: string; rule: string };

/** An item as it stands in the files, valid by its own schema. */
export type PackItem = { [K in ItemKind]: { kind: K; slug: string; file: string; body: ItemBody<K> } }[ItemKind];

/** `edited`: what was edited in the app before the pack was exported, as "kind slug". `retired`: questions that are out of use. */
export type Pack = {
  slug: string;
  version: number;
  name: LocalText;
  description: LocalText;
  retest_days?: number;
  dir: string;
  items: PackItem[];
  edited: ReadonlySet<string>;
  retired: ItemBody<"question">[];
};

/** The YAML files of a kind: the ones in its folder, or the one file that it is. */
async function yamlFilesOf(dir: string): Promise<string[]> {
  if (/\.ya?ml$/.test(dir)) return existsSync(dir) ? [dir] : [];
  const entries = await readdir(dir, { withFileTypes: true, recursive: true }).catch(() => []);
  return entries
    .filter((e) => e.isFile() && /\.ya?ml$/.test(e.name))
    .map((e) => join(e.parentPath, e.name))
    .sort();
}

function faultsOf(error: z.ZodError, file: string, at: string): PackFault[] {
  return error.issues.map((issue) => ({ file, path: [at, ...issue.path.map(String)].filter(Boolean).join("."), rule: issue.message }));
}

/**
 * Read every file of the pack in `dir` and check each item against its schema.
 * Returns the pack and all faults; with any fault the pack must not be loaded. Never throws on bad content.
 */
export async function readPack(dir: string): Promise<{ pack: Pack | null; faults: PackFault[] }> {
  const faults: PackFault[] = [];
  const items: PackItem[] = [];

  async function readYaml(file: string): Promise<unknown> {
    try {
      return parse(await readFile(join(dir, file), "utf8"), { prettyErrors: true });
    } catch (error) {
      faults.push({ file, path: "", rule: error instanceof Error ? (error.message.split("\n")[0] ?? error.message) : "cannot be read" });
      return undefined;
    }
  }

  const head = packSchema.safeParse(await readYaml("pack.yaml"));
  if (!head.success) faults.push(...faultsOf(head.error, "pack.yaml", ""));

  for (const kind of Object.keys(packFolders) as ItemKind[]) {
    for (const path of await yamlFilesOf(join(dir, packFolders[kind]))) {
      const file = relative(dir, path);
      const raw = await readYaml(file);
      if (raw === undefined) continue;
      const list = Array.isArray(raw) ? raw : [raw];
      list.forEach((entry, index) => {
        const at = Array.isArray(raw) ? `[${index}${slugOf(entry)}]` : "";
        const parsed = itemSchemas[kind].safeParse(entry);
        if (parsed.success) items.push({ kind, slug: parsed.data.slug, file, body: parsed.data } as PackItem);
        else faults.push(...faultsOf(parsed.error, file, at));
      });
    }
  }
  const edited = existsSync(join(dir, EDITED)) ? editedFile.safeParse(await readYaml(EDITED)) : null;
  if (edited && !edited.success) faults.push(...faultsOf(edited.error, EDITED, ""));
  const keys = Object.entries(edited?.data ?? {}).flatMap(([kind, slugs = []]) => slugs.map((slug) => `${kind} ${slug}`));
  const retired = existsSync(join(dir, RETIRED)) ? retiredFile.safeParse(await readYaml(RETIRED)) : null;
  if (retired && !retired.success) faults.push(...faultsOf(retired.error, RETIRED, ""));
  return { pack: head.success ? { ...head.data, dir, items, edited: new Set(keys), retired: retired?.data ?? [] } : null, faults };
}

function slugOf(entry: unknown): string {
  const slug = (entry as { slug?: unknown } | null)?.slug;
  return typeof slug === "string" ? ` ${slug}` : "";
}
