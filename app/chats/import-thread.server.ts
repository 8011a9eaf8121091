import { serveThread } from "~/platform/threads.server";
import type { CrewAnswer, CrewTask } from "./import-crew.server";
import { type ImportSetUp, importWork } from "./import-work";
import { sealsOf } from "./seals.server";

/** A thread of an import: it masks and counts what it is given, and holds no connection. */
export function serveImport(): void {
  serveThread<CrewTask, CrewAnswer>((setUp) => {
    const work = importWork(setUp as ImportSetUp, sealsOf);
    return (task) => {
      if ("read" in task) {
        const batch = work.reading();
        for (const one of task.read) batch.take(one);
        return batch.answer();
      }
      const batch = work.counting();
      for (const one of task.count) batch.take(one);
      return batch.answer();
    };
  });
}
