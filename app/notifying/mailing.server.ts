import { eq } from "drizzle-orm";
import { noticeAddress, person } from "@db/schema";
import type { Db } from "~/platform/database.server";
import { isLocale, type Locale } from "~/platform/locale";
import { type Mailed, mailIsSet, sendMail } from "~/platform/mail.server";
import { translate } from "~/platform/messages";
import type { Delivery, Sent } from "./batch";
import { mailTime } from "./deciding-rules";
import { type LetterBody, type Line, sectionOf, written } from "./letter";
import { linesOf, waitingLines } from "./letter-facts.server";
import { mailMessages } from "./messages.mail";
import { linkTo } from "./outgoing.server";
import { type MailReader, mailReaders } from "./readers.server";
import { confirmToken, unsubscribePath } from "./tokens.server";

const nothing: Sent = { sent: [], dropped: [], later: [], failed: null };

/**
 * Send a batch of one person by e-mail: one letter. What was read or settled meanwhile is left out; in the quiet hours it waits for their end; whoever cannot be reached any more
 * gets nothing.
 */
export async function mailBatch(db: Db, batch: readonly Delivery[], now: Date): Promise<Sent> {
  const [first] = batch;
  if (!first?.personId) return nothing;
  if (!mailIsSet()) return { ...nothing, failed: { deliveries: batch, fault: "mail_unset", answer: null, final: false } };
  if (first.what === "confirm") return confirmation(db, first, first.personId);
  const [reader] = (await mailReaders(db, { people: [first.personId], leaders: false }, now)).filter(
    (one) => one.personId === first.personId,
  );
  if (!reader) return { ...nothing, dropped: batch };
  if (first.what === "test") return result(batch, await sendMail(letterTo(reader, first.id, testBody(reader))));
  const later = batch.flatMap((delivery) => {
    const at = mailTime(delivery.urgent && first.what !== "digest", reader.preferences, reader.zone, now);
    return at > now ? [{ delivery, at }] : [];
  });
  const ready = batch.filter((delivery) => !later.some((one) => one.delivery.id === delivery.id));
  const { body, said } = first.what === "digest" ? await digestBody(db, reader, ready) : await newsBody(db, reader, ready);
  const dropped = ready.filter(({ id }) => !said.has(id));
  const saying = ready.filter(({ id }) => said.has(id));
  if (!body || !saying[0]) return { ...nothing, later, dropped };
  return { ...result(saying, await sendMail(letterTo(reader, saying[0].id, body))), later, dropped };
}

function result(deliveries: readonly Delivery[], mailed: Mailed): Sent {
  if (!("fault" in mailed)) return { ...nothing, sent: deliveries };
  return { ...nothing, failed: { deliveries, fault: mailed.fault, answer: mailed.answer, final: mailed.fault === "mail_refused" } };
}

type Body = Pick<LetterBody, "subject" | "lead" | "sections">;

function letterTo({ personId, name, email, locale }: MailReader, id: string, body: Body) {
  const t = translate(mailMessages, locale);
  const stop = linkTo(unsubscribePath(personId, email));
  const foot: Line[] = [
    { text: t("foot.change"), url: linkTo("/profile/notifications") },
    { text: t("foot.stop"), url: stop },
  ];
  const letter = written({ ...body, hello: t("hello", { name }), note: t("note.why"), foot }, locale);
  const headers = { "List-Unsubscribe": `<${stop}>`, "List-Unsubscribe-Post": "List-Unsubscribe=One-Click" };
  return { id, to: email, ...letter, headers };
}

async function newsBody(db: Db, reader: MailReader, batch: readonly Delivery[]): Promise<{ body: Body | null; said: Set<string> }> {
  const lines = batch.length === 0 ? new Map<string, Line>() : await linesOf(db, reader, batch);
  const t = translate(mailMessages, reader.locale);
  const all = [...lines.values()];
  if (!all[0]) return { body: null, said: new Set() };
  const subject = all.length === 1 ? all[0].text : t("news.many", { count: all.length });
  const sections = [sectionOf(null, all, linkTo("/notices"), reader.locale)];
  return { body: { subject, lead: null, sections }, said: new Set(lines.keys()) };
}

/** A digest: the row of the day, then those that go with it. */
async function digestBody(
  db: Db,
  reader: MailReader,
  [digest, ...own]: readonly Delivery[],
): Promise<{ body: Body | null; said: Set<string> }> {
  if (!digest) return { body: null, said: new Set() };
  const lines = await linesOf(db, reader, own);
  const [news, waits] = [[...lines.values()], await waitingLines(db, reader)];
  const t = translate(mailMessages, reader.locale);
  const count = news.length + waits.length;
  if (count === 0) return { body: null, said: new Set() };
  const sections = [
    ...(news.length > 0 ? [sectionOf(t("digest.news"), news, linkTo("/notices"), reader.locale)] : []),
    ...(waits.length > 0 ? [sectionOf(t("digest.waits"), waits, linkTo("/inbox"), reader.locale)] : []),
  ];
  return {
    body: { subject: t("digest.subject", { count }), lead: t("digest.lead"), sections },
    said: new Set([digest.id, ...lines.keys()]),
  };
}

function testBody({ locale }: MailReader): Body {
  const t = translate(mailMessages, locale);
  const line = { text: t("test.link"), url: linkTo("/settings/notifications") };
  return { subject: t("test.subject"), lead: t("test.lead"), sections: [{ title: null, lines: [line], more: null }] };
}

/** The letter that asks whether an address is theirs. Nothing any more when another one was asked for since, or it is confirmed. */
async function confirmation(db: Db, delivery: Delivery, personId: string): Promise<Sent> {
  const [row] = await db
    .select({ email: noticeAddress.email, confirmedAt: noticeAddress.confirmedAt, askedAt: noticeAddress.askedAt, locale: person.locale })
    .from(noticeAddress)
    .innerJoin(person, eq(person.id, noticeAddress.personId))
    .where(eq(noticeAddress.personId, personId));
  if (!row || row.confirmedAt || delivery.key !== `confirm:${row.askedAt.toISOString()}`) return { ...nothing, dropped: [delivery] };
  const locale: Locale = isLocale(row.locale) ? row.locale : "zh-CN";
  const t = translate(mailMessages, locale);
  const token = confirmToken(personId, row.email, row.askedAt);
  const lines = [{ text: t("confirm.link", { email: row.email }), url: linkTo(`/confirm-email/${token}`) }];
  const body = { subject: t("confirm.subject"), hello: t("hello.nobody"), lead: t("confirm.lead"), note: t("confirm.note"), foot: [] };
  const letter = written({ ...body, sections: [{ title: null, lines, more: null }] }, locale);
  return result([delivery], await sendMail({ id: delivery.id, to: row.email, ...letter }));
}
