import { and, asc, desc, eq, isNotNull, isNull, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { contentItem, person, simulationComment, simulationExample, simulationResult, simulationRun } from "@db/schema";
import type { Simulation } from "~/curriculum/pack-simulation";
import { contentBySlugs, versionById } from "~/curriculum/queries.server";
import type { Reader } from "~/platform/database.server";
import { type Locale, type LocalText, pick } from "~/platform/locale";
import type { TermText } from "./notes-rules";

/** A run as whoever looks at it afterwards needs it. */
export type RunHead = {
  id: string;
  personId: string;
  name: string;
  itemId: string | null;
  slug: string | null;
  versionId: string | null;
  recording: Simulation | null;
  locale: Locale;
  counts: boolean;
  startedAt: Date;
  endedAt: Date | null;
  endedAs: "over" | "given_up" | null;
};

/** A run; null: there is none of that id. One statement. */
export async function runHead(reader: Reader, runId: string): Promise<RunHead | null> {
  const [row] = await reader
    .select({
      id: simulationRun.id,
      personId: simulationRun.personId,
      name: person.name,
      itemId: simulationRun.itemId,
      slug: contentItem.slug,
      versionId: simulationRun.versionId,
      recording: simulationRun.recording,
      locale: simulationRun.locale,
      counts: simulationRun.counts,
      startedAt: simulationRun.startedAt,
      endedAt: simulationRun.endedAt,
      endedAs: simulationRun.endedAs,
    })
    .from(simulationRun)
    .innerJoin(person, eq(person.id, simulationRun.personId))
    .leftJoin(contentItem, eq(contentItem.id, simulationRun.itemId))
    .where(eq(simulationRun.id, runId));
  return row ?? null;
}

/** What was played in a run. */
export async function simulationOfRun(reader: Reader, run: Pick<RunHead, "versionId" | "recording">): Promise<Simulation> {
  if (run.recording) return run.recording;
  const version = run.versionId ? await versionById(reader, run.versionId, "simulation") : null;
  if (!version) throw new Error(`no version ${run.versionId} of a simulation`);
  return version.body;
}

export type StoredResult = typeof simulationResult.$inferSelect & { by: string | null };

/** Every grade that a run was given, the machine's first. */
export async function resultsOf(reader: Reader, runId: string): Promise<StoredResult[]> {
  const rows = await reader
    .select({ result: simulationResult, by: person.name })
    .from(simulationResult)
    .leftJoin(person, eq(person.id, simulationResult.gradedBy))
    .where(eq(simulationResult.runId, runId))
    .orderBy(asc(simulationResult.number));
  return rows.map(({ result, by }) => ({ ...result, by }));
}

export type Comment = { id: string; customer: string; line: number; authorId: string; by: string; text: string; at: Date };

/** What supervisors wrote beside the lines, oldest first; nothing that was taken back. */
export function commentsOn(reader: Reader, runId: string): Promise<Comment[]> {
  return reader
    .select({
      id: simulationComment.id,
      customer: simulationComment.customer,
      line: simulationComment.line,
      authorId: simulationComment.authorId,
      by: person.name,
      text: simulationComment.text,
      at: simulationComment.at,
    })
    .from(simulationComment)
    .innerJoin(person, eq(person.id, simulationComment.authorId))
    .where(and(eq(simulationComment.runId, runId), isNull(simulationComment.removedAt)))
    .orderBy(asc(simulationComment.at), asc(simulationComment.id));
}

export type Example = { runId: string; personId: string; name: string; reason: string; by: string; at: Date };

/** The excellent examples of a simulation, newest first; `runId`: only that one. */
export function examplesOf(reader: Reader, itemId: string, runId?: string): Promise<Example[]> {
  const marker = alias(person, "marker");
  return reader
    .select({
      runId: simulationExample.runId,
      personId: simulationRun.personId,
      name: person.name,
      reason: simulationExample.reason,
      by: marker.name,
      at: simulationExample.markedAt,
    })
    .from(simulationExample)
    .innerJoin(simulationRun, eq(simulationRun.id, simulationExample.runId))
    .innerJoin(person, eq(person.id, simulationRun.personId))
    .innerJoin(marker, eq(marker.id, simulationExample.markedBy))
    .where(
      and(
        eq(simulationExample.itemId, itemId),
        isNull(simulationExample.removedAt),
        runId === undefined ? undefined : eq(simulationExample.runId, runId),
      ),
    )
    .orderBy(desc(simulationExample.markedAt))
    .limit(MOST_SHOWN);
}

const MOST_SHOWN = 20;

/** Of the grades of a run the one that holds. */
export const isLastResult = sql`${simulationResult.number} = (select max(n.number) from simulation_result n where n.run_id = ${simulationRun.id})`;

/** Whether somebody has finished a try of their own at this simulation: from then on they may see how others did it. */
export async function hasFinished(reader: Reader, personId: string, itemId: string): Promise<boolean> {
  const [row] = await reader
    .select({ id: simulationRun.id })
    .from(simulationRun)
    .where(and(eq(simulationRun.personId, personId), eq(simulationRun.itemId, itemId), isNotNull(simulationRun.endedAt)))
    .limit(1);
  return row !== undefined;
}

/** Why these terms must not be sent, and what may be instead, in the reader's language. */
export async function termTexts(reader: Reader, slugs: readonly string[], locale: Locale): Promise<Map<string, TermText>> {
  const versions = await contentBySlugs(
    reader,
    [...new Set(slugs)].map((slug) => ({ kind: "term", slug })),
  );
  return new Map(
    [...versions.values()].map(({ slug, body }) => {
      const { reason, instead } = body as { reason: LocalText; instead: LocalText };
      return [slug, { reason: pick(reason, locale), instead: pick(instead, locale) }];
    }),
  );
}
