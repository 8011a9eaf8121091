import { breather } from "~/platform/breath";
import { openThreads, type Threads } from "~/platform/threads.server";
import type { Mapping } from "./import-fields";
import { type ImportSetUp, type ImportWork, importWork, type ReadBatch, type ReadRecord, type StagedSession } from "./import-work";
import { wordsOfCell } from "./import-values";
import { sealsOf } from "./seals.server";

/** Who does the long work of an import: threads where the process has some and the file is worth them, else this one, which yields to people. */

/** What came of a batch. Batches are begun in the order of the file; `close` must follow, whatever happens. */
export type Crew = {
  read(records: readonly ReadRecord[]): Promise<ReadBatch>;
  count(sessions: readonly StagedSession[]): Promise<string>;
  close(): Promise<void>;
};

/** The command of the program that a thread runs (`app/processes/main.ts`). */
const IMPORT_THREAD = "chat-import-thread";
/** A thread needs a second before it knows what the work rests on. */
const WORTH_THREADS = 1_000_000;

export type CrewTask = { read: readonly ReadRecord[] } | { count: readonly StagedSession[] };
export type CrewAnswer = ReadBatch | string;

/** The crew for the chats of a file of so many bytes. */
export function crewFor(setUp: ImportSetUp, bytes: number): Crew {
  const threads = bytes < WORTH_THREADS ? null : openThreads<CrewTask, CrewAnswer>(IMPORT_THREAD, setUp);
  return threads ? threadCrew(threads, setUp.mapping) : crewInPlace(importWork(setUp, sealsOf));
}

/** A crew of one that works where it is, one batch after the other. */
export function crewInPlace(work: ImportWork): Crew {
  const breathe = breather();
  let last: Promise<unknown> = Promise.resolve();
  const next = <Answer>(batch: () => Promise<Answer>): Promise<Answer> => {
    const begun = last.then(batch);
    last = begun.catch(() => undefined);
    return begun;
  };
  return {
    read: (records) => next(() => through(work.reading(), records)),
    count: (sessions) => next(() => through(work.counting(), sessions)),
    close: () => Promise.resolve(),
  };

  async function through<One, Answer>(batch: { take(one: One): void; answer(): Answer }, all: readonly One[]): Promise<Answer> {
    for (const one of all) {
      batch.take(one);
      await breathe();
    }
    return batch.answer();
  }
}

function threadCrew(threads: Threads<CrewTask, CrewAnswer>, mapping: Mapping): Crew {
  const busy = Array.from({ length: threads.count }, () => 0);
  const session = mapping.indexOf("session");
  return {
    async read(records) {
      const shares = records.some((one) => "row" in one) ? shared(records) : [{ thread: idlest(), records }];
      return joinedBatch(await Promise.all(shares.map(({ thread, records }) => ask(thread, { read: records }) as Promise<ReadBatch>)));
    },
    count: (sessions) => ask(idlest(), { count: sessions }) as Promise<string>,
    close: () => threads.close(),
  };

  function idlest(): number {
    return busy.indexOf(Math.min(...busy));
  }

  async function ask(thread: number, task: CrewTask): Promise<CrewAnswer> {
    busy[thread] = (busy[thread] ?? 0) + 1;
    try {
      return await threads.ask(thread, task);
    } finally {
      busy[thread] = (busy[thread] ?? 1) - 1;
    }
  }

  /** The rows of a session always to the same thread: it knows what was said before. */
  function shared(records: readonly ReadRecord[]): { thread: number; records: ReadRecord[] }[] {
    const shares = busy.map((_, thread) => ({ thread, records: [] as ReadRecord[] }));
    for (const one of records) shares[numberOf("row" in one ? wordsOfCell(one.cells[session]) : "") % busy.length]?.records.push(one);
    return shares.filter((share) => share.records.length > 0);
  }
}

/** The same number for the same name, and about as many names for each. */
function numberOf(name: string): number {
  let number = 0;
  for (let at = 0; at < name.length; at++) number = (number * 31 + name.charCodeAt(at)) >>> 0;
  return number;
}

function joinedBatch(batches: readonly ReadBatch[]): ReadBatch {
  const [first] = batches;
  if (first && batches.length === 1) return first;
  const byRecord = (a: { record: number }, b: { record: number }) => a.record - b.record;
  return {
    parts: batches.flatMap(({ parts }) => (parts === "" ? [] : [parts])).join(","),
    faults: batches.flatMap(({ faults }) => faults).sort(byRecord),
    heard: batches.flatMap(({ heard }) => heard).sort(byRecord),
    lines: batches.reduce((sum, { lines }) => sum + lines, 0),
  };
}
