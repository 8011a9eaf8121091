import type { Database } from "@db/client";
import { scriptDraft, scriptDraftVersion, scriptReview, simulationMessage, simulationResult, simulationRun } from "@db/schema";
import { eq } from "drizzle-orm";
import { itemSchemas } from "~/curriculum/pack";
import { gradeRun } from "~/curriculum/simulation-grade";
import { LONGEST_RUN_MS, stateAt } from "~/curriculum/simulation-run";
import { newId } from "~/platform/ids";
import type { curriculumFactories } from "./curriculum";

const MODEL = "what for? order it now";

/** Simulated chats and written scripts, through the rows that the simulator and the review leave behind. */
export function deskWorkFactories(db: Database, { content }: ReturnType<typeof curriculumFactories>) {
  return {
    /** A run of a simulation (the factories' own body) that has ended, with the machine's result: passed unless the reply says otherwise. */
    async ranChat(values: { personId: string; itemId: string; versionId: string; at: Date; reply?: string; counts?: boolean }) {
      const { personId, itemId, versionId, at, reply = MODEL, counts = true } = values;
      const simulation = itemSchemas.simulation.parse((await content("simulation", "any")).body);
      const runId = newId();
      const events = [{ at: 8000, kind: "reply" as const, customer: "calm", text: reply }];
      const state = stateAt(simulation, "en", events, LONGEST_RUN_MS, []);
      const grade = gradeRun(simulation, state);
      await db.insert(simulationRun).values({ id: runId, personId, itemId, versionId, locale: "en", counts, startedAt: at });
      await db.insert(simulationMessage).values({ runId, customer: "calm", atMs: 8000, text: reply });
      await db.update(simulationRun).set({ endedAt: at, endedAs: "over" }).where(eq(simulationRun.id, runId));
      const resultId = newId();
      await db.insert(simulationResult).values({
        id: resultId,
        runId,
        personId,
        itemId,
        number: 1,
        cause: "machine",
        total: String(grade.total),
        passed: grade.passed,
        hasProhibited: grade.hasProhibited,
        undecided: false,
        grade,
        chats: state.customers,
        gradedAt: at,
      });
      return { runId, resultId, grade };
    },

    /** A script that was handed in, and approved unless `reviewerId` is null; `prepared`: one of the ten messages. */
    async wroteScript(values: { personId: string; reviewerId: string | null; at: Date; prepared?: number }) {
      const { personId, reviewerId, at, prepared = null } = values;
      const draftId = newId();
      const versionId = newId();
      const body = {
        title: "Late parcel",
        branch: "delay",
        platforms: ["taobao", "tmall"],
        customer: "in a hurry",
        situation: "no scan for three days",
        text: { en: "It left us on Monday. May I ask the courier today and write to you by four?" },
        picture: null,
        why: "names an hour",
      };
      await db.insert(scriptDraft).values({ id: draftId, authorId: personId, prepared, body, createdAt: at, updatedAt: at });
      await db.insert(scriptDraftVersion).values({ id: versionId, draftId, number: 1, body, findings: [], submittedAt: at });
      await db.update(scriptDraft).set({ state: "submitted", versions: 1 }).where(eq(scriptDraft.id, draftId));
      if (reviewerId === null) return { draftId, versionId, reviewId: null };
      const reviewId = newId();
      await db.insert(scriptReview).values({ id: reviewId, draftId, versionId, personId, reviewerId, decision: "approved", at });
      await db.update(scriptDraft).set({ state: "approved" }).where(eq(scriptDraft.id, draftId));
      return { draftId, versionId, reviewId };
    },
  };
}
