import { and, asc, desc, eq, inArray, isNull } from "drizzle-orm";
import { notice, type notificationDelivery, person, workItem } from "@db/schema";
import type { Reader as Connection } from "~/platform/database.server";
import { translate } from "~/platform/messages";
import { itemLine } from "~/work/item-line";
import { isWorkKind } from "~/work/kinds";
import { openItems } from "~/work/queries.server";
import type { Line } from "./letter";
import { mailMessages } from "./messages.mail";
import { noticeLines } from "./notice-lines";
import { linkTo } from "./outgoing.server";
import { modeOf } from "./preference-rules";
import type { MailReader } from "./readers.server";
import { hasInInbox } from "./scope-rules";
import { topicOfWork } from "./topics";

type Delivery = typeof notificationDelivery.$inferSelect;

/** What a delivery still has to say, or null: it was read, or settled, or is not this person's any more. By the id of the delivery. */
export async function linesOf(connection: Connection, reader: MailReader, deliveries: readonly Delivery[]): Promise<Map<string, Line>> {
  const idsOf = (what: Delivery["what"]) => deliveries.flatMap((one) => (one.what === what && one.sourceId ? [one.sourceId] : []));
  const [notices, items] = [idsOf("notice"), idsOf("item")];
  const unread = notices.length === 0 ? [] : await unreadOf(connection, reader, notices);
  const open = items.length === 0 ? [] : await itemsOf(connection, items);
  const lines = new Map<string, Line>(unread.map(({ id, line }) => [id, line]));
  for (const item of open) if (hasInInbox(reader, item)) lines.set(item.id, lineOfItem(item, reader));
  return new Map(
    deliveries.flatMap(({ id, sourceId }) => {
      const line = sourceId && lines.get(sourceId);
      return line ? [[id, line] as const] : [];
    }),
  );
}

/** What waits in the inbox now, of the kinds that the reader wants in the digest. */
export async function waitingLines(connection: Connection, reader: MailReader): Promise<Line[]> {
  const items = await openItems(connection, reader, { limit: MOST_ITEMS });
  return items
    .filter(({ kind }) => modeOf(reader.preferences, topicOfWork(kind)) === "digest")
    .map((item) => lineOfItem({ ...item, name: item.personName }, reader));
}

const MOST_ITEMS = 200;

async function unreadOf(connection: Connection, { personId, locale, zone }: MailReader, ids: readonly string[]) {
  const rows = await connection
    .select()
    .from(notice)
    .where(and(eq(notice.personId, personId), isNull(notice.seenAt), inArray(notice.id, [...ids])))
    .orderBy(desc(notice.id));
  return rows.flatMap((row) => {
    const [said] = noticeLines([row], locale, zone);
    return said ? [{ id: row.id, line: { text: said.text, url: linkTo(said.to ?? "/notices") } }] : [];
  });
}

function itemsOf(connection: Connection, ids: readonly string[]) {
  const { id, kind, role, teamId, personId, notFor, data } = workItem;
  return connection
    .select({ id, kind, role, teamId, personId, notFor, data, name: person.name })
    .from(workItem)
    .leftJoin(person, eq(person.id, workItem.personId))
    .where(and(inArray(workItem.id, [...ids]), isNull(workItem.closedAt)))
    .orderBy(asc(workItem.id));
}

function lineOfItem(item: { id: string; kind: string; data: Record<string, unknown>; name: string | null }, { locale }: MailReader): Line {
  const { id, kind, data, name } = item;
  const what = isWorkKind(kind) ? itemLine({ kind, data }, locale) : kind;
  return { text: name ? translate(mailMessages, locale)("item", { what, name }) : what, url: linkTo(`/inbox?item=${id}`) };
}
