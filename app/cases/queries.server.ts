import { and, desc, eq, inArray, lt, type SQL, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { type caseChange, chatCase, person } from "@db/schema";
import { searchable } from "~/curriculum/search-text";
import type { Reader } from "~/platform/database.server";
import type { LocalText } from "~/platform/locale";
import type { CaseFilter } from "./address";
import { mostAlike } from "./likeness";
import { type Reach, viewOf } from "./reach";
import type { CaseKind, CaseState } from "./rules";

const PAGE = 25;
const MOST_SEARCHED = 5;

/** A case as a list shows it. `name`: only to who leads its team, and to oneself. */
export type CaseLine = {
  id: string;
  number: number;
  kind: CaseKind;
  state: CaseState;
  title: string;
  reasons: string[];
  products: string[];
  worthFen: number | null;
  day: string;
  madeAt: Date;
  name: string | null;
  /** How many cases of the same loss it stands for, itself among them. */
  times: number;
};

/** The cases that somebody may see: of teams that they lead, their own, and what stands of their colleagues'. */
function seenCases(reach: Reach): SQL {
  if (reach.leads === "all") return sql`true`;
  const own = sql`(${chatCase.personId} = ${reach.personId} or ${chatCase.madeBy} = ${reach.personId})`;
  const led = reach.leads.length > 0 ? sql`${chatCase.teamId} = any(${sql.param([...reach.leads])}::uuid[])` : sql`false`;
  const lesson = reach.seesAll ? sql`true` : reach.teamId ? sql`${chatCase.teamId} = ${reach.teamId}::uuid` : sql`false`;
  return sql`(${led} or ${own} or (${lesson} and ${chatCase.state} <> 'dismissed'))`;
}

/** Whether the name of its agent may be said. */
function isNamed(reach: Reach): SQL<boolean> {
  if (reach.leads === "all") return sql`true`;
  return sql`(${chatCase.personId} = ${reach.personId} or ${chatCase.teamId} = any(${sql.param([...reach.leads])}::uuid[]))`;
}

/** How many cases stand behind one. By hand: in a selection from one table drizzle leaves its name away. */
const times = sql<number>`(1 + (select count(*) from chat_case m where m.merged_into = chat_case.id))::int`;

/** A page of cases, the newest first, by key. Words are all found in the chat, the title or what should have been said. One statement. */
export async function caseList(reader: Reader, reach: Reach, filter: CaseFilter): Promise<{ rows: CaseLine[]; next: string | null }> {
  const words = searchable(filter.search).words.split(/\s+/u).filter(Boolean).slice(0, MOST_SEARCHED);
  const rows = await reader
    .select({ ...listed, name: sql<string | null>`case when ${isNamed(reach)} then ${person.name} end` })
    .from(chatCase)
    .innerJoin(person, eq(person.id, chatCase.personId))
    .where(
      and(
        seenCases(reach),
        filter.state ? eq(chatCase.state, filter.state) : undefined,
        filter.kind ? eq(chatCase.kind, filter.kind) : undefined,
        filter.reason ? sql`${filter.reason} = any(${chatCase.reasons})` : undefined,
        filter.product ? sql`${filter.product} = any(${chatCase.products})` : undefined,
        // Whoever may not know whose a case is must not find it out by asking.
        filter.personId ? and(eq(chatCase.personId, filter.personId), isNamed(reach)) : undefined,
        ...words.map((word) => sql`${chatCase.words} like ${`%${word.replace(/[\\%_]/g, "\\$&")}%`}`),
        filter.before ? lt(chatCase.id, filter.before) : undefined,
      ),
    )
    .orderBy(desc(chatCase.id))
    .limit(PAGE + 1);
  return { rows: rows.slice(0, PAGE), next: rows.length > PAGE ? (rows[PAGE - 1]?.id ?? null) : null };
}

const listed = {
  id: chatCase.id,
  number: chatCase.number,
  kind: chatCase.kind,
  state: chatCase.state,
  title: chatCase.title,
  reasons: chatCase.reasons,
  products: chatCase.products,
  worthFen: chatCase.worthFen,
  day: chatCase.day,
  madeAt: chatCase.madeAt,
  times,
};

/** How many cases there are of each state, of those that somebody may see. One statement. */
export async function caseCounts(reader: Reader, reach: Reach): Promise<Partial<Record<CaseState, number>>> {
  const rows = await reader
    .select({ state: chatCase.state, count: sql<number>`count(*)::int` })
    .from(chatCase)
    .where(seenCases(reach))
    .groupBy(chatCase.state);
  return Object.fromEntries(rows.map(({ state, count }) => [state, count]));
}

const maker = alias(person, "maker");

type Change = {
  id: string;
  what: (typeof caseChange.$inferSelect)["what"];
  at: string;
  by: string;
  before: Record<string, unknown> | null;
  reason: string;
};
const LAST_CHANGES = 50;

/** What was done to a case, the newest first. By hand: in a subselection drizzle leaves the tables' names away. */
const history = sql<Change[]>`(select coalesce(json_agg(h), '[]') from (
  select h.id, h.what, h.at, p.name as by, h.before, h.reason from case_change h join person p on p.id = h.by
  where h.case_id = chat_case.id order by h.id desc limit ${LAST_CHANGES}) h)`;
/** The cases that were taken into one. */
const merged = sql<{ id: string; number: number; title: string; worthFen: number | null }[]>`(
  select coalesce(json_agg(json_build_object('id', m.id, 'number', m.number, 'title', m.title, 'worthFen', m.worth_fen) order by m.number), '[]')
  from chat_case m where m.merged_into = chat_case.id)`;
const productNames = sql<
  LocalText[]
>`(select coalesce(json_agg(v.body -> 'name'), '[]') from content_item i join content_version v on v.id = i.current_version_id
  where i.kind = 'product' and i.slug = any(chat_case.products))`;

type MadeInto = { kind: string; slug: string; title: LocalText | null; archived: boolean };
/** What of the library says that it was made from a case. */
const madeInto = sql<MadeInto[]>`(select coalesce(json_agg(i order by i.kind, i.slug), '[]') from (
  select distinct i.kind, i.slug, coalesce(u.body -> 'title', u.body -> 'stem') as title, i.archived_at is not null as archived
  from content_version v join content_item i on i.id = v.item_id join content_version u on u.id = i.current_version_id
  where v.made_from = 'case/' || chat_case.number limit 20) i)`;

/** A case by its number, as somebody may see it, with what was done to it (to who leads its team) and what was taken into it; null: there is none, or it is none of theirs. One statement. */
export async function caseByNumber(reader: Reader, reach: Reach, number: number) {
  const into = alias(chatCase, "into_case");
  const [row] = await reader
    .select({ one: chatCase, name: person.name, maker: maker.name, into: into.number, history, merged, productNames, madeInto })
    .from(chatCase)
    .innerJoin(person, eq(person.id, chatCase.personId))
    .innerJoin(maker, eq(maker.id, chatCase.madeBy))
    .leftJoin(into, eq(into.id, chatCase.mergedInto))
    .where(eq(chatCase.number, number));
  const view = row && viewOf(reach, row.one);
  if (!row || !view) return null;
  return {
    ...row,
    view,
    name: view === "lead" || row.one.personId === reach.personId ? row.name : null,
    maker: view === "lesson" ? null : row.maker,
    history: view === "lead" ? row.history.map((change) => ({ ...change, at: new Date(change.at) })) : [],
  };
}

/** So many of a team's cases are looked through: more than a year's of a busy one. */
const LOOKED_THROUGH = 400;
const MOST_ALIKE = 5;

/** The cases of a team that are like one, the most alike first. One statement over the newest of the team; the score is counted here. */
export async function alikeCases(
  reader: Reader,
  one: { id: string; teamId: string; kind: CaseKind; products: string[]; reasons: string[]; tokens: string[] },
) {
  const rows = await reader
    .select({
      id: chatCase.id,
      number: chatCase.number,
      title: chatCase.title,
      state: chatCase.state,
      products: chatCase.products,
      reasons: chatCase.reasons,
      tokens: chatCase.tokens,
    })
    .from(chatCase)
    .where(
      and(
        eq(chatCase.teamId, one.teamId),
        eq(chatCase.kind, one.kind),
        sql`${chatCase.id} <> ${one.id}`,
        inArray(chatCase.state, ["open", "agenda", "decided"]),
      ),
    )
    .orderBy(desc(chatCase.id))
    .limit(LOOKED_THROUGH);
  return mostAlike(one, rows, MOST_ALIKE).map(({ id, number, title, state, reasons, likeness }) => ({
    id,
    number,
    title,
    state,
    reasons,
    likeness,
  }));
}
