import { and, asc, eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, vi } from "vitest";
import { notice, noticeAddress, noticePreference, notificationDelivery } from "@db/schema";
import { sweepDigests } from "~/notifying/digests.server";
import { sweepNews } from "~/notifying/news.server";
import { type Preferences, usualPreferences } from "~/notifying/preference-rules";
import { sendDue } from "~/notifying/send.server";
import { mutedNotices } from "~/notifying/topics";
import { clock } from "~/platform/clock.server";
import { setDb } from "~/platform/database.server";
import { env } from "~/platform/env.server";
import { newId } from "~/platform/ids";
import { openItem, type NewItem } from "~/work/actions.server";
import { freshDatabase } from "@test/setup/database";
import { PostOffice } from "./post-office";

/** Noon of a Monday in Shanghai: nobody's quiet hours, everybody's digest was made. */
export const NOON = new Date("2026-03-02T12:00+08:00");
export const later = (minutes: number, from = NOON) => new Date(from.getTime() + minutes * 60_000);
export const HOME = "https://desk.example.com";

/** A shop whose people get e-mail, a mail server that keeps it, and a clock that stands still until it is moved. */
export async function desk() {
  const base = await freshDatabase();
  const { db, owner, ctx } = base;
  setDb(db);
  const post = new PostOffice();
  let now = NOON;
  vi.spyOn(clock, "now").mockImplementation(() => now);
  const at = (moment: Date) => void (now = moment);
  beforeAll(async () => {
    Object.assign(env, { SMTP_URL: await post.open(), MAIL_FROM: "Deskready <desk@example.com>", PUBLIC_URL: HOME });
  });
  beforeEach(() => {
    at(NOON);
    post.clear();
  });
  afterAll(() => post.close());

  /** Give somebody an address that is confirmed, and what they chose. */
  async function reached(personId: string, chosen: Partial<Preferences> = {}): Promise<string> {
    const email = `p-${personId.slice(-12)}@example.com`;
    await owner.insert(noticeAddress).values({ personId, email, askedAt: later(-60), confirmedAt: later(-59), digestDay: "2026-03-02" });
    const preferences = { ...usualPreferences, ...chosen };
    await owner.insert(noticePreference).values({ personId, ...preferences, muted: mutedNotices(preferences.modes), updatedAt: NOON });
    return email;
  }

  async function told(personId: string, kind: string, data: Record<string, string | number> = {}, important = false): Promise<string> {
    const id = newId();
    await owner.insert(notice).values({ id, personId, kind, data, createdAt: now, important });
    return id;
  }

  const open = (item: NewItem) => db.transaction((tx) => openItem(tx, ctx(now), item));
  const deliveries = (personId: string) =>
    db.select().from(notificationDelivery).where(eq(notificationDelivery.personId, personId)).orderBy(asc(notificationDelivery.id));
  const waiting = (personId: string) =>
    db
      .select()
      .from(notificationDelivery)
      .where(and(eq(notificationDelivery.personId, personId), eq(notificationDelivery.state, "waiting")));
  /** What the minute brings: sweeps, then a round for each of these. */
  async function minute(moment: Date, ...people: string[]): Promise<void> {
    at(moment);
    await sweepNews(db, now);
    await sweepDigests(db, now);
    for (const personId of people) await sendDue(db, { personId });
  }

  return { ...base, post, at, reached, told, open, deliveries, waiting, minute };
}
