import { eq, inArray, sql } from "drizzle-orm";
import { chat, type ChatLine, chatCheck, chatText, person } from "@db/schema";
import { contentBySlugs, type ContentVersion, currentVersions } from "~/curriculum/queries.server";
import type { Reader } from "~/platform/database.server";
import type { PlainDate } from "~/platform/dates";
import { type Locale, pick } from "~/platform/locale";
import { prohibitedIn } from "~/wording/lint";
import { neededMs, onScreenMs } from "./check-rules";
import type { PlaceKind, Risk } from "./draw-rules";
import { cardInForce, cardVersions, type CardVersion } from "./scorecards.server";
import type { Mark, Marks } from "./scorecard-rules";

/** A place of the day's draw as the lists show it. */
export type Place = {
  place: number;
  chatId: string;
  kind: PlaceKind;
  risks: Risk[];
  state: "open" | "counted" | "quick" | "skipped";
  agent: string;
};

/** A line as it is read: how long the buyer had waited for it, and the prohibited terms in it. */
export type ReadLine = {
  n: number;
  who: ChatLine["who"];
  waitMs: number | null;
  pieces: { text: string; severity: "block" | "warn" | null }[];
};

/** One chat with all that is counted of it. */
export type ReadChat = {
  id: string;
  agent: { id: string; name: string } | null;
  teamId: string | null;
  account: string;
  startedAt: Date;
  facts: {
    firstResponseMs: number | null;
    averageResponseMs: number | null;
    longestGapMs: number | null;
    rounds: number;
    buyerLines: number;
    agentLines: number;
    outcome: "paid" | "unpaid" | "unknown";
    isInquiry: boolean;
    askedForOrder: boolean;
    wasTransferred: boolean;
    rating: number | null;
    worthFen: number | null;
    clearance: "cleared" | "not_cleared" | "unknown";
  };
  products: { slug: string; name: string }[];
  /** Null: the text was deleted when its time had come. */
  lines: ReadLine[] | null;
  neededMs: number;
};

/** A scorecard in the reader's language. */
export type CardView = {
  name: string;
  number: number;
  criteria: { slug: string; name: string; weight: number; critical: boolean; anchors: Record<Exclude<Mark, "na">, string> }[];
};

/** A scorecard version in the reader's language. */
export function cardView({ body, number }: CardVersion, locale: Locale): CardView {
  return {
    name: pick(body.name, locale),
    number,
    criteria: body.criteria.map(({ slug, name, weight, critical, anchors }) => ({
      ...{ slug, weight, critical, name: pick(name, locale) },
      anchors: { none: pick(anchors.none, locale), half: pick(anchors.half, locale), full: pick(anchors.full, locale) },
    })),
  };
}

/** Chats by id as they are read: lines, waits, terms, products in words. Three statements, fewer where nothing prohibited was said. */
export async function readChats(reader: Reader, ids: readonly string[], locale: Locale): Promise<Map<string, ReadChat>> {
  if (ids.length === 0) return new Map();
  const rows = await reader
    .select({ chat, name: person.name, lines: chatText.lines })
    .from(chat)
    .leftJoin(person, eq(person.id, chat.personId))
    .leftJoin(chatText, eq(chatText.chatId, chat.id))
    .where(inArray(chat.id, [...ids]));
  const [products, terms] = await Promise.all([
    contentBySlugs(
      reader,
      rows.flatMap(({ chat: { products: slugs } }) => slugs.map((slug) => ({ kind: "product" as const, slug }))),
    ),
    rows.some(({ chat: { hasTerms } }) => hasTerms) ? currentVersions(reader, "term") : [],
  ]);
  const words = terms.map(({ body }) => body);
  const nameOf = (slug: string) => {
    const product = products.get(`product ${slug}`) as ContentVersion<"product"> | undefined;
    return product ? pick(product.body.name, locale) : slug;
  };
  return new Map(
    rows.map(({ chat: row, name, lines }) => [
      row.id,
      {
        ...{
          id: row.id,
          agent: row.personId ? { id: row.personId, name: name ?? "" } : null,
          teamId: row.teamId,
          account: row.account,
          startedAt: row.startedAt,
        },
        facts: {
          ...{
            firstResponseMs: row.firstResponseMs,
            averageResponseMs: row.averageResponseMs,
            longestGapMs: row.longestGapMs,
            rounds: row.rounds,
          },
          ...{
            buyerLines: row.buyerLines,
            agentLines: row.agentLines,
            outcome: row.outcome,
            isInquiry: row.isInquiry,
            askedForOrder: row.askedForOrder,
          },
          ...{ wasTransferred: row.wasTransferred, rating: row.rating, worthFen: row.worthFen, clearance: row.clearance },
        },
        products: row.products.map((slug) => ({ slug, name: nameOf(slug) })),
        lines:
          lines &&
          readLines(lines, row.terms, (text) =>
            prohibitedIn(text, words, row.platform).map(({ from, to, term }) => ({ from, to, severity: term.severity })),
          ),
        neededMs: neededMs(lines?.length ?? 0),
      },
    ]),
  );
}

type Marked = { from: number; to: number; severity: "block" | "warn" };

/** Lines with the wait before each reply and with what is prohibited in those that the count names. */
function readLines(
  lines: readonly ChatLine[],
  terms: readonly { line: number; severity: string }[],
  find: (text: string) => Marked[],
): ReadLine[] {
  let since: number | null = null;
  return lines.map(({ at, who, text }, n) => {
    const waitMs = who === "agent" && since !== null ? at - since : null;
    if (who === "buyer") since ??= at;
    if (who === "agent") since = null;
    const named = terms.filter(({ line }) => line === n);
    return {
      n,
      who,
      waitMs,
      pieces:
        named.length === 0 ? [{ text, severity: null }] : piecesOf(text, find(text), named[0]?.severity === "block" ? "block" : "warn"),
    };
  });
}

/** A text cut where it is marked; where nothing is found any more, since the terms were changed, the whole of it is. */
function piecesOf(text: string, marked: readonly Marked[], severity: "block" | "warn"): ReadLine["pieces"] {
  if (marked.length === 0) return [{ text, severity }];
  const pieces: ReadLine["pieces"] = [];
  let at = 0;
  for (const one of [...marked].sort((a, b) => a.from - b.from)) {
    if (one.from < at) continue;
    if (one.from > at) pieces.push({ text: text.slice(at, one.from), severity: null });
    pieces.push({ text: text.slice(one.from, one.to), severity: one.severity });
    at = one.to;
  }
  return at < text.length ? [...pieces, { text: text.slice(at), severity: null }] : pieces;
}

type RawPlace = Omit<Place, "state" | "agent"> & { agent: string | null; checked: boolean; counts: boolean | null; skipped: boolean };
type RawDay = {
  id: string;
  quota: number;
  asked: number;
  counted: number;
  quick: number;
  skipped: number;
  places: RawPlace[];
  openings: { chatId: string; at: string }[];
};

/** Somebody's draw of a day with all its places and what came on the screen; null: none was made. One statement. */
export async function dayOf(reader: Reader, supervisorId: string, day: PlainDate) {
  const [row] = await reader.execute<RawDay>(sql`
    select d.id, d.quota, d.asked, d.counted, d.quick, d.skipped,
      (select coalesce(json_agg(json_build_object('place', p.place, 'chatId', p.chat_id, 'kind', p.kind, 'risks', p.risks, 'agent', n.name,
          'checked', k.counts is not null, 'counts', k.counts, 'skipped', s.chat_id is not null) order by p.place), '[]')
        from check_place p join chat c on c.id = p.chat_id left join person n on n.id = c.person_id
          left join lateral (select k.counts from chat_check k where k.chat_id = p.chat_id order by k.number desc limit 1) k on true
          left join check_skip s on s.draw_id = p.draw_id and s.chat_id = p.chat_id
        where p.draw_id = d.id) as places,
      (select coalesce(json_agg(json_build_object('chatId', o.chat_id, 'at', o.at) order by o.at, o.id), '[]') from check_opening o where o.draw_id = d.id) as openings
    from check_draw d where d.supervisor_id = ${supervisorId} and d.day = ${day}`);
  if (!row) return null;
  const places = row.places.map(({ checked, counts, skipped, agent, ...place }): Place => ({
    ...place,
    agent: agent ?? "",
    state: skipped ? "skipped" : !checked ? "open" : counts ? "counted" : "quick",
  }));
  return { ...row, places, openings: row.openings.map(({ chatId, at }) => ({ chatId, at: new Date(at) })) };
}

export type DayOfChecks = NonNullable<Awaited<ReturnType<typeof dayOf>>>;

/** What the reading view needs: the chat of a place, what was given it already, and the next open one, so that it is there before it is asked for. Null: no such place. */
export async function readingPage(reader: Reader, day: DayOfChecks, place: number, locale: Locale, now: Date) {
  const at = day.places.findIndex((one) => one.place === place);
  const here = day.places[at];
  if (!here) return null;
  const open = [...day.places.slice(at + 1), ...day.places.slice(0, at)].filter(({ state }) => state === "open");
  const next = open[0] ?? null;
  const [chats, [given]] = await Promise.all([
    readChats(reader, [here.chatId, ...(next ? [next.chatId] : [])], locale),
    reader
      .select()
      .from(chatCheck)
      .where(eq(chatCheck.chatId, here.chatId))
      .orderBy(sql`${chatCheck.number} desc`)
      .limit(1),
  ]);
  const current = chats.get(here.chatId);
  if (!current) return null;
  const card =
    (given && (await cardVersions(reader, [given.scorecardVersionId])).get(given.scorecardVersionId)) ??
    (await cardInForce(reader, current.teamId));
  const following = next && chats.get(next.chatId);
  return {
    place: here,
    position: at + 1,
    chat: current,
    card: cardView(card, locale),
    given: given ? { marks: given.marks as Marks, comment: given.comment, lines: given.lines } : null,
    isOpened: day.openings.some(({ chatId }) => chatId === here.chatId),
    seenMs: onScreenMs(day.openings, here.chatId, now),
    next: next && following ? { place: next, chat: following } : null,
    previous: day.places[at - 1]?.place ?? null,
    following: day.places[at + 1]?.place ?? null,
    quota: day.quota,
    counted: day.counted,
    quick: day.quick,
  };
}
