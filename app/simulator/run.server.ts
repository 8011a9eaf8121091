import { sql } from "drizzle-orm";
import { simulation as simulationSchema, type Simulation } from "~/curriculum/pack-simulation";
import { versionById } from "~/curriculum/queries.server";
import { type RunEvent, type RunState, stateAt } from "~/curriculum/simulation-run";
import type { Db, Reader } from "~/platform/database.server";
import type { Locale } from "~/platform/locale";
import { termsInForce } from "./terms.server";

/** What was sent, with its id. `taken`: it came along from an earlier run. */
export type SentMessage = RunEvent & { id: string; taken: boolean };

/** A run with everything that was sent in it. */
export type StoredRun = {
  id: string;
  personId: string;
  itemId: string | null;
  versionId: string | null;
  /** Null: of a recorded chat. */
  slug: string | null;
  locale: Locale;
  counts: boolean;
  fromRunId: string | null;
  fromMs: number | null;
  startedAt: Date;
  endedAt: Date | null;
  endedAs: "over" | "given_up" | null;
  simulation: Simulation;
  /** In the order in which they were sent. */
  messages: SentMessage[];
  /** Of all content, by which the terms are found. */
  revision: number;
};

type Row = Omit<StoredRun, "simulation" | "messages" | "startedAt" | "endedAt"> & {
  startedAt: string;
  endedAt: string | null;
  recording: unknown;
  messages: { id: string; customer: string; at: number; text: string; taken: boolean }[];
};

const KEPT = 100;
/** Recordings by run: what was read in a message is kept beside the body, so the same body again and again. */
const recordings = new Map<string, Simulation>();

/** A run; null: there is none of that id. One statement, two where its simulation was never read in this process. */
export async function runById(reader: Reader, runId: string): Promise<StoredRun | null> {
  const [row] = await reader.execute<Row>(sql`
    select r.id, r.person_id as "personId", r.item_id as "itemId", r.version_id as "versionId", i.slug, r.locale, r.counts,
      r.from_run_id as "fromRunId", r.from_ms as "fromMs", r.started_at as "startedAt", r.ended_at as "endedAt", r.ended_as as "endedAs",
      r.recording, (select number from content_revision) as revision,
      (select coalesce(json_agg(json_build_object('id', m.id, 'customer', m.customer, 'at', m.at_ms, 'text', m.text, 'taken', m.taken)
        order by m.at_ms, m.id), '[]') from simulation_message m where m.run_id = r.id) as messages
    from simulation_run r left join content_item i on i.id = r.item_id where r.id = ${runId}`);
  if (!row) return null;
  const { recording, startedAt, endedAt, messages, ...rest } = row;
  return {
    ...rest,
    startedAt: new Date(startedAt),
    endedAt: endedAt === null ? null : new Date(endedAt),
    simulation: await simulationOf(reader, row),
    messages: messages.map((message) => ({ ...message, kind: "reply" })),
  };
}

async function simulationOf(reader: Reader, { id, versionId, recording }: Row): Promise<Simulation> {
  if (versionId === null) {
    const known = recordings.get(id);
    if (known) return known;
    const made = simulationSchema.parse(recording);
    if (recordings.size >= KEPT) for (const oldest of recordings.keys()) if (recordings.delete(oldest)) break;
    recordings.set(id, made);
    return made;
  }
  const version = await versionById(reader, versionId, "simulation");
  if (!version) throw new Error(`no version ${versionId} of a simulation`);
  return version.body;
}

/** How long a run goes on, in milliseconds, at a moment: never before what was sent last, should the machine's clock have been set back. */
export function msOf({ startedAt, messages }: Pick<StoredRun, "startedAt" | "messages">, now: Date): number {
  return Math.max(0, now.getTime() - startedAt.getTime(), messages.at(-1)?.at ?? 0);
}

/** How a run stands so many milliseconds after it began. `db`: whose terms; `reader` reads them where they are not at hand. No statement as a rule. */
export async function stateOf(db: Db, run: StoredRun, at: number, reader: Reader = db): Promise<RunState> {
  return stateAt(run.simulation, run.locale, run.messages, at, await termsInForce(db, run.revision, reader));
}
