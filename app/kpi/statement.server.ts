import { sql } from "drizzle-orm";
import type { Reader } from "~/platform/database.server";
import type { PlainDate } from "~/platform/dates";
import type { LocalText } from "~/platform/locale";
import { lastOf } from "./month-days";
import type { Rules } from "./rule-sets";
import { rulesFor } from "./rule-sets.server";
import type { MonthTrace } from "./trace";

/** A month as it stands, or as a statement told it. */
type Told = {
  state: "provisional" | "published" | "closed";
  score: string | null;
  decidedScore: string | null;
  decidedReason: string | null;
  bonusFen: number | null;
  activeDays: number;
  workingDays: number;
  trace: MonthTrace;
  computedAt: string;
};
type Head = {
  name: string;
  teamName: string | null;
  current: Told | null;
  version: Pick<Told, "score" | "bonusFen" | "trace"> | null;
  versions: {
    version: number;
    kind: "published" | "corrected" | "closed" | "reopened";
    score: string | null;
    bonusFen: number | null;
    reason: string;
    at: string;
  }[];
  months: { month: PlainDate; score: string | null; state: Told["state"] }[];
  storeNames: Record<string, string>;
  days: Record<string, Record<string, number>>;
};

/** By what a store was scored: bands, weights, formulas in words, and which version of which rules that is. */
export type StoreRulesShown = {
  storeId: string;
  metrics: { slug: string; title: LocalText; formula: LocalText; unit: Rules["metrics"][number]["unit"]; band: [number, number][] }[];
  minInquiries: number;
  filters: Rules["filters"];
  source: "store" | "shop" | "content";
  fromMonth: PlainDate | null;
  version: number;
};

export type Statement = {
  person: { id: string; name: string };
  teamName: string | null;
  month: PlainDate;
  told: Told | null;
  /** The statement that is looked at; null: the month as it stands. */
  version: number | null;
  versions: Head["versions"];
  months: Head["months"];
  storeNames: Record<string, string>;
  /** Days of the month that are known, by store and part. */
  days: Head["days"];
  rules: StoreRulesShown[];
};

/** Somebody's month, as it stands or (`version`) as it was told. Null: there is no such person or version. Three statements at most. */
export async function statementOf(reader: Reader, personId: string, month: PlainDate, version: number | null): Promise<Statement | null> {
  const [head] = await reader.execute<Head>(sql`
    select p.name, t.name as "teamName",
      case when s.person_id is null then null else json_build_object('state', s.state, 'score', s.score::text, 'decidedScore', s.decided_score::text, 'decidedReason', s.decided_reason,
        'bonusFen', s.bonus_fen, 'activeDays', s.active_days, 'workingDays', s.working_days, 'trace', s.trace, 'computedAt', s.computed_at) end as current,
      (select json_build_object('score', v.score::text, 'bonusFen', v.bonus_fen, 'trace', v.trace) from kpi_statement v
        where v.person_id = p.id and v.month = ${month} and v.version = ${version}::int) as version,
      coalesce((select json_agg(json_build_object('version', v.version, 'kind', v.kind, 'score', v.score::text, 'bonusFen', v.bonus_fen, 'reason', v.reason, 'at', v.made_at) order by v.version desc)
        from kpi_statement v where v.person_id = p.id and v.month = ${month}), '[]') as versions,
      coalesce((select json_agg(json_build_object('month', m.month, 'score', coalesce(m.score, m.decided_score)::text, 'state', m.state) order by m.month)
        from (select * from kpi_score m where m.person_id = p.id order by m.month desc limit 13) m), '[]') as months,
      coalesce((select json_object_agg(st.id, st.name) from store st where st.id = any(array(
        select (x->>'storeId')::uuid from json_array_elements(coalesce(s.trace, '{"stores":[]}'::jsonb)::json->'stores') x))), '{}') as "storeNames",
      coalesce((select json_object_agg(f.store_id, f.days) from figure_month f where f.person_id = p.id and f.month = ${month}), '{}') as days
    from person p
    left join kpi_score s on s.person_id = p.id and s.month = ${month}
    left join team t on t.id = s.team_id
    where p.id = ${personId}`);
  if (!head || (version !== null && !head.version)) return null;
  const told = head.current && head.version ? { ...head.current, ...head.version } : head.current;
  const storeIds = told?.trace.stores.map(({ storeId }) => storeId) ?? [];
  const held = await rulesFor(reader, month, storeIds);
  return {
    person: { id: personId, name: head.name },
    teamName: head.teamName,
    month,
    told,
    version: head.version ? version : null,
    versions: head.versions,
    months: head.months,
    storeNames: head.storeNames,
    days: head.days,
    rules: storeIds.flatMap((storeId) => {
      const own = held.get(storeId);
      if (!own) return [];
      const { rules, source, fromMonth, version: number } = own;
      const metrics = rules.metrics.map(({ slug, title, formula, unit, band }) => ({ slug, title, formula, unit, band }));
      return [{ storeId, metrics, minInquiries: rules.min_inquiries, filters: rules.filters, source, fromMonth, version: number }];
    }),
  };
}

/** How somebody's month stands so far, in few words; null while nothing of it is scored. One statement. */
export async function monthSoFar(reader: Reader, personId: string, month: PlainDate) {
  const [row] = await reader.execute<{ score: string; active: number; working: number; tiers: MonthTrace["tiers"] }>(sql`
    select coalesce(score, decided_score)::text as score, active_days as active, working_days as working, trace->'tiers' as tiers
    from kpi_score where person_id = ${personId} and month = ${month} and coalesce(score, decided_score) is not null`);
  return row ?? null;
}

/** The rows that somebody's month in a store rests on, in their order. One statement. */
export function figureRows(reader: Reader, personId: string, month: PlainDate, storeId: string) {
  return reader.execute<{
    id: string;
    part: string;
    source: "reported" | "chats";
    from: string;
    to: string;
    measures: Record<string, unknown>;
    fileName: string | null;
    row: number | null;
    enteredBy: string | null;
    at: string;
    past: { measures: Record<string, number>; endedAt: string; by: string | null; reason: string | null }[];
  }>(sql`
    select f.id, f.part, f.source, f.from_day::text as "from", f.to_day::text as "to", f.measures, i.file_name as "fileName", f.import_row as row, e.name as "enteredBy", f.at,
      coalesce((select json_agg(json_build_object('measures', o.measures, 'endedAt', o.ended_at, 'by', b.name, 'reason', o.reason) order by o.ended_at)
        from figure_past o left join person b on b.id = o.ended_by where o.figure_id = f.id), '[]') as past
    from figure f left join figure_import i on i.id = f.import_id left join person e on e.id = f.entered_by
    where f.person_id = ${personId} and f.store_id = ${storeId} and f.from_day between ${month} and ${lastOf(month)}
    order by f.part, f.from_day`);
}
