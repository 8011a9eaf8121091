import { and, eq, isNull, lt, or } from "drizzle-orm";
import { noticeAddress, notificationDelivery, notificationRobot, team } from "@db/schema";
import type { Db } from "~/platform/database.server";
import { mailIsSet } from "~/platform/mail.server";
import { accept, write } from "~/platform/write.server";
import { mailTime } from "./deciding-rules";
import { bySystem, TRIED_MS } from "./news.server";
import { askForSending, goesOut } from "./outgoing.server";
import { modeOf } from "./preference-rules";
import { type MailReader, mailReaders } from "./readers.server";
import { afterQuiet, digestDue, quietHoursOf, SHOP_ZONE } from "./timing-rules";
import { topicsFor } from "./topics";

/** The minute sweep: the digest of whoever wants one and whose time for it has come, once a day however many sweep. What is in it is read when it is sent. */
export async function sweepDigests(db: Db, now: Date): Promise<void> {
  if (!goesOut()) return;
  await makeGroupDigests(db, now);
  if (!mailIsSet()) return;
  for (const reader of await mailReaders(db, { digestsDue: true }, now)) await makeDigest(db, reader, now);
}

async function makeDigest(db: Db, { personId, roles, preferences, zone }: MailReader, now: Date): Promise<void> {
  const due = digestDue(now, preferences.digestAt, null, zone);
  if (!due) return;
  const isWanted = topicsFor(roles).some((topic) => modeOf(preferences, topic) === "digest");
  await write(bySystem(db, now), async (tx) => {
    const fresh = await tx
      .update(noticeAddress)
      .set({ digestDay: due.day })
      .where(and(eq(noticeAddress.personId, personId), or(isNull(noticeAddress.digestDay), lt(noticeAddress.digestDay, due.day))))
      .returning({ personId: noticeAddress.personId });
    if (fresh.length === 0 || !isWanted) return accept(null);
    const nextAt = mailTime(false, preferences, zone, now);
    await tx
      .insert(notificationDelivery)
      .values({
        ...{ personId, what: "digest" as const, key: `digest:${due.day}` },
        ...{ nextAt, giveUpAt: new Date(nextAt.getTime() + TRIED_MS), createdAt: now },
      })
      .onConflictDoNothing();
    if (nextAt <= now) await askForSending(tx, { personId });
    return accept(null);
  });
}

/** The digests of the groups that want one a day. */
async function makeGroupDigests(db: Db, now: Date): Promise<void> {
  const { id, digestAt, digestDay, quietFrom, quietTo } = notificationRobot;
  const robots = await db
    .select({ id, digestAt, digestDay, quietFrom, quietTo, zone: team.zone })
    .from(notificationRobot)
    .leftJoin(team, eq(team.id, notificationRobot.teamId))
    .where(and(isNull(notificationRobot.removedAt), eq(notificationRobot.state, "active"), eq(notificationRobot.rhythm, "digest")));
  for (const robot of robots) {
    const zone = robot.zone ?? SHOP_ZONE;
    const due = digestDue(now, robot.digestAt, robot.digestDay, zone);
    if (!due) continue;
    const nextAt = afterQuiet(now, quietHoursOf(robot), zone);
    await write(bySystem(db, now), async (tx) => {
      const fresh = await tx
        .update(notificationRobot)
        .set({ digestDay: due.day })
        .where(and(eq(notificationRobot.id, robot.id), or(isNull(notificationRobot.digestDay), lt(notificationRobot.digestDay, due.day))))
        .returning({ id: notificationRobot.id });
      if (fresh.length === 0) return accept(null);
      const giveUpAt = new Date(nextAt.getTime() + TRIED_MS);
      await tx
        .insert(notificationDelivery)
        .values({ robotId: robot.id, what: "digest", key: `digest:${due.day}`, nextAt, giveUpAt, createdAt: now })
        .onConflictDoNothing();
      if (nextAt <= now) await askForSending(tx, { robotId: robot.id });
      return accept(null);
    });
  }
}
