import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { env } from "~/platform/env.server";

/** The demo's photos: drawn, small, and handed in where a trainee would take one. */
const names = ["aisle-map", "pick-sheet", "swatches", "price-wall", "parcels", "stitching", "notebook", "desk", "chat"] as const;
type Name = (typeof names)[number];
export type Pictures = ReadonlyMap<Name, Blob>;

/** What a trainee photographs for each practical. */
const ofPractical: Record<string, readonly Name[]> = {
  "walk-the-shelves": ["aisle-map"],
  "pick-along-1": ["pick-sheet"],
  "touch-and-name-materials": ["swatches", "notebook"],
  "pick-along-2": ["pick-sheet"],
  "describe-six-bags": ["notebook"],
  "pack-along": ["parcels"],
  "price-wall": ["price-wall"],
  "pack-five-orders": ["parcels"],
  "craft-by-hand": ["stitching", "notebook"],
  "quality-check-ten": ["pick-sheet"],
  "courier-handover": ["pick-sheet", "parcels"],
  "stock-count": ["pick-sheet"],
  "warehouse-exam": ["pick-sheet", "price-wall", "parcels"],
  "mock-shift": ["desk"],
};

/** What a grader adds to an item of the checklist, by the first word of its slug. */
const ofItem: Record<string, Name> = {
  process: "stitching",
  message: "chat",
  inside: "notebook",
  outside: "parcels",
  performance: "chat",
  features: "price-wall",
};

/** Read the demo's photos from the content folder. */
export async function readPictures(): Promise<Pictures> {
  const read = async (name: Name) => {
    const bytes = await readFile(join(env.CONTENT_DIR, "demo", `${name}.webp`));
    return [name, new Blob([new Uint8Array(bytes)], { type: "image/webp" })] as const;
  };
  return new Map(await Promise.all(names.map(read)));
}

/** The photos that go with a practical: as many as it asks for, at least one where it takes any. */
export function photosFor(pictures: Pictures, slug: string, photos: { min: number; max: number }): Blob[] {
  const chosen = ofPractical[slug] ?? ["notebook"];
  const count = Math.min(photos.max, Math.max(photos.min, chosen.length));
  return [...chosen, ...names.filter((name) => !chosen.includes(name))].slice(0, count).flatMap((name) => pictures.get(name) ?? []);
}

/** The photo that goes with an item of the checklist. */
export function evidenceFor(pictures: Pictures, item: string): Blob {
  const picture = pictures.get(ofItem[item.split("-")[0] ?? ""] ?? "notebook");
  if (!picture) throw new Error("the demo's photos were not read");
  return picture;
}
