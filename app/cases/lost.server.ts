import { and, eq, sql } from "drizzle-orm";
import { chat, chatCase, chatText, person } from "@db/schema";
import type { Reader } from "~/platform/database.server";
import { addDays, type PlainDate } from "~/platform/dates";
import type { LostFilter } from "./address";
import type { Reach } from "./reach";

const PAGE = 30;
/** Unless somebody says otherwise: the last two weeks, today among them. */
const USUAL_DAYS = 14;
/** A period never goes further back than this from its end: what is older is for measures, not for reading. */
const LONGEST_DAYS = 92;

/** The days that a list covers: as asked for, never more than a quarter. */
export function periodOf({ from, to }: Pick<LostFilter, "from" | "to">, today: PlainDate): { from: PlainDate; to: PlainDate } {
  const end = to ?? today;
  const first = from !== null && from <= end ? from : addDays(end, 1 - USUAL_DAYS);
  const earliest = addDays(end, 1 - LONGEST_DAYS);
  return { from: first < earliest ? earliest : first, to: end };
}

/** An inquiry that was not paid. `asked`: what the customer said, line by line; null where the text is deleted. */
export type LostInquiry = {
  chatId: string;
  name: string;
  day: PlainDate;
  startedAt: Date;
  platform: string;
  products: string[];
  exposures: string[];
  worthFen: number | null;
  firstResponseMs: number | null;
  askedForOrder: boolean;
  asked: string[] | null;
  caseNumber: number | null;
};

const worth = sql<number>`coalesce(${chat.worthFen}, 0)`;

/** The inquiries of a period that were not paid: of the teams that somebody leads, or one's own. A page by key, and what all of them were worth. Two statements. */
export async function lostInquiries(reader: Reader, reach: Reach, filter: LostFilter, period: { from: PlainDate; to: PlainDate }) {
  const where = and(
    sql`${chat.isInquiry} and ${chat.outcome} = 'unpaid'`,
    sql`${chat.day} between ${period.from} and ${period.to}`,
    reachable(reach),
    filter.personId ? eq(chat.personId, filter.personId) : undefined,
    filter.product ? sql`${filter.product} = any(${chat.products})` : undefined,
    filter.exposure ? sql`${filter.exposure} = any(${chat.exposures})` : undefined,
    filter.all ? undefined : sql`not exists (select from chat_case c where c.chat_id = ${chat.id})`,
  );
  const byWorth = filter.sort === "worth";
  const after = !filter.before
    ? undefined
    : byWorth
      ? sql`(${worth}, ${chat.id}) < (${filter.before.worth}, ${filter.before.id}::uuid)`
      : sql`${chat.id} < ${filter.before.id}::uuid`;
  const [rows, [sums]] = await Promise.all([
    reader
      .select({
        ...{
          chatId: chat.id,
          name: person.name,
          day: chat.day,
          startedAt: chat.startedAt,
          platform: chat.platform,
          products: chat.products,
        },
        ...{ exposures: chat.exposures, worthFen: chat.worthFen, firstResponseMs: chat.firstResponseMs, askedForOrder: chat.askedForOrder },
        asked: sql<string[] | null>`jsonb_path_query_array(${chatText.lines}, '$[*] ? (@.who == "buyer").text')`,
        caseNumber: chatCase.number,
      })
      .from(chat)
      .innerJoin(person, eq(person.id, chat.personId))
      .leftJoin(chatText, eq(chatText.chatId, chat.id))
      .leftJoin(chatCase, eq(chatCase.chatId, chat.id))
      .where(and(where, after))
      .orderBy(...(byWorth ? [sql`${worth} desc`] : []), sql`${chat.id} desc`)
      .limit(PAGE + 1),
    reader
      .select({ count: sql<number>`count(*)::int`, worthFen: sql<number>`coalesce(sum(${chat.worthFen}), 0)::float8` })
      .from(chat)
      .where(where),
  ]);
  const last = rows[PAGE - 1];
  return {
    rows: rows.slice(0, PAGE) satisfies LostInquiry[],
    count: sums?.count ?? 0,
    worthFen: sums?.worthFen ?? 0,
    next: rows.length > PAGE && last ? { worth: last.worthFen ?? 0, id: last.chatId } : null,
  };
}

function reachable({ leads, personId }: Reach) {
  if (leads === "all") return sql`${chat.personId} is not null and ${chat.teamId} is not null`;
  const own = sql`${chat.personId} = ${personId}`;
  return leads.length === 0 ? own : sql`(${own} or ${chat.teamId} = any(${sql.param([...leads])}::uuid[]))`;
}

/** The exposures that the inquiries of a period met: what a filter offers. One statement. */
export async function exposuresOf(reader: Reader, reach: Reach, period: { from: PlainDate; to: PlainDate }): Promise<string[]> {
  const rows = await reader
    .select({ exposure: sql<string>`distinct unnest(${chat.exposures})` })
    .from(chat)
    .where(
      and(
        sql`${chat.isInquiry} and ${chat.outcome} = 'unpaid'`,
        sql`${chat.day} between ${period.from} and ${period.to}`,
        reachable(reach),
      ),
    );
  return rows.map(({ exposure }) => exposure).sort();
}
