import { availableParallelism, setPriority } from "node:os";
import { isMainThread, parentPort, Worker, workerData } from "node:worker_threads";

/** Long work in threads beside the one that answers people. What a thread is to do is a command of the program that this process runs too. */

export type ThreadProgram = { file: string };
/** Threads of one piece of work. `ask` has a thread do a task: of one thread one after the other, in the order in which they came. */
export type Threads<Task, Answer> = { count: number; ask(thread: number, task: Task): Promise<Answer>; close(): Promise<void> };

const holder = globalThis as { deskreadyThreads?: ThreadProgram | null };
const MOST_THREADS = 2;
/** A thread holds no more; one that needs more fails alone. */
const MOST_MB = { maxOldGenerationSizeMb: 256, maxYoungGenerationSizeMb: 24 };
/** Whoever waits for a page comes first. */
const PATIENT = 5;

/** Called once by the process that starts: where the program lies. Null: this process starts no threads. */
export function setThreadProgram(program: ThreadProgram | null): void {
  holder.deskreadyThreads = program;
}

type Asked<Task> = { number: number; task: Task };
type Answered<Answer> = { number: number; answer: Answer } | { number: number; error: unknown };
type Waiting<Answer> = { settle(answer: Answer): void; fail(error: unknown): void };

/** Start threads that run `command` with `setUp`; null where this process starts none. Whatever is asked of a thread that has ended fails. */
export function openThreads<Task, Answer>(command: string, setUp: unknown): Threads<Task, Answer> | null {
  const program = holder.deskreadyThreads;
  if (!program) return null;
  const count = Math.min(MOST_THREADS, availableParallelism());
  const threads = Array.from({ length: count }, () => startThread<Task, Answer>(program, command, setUp));
  return {
    count,
    ask: (thread, task) => threads[thread % count]?.ask(task) ?? Promise.reject(new Error("there is no such thread")),
    close: async () => void (await Promise.all(threads.map((one) => one.close()))),
  };
}

function startThread<Task, Answer>({ file }: ThreadProgram, command: string, setUp: unknown) {
  const worker = new Worker(file, { argv: [command], workerData: setUp, resourceLimits: MOST_MB });
  const waiting = new Map<number, Waiting<Answer>>();
  let [asked, ended] = [0, null as Error | null];
  const end = (error: Error) => {
    ended ??= error;
    for (const { fail } of waiting.values()) fail(ended);
    waiting.clear();
  };
  worker.on("message", (answered: Answered<Answer>) => {
    const one = waiting.get(answered.number);
    waiting.delete(answered.number);
    if ("error" in answered) one?.fail(answered.error);
    else one?.settle(answered.answer);
  });
  worker.on("error", (error) => end(error instanceof Error ? error : new Error("a thread failed")));
  worker.on("exit", () => end(new Error("a thread has ended")));
  return {
    ask: (task: Task) =>
      new Promise<Answer>((settle, fail) => {
        if (ended) return fail(ended);
        const number = asked++;
        waiting.set(number, { settle, fail });
        worker.postMessage({ number, task } satisfies Asked<Task>);
      }),
    close: () => worker.terminate(),
  };
}

/** In a thread: do whatever is asked, by what `make` makes of its set-up, until the thread is ended. Throws outside of a thread. */
export function serveThread<Task, Answer>(make: (setUp: unknown) => (task: Task) => Answer): void {
  if (isMainThread || !parentPort) throw new Error("this command is for a thread");
  // Linux gives each thread a priority of its own; elsewhere it would be the whole process that steps back.
  if (process.platform === "linux") setPriority(PATIENT);
  const port = parentPort;
  const work = make(workerData);
  port.on("message", ({ number, task }: Asked<Task>) => {
    try {
      port.postMessage({ number, answer: work(task) } satisfies Answered<Answer>);
    } catch (error) {
      port.postMessage({ number, error } satisfies Answered<Answer>);
    }
  });
}
