import { sql } from "drizzle-orm";
import type { Actor } from "~/people/actor";
import { actorOfSession } from "~/people/guard.server";
import { may } from "~/people/permissions";
import { clock } from "~/platform/clock.server";
import { db } from "~/platform/database.server";
import { type EventStream, eventStream } from "~/platform/event-stream.server";
import { log } from "~/platform/log.server";
import { liveFacts, mayFollow } from "./live-facts.server";
import { viewOf } from "./live-view";
import { leads, type Reach, reachOf } from "./reach";

/**
 * Who follows which meeting in this process, and how they hear of it: the database tells each process over one connection that something of a meeting changed, the process reads it once and
 * writes to each of its pages what that person may see. Nothing is kept here: a page that comes back gets the state as it is (docs/decisions/036).
 */

const CHANNEL = "meeting_live";
/** So often pages hear that the connection stands, and whoever may not follow any more is let go. */
const PULSE_MS = 15_000;

type Viewer = { personId: string; sessionId: string; asLead: boolean; stream: EventStream };
type Room = { viewers: Set<Viewer>; reading: boolean; again: boolean };

const rooms = new Map<string, Room>();
let listening: Promise<unknown> | null = null;
let pulse: NodeJS.Timeout | null = null;

/** Hear of changes; begun by the first who follows, once a process. Whenever the connection comes back all is read again: what was told meanwhile is lost. */
async function listen(): Promise<void> {
  const client = db().$client;
  if (!client) throw new Error("only a pool can listen");
  listening ??= client.listen(
    CHANNEL,
    (meetingId) => void tell(meetingId),
    () => {
      for (const meetingId of rooms.keys()) void tell(meetingId);
    },
  );
  try {
    await listening;
  } catch (error) {
    listening = null;
    throw error;
  }
}

/** Read how a meeting stands and tell its pages. What changes while it is read is read again, once. */
async function tell(meetingId: string): Promise<void> {
  const room = rooms.get(meetingId);
  if (!room) return;
  if (room.reading) {
    room.again = true;
    return;
  }
  room.reading = true;
  try {
    do {
      room.again = false;
      const found = await liveFacts(db(), meetingId);
      const now = clock.now();
      if (found)
        for (const { stream, personId, asLead } of room.viewers)
          stream.send(JSON.stringify(viewOf(found.facts, { personId, forLead: asLead, now })), { id: found.facts.revision });
    } while (room.again);
  } catch (error) {
    // The pulse reads it again.
    log.warn({ err: error }, "a meeting could not be read for those who follow it");
  } finally {
    room.reading = false;
  }
}

/** Stream a meeting to somebody who may follow it. `asLead`: with what only who leads the team sees; they count not as followers. */
export async function followMeeting(request: Request, actor: Actor, meetingId: string, asLead: boolean): Promise<Response> {
  await listen();
  const room = rooms.get(meetingId) ?? { viewers: new Set(), reading: false, again: false };
  rooms.set(meetingId, room);
  const { response, stream } = eventStream(request, actor.personId, () => leave(meetingId, room, viewer));
  const viewer: Viewer = { personId: actor.personId, sessionId: actor.sessionId, asLead, stream };
  room.viewers.add(viewer);
  pulse ??= setInterval(() => void beat(), PULSE_MS).unref();
  if (!asLead) await seen(meetingId, [actor.personId]);
  await tell(meetingId);
  return response;
}

function leave(meetingId: string, room: Room, viewer: Viewer): void {
  room.viewers.delete(viewer);
  if (room.viewers.size === 0) rooms.delete(meetingId);
  if (rooms.size === 0 && pulse) {
    clearInterval(pulse);
    pulse = null;
  }
  const { personId, asLead } = viewer;
  if (asLead || [...room.viewers].some((other) => other.personId === personId && !other.asLead)) return;
  db()
    .execute(sql`update meeting_follower set left_at = now() where meeting_id = ${meetingId} and person_id = ${personId}`)
    // Without the database nobody hears of it either; after a while they count as gone.
    .catch((error: unknown) => log.debug({ err: error }, "could not note who left"));
}

/** Note who follows. The database's own time: it is compared with nothing else. */
async function seen(meetingId: string, personIds: readonly string[]): Promise<void> {
  await db().execute(sql`
    insert into meeting_follower (meeting_id, person_id, seen_at) select ${meetingId}, p, now() from unnest(${sql.param([...new Set(personIds)])}::uuid[]) p
    on conflict (meeting_id, person_id) do update set seen_at = now(), left_at = null`);
}

/** Keep the connections alive, let those go who may not follow any more, and read once more: a notice that was lost is made good here. */
async function beat(): Promise<void> {
  for (const [meetingId, room] of rooms)
    try {
      const found = await liveFacts(db(), meetingId);
      for (const viewer of [...room.viewers]) {
        viewer.stream.send("1", { event: "beat" });
        const reach = await reachNow(viewer);
        const may = reach && found && (viewer.asLead ? leads(reach, found.teamId) : mayFollow(reach, found.teamId));
        if (!may) viewer.stream.end("gone");
      }
      const followers = [...room.viewers].filter(({ asLead }) => !asLead).map(({ personId }) => personId);
      if (followers.length > 0) await seen(meetingId, followers);
      await tell(meetingId);
    } catch (error) {
      log.warn({ err: error }, "those who follow a meeting could not be looked through");
    }
}

/** How far somebody sees now; null: their session has ended, or they may see no meetings any more. */
async function reachNow({ sessionId }: Viewer): Promise<Reach | null> {
  const actor = await actorOfSession(sessionId, clock.now());
  return actor && may("meetings:view", actor, null) ? reachOf(actor) : null;
}
