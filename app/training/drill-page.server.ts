import { currentVersion } from "~/curriculum/queries.server";
import { bankGround } from "~/drill/ground.server";
import { issueLine } from "~/drill/line.server";
import type { Choice } from "~/drill/mastery";
import type { DrillQuestion } from "~/drill/session.server";
import { shelfRevision } from "~/drill/shelf.server";
import { mendingSet } from "~/drill/remedial-queries.server";
import type { Db } from "~/platform/database.server";
import { isId } from "~/platform/ids";
import { type Locale, pick } from "~/platform/locale";
import { drillStart } from "./bank.server";

/** Questions of one go; more wait behind them. */
const ONE_GO = 20;
/** So many are on the page at first; the others come while it is worked through. */
const AT_FIRST = 6;

/** What somebody drills outside the schedule, as the page's address says it: a topic, with its title, their weakest questions, or what was assigned to them to mend. */
export type ChosenDrill = { address: string; topic: string | null; remedial: { id: string; title: string } | null };

/** What the drill's page shows. `lessons`: where the lessons of the plan are, by slug. */
export type DrillPageData = {
  questions: DrillQuestion[];
  /** What comes behind them; it goes along with each answer. */
  line: string;
  /** How many this go has. */
  planned: number;
  waiting: number;
  required: number;
  fluent: number;
  lessons: Record<string, { to: string; title: string }>;
  /** From which case a question comes, by its item. */
  cases: Record<string, number>;
  /** When the next question comes, where none does now; null when there is none at all. */
  nextAt: Date | null;
  /** Extra practice of what was chosen; null: a go of the schedule. */
  chosen: ChosenDrill | null;
};

/** The choice that an address makes: `?topic=` and its slug, `?weakest=1`, or `?remedial=` and its id. What is none, or none of theirs: undefined. */
async function choiceOf(
  db: Db,
  personId: string,
  search: URLSearchParams,
  locale: Locale,
): Promise<{ only: Choice; chosen: ChosenDrill } | null | undefined> {
  const [topic, id] = [search.get("topic"), search.get("remedial")];
  if (id !== null) {
    const set = isId(id) ? await mendingSet(db, personId, id) : null;
    if (!set) return undefined;
    const chosen = { address: `/drill?remedial=${id}`, topic: null, remedial: { id, title: pick(set.title, locale) } };
    return { only: { by: "set", items: new Set(set.items) }, chosen };
  }
  if (topic === null)
    return search.has("weakest") ? { only: { by: "weakest" }, chosen: { address: "/drill?weakest=1", topic: null, remedial: null } } : null;
  const version = await currentVersion(db, "topic", topic);
  if (!version) return undefined;
  const chosen = { address: `/drill?topic=${version.slug}`, topic: pick(version.body.title, locale), remedial: null };
  return { only: { by: "topic", topic: version.slug }, chosen };
}

/** The drill of somebody, ready to begin; null when the address chooses what is none. */
export async function drillPage(
  db: Db,
  personId: string,
  now: Date,
  locale: Locale,
  search: URLSearchParams,
): Promise<DrillPageData | null> {
  const choice = await choiceOf(db, personId, search, locale);
  if (choice === undefined) return null;
  const start = await drillStart(db, personId, { now, held: new Set(), count: AT_FIRST, locale, only: choice?.only ?? null });
  const { questions, line, waiting, nextAt, training } = start;
  const lessons = (training?.activities ?? []).flatMap((a) =>
    a.kind === "lesson" ? [[a.ref, { to: `/learn/${a.slug}`, title: pick(a.title, locale) }] as const] : [],
  );
  const { cases } = await bankGround(db, shelfRevision(db));
  return {
    cases: Object.fromEntries(cases),
    ...{ questions, waiting, nextAt, planned: Math.min(ONE_GO, waiting), lessons: Object.fromEntries(lessons) },
    ...{ line: issueLine(personId, line), required: line.required, fluent: line.fluent, chosen: choice?.chosen ?? null },
  };
}
