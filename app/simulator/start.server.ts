import { and, eq, isNull } from "drizzle-orm";
import { contentItem, simulationMessage, simulationRun } from "@db/schema";
import type { Simulation } from "~/curriculum/pack-simulation";
import { LONGEST_RUN_MS } from "~/curriculum/simulation-run";
import type { Reader } from "~/platform/database.server";
import type { Locale } from "~/platform/locale";
import { accept, audit, type Outcome, refuse, write, type WriteContext } from "~/platform/write.server";
import { finishRunIn } from "./finish.server";
import { runById } from "./run.server";

/** What is played: a simulation as it is in force, an earlier run of one's own from a moment on, or a recorded chat. */
export type ToPlay = { slug: string; locale: Locale } | { from: { runId: string; ms: number } } | { recording: Simulation; locale: Locale };

type NewRun = typeof simulationRun.$inferInsert;

/**
 * Begin a run. Its clock begins now; one from a line of an earlier run takes along what was sent before that moment, its clock goes on from there, and it counts
 * for nothing; so does a recorded chat. One open run a person: while another goes on it is refused, with `runId` of that one.
 */
export async function startRun(ctx: WriteContext, personId: string, toPlay: ToPlay): Promise<Outcome<{ runId: string }>> {
  return write(ctx, async (tx) => {
    const before = await openRunOf(tx, personId);
    // It may be over, and nobody has looked.
    if (before && !(await finishRunIn(tx, ctx, before.id))) return refuse("run_open", { params: { runId: before.id } });
    const made = await madeOf(tx, ctx, personId, toPlay);
    if (!made) return refuse("not_found");
    const [row] = await tx.insert(simulationRun).values(made.run).onConflictDoNothing().returning({ id: simulationRun.id });
    if (!row) return refuse("run_open", { params: { runId: (await openRunOf(tx, personId))?.id ?? "" } });
    if (made.taken.length > 0)
      await tx.insert(simulationMessage).values(made.taken.map((message) => ({ ...message, runId: row.id, taken: true })));
    await audit(tx, ctx, {
      action: "simulator.started",
      subject: { type: "simulation_run", id: row.id },
      personId,
      after: { simulation: made.slug ?? "" },
    });
    return accept({ runId: row.id });
  });
}

/** The run that somebody has open; null: none. */
export async function openRunOf(reader: Reader, personId: string): Promise<{ id: string; itemId: string | null } | null> {
  const [row] = await reader
    .select({ id: simulationRun.id, itemId: simulationRun.itemId })
    .from(simulationRun)
    .where(and(eq(simulationRun.personId, personId), isNull(simulationRun.endedAt)));
  return row ?? null;
}

type Made = { run: NewRun; taken: { customer: string; atMs: number; text: string }[]; slug: string | null };

async function madeOf(tx: Reader, ctx: WriteContext, personId: string, toPlay: ToPlay): Promise<Made | null> {
  if ("from" in toPlay) return fromEarlier(tx, ctx, personId, toPlay.from);
  if ("slug" in toPlay) return fromContent(tx, ctx, personId, toPlay);
  return { run: { personId, ...toPlay, counts: false, startedAt: ctx.now }, taken: [], slug: toPlay.recording.slug };
}

async function fromContent(
  tx: Reader,
  { now }: WriteContext,
  personId: string,
  { slug, locale }: { slug: string; locale: Locale },
): Promise<Made | null> {
  const [item] = await tx
    .select({ itemId: contentItem.id, versionId: contentItem.currentVersionId })
    .from(contentItem)
    .where(and(eq(contentItem.kind, "simulation"), eq(contentItem.slug, slug), isNull(contentItem.archivedAt)));
  return item ? { run: { ...item, personId, locale, counts: true, startedAt: now }, taken: [], slug } : null;
}

async function fromEarlier(
  tx: Reader,
  { now }: WriteContext,
  personId: string,
  { runId, ms }: { runId: string; ms: number },
): Promise<Made | null> {
  const earlier = await runById(tx, runId);
  if (!earlier?.endedAt || earlier.personId !== personId || !Number.isInteger(ms) || ms < 0 || ms > LONGEST_RUN_MS) return null;
  const { itemId, versionId, locale, slug, simulation, messages } = earlier;
  return {
    run: {
      ...{ personId, itemId, versionId, locale, counts: false, fromRunId: runId, fromMs: ms },
      recording: versionId === null ? simulation : null,
      startedAt: new Date(now.getTime() - ms),
    },
    taken: messages.filter(({ at }) => at < ms).map(({ customer, at, text }) => ({ customer, atMs: at, text })),
    slug,
  };
}
