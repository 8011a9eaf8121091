import { and, eq, sql } from "drizzle-orm";
import { afterAll, inject } from "vitest";
import { connect } from "@db/client";
import { activityState } from "@db/schema";
import { confirmGate, giveOverride } from "~/activation/actions.server";
import type { Finding } from "~/activation/dossier";
import { verifyEvidence } from "~/activation/verify.server";
import type { Reader, Tx } from "~/platform/database.server";
import type { Outcome } from "~/platform/refusal";
import { freshDatabase, MONDAY } from "@test/setup/database";

const value = <T>(outcome: Outcome<T>): T => {
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.refusals));
  return outcome.value;
};

const ROLLED_BACK = new Error("rolled back");

/** People whose gates were opened by the product, and somebody who changes rows behind its back. Call it at the top of a test file. */
export async function stories() {
  const fresh = await freshDatabase();
  const { owner, ownerUrl, ctx, make } = fresh;
  const url = new URL(inject("cluster").superUrl);
  url.pathname = new URL(ownerUrl).pathname;
  /** Somebody who may do anything to the tables, past every trigger and every foreign key. */
  const intruder = connect(url.toString(), { max: 1, name: "deskready-test-intruder" });
  afterAll(() => intruder.close());

  const chats = await Promise.all(
    ["first-chat", "second-chat"].map(async (slug) => (await make.content("simulation", slug, { required: true })).id),
  );
  await make.content("script", "greeting");

  /** Somebody whose both gates were opened by the product, with rows in every table that a dossier knows but the override. */
  async function wholeStory() {
    const { person, supervisorId, teamId, enrolment } = await make.deskReady({
      name: "Chen",
      fluentAt: new Date("2026-01-30T02:00:00.000Z"),
    });
    const { fileId } = await make.deskDepth({ personId: person.id, supervisorId, enrolmentId: enrolment.id, chats });
    const desk = value(await confirmGate(ctx(new Date("2026-02-02T02:00:00.000Z"), supervisorId), person.id, "desk")).decisionId;
    const graded = await make.gradedBy({ personId: person.id, graderId: supervisorId });
    const second = (await make.supervisor(teamId)).id;
    await make.gradingDepth({ personId: person.id, secondGraderId: second, ...graded });
    await make.conductDepth({ personId: person.id, enteredBy: supervisorId, closedBy: second });
    const manager = await make.manager(teamId);
    const activation = value(await confirmGate(ctx(MONDAY, manager.id), person.id, "activation")).decisionId;
    return { person, supervisorId, desk, activation, fileId };
  }

  /** Somebody who came to the desk while one lesson was overridden. */
  async function scarredStory() {
    const { person, supervisorId, teamId, enrolment } = await make.deskReady();
    await make.deskDepth({ personId: person.id, supervisorId, enrolmentId: enrolment.id, chats });
    await owner
      .update(activityState)
      .set({ status: "open", doneAt: null })
      .where(and(eq(activityState.enrolmentId, enrolment.id), eq(activityState.slug, "lesson-1")));
    const asked = { requirement: "activities" as const, reason: "the lesson is rewritten this week", days: 10 };
    value(await giveOverride(ctx(MONDAY, (await make.manager(teamId)).id), person.id, "desk", asked));
    return { person, desk: value(await confirmGate(ctx(MONDAY, supervisorId), person.id, "desk")).decisionId };
  }

  /** Do something to the tables with every trigger, check and foreign key off, look, and put it back. */
  async function behindTheBack<T>(spoil: (tx: Tx) => Promise<unknown>, look: (tx: Tx) => Promise<T>): Promise<T> {
    let seen: { value: T } | null = null;
    await intruder.db
      .transaction(async (tx) => {
        await tx.execute(sql`set local session_replication_role = replica`);
        await spoil(tx as Tx);
        seen = { value: await look(tx as Tx) };
        throw ROLLED_BACK;
      })
      .catch((error: unknown) => {
        if (error !== ROLLED_BACK) throw error;
      });
    if (seen === null) throw new Error("nothing was looked at");
    return (seen as { value: T }).value;
  }

  return { ...fresh, whole: await wholeStory(), scarred: await scarredStory(), behindTheBack };
}

/** All that a verification of one person names. */
export const everything = async (reader: Reader, personId: string) => {
  const findings: Finding[] = [];
  for await (const v of verifyEvidence(reader, { personId })) findings.push(...("missing" in v ? [v.missing] : v.verdict.findings));
  return findings;
};
