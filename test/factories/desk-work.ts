import { eq } from "drizzle-orm";
import type { Database } from "@db/client";
import {
  contentVersion,
  scriptDraft,
  scriptDraftVersion,
  scriptReview,
  simulationMessage,
  simulationResult,
  simulationRun,
} from "@db/schema";
import { itemSchemas } from "~/curriculum/pack";
import { gradeRun } from "~/curriculum/simulation-grade";
import { playedWith, saidIn } from "~/curriculum/simulation-played";
import { LONGEST_RUN_MS, stateAt } from "~/curriculum/simulation-run";
import { newId } from "~/platform/ids";

const LOCALE = "en";

/** Simulated chats and written scripts, through the rows that the simulator and the review leave behind. */
export function deskWorkFactories(db: Database) {
  return {
    /** A run of a simulation that has ended, with the machine's result: as its model chats, or with only `replies` to each customer. */
    async ranChat(values: { personId: string; versionId: string; at: Date; replies?: string[]; counts?: boolean }) {
      const { personId, versionId, at, replies, counts = true } = values;
      const [version] = await db.select().from(contentVersion).where(eq(contentVersion.id, versionId));
      if (!version) throw new Error("there is no such version");
      const simulation = itemSchemas.simulation.parse(version.body);
      const runId = newId();
      const said = replies?.map((text) => ({ after_s: 8, text }));
      const events = simulation.customers.flatMap(
        (customer) => playedWith(simulation, customer, said ?? saidIn(customer.model_run, LOCALE), LOCALE, []).events,
      );
      const state = stateAt(simulation, LOCALE, events, LONGEST_RUN_MS, []);
      const grade = gradeRun(simulation, state);
      const { itemId } = version;
      await db.insert(simulationRun).values({ id: runId, personId, itemId, versionId, locale: LOCALE, counts, startedAt: at });
      await db.insert(simulationMessage).values(events.map(({ at: atMs, customer, text }) => ({ runId, customer, atMs, text })));
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
