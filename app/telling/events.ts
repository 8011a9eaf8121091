/** What other systems can be told of. */
export const eventKinds = ["clearance.changed"] as const;
export type EventKind = (typeof eventKinds)[number];
/** What is sent when somebody tries an endpoint out. */
export const TEST_KIND = "webhook.test";

/** Whether `value` names an event. */
export function isEventKind(value: unknown): value is EventKind {
  return eventKinds.some((kind) => kind === value);
}

type Change = { sequence: number; from: string; to: string; at: string };

/**
 * A change of clearance as it is sent: whose, which number of theirs, from what to what, since when. No name: whoever needs one asks with a key that may read names,
 * and no cause, which is between the shop and the agent.
 */
export function clearanceChanged(agent: { id: string; externalId: string | null }, change: Change): string {
  return JSON.stringify({
    type: "clearance.changed",
    timestamp: change.at,
    data: {
      id: agent.id,
      external_id: agent.externalId,
      sequence: change.sequence,
      from: change.from,
      clearance: change.to,
      since: change.at,
    },
  });
}

/** What is sent when somebody tries an endpoint out. */
export function testEvent(now: Date): string {
  return JSON.stringify({ type: TEST_KIND, timestamp: now.toISOString(), data: {} });
}
