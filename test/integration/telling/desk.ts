import { and, asc, eq, isNull } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, vi } from "vitest";
import { webhookDelivery, workItem } from "@db/schema";
import { changeState } from "~/activation/state.server";
import { clock } from "~/platform/clock.server";
import { setDb } from "~/platform/database.server";
import type { Outcome } from "~/platform/refusal";
import { deliverRound } from "~/telling/deliver.server";
import { addEndpoint } from "~/telling/endpoints.server";
import { secretOf } from "~/telling/signing.server";
import { freshDatabase, MONDAY } from "@test/setup/database";
import { Receiver } from "./receiver";

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;
export const later = (ms: number) => new Date(MONDAY.getTime() + ms);
export const value = <T>(outcome: Outcome<T>): T => {
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.refusals));
  return outcome.value;
};
export const codes = (outcome: Outcome<unknown>) => (outcome.ok ? [] : outcome.refusals.map((one) => one.code));

/** A shop that tells others: an administrator, receivers, and a clock that stands still until it is moved. Receivers go by the machine's. */
export async function desk() {
  const base = await freshDatabase();
  const { db, ctx, make } = base;
  setDb(db);
  let now = MONDAY;
  vi.spyOn(clock, "now").mockImplementation(() => now);
  const at = (moment: Date) => void (now = moment);
  const receivers: Receiver[] = [];
  const admin = { id: "" };
  beforeAll(async () => {
    admin.id = (await make.administrator()).id;
  });
  beforeEach(() => at(MONDAY));
  afterAll(() => receivers.forEach((receiver) => receiver.close()));

  /** A receiver and the endpoint at which it is told. */
  async function told(values: { teamId?: string | null; at?: Date } = {}) {
    const receiver = new Receiver();
    receivers.push(receiver);
    const url = await receiver.open();
    const made = await addEndpoint(ctx(values.at ?? later(-DAY), admin.id), {
      name: "Seats",
      url,
      events: ["clearance.changed"],
      teamId: values.teamId ?? null,
    });
    const { id, secretId } = value(made);
    receiver.secrets.push(secretOf(secretId));
    return { receiver, id, url };
  }

  /** Suspend and reinstate an agent in turn: each is a change of clearance. */
  async function changed(agent: { id: string; by: string }, times: number, from = 0): Promise<void> {
    for (let n = from; n < from + times; n++) {
      const change = n % 2 === 0 ? "suspend" : "reinstate";
      value(await changeState(ctx(now, agent.by), agent.id, change, "as the test will have it"));
    }
  }

  async function agentOf(teamId?: string) {
    const { person, teamId: team } = await make.inProbation(teamId ? { teamId } : {});
    return { id: person.id, by: (await make.manager(team)).id, teamId: team };
  }

  const deliveries = (endpointId: string) =>
    db.select().from(webhookDelivery).where(eq(webhookDelivery.endpointId, endpointId)).orderBy(asc(webhookDelivery.id));
  const openItems = () =>
    db
      .select()
      .from(workItem)
      .where(and(eq(workItem.kind, "webhook_failing"), isNull(workItem.closedAt)));
  /** Move the clock, and send what is due by then. */
  async function round(endpointId: string, moment: Date): Promise<void> {
    at(moment);
    await deliverRound(db, endpointId);
  }
  return { ...base, at, admin, told, changed, agentOf, deliveries, openItems, round };
}
