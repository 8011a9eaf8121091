import { and, asc, eq, gt, isNull, lt, sql } from "drizzle-orm";
import { notice, notificationDelivery, notificationRobot, notified, team, workItem } from "@db/schema";
import type { Db, Tx } from "~/platform/database.server";
import { newId } from "~/platform/ids";
import { accept, write, type WriteContext } from "~/platform/write.server";
import { isWorkKind } from "~/work/kinds";
import { decide } from "./deciding-rules";
import { askForSending, goesOut } from "./outgoing.server";
import { type MailReader, mailReaders } from "./readers.server";
import { hasInInbox } from "./scope-rules";
import { afterQuiet, quietHoursOf, SHOP_ZONE } from "./timing-rules";
import { topicOfNotice, topicOfWork } from "./topics";

/** What is older was missed for good, as before anything was set up; the digest still has what waits. */
const NEWS_MS = 2 * 86_400_000;
const AT_ONCE = 500;
const MOST_ROUNDS = 10;
/** For how long something is tried. */
export const TRIED_MS = 86_400_000;

/** What the product does by itself. */
export const bySystem = (db: Db, now: Date): WriteContext => ({ db, actorId: null, now, requestId: newId(), submissionId: null });

/**
 * The minute sweep: of each new notice and item it is decided once who is told by e-mail at once, and when. Two sweeps at the same moment share the work: whoever writes that
 * something was decided decides it.
 */
export async function sweepNews(db: Db, now: Date): Promise<void> {
  if (!goesOut()) return;
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const ctx = bySystem(db, now);
    const outcome = await write(ctx, async (tx) => accept(await decideNews(tx, now)));
    if (!outcome.ok || outcome.value < AT_ONCE) return;
  }
}

type Notice = { id: string; personId: string; kind: string; important: boolean };
type Item = Pick<typeof workItem.$inferSelect, "id" | "kind" | "role" | "teamId" | "personId" | "notFor" | "urgent">;
type NewDelivery = typeof notificationDelivery.$inferInsert;

async function decideNews(tx: Tx, now: Date): Promise<number> {
  const since = new Date(now.getTime() - NEWS_MS);
  const [notices, items] = [await freshNotices(tx, since), await freshItems(tx, since)];
  const found = [...notices, ...items].map(({ id }) => id);
  if (found.length === 0) return 0;
  const mine = await tx
    .insert(notified)
    .values(found.map((sourceId) => ({ sourceId, at: now })))
    .onConflictDoNothing()
    .returning({ id: notified.sourceId });
  const ids = new Set(mine.map(({ id }) => id));
  const [ownNotices, ownItems] = [notices.filter(({ id }) => ids.has(id)), items.filter(({ id }) => ids.has(id))];
  const people = [...new Set(ownNotices.map(({ personId }) => personId))];
  const readers = await mailReaders(tx, { people, leaders: ownItems.length > 0 }, now);
  const letters = [...lettersOfNotices(ownNotices, readers, now), ...lettersOfItems(ownItems, readers, now)];
  await deliver(tx, [...letters, ...(ownItems.length > 0 ? await wordsToGroups(tx, ownItems, now) : [])], now);
  return found.length;
}

const undecided = (id: typeof notice.id | typeof workItem.id) =>
  sql`not exists (select from ${notified} where ${notified.sourceId} = ${id})`;

function freshNotices(tx: Tx, since: Date): Promise<Notice[]> {
  return tx
    .select({ id: notice.id, personId: notice.personId, kind: notice.kind, important: notice.important })
    .from(notice)
    .where(and(gt(notice.createdAt, since), isNull(notice.seenAt), undecided(notice.id)))
    .orderBy(asc(notice.id))
    .limit(AT_ONCE);
}

function freshItems(tx: Tx, since: Date): Promise<Item[]> {
  const { id, kind, role, teamId, personId, notFor, urgent } = workItem;
  return tx
    .select({ id, kind, role, teamId, personId, notFor, urgent })
    .from(workItem)
    .where(and(gt(workItem.openedAt, since), isNull(workItem.closedAt), undecided(workItem.id)))
    .orderBy(asc(workItem.id))
    .limit(AT_ONCE);
}

function lettersOfNotices(notices: readonly Notice[], readers: readonly MailReader[], now: Date): NewDelivery[] {
  const byPerson = new Map(readers.map((reader) => [reader.personId, reader]));
  return notices.flatMap(({ id, personId, kind, important }) => {
    const reader = byPerson.get(personId);
    const decided = reader ? decide({ topic: topicOfNotice(kind), urgent: important }, { ...reader, reached: true }, now) : "app";
    if (decided === "app") return [];
    const own = { what: "notice" as const, sourceId: id, urgent: important };
    // What goes with a digest is a row too: no boundary between two digests can lose it. What waits in the inbox is read when the digest is sent.
    return decided === "digest" ? [{ ...letter(personId, own, now, now), inDigest: true }] : [letter(personId, own, decided.mailAt, now)];
  });
}

function lettersOfItems(items: readonly Item[], readers: readonly MailReader[], now: Date): NewDelivery[] {
  return items.flatMap((item) => {
    const { id, kind, urgent } = item;
    if (!isWorkKind(kind)) return [];
    const news = { topic: topicOfWork(kind), urgent: urgent === "yes" };
    return readers.flatMap((reader) => {
      if (!hasInInbox(reader, item)) return [];
      const decided = decide(news, { ...reader, reached: true }, now);
      if (typeof decided === "string") return [];
      return [letter(reader.personId, { what: "item", sourceId: id, urgent: news.urgent }, decided.mailAt, now)];
    });
  });
}

function letter(
  personId: string,
  { what, sourceId, urgent }: { what: "notice" | "item"; sourceId: string; urgent: boolean },
  mailAt: Date,
  now: Date,
): NewDelivery {
  const giveUpAt = new Date(mailAt.getTime() + TRIED_MS);
  return { personId, what, key: `${what}:${sourceId}`, sourceId, urgent, nextAt: mailAt, giveUpAt, createdAt: now };
}

/** What the groups hear at once that want it so: of items that wait for the roles and the team that a robot tells of. */
async function wordsToGroups(tx: Tx, items: readonly Item[], now: Date): Promise<NewDelivery[]> {
  const { id, teamId, roles, quietFrom, quietTo } = notificationRobot;
  const robots = await tx
    .select({ id, teamId, roles, quietFrom, quietTo, zone: team.zone })
    .from(notificationRobot)
    .leftJoin(team, eq(team.id, notificationRobot.teamId))
    .where(and(isNull(notificationRobot.removedAt), eq(notificationRobot.state, "active"), eq(notificationRobot.rhythm, "at_once")));
  return items.flatMap((item) =>
    robots
      .filter((robot) => robot.roles.includes(item.role) && (robot.teamId === null || robot.teamId === item.teamId))
      .map((robot) => {
        const nextAt = afterQuiet(now, quietHoursOf(robot), robot.zone ?? SHOP_ZONE);
        const giveUpAt = new Date(nextAt.getTime() + TRIED_MS);
        return { robotId: robot.id, what: "item" as const, key: `item:${item.id}`, sourceId: item.id, nextAt, giveUpAt, createdAt: now };
      }),
  );
}

async function deliver(tx: Tx, deliveries: NewDelivery[], now: Date): Promise<void> {
  if (deliveries.length === 0) return;
  await tx.insert(notificationDelivery).values(deliveries).onConflictDoNothing();
  const due = deliveries.filter(({ inDigest, nextAt }) => !inDigest && nextAt <= now);
  for (const personId of new Set(due.flatMap((one) => one.personId ?? []))) await askForSending(tx, { personId });
  for (const robotId of new Set(due.flatMap((one) => one.robotId ?? []))) await askForSending(tx, { robotId });
}

/** What was decided is forgotten when it is too old to be news again; what was sent is kept for 90 days. */
export async function sweepOldDeliveries(db: Db, now: Date): Promise<void> {
  const ago = (days: number) => new Date(now.getTime() - days * 86_400_000);
  await db.delete(notified).where(lt(notified.at, ago(7)));
  await db.delete(notificationDelivery).where(lt(notificationDelivery.createdAt, ago(90)));
}
