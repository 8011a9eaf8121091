import { existsSync } from "node:fs";
import { readFile, readdir } from "node:fs/promises";
import { join, relative } from "node:path";
import { parse } from "yaml";
import { type z } from "zod";
import type { LocalText } from "~/platform/locale";
import { type ItemBody, type ItemKind, itemSchemas, packFolders, packSchema } from "./pack";
import { ARCHIVED, type ArchivedItem, archivedFile, EDITED, editedFile, entriesOf, MADE_FROM, madeFromFile } from "./pack-standing";

/** One fault of a pack: where it stands and which rule it breaks. */
export type PackFault = { file: string; path: string; rule: string };

/** An item as it stands in the files, valid by its own schema. */
export type PackItem = { [K in ItemKind]: { kind: K; slug: string; file: string; body: ItemBody<K> } }[ItemKind];

/**
 * `items` are in use, `archived` are not; `edited`: what was edited in the app before the pack was exported. `edited`, `standing` (how what is archived came
 * to be so) and `madeFrom` go by "kind slug".
 */
export type Pack = {
  slug: string;
  version: number;
  name: LocalText;
  description: LocalText;
  retest_days?: number;
  bank_certificate_days?: number;
  dir: string;
  items: PackItem[];
  archived: PackItem[];
  edited: ReadonlySet<string>;
  standing: ReadonlyMap<string, ArchivedItem>;
  madeFrom: ReadonlyMap<string, string>;
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
  async function beside<T>(file: string, schema: z.ZodType<T>): Promise<T | undefined> {
    if (!existsSync(join(dir, file))) return undefined;
    const parsed = schema.safeParse(await readYaml(file));
    if (!parsed.success) faults.push(...faultsOf(parsed.error, file, ""));
    return parsed.data;
  }
  const edited = Object.entries((await beside(EDITED, editedFile)) ?? {}).flatMap(([kind, slugs = []]) =>
    slugs.map((slug) => `${kind} ${slug}`),
  );
  const standing = entriesOf(await beside(ARCHIVED, archivedFile));
  const madeFrom = entriesOf(await beside(MADE_FROM, madeFromFile));
  const isArchived = (item: PackItem) => standing.has(`${item.kind} ${item.slug}`);
  const said = {
    items: items.filter((item) => !isArchived(item)),
    archived: items.filter(isArchived),
    edited: new Set(edited),
    standing,
    madeFrom,
  };
  return { pack: head.success ? { ...head.data, dir, ...said } : null, faults };
}

function slugOf(entry: unknown): string {
  const slug = (entry as { slug?: unknown } | null)?.slug;
  return typeof slug === "string" ? ` ${slug}` : "";
}
