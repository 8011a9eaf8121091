import { eq, sql } from "drizzle-orm";
import { kpiDispute, kpiStatement, person, team } from "@db/schema";
import type { Reader } from "~/platform/database.server";
import type { PlainDate } from "~/platform/dates";
import type { Locale } from "~/platform/locale";
import { monthOf } from "../months/versions.server";
import { stateOf } from "../months/month-row.server";
import { namesFor } from "../months/names.server";
import { newestStatements } from "../months/statements.server";
import { differences } from "../months/statement-difference";
import { leadsTeam, type Reach } from "../led-teams";
import { enteredBy, othersWhoAnswer } from "./answering.server";
import { answerRefusal, disputable, disputedKey } from "./dispute-rules";

const statement = (reader: Reader, id: string) => reader.select().from(kpiStatement).where(eq(kpiStatement.id, id));

/** A dispute with both sides, as the agent and those who lead the team of that month see it; null for anybody else, and when there is none. */
export async function disputePage(reader: Reader, disputeId: string, reach: Reach, now: Date, locale: Locale) {
  const [row] = await reader
    .select({
      dispute: kpiDispute,
      name: person.name,
      team: team.name,
      by: sql<string | null>`(select p.name from person p where p.id = ${kpiDispute.closedBy})`,
    })
    .from(kpiDispute)
    .innerJoin(person, eq(person.id, kpiDispute.personId))
    .innerJoin(team, eq(team.id, kpiDispute.teamId))
    .where(eq(kpiDispute.id, disputeId));
  const self = row?.dispute.personId === reach.personId;
  if (!row || (!self && !leadsTeam(reach, row.dispute.teamId))) return null;
  const { dispute: d } = row;
  const [[said], [effect], entered] = await Promise.all([
    statement(reader, d.statementId),
    d.effectId ? statement(reader, d.effectId) : [],
    enteredBy(reader, d),
  ]);
  if (!said) throw new Error(`dispute ${disputeId} is of no statement`);
  const [names, others] = await Promise.all([
    namesFor(
      reader,
      d.month,
      [...said.trace.stores, ...(effect?.trace.stores ?? [])].map(({ storeId }) => storeId),
      locale,
    ),
    self || d.outcome ? true : othersWhoAnswer(reader, now, d.teamId, [d.personId, ...entered]),
  ]);
  const refusal = answerRefusal({ personId: d.personId, outcome: d.outcome, enteredBy: entered, alone: !others }, reach.personId);
  const store = said.trace.stores.find(({ storeId }) => storeId === d.storeId);
  return {
    ...{ id: disputeId, person: { id: d.personId, name: row.name }, team: row.team, teamId: d.teamId, month: d.month, self, names },
    ...{ about: d.about, storeId: d.storeId, metricSlug: d.metric, claim: d.claim, hasPicture: d.fileId !== null, openedAt: d.openedAt },
    ...{ outcome: d.outcome, answer: d.answer, closedAt: d.closedAt, closedBy: row.by },
    metric: store?.metrics.find(({ slug }) => slug === d.metric) ?? null,
    shares: d.about === "shares" ? said.trace.stores.map(({ storeId, share }) => ({ storeId, share })) : [],
    mayAnswer: !self && refusal === null,
    whyNot: self ? null : (refusal?.code ?? null),
    alone: entered.includes(reach.personId) && !others,
    effect: effect && {
      before: { score: said.score, bonusFen: said.bonusFen },
      after: { score: effect.score, bonusFen: effect.bonusFen },
      changes: differences(said, effect),
    },
  };
}
export type KpiDisputePage = NonNullable<Awaited<ReturnType<typeof disputePage>>>;

/** The picture of a dispute, for those who may see the dispute; null otherwise. */
export async function pictureOf(reader: Reader, disputeId: string, reach: Reach): Promise<string | null> {
  const [row] = await reader.select().from(kpiDispute).where(eq(kpiDispute.id, disputeId));
  return row && (row.personId === reach.personId || leadsTeam(reach, row.teamId)) ? row.fileId : null;
}

/** What an agent may dispute of their newest statement of a month, and whether now; null: nothing is known of that month of theirs. */
export async function newDisputePage(reader: Reader, personId: string, month: PlainDate, locale: Locale) {
  const of = await monthOf(reader, personId, month);
  if (!of) return null;
  const [state, newest] = await Promise.all([stateOf(reader, { teamId: of.teamId, month }), newestStatements(reader, month, [personId])]);
  const trace = newest.get(personId)?.trace;
  const things = trace ? disputable(trace) : [];
  const names = await namesFor(
    reader,
    month,
    things.flatMap(({ storeId }) => storeId ?? []),
    locale,
  );
  return {
    ...{ personId, month, names },
    shut: state === "published" && trace ? null : `dispute_shut.${state === "published" ? "open" : state}`,
    things: things.map((thing) => ({ ...thing, key: disputedKey(thing) })),
  };
}
