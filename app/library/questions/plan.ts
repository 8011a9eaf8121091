import { canonicalJson } from "~/curriculum/canonical";
import { asciiSlug } from "~/curriculum/catalogue-rules";
import { bodyOfCells, home, strayCells } from "~/drill/question-cells";
import { type Cells, keysOf } from "~/drill/types/cells";
import type { Question, QuestionKind } from "~/drill/types/question";
import type { Locale } from "~/platform/locale";
import type { FileRow, Loss, RowFault, RowFaultCode } from "./rows";
import { heard, type Names, slugNamed } from "./words";

/** What the import of a file would do to the library as it stands. Pure. */

/** A question of the library: what is in force, and whether somebody has it in their hands. */
export type KnownQuestion = { itemId: string; versionId: string; body: Question; isArchived: boolean };
export type KnownDraft = { body: Record<string, unknown>; editor: string | null };
export type Library = {
  questions: ReadonlyMap<string, KnownQuestion>;
  drafts: ReadonlyMap<string, KnownDraft>;
  names: Names;
};

/** Where the words of a file for topics and lessons lead, as somebody chose. */
export type Places = { topic: [label: string, slug: string][]; lesson: [label: string, slug: string][] };

export type Status = "new" | "changed" | "same" | "busy" | "faulty";
export type Planned = {
  /** Its place among the rows of the import. */
  n: number;
  at: FileRow["at"];
  slug: string;
  type: QuestionKind | null;
  status: Status;
  body: Record<string, unknown>;
  known: KnownQuestion | null;
  /** Who has a draft of it. */
  editor: string | null;
  faults: RowFault[];
  lost: Loss[];
};

/** How a file calls a topic or lesson, as it is compared. */
export const plainLabel = (label: string) => label.normalize("NFKC").toLowerCase().replace(/\s+/g, " ").trim();

/** A whole body as the schema leaves it, else the body as it is: what is compared and drafted. */
export type Settle = (body: Record<string, unknown>) => Record<string, unknown>;
export type PlanMeans = {
  places: Places;
  language: Locale;
  settle: Settle;
  spell: (text: string) => string;
  mark: (text: string) => string;
};

/** Compare every row with the library, and with the others of its file. */
export function planImport(rows: readonly FileRow[], library: Library, means: PlanMeans): Planned[] {
  const bySaying = new Map([...library.questions].map(([slug, { body }]) => [sayingOf(body.type, body.stem, null), slug]));
  const byStem = (["zh-CN", "en"] as const).map(
    (l) => [l, new Map([...library.questions].map(([slug, { body }]) => [sayingOf(body.type, body.stem, l), slug]))] as const,
  );
  const find = (type: QuestionKind, stem: { "zh-CN": string; en: string }) => {
    const side = byStem.find(([l]) => stem[l] !== "" && stem[l === "en" ? "zh-CN" : "en"] === "");
    return (side ? side[1].get(sayingOf(type, stem, side[0])) : bySaying.get(sayingOf(type, stem, null))) ?? null;
  };
  const first = new Map<string, number>();
  return rows.map((row, n) => {
    const planned = planRow(row, n, library, means, find);
    const other = first.get(planned.slug);
    if (planned.slug !== "" && other === undefined) first.set(planned.slug, row.at.row);
    if (planned.slug !== "" && other !== undefined) {
      planned.faults.push({ at: row.at, key: "slug", value: planned.slug, code: "slug_twice", params: { first: other } });
      planned.status = "faulty";
    }
    return planned;
  });
}

const sayingOf = (type: string, stem: { "zh-CN": string; en: string }, side: Locale | null) =>
  JSON.stringify([type, side === "en" ? "" : stem["zh-CN"].trim(), side === "zh-CN" ? "" : stem.en.trim()]);

type Find = (type: QuestionKind, stem: { "zh-CN": string; en: string }) => string | null;

function planRow(row: FileRow, n: number, library: Library, means: PlanMeans, find: Find): Planned {
  const faults: RowFault[] = [];
  const wrong = (key: RowFault["key"], value: string, code: RowFaultCode, params?: RowFault["params"]) =>
    faults.push({ at: row.at, key, value: value.slice(0, 80), code, ...(params ? { params } : {}) });
  const given = "cells" in row ? sheetCells(row.cells, library.names, means.places, wrong) : null;
  const asked = given ? (given.slug ?? "") : slugIn("foreign" in row ? row.foreign.name : "");
  if (asked !== "" && !SLUG.test(asked)) wrong("slug", asked, "slug_form");
  const said = "cells" in row ? (given ?? {}) : foreignCells(row.foreign, means, library.questions.get(asked)?.body ?? null);
  const stem = { "zh-CN": said["stem.zh-CN"] ?? "", en: said["stem.en"] ?? "" };
  const found = asked || (find(said.type as QuestionKind, stem) ?? "");
  const known = library.questions.get(found) ?? null;
  const draft = library.drafts.get(found) ?? null;
  const before = known?.body ?? (draft && isWhole(draft.body) ? (draft.body as unknown as Question) : null);
  const cells = "cells" in row || !before ? said : foreignCells(row.foreign, means, before);
  const placed = "cells" in row ? cells : { ...placesOf(row.foreign.category, before, library.names, means.places, wrong), ...cells };
  const read = bodyOfCells(placed, before);
  for (const { key, code, params } of read.faults) wrong(key, placed[key] ?? "", code, params);
  if (read.type) for (const column of strayCells(cells, read.type)) wrong(keysOf(column)[0] ?? null, strayOf(cells, column), "cell_stray");
  if (given && !before) for (const key of ["topic", "lesson"] as const) if (!given[key]) wrong(key, "", `${key}_missing`);
  const slug = found || newSlug(stem, library, means);
  const body = means.settle({ ...read.body, slug });
  if (known?.isArchived) wrong("slug", slug, "archived");
  if (known?.body.made_from) wrong("slug", slug, "made_from_product");
  if (known && read.type && known.body.type !== read.type) wrong("type", placed.type ?? "", "type_differs");
  const isSame = (other: Record<string, unknown>) => canonicalJson(means.settle({ ...other, slug })) === canonicalJson(body);
  const status = (): Status => {
    if (faults.length > 0) return "faulty";
    if (draft) return isSame(draft.body) ? "same" : "busy";
    return known ? (isSame(known.body) ? "same" : "changed") : "new";
  };
  const lost = "foreign" in row ? row.foreign.lost : [];
  return { n, at: row.at, slug, type: read.type, status: status(), body, known, editor: draft?.editor ?? null, faults, lost };
}

type Wrong = (key: RowFault["key"], value: string, code: RowFaultCode, params?: RowFault["params"]) => void;

const SLUG = /^(?=.{1,100}$)[a-z0-9]+(?:-[a-z0-9]+)*$/;
const slugIn = (name: string) => (SLUG.test(name) ? name : "");

/** The cells of a sheet in the library's words; where it names no topic or lesson, as somebody chose for that word. */
function sheetCells(cells: Cells, names: Names, places: Places, wrong: Wrong): Cells {
  const made = heard(cells, names);
  for (const { key, value } of made.unheard) {
    if (key !== "topic" && key !== "lesson") {
      wrong(key, value, key === "quality" ? "quality_unknown" : "product_unknown");
      continue;
    }
    const chosen = chosenFor(places, key, value, names);
    if (chosen) made.cells[key] = chosen;
    else wrong(key, value, `${key}_unknown`);
  }
  for (const key of ["topic", "lesson"] as const) {
    const chosen = made.cells[key] ? null : chosenFor(places, key, "", names);
    if (chosen && !cells.slug) made.cells[key] = chosen;
  }
  return made.cells;
}

function chosenFor(places: Places, kind: keyof Places, label: string, names: Names): string | null {
  const chosen = places[kind].find(([one]) => one === plainLabel(label))?.[1];
  return chosen !== undefined && names[kind].some(({ slug }) => slug === chosen) ? chosen : null;
}

/** Where a question of another system goes: a known one stays where it is. */
function placesOf(category: string, before: Question | null, names: Names, places: Places, wrong: Wrong): Cells {
  if (before) return {};
  const cells: Cells = {};
  for (const kind of ["topic", "lesson"] as const) {
    const slug = chosenFor(places, kind, category, names) ?? slugInPath(category, names[kind]);
    if (slug) cells[kind] = slug;
    else wrong(kind, category, category ? `${kind}_unknown` : `${kind}_missing`);
  }
  return cells;
}

/** What a path of categories names, its last part first; a stroke in a name stands there twice. */
function slugInPath(path: string, named: Names["topic"]): string | null {
  const parts = path.split(/(?<!\/)\/(?!\/)/).map((part) => part.replaceAll("//", "/").trim());
  for (const part of parts.reverse()) {
    const slug = part === "" ? null : slugNamed(named, part);
    if (slug) return slug;
  }
  return null;
}

function foreignCells(foreign: Extract<FileRow, { foreign: unknown }>["foreign"], { language }: PlanMeans, before: Question | null): Cells {
  const { type, cells } = home(foreign.answer, language, before);
  return {
    ...cells,
    type,
    [`stem.${language}`]: foreign.stem,
    // What the file does not explain stays explained.
    ...(foreign.explanation || !before ? { [`explanation.${language}`]: foreign.explanation } : {}),
  };
}

const isWhole = (body: Record<string, unknown>) => typeof body.type === "string" && typeof body.stem === "object";

function strayOf(cells: Cells, column: ReturnType<typeof strayCells>[number]): string {
  return (
    keysOf(column)
      .map((key) => cells[key] ?? "")
      .find((value) => value !== "") ?? ""
  );
}

const WORDS = 60;

/** A name for a new question, made of what it asks: the same question always has the same. */
function newSlug(stem: { "zh-CN": string; en: string }, library: Library, { spell, mark }: PlanMeans): string {
  const spelled =
    asciiSlug(stem.en || spell(stem["zh-CN"]))
      .slice(0, WORDS)
      .replace(/-+$/, "") || "question";
  const isFree = (slug: string) => !library.questions.has(slug) && !library.drafts.has(slug);
  return isFree(spelled) ? spelled : `${spelled}-${mark(stem["zh-CN"] + stem.en)}`;
}
