import { and, count, eq, gt, sql } from "drizzle-orm";
import { noticeAddress, notificationDelivery, person } from "@db/schema";
import type { Reader, Tx } from "~/platform/database.server";
import { plainDateIn } from "~/platform/dates";
import { newId } from "~/platform/ids";
import { mailIsSet } from "~/platform/mail.server";
import { accept, audit, type Outcome, refuse, write, type WriteContext } from "~/platform/write.server";
import { addressOf } from "./address-rules";
import { askForSending, goesOut } from "./outgoing.server";
import { zoneOf } from "./readers.server";
import { CONFIRM_MS, confirmToken, isSame, personIn, unsubscribePath } from "./tokens.server";

type Address = typeof noticeAddress.$inferSelect;
const MINUTE = 60_000;
const DAY = 86_400_000;
/** Letters that ask for a confirmation, a day and person: nobody's address may be flooded from here. */
const MOST_A_DAY = 5;

const subjectOf = (personId: string) => ({ type: "person", id: personId });

async function lockedAddress(tx: Tx, personId: string): Promise<Address | null> {
  const [row] = await tx.select().from(noticeAddress).where(eq(noticeAddress.personId, personId)).for("update");
  return row ?? null;
}

/**
 * Ask for e-mail at an address: a letter goes there whose link confirms it. Until then nothing goes to it, and nothing any more to the one before. Refuses what is no address,
 * a second letter within a minute, more than five a day.
 */
export function askForAddress(ctx: WriteContext, typed: string): Promise<Outcome<{ email: string }>> {
  const personId = ctx.actorId;
  const email = addressOf(typed);
  return write(ctx, async (tx) => {
    if (!personId) return refuse("nobody");
    if (!email) return refuse("email_malformed", { field: "email" });
    // The person's row: of somebody without an address there is no other to hold.
    await tx.select({ id: person.id }).from(person).where(eq(person.id, personId)).for("no key update");
    const before = await lockedAddress(tx, personId);
    if (before?.email === email && before.confirmedAt && !before.offAt) return accept({ email });
    if (before && ctx.now.getTime() - before.askedAt.getTime() < MINUTE && before.askedAt <= ctx.now)
      return refuse("asked_just_now", { field: "email" });
    const [asked] = await tx
      .select({ count: count() })
      .from(notificationDelivery)
      .where(
        and(
          eq(notificationDelivery.personId, personId),
          eq(notificationDelivery.what, "confirm"),
          gt(notificationDelivery.createdAt, new Date(ctx.now.getTime() - DAY)),
        ),
      );
    if ((asked?.count ?? 0) >= MOST_A_DAY) return refuse("asked_often", { field: "email", params: { count: MOST_A_DAY } });
    const row = { email, askedAt: ctx.now, confirmedAt: null, offAt: null, digestDay: null };
    await tx
      .insert(noticeAddress)
      .values({ personId, ...row })
      .onConflictDoUpdate({ target: noticeAddress.personId, set: row });
    await tx.insert(notificationDelivery).values({
      ...{ personId, what: "confirm", key: `confirm:${ctx.now.toISOString()}`, createdAt: ctx.now, nextAt: ctx.now },
      giveUpAt: new Date(ctx.now.getTime() + CONFIRM_MS),
    });
    await askForSending(tx, { personId });
    await audit(tx, ctx, {
      action: "notifying.address_asked",
      subject: subjectOf(personId),
      personId,
      before: { email: before?.email ?? null },
      after: { email },
    });
    return accept({ email });
  });
}

/** What a link in a letter is about: whose address, or why it leads to nothing. */
export type LinkStanding = { email: string; done: boolean } | { fault: "link_unknown" | "link_expired" };

function confirmStanding(row: Address | null, token: string, now: Date): LinkStanding {
  if (!row || !isSame(token, confirmToken(row.personId, row.email, row.askedAt))) return { fault: "link_unknown" };
  if (row.confirmedAt) return { email: row.email, done: true };
  return now.getTime() - row.askedAt.getTime() > CONFIRM_MS ? { fault: "link_expired" } : { email: row.email, done: false };
}

function stopStanding(row: Address | null, token: string): LinkStanding {
  if (!row?.confirmedAt || !isSame(`/unsubscribe/${token}`, unsubscribePath(row.personId, row.email))) return { fault: "link_unknown" };
  return { email: row.email, done: row.offAt !== null };
}

async function addressIn(reader: Reader, token: string): Promise<Address | null> {
  const personId = personIn(token);
  if (!personId) return null;
  const [row] = await reader.select().from(noticeAddress).where(eq(noticeAddress.personId, personId));
  return row ?? null;
}

/** What the link of a confirmation is good for, without using it. */
export async function findConfirmation(reader: Reader, token: string, now: Date): Promise<LinkStanding> {
  return confirmStanding(await addressIn(reader, token), token, now);
}

/** What the link that ends letters is good for, without using it. */
export async function findStop(reader: Reader, token: string): Promise<LinkStanding> {
  return stopStanding(await addressIn(reader, token), token);
}

/** Confirm an address by the link in its letter. Nothing happens when it was confirmed before; refuses a link of another address and one that is two days old. */
export function confirmAddress(ctx: WriteContext, token: string): Promise<Outcome<{ email: string }>> {
  return write(ctx, async (tx) => {
    const personId = personIn(token);
    const row = personId ? await lockedAddress(tx, personId) : null;
    const standing = confirmStanding(row, token, ctx.now);
    if ("fault" in standing || !personId) return refuse("fault" in standing ? standing.fault : "link_unknown");
    if (standing.done) return accept({ email: standing.email });
    const [at] = await tx.execute<{ zone: string }>(sql`select ${zoneOf(ctx.now)} as zone from person p where p.id = ${personId}`);
    // The first digest comes tomorrow.
    const digestDay = plainDateIn(at?.zone ?? "Asia/Shanghai", ctx.now);
    await tx.update(noticeAddress).set({ confirmedAt: ctx.now, digestDay }).where(eq(noticeAddress.personId, personId));
    await audit(tx, ctx, {
      action: "notifying.address_confirmed",
      subject: subjectOf(personId),
      personId,
      after: { email: standing.email },
    });
    return accept({ email: standing.email });
  });
}

/** No more e-mail, by the link in a letter; nobody need be signed in. Nothing happens when it was ended before. */
export function stopByLink(ctx: WriteContext, token: string): Promise<Outcome<{ email: string }>> {
  return write(ctx, async (tx) => {
    const personId = personIn(token);
    const row = personId ? await lockedAddress(tx, personId) : null;
    const standing = stopStanding(row, token);
    if ("fault" in standing || !personId) return refuse("fault" in standing ? standing.fault : "link_unknown");
    if (!standing.done) await turn(tx, ctx, personId, "off");
    return accept({ email: standing.email });
  });
}

/** Switch e-mail off, or on again at the address that was confirmed. Refuses where there is none. */
export function switchMail(ctx: WriteContext, to: "on" | "off"): Promise<Outcome<null>> {
  const personId = ctx.actorId;
  return write(ctx, async (tx) => {
    const row = personId ? await lockedAddress(tx, personId) : null;
    if (!personId || !row?.confirmedAt) return refuse("no_address");
    if ((row.offAt === null) !== (to === "on")) await turn(tx, ctx, personId, to);
    return accept(null);
  });
}

/** Send a letter to one's own address that means nothing, to see whether it gets through. Refuses without a confirmed address, and where nothing can go out. */
export function testLetter(ctx: WriteContext): Promise<Outcome<null>> {
  const personId = ctx.actorId;
  return write(ctx, async (tx) => {
    if (!goesOut()) return refuse("nothing_goes_out");
    if (!mailIsSet()) return refuse("mail_unset");
    const row = personId ? await lockedAddress(tx, personId) : null;
    if (!personId || !row?.confirmedAt || row.offAt) return refuse("no_address");
    const giveUpAt = new Date(ctx.now.getTime() + DAY);
    const key = `test:${newId()}`;
    await tx.insert(notificationDelivery).values({ personId, what: "test", key, nextAt: ctx.now, giveUpAt, createdAt: ctx.now });
    await askForSending(tx, { personId });
    await audit(tx, ctx, { action: "notifying.letter_tested", subject: subjectOf(personId) });
    return accept(null);
  });
}

async function turn(tx: Tx, ctx: WriteContext, personId: string, to: "on" | "off"): Promise<void> {
  await tx
    .update(noticeAddress)
    .set({ offAt: to === "off" ? ctx.now : null })
    .where(eq(noticeAddress.personId, personId));
  await audit(tx, ctx, { action: `notifying.mail_${to}`, subject: subjectOf(personId), personId });
}
