import { and, desc, eq, inArray, isNotNull, sql } from "drizzle-orm";
import { contentItem, person, simulationExample, simulationResult, simulationRun } from "@db/schema";
import type { Simulation } from "~/curriculum/pack-simulation";
import { currentVersions, versionsById } from "~/curriculum/queries.server";
import type { Actor } from "~/people/actor";
import { agentsOfTeams } from "~/people/queries.server";
import type { Reader } from "~/platform/database.server";
import { type Locale, type LocalText, pick } from "~/platform/locale";
import { openItems } from "~/work/queries.server";
import { isLastResult } from "./debrief-read.server";
import type { ReviewFilter } from "./review-address";

const PAGE = 20;
const MOST_WAITING = 50;

/** A run that waits for a supervisor. */
export type WaitingRun = { runId: string; name: string; title: string; since: Date };
/** A run that is over, as the list shows it. */
export type ReviewRow = {
  runId: string;
  name: string;
  title: string;
  endedAt: Date;
  total: number;
  pass: number;
  passed: boolean;
  undecided: boolean;
  counts: boolean;
  isExample: boolean;
};

export type ReviewPage = {
  waiting: WaitingRun[];
  rows: ReviewRow[];
  hasMore: boolean;
  people: { id: string; name: string }[];
  scenarios: { slug: string; title: string }[];
};

/** The list of those who read simulated chats: what waits, the oldest first; then what the people of their teams played lately. */
export async function reviewPage(reader: Reader, actor: Actor, filter: ReviewFilter, locale: Locale, now: Date): Promise<ReviewPage> {
  const leads = actor.roles.filter(({ role }) => role === "supervisor" || role === "manager");
  const teams = leads.some(({ teamId }) => teamId === null) ? "all" : [...new Set(leads.flatMap(({ teamId }) => teamId ?? []))];
  const [agents, waiting, simulations] = await Promise.all([
    agentsOfTeams(reader, teams, now),
    openItems(reader, actor, { kind: "simulation", limit: MOST_WAITING }),
    currentVersions(reader, "simulation"),
  ]);
  const people = agents.filter(({ personId }) => personId !== actor.personId).map(({ personId, name }) => ({ id: personId, name }));
  const asked = filter.personId === null ? people : people.filter(({ id }) => id === filter.personId);
  const rows = await endedRuns(
    reader,
    asked.map(({ id }) => id),
    filter,
  );
  const versions = await versionsById(
    reader,
    rows.flatMap(({ versionId }) => versionId ?? []),
  );
  return {
    waiting: waiting.map(({ subjectId, personName, data, openedAt }) => ({
      ...{ runId: subjectId, name: personName ?? "", since: openedAt },
      title: pick(data.title as LocalText, locale),
    })),
    rows: rows.slice(0, PAGE).map(({ versionId, recorded, ...row }) => {
      const title = versionId ? (versions.get(versionId)?.body as Simulation | undefined)?.title : recorded;
      return { ...row, total: Number(row.total), title: title ? pick(title, locale) : "" };
    }),
    hasMore: rows.length > PAGE,
    people,
    scenarios: simulations.map(({ slug, body }) => ({ slug, title: pick(body.title, locale) })),
  };
}

/** One more than a page holds: whether there is another. */
function endedRuns(reader: Reader, personIds: readonly string[], { slug, outcome, page }: ReviewFilter) {
  return reader
    .select({
      runId: simulationRun.id,
      name: person.name,
      versionId: simulationRun.versionId,
      recorded: sql<LocalText | null>`${simulationRun.recording} -> 'title'`,
      endedAt: sql<Date>`${simulationRun.endedAt}`.mapWith(simulationRun.endedAt),
      total: simulationResult.total,
      pass: sql<number>`(${simulationResult.grade} ->> 'pass')::int`,
      passed: simulationResult.passed,
      undecided: simulationResult.undecided,
      counts: simulationRun.counts,
      isExample: sql<boolean>`exists (select from ${simulationExample} e where e.run_id = ${simulationRun.id} and e.removed_at is null)`,
    })
    .from(simulationRun)
    .innerJoin(person, eq(person.id, simulationRun.personId))
    .innerJoin(simulationResult, and(eq(simulationResult.runId, simulationRun.id), isLastResult))
    .leftJoin(contentItem, eq(contentItem.id, simulationRun.itemId))
    .where(
      and(
        inArray(simulationRun.personId, [...personIds]),
        isNotNull(simulationRun.endedAt),
        slug === null ? undefined : eq(contentItem.slug, slug),
        outcome === null ? undefined : eq(simulationResult.undecided, outcome === "undecided"),
        outcome === "passed" || outcome === "failed" ? eq(simulationResult.passed, outcome === "passed") : undefined,
      ),
    )
    .orderBy(desc(simulationRun.endedAt), desc(simulationRun.id))
    .limit(PAGE + 1)
    .offset((page - 1) * PAGE);
}
