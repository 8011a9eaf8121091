import { sql } from "drizzle-orm";
import type { Db, Reader, Tx } from "~/platform/database.server";
import type { PlainDate } from "~/platform/dates";
import { rulesFor, targetsFor } from "../rule-sets.server";
import { judgeMonth, netOf, type QuotaMonth, quotaOf } from "./quota-rules";

type Row = {
  personId: string;
  version: number;
  isScored: boolean;
  activeDays: number;
  workingDays: number;
  stores: { storeId: string; share: string }[] | null;
  sales: Record<string, Record<string, number> | null> | null;
};

/** How the month of these people stands against its quota, by the scores and figures as they are now. Four statements. */
export async function judgedMonths(reader: Reader, month: PlainDate, personIds: readonly string[]): Promise<Map<string, QuotaMonth>> {
  const rows = await reader.execute<Row>(sql`
    select s.person_id as "personId", s.version, coalesce(s.score, s.decided_score) is not null as "isScored", s.active_days as "activeDays", s.working_days as "workingDays",
      (select json_agg(json_build_object('storeId', x->>'storeId', 'share', x->>'share')) from jsonb_array_elements(s.trace->'stores') x) as stores,
      (select json_object_agg(f.store_id, f.sums->'sales') from figure_month f where f.person_id = s.person_id and f.month = s.month) as sales
    from kpi_score s where s.month = ${month} and s.person_id = any(${sql.param([...personIds])}::uuid[])`);
  const storeIds = [...new Set(rows.flatMap(({ stores }) => (stores ?? []).map(({ storeId }) => storeId)))];
  const [held, targets] = [await rulesFor(reader, month, storeIds), await targetsFor(reader, month, storeIds)];
  const shop = held.get(null)?.rules.quota;
  return new Map(
    rows.map(({ personId, stores, sales, ...row }) => [
      personId,
      judgeMonth({
        ...{ ...row, month },
        stores: (stores ?? []).map(({ storeId, share }) => {
          const rules = held.get(storeId);
          return {
            ...{ storeId, share },
            quota: quotaOf(rules ? rules.rules.quota : shop, targets.get(storeId) ?? null, month),
            netFen: netOf(sales?.[storeId] ?? undefined),
          };
        }),
      }),
    ]),
  );
}

/** Judge the closed month of these people and keep it. */
export async function keepJudged(tx: Tx | Db, month: PlainDate, personIds: readonly string[], now: Date): Promise<QuotaMonth[]> {
  const judged = [...(await judgedMonths(tx, month, personIds))];
  if (judged.length === 0) return [];
  const rows = judged.map(([personId, facts]) => ({ personId, version: facts.version, verdict: facts.verdict, facts }));
  await tx.execute(sql`
    insert into quota_month as q (person_id, month, version, verdict, facts, at)
    select r."personId", ${month}, r.version, r.verdict, r.facts, ${now.toISOString()}::timestamptz
    from json_to_recordset(${JSON.stringify(rows)}::json) as r("personId" uuid, version int, verdict text, facts jsonb) order by 1
    on conflict (person_id, month) do update set version = excluded.version, verdict = excluded.verdict, facts = excluded.facts, at = excluded.at`);
  return judged.map(([, facts]) => facts);
}

/** After how many months running below a human looks, as the rules of a month say; null: they ask for no quota. */
export async function monthsNeeded(reader: Reader, month: PlainDate, storeIds: readonly string[]): Promise<number | null> {
  const held = await rulesFor(reader, month, storeIds);
  const said = [...held.values()].flatMap(({ rules }) => rules.quota?.below_months ?? []);
  return said.length > 0 ? Math.max(...said) : null;
}
