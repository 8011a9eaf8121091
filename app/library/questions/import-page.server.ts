import { parseDraft } from "~/curriculum/library-check.server";
import type { Cells } from "~/drill/types/cells";
import type { Reader } from "~/platform/database.server";
import { type Locale, pick } from "~/platform/locale";
import { diffBodies } from "../body-diff";
import { faultsIn, titleOf } from "../edit-page.server";
import { headingOf } from "./columns";
import { draftsSince, planOf, type QuestionImport, toDraft } from "./import.server";
import { libraryNow } from "./known.server";
import { plainLabel, type Planned, type Status } from "./plan";
import type { RowFault } from "./rows";
import { namesIn } from "./names.server";
import { slugNamed, type Names } from "./words";

const PAGE = 25;
const ERRORS = 1000;
const PLACES_FAULTS = 3;

/** What of a plan is shown: what would become drafts, or one of the other kinds. */
export const shownKinds = ["ready", "same", "busy"] as const;
export type Shown = (typeof shownKinds)[number];

const isShown = (shown: Shown) => (item: Planned) =>
  shown === "ready" ? item.status === "new" || item.status === "changed" : item.status === shown;

/** What the page of a checked file shows: counts, where questions go, a page of them with what changes, and every fault. */
export async function previewOf(reader: Reader, row: QuestionImport, locale: Locale, shown: Shown, page: number) {
  const [plan, names] = await Promise.all([planOf(reader, row), namesIn(reader)]);
  const counts: Record<Status, number> = { new: 0, changed: 0, same: 0, busy: 0, faulty: 0 };
  for (const { status } of plan) counts[status]++;
  counts.faulty += placesIn(row.faults);
  const errors = [...row.faults, ...plan.flatMap(({ faults }) => faults)].sort(byPlace);
  const listed = plan.filter(isShown(shown));
  const first = (Math.min(page, Math.max(1, Math.ceil(listed.length / PAGE))) - 1) * PAGE;
  const out = new Set(row.leftOut);
  return {
    counts,
    ready: counts.new + counts.changed,
    taken: toDraft(plan, row.leftOut).length,
    examples: row.examples,
    places: placesAsked(row, plan, names, locale),
    items: listed.slice(first, first + PAGE).map((item) => ({
      ...itemOf(item, locale),
      isOut: out.has(item.n),
    })),
    range: { from: listed.length === 0 ? 0 : first + 1, to: Math.min(first + PAGE, listed.length), total: listed.length },
    errors: errors.slice(0, ERRORS).map((error) => ({ ...error, column: error.key ? headingOf(error.key, locale) : "" })),
    errorCount: errors.length,
  };
}
export type Preview = Awaited<ReturnType<typeof previewOf>>;

const placesIn = (faults: readonly RowFault[]) => new Set(faults.map(({ at }) => `${at.sheet} ${at.row}`)).size;
const byPlace = (a: RowFault, b: RowFault) => (a.at.sheet ?? "").localeCompare(b.at.sheet ?? "") || a.at.row - b.at.row;

function itemOf({ n, at, slug, type, status, body, known, editor, lost }: Planned, locale: Locale) {
  const parsed = parseDraft("question", slug, body);
  const unfinished = "faults" in parsed ? faultsIn(parsed.faults, locale) : [];
  const title = titleOf("question", body);
  const { slug: _slug, type: _type, ...held } = body;
  return {
    ...{ n, at, slug, type, status, editor, lost },
    title: title ? pick(title, locale) : slug,
    unfinished: { count: unfinished.length, first: unfinished.slice(0, PLACES_FAULTS) },
    diff: known ? diffBodies(known.body, body) : status === "new" ? diffBodies({}, held) : [],
  };
}

type Label = { label: string; said: string; chosen: string };

/** The words of the file for topics and lessons that the library does not know, with what was chosen for each. */
function placesAsked(row: QuestionImport, plan: readonly Planned[], names: Names, locale: Locale) {
  const asked = (kind: "topic" | "lesson"): Label[] => {
    const labels = new Map<string, string>();
    plan.forEach(({ n, known, faults }) => {
      const said = labelOf(row.rows[n], kind);
      const isOpen = faults.some((fault) => fault.code === `${kind}_unknown` || fault.code === `${kind}_missing`);
      const isChosen = row.places[kind].some(([label]) => label === plainLabel(said));
      if (!known && (isOpen || (isChosen && (said === "" || slugNamed(names[kind], said) === null)))) labels.set(plainLabel(said), said);
    });
    return [...labels]
      .map(([label, said]) => ({ label, said, chosen: row.places[kind].find(([other]) => other === label)?.[1] ?? "" }))
      .sort((a, b) => a.said.localeCompare(b.said, locale))
      .slice(0, 60);
  };
  const [topics, lessons] = [asked("topic"), asked("lesson")];
  const choices = (kind: "topic" | "lesson") => names[kind].map(({ slug, title }) => ({ value: slug, label: pick(title, locale) }));
  return {
    topic: { labels: topics, choices: topics.length > 0 ? choices("topic") : [] },
    lesson: { labels: lessons, choices: lessons.length > 0 ? choices("lesson") : [] },
  };
}

function labelOf(row: QuestionImport["rows"][number] | undefined, kind: "topic" | "lesson"): string {
  if (!row) return "";
  return "cells" in row ? ((row.cells as Cells)[kind] ?? "") : row.foreign.category;
}

/** The drafts that an import made, and what became of each. */
export async function madeOf(reader: Reader, row: QuestionImport, locale: Locale) {
  const [since, { drafts, questions }] = await Promise.all([draftsSince(reader, row.drafts), libraryNow(reader)]);
  const made = row.drafts.map(({ slug, draftId, isNew }) => {
    const title = titleOf("question", drafts.get(slug)?.body ?? (questions.get(slug)?.body as Record<string, unknown> | undefined) ?? {});
    return { slug, isNew, title: title ? pick(title, locale) : slug, state: since.get(draftId) ?? ("gone" as const) };
  });
  return { state: row.state, drafts: made, untouched: made.filter(({ state }) => state === "untouched").length };
}
export type Made = Awaited<ReturnType<typeof madeOf>>;
