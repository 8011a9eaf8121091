import { type SQL, sql } from "drizzle-orm";
import type { ChatLine } from "@db/schema";
import { contentBySlugs, type ContentVersion } from "~/curriculum/queries.server";
import { agentsOfTeams } from "~/people/queries.server";
import type { HeldRole } from "~/people/permissions";
import type { SettingValue } from "~/people/settings.server";
import type { Reader } from "~/platform/database.server";
import type { PlainDate } from "~/platform/dates";
import { showScore } from "~/platform/decimal";
import { type Locale, pick } from "~/platform/locale";
import { type Risk, type RiskFacts, risksOf } from "./draw-rules";
import { teamsLedBy } from "./overview.server";
import { lineWith, soughtIn } from "./words";

/** Which chats are asked for. `before`: those that began before the chat of that id. */
export type ChatFilter = {
  agent: string | null;
  from: PlainDate | null;
  to: PlainDate | null;
  outcome: "paid" | "unpaid" | "unknown" | null;
  product: string | null;
  risk: Risk | null;
  checked: "yes" | "no" | null;
  words: string;
  before: string | null;
};

export type ListedChat = {
  id: string;
  agent: string;
  startedAt: Date;
  outcome: "paid" | "unpaid" | "unknown";
  isInquiry: boolean;
  firstResponseMs: number | null;
  rating: number | null;
  risks: Risk[];
  score: string | null;
  /** The line in which the words stand; else the buyer's first. */
  line: string;
};

const SHOWN = 50;
/** Pairs of characters find a little more than the words: so many are read at a time until a page is full. */
const AT_A_TIME = 120;
const ROUNDS = 6;

type Row = RiskFacts & {
  id: string;
  account: string;
  agent: string | null;
  startedAt: string;
  score: string | null;
  lines: ChatLine[] | null;
};

function riskCondition(risk: Risk, terms: SettingValue<"chat_checks">): SQL {
  switch (risk) {
    case "breach":
      return sql`c.clearance = 'not_cleared'`;
    case "term":
      return sql`c.has_terms`;
    case "rating":
      return sql`c.rating <= ${terms.rating}`;
    case "unpaid":
      return sql`c.is_inquiry and c.outcome = 'unpaid'`;
    case "slow":
      return sql`(c.first_response_ms > ${terms.first_s * 1000} or c.longest_gap_ms > ${terms.gap_s * 1000})`;
  }
}

function conditions(filter: ChatFilter, teamIds: string[] | null, terms: SettingValue<"chat_checks">): SQL[] {
  const { agent, from, to, outcome, product, risk, checked } = filter;
  const one = sql`exists (select from chat_check k where k.chat_id = c.id)`;
  return [
    teamIds === null ? null : sql`c.team_id = any(${sql.param(teamIds)}::uuid[])`,
    agent && sql`c.person_id = ${agent}`,
    from && sql`c.day >= ${from}`,
    to && sql`c.day <= ${to}`,
    outcome && sql`c.outcome = ${outcome} and c.is_inquiry`,
    product && sql`${product} = any(c.products)`,
    risk && riskCondition(risk, terms),
    checked && (checked === "yes" ? one : sql`not ${one}`),
  ].flatMap((part) => part || []);
}

/** A page of chats of the teams that somebody leads, the newest first, by words that really stand in a line. */
export async function chatList(reader: Reader, roles: readonly HeldRole[], filter: ChatFilter, terms: SettingValue<"chat_checks">) {
  const sought = soughtIn(filter.words);
  const found: ListedChat[] = [];
  let before = filter.before;
  for (let round = 0; round < ROUNDS && found.length <= SHOWN; round++) {
    const limit = sought ? AT_A_TIME : SHOWN + 1;
    const all = [
      ...conditions(filter, teamsLedBy(roles), terms),
      ...(before ? [sql`c.id < ${before}`] : []),
      ...(sought ? [sql`t.words @@ ${sought.query}::tsquery`] : []),
    ];
    const rows = await reader.execute<Row>(sql`
      select c.id, c.account, p.name as agent, c.started_at as "startedAt", c.outcome, c.is_inquiry as "isInquiry", c.first_response_ms as "firstResponseMs",
        c.longest_gap_ms as "longestGapMs", c.rating, c.clearance, c.has_terms as "hasTerms", t.lines,
        (select k.score::text from chat_check k where k.chat_id = c.id order by k.number desc limit 1) as score
      from chat c ${sought ? sql`join` : sql`left join`} chat_text t on t.chat_id = c.id left join person p on p.id = c.person_id
      where ${all.length > 0 ? sql.join(all, sql` and `) : sql`true`}
      order by c.id desc limit ${limit}`);
    for (const row of rows) {
      const at = sought ? lineWith(row.lines ?? [], sought) : (row.lines ?? []).findIndex(({ who }) => who === "buyer");
      if (at !== null) found.push(listed(row, row.lines?.[at]?.text ?? "", terms));
    }
    before = rows.at(-1)?.id ?? null;
    if (rows.length < limit) break;
  }
  return { rows: found.slice(0, SHOWN), more: found.length > SHOWN ? (found[SHOWN - 1]?.id ?? null) : null };
}

function listed(
  { id, account, agent, startedAt, score, lines: _lines, ...facts }: Row,
  line: string,
  terms: SettingValue<"chat_checks">,
): ListedChat {
  return {
    ...{ id, line, agent: agent ?? account, startedAt: new Date(startedAt), outcome: facts.outcome, isInquiry: facts.isInquiry },
    ...{ firstResponseMs: facts.firstResponseMs, rating: facts.rating, score: score === null ? null : showScore(score) },
    risks: risksOf(facts, { firstS: terms.first_s, gapS: terms.gap_s, rating: terms.rating }),
  };
}

/** Whom and what the filters offer: the agents of one's teams, and the products that were spoken of lately. */
export async function listChoices(reader: Reader, roles: readonly HeldRole[], locale: Locale, now: Date) {
  const teams = teamsLedBy(roles);
  const [agents, products] = await Promise.all([
    agentsOfTeams(reader, teams ?? "all", now),
    reader.execute<{ slug: string }>(sql`
      select distinct unnest(c.products) as slug from (select products from chat ${teams === null ? sql`` : sql`where team_id = any(${sql.param(teams)}::uuid[])`}
        order by id desc limit 2000) c`),
  ]);
  const known = await contentBySlugs(
    reader,
    products.map(({ slug }) => ({ kind: "product" as const, slug })),
  );
  return {
    agents: agents.map(({ personId, name }) => ({ id: personId, name })),
    products: [...known.values()]
      .flatMap((version) =>
        version.kind === "product" ? [{ slug: version.slug, name: pick((version as ContentVersion<"product">).body.name, locale) }] : [],
      )
      .sort((a, b) => a.name.localeCompare(b.name, locale)),
  };
}
