import { eq } from "drizzle-orm";
import type { Database } from "@db/client";
import { simulationMessage, simulationResult, simulationRun } from "@db/schema";
import type { Simulation } from "~/curriculum/pack-simulation";
import { gradeRun } from "~/curriculum/simulation-grade";
import type { LintTerm } from "~/wording/lint";
import { LONGEST_RUN_MS, type RunEvent, stateAt } from "~/curriculum/simulation-run";
import { isUndecided } from "~/simulator/undecided-rules";

const BEGAN = new Date("2026-03-02T00:00:00.000Z");

type Played = {
  personId: string;
  /** A version of a simulation; or a recording. */
  of: { id: string; itemId: string; body: unknown } | Simulation;
  /** Seconds and text; to the first customer unless one is named. */
  replies: readonly (readonly [seconds: number, text: string, customer?: string])[];
  locale?: "zh-CN" | "en";
  startedAt?: Date;
  counts?: boolean;
  terms?: readonly LintTerm[];
  /** False: it goes on. */
  ended?: boolean;
};

/** Writes simulated chats as the engine plays and grades them. */
export function simulatorFactories(db: Database) {
  return {
    async run({ personId, of, replies, locale = "en", startedAt = BEGAN, counts = true, terms = [], ended = true }: Played) {
      const recording = "body" in of ? null : of;
      const simulation = recording ?? ((of as { body: unknown }).body as Simulation);
      const [itemId, versionId] = "body" in of ? [of.itemId, of.id] : [null, null];
      const [run] = await db
        .insert(simulationRun)
        .values({ personId, itemId, versionId, recording, locale, counts: counts && recording === null, startedAt })
        .returning();
      if (!run) throw new Error("nothing was inserted");
      const events = replies.map(([seconds, text, customer]): RunEvent => ({
        ...{ at: seconds * 1000, kind: "reply", text },
        customer: customer ?? simulation.customers[0]?.slug ?? "",
      }));
      if (events.length > 0)
        await db.insert(simulationMessage).values(events.map(({ at, text, customer }) => ({ runId: run.id, customer, atMs: at, text })));
      if (!ended) return run;
      const state = stateAt(simulation, locale, events, LONGEST_RUN_MS, terms);
      const grade = gradeRun(simulation, state);
      const last = Math.max(...state.customers.map((customer) => customer.ended?.at ?? 0));
      const endedAt = new Date(startedAt.getTime() + last);
      await db.update(simulationRun).set({ endedAt, endedAs: "over" }).where(eq(simulationRun.id, run.id));
      await db.insert(simulationResult).values({
        ...{ runId: run.id, personId, itemId, number: 1, cause: "machine", total: String(grade.total), passed: grade.passed },
        ...{ hasProhibited: grade.hasProhibited, undecided: isUndecided(simulation, state, grade), grade, chats: state.customers },
        gradedAt: endedAt,
      });
      return run;
    },
  };
}
