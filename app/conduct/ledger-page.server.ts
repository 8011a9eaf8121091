import { sql } from "drizzle-orm";
import type { Reader } from "~/platform/database.server";
import { addMonths, type PlainDate } from "~/platform/dates";
import { type Locale, pick } from "~/platform/locale";
import { ledgerLines, type LedgerEntry } from "./rules";
import { monthOf } from "./months";
import { ledgerOwner } from "./person.server";
import { ruleSetOf } from "./rule-set.server";

type RawEntry = LedgerEntry & {
  enteredAs: string;
  note: string;
  by: string;
  withdrawn: boolean;
  outcome: "upheld" | "taken_away" | "changed" | "entry_withdrawn" | null;
  appealed: boolean;
};
type RawThreshold = {
  id: string;
  threshold: string;
  reachedAt: string;
  liftedAt: string | null;
  settledAt: string | null;
  settledBy: string | null;
  heard: string;
  note: string;
};
type Raw = {
  entries: RawEntry[];
  months: { month: PlainDate; balance: string; entries: number }[];
  thresholds: RawThreshold[];
};

/** So many months back the list of months goes. */
const MONTHS_SHOWN = 12;

/**
 * A month of somebody's ledger as its page shows it (`asked` null: this month): what is left, entry by entry, which thresholds were reached and what came of them, with the other months to
 * choose from. Null: there is no such person, or they are no agent. Three statements, one more the first time that rules are read.
 */
export async function ledgerPage(reader: Reader, personId: string, asked: PlainDate | null, locale: Locale, now: Date) {
  const owner = await ledgerOwner(reader, personId, now);
  if (!owner || owner.state === null) return null;
  const thisMonth = monthOf(owner.today);
  const month = asked && asked <= thisMonth ? asked : thisMonth;
  const [set, [raw]] = await Promise.all([
    ruleSetOf(reader, personId, month, owner.zone),
    reader.execute<Raw>(sql`
      select (select coalesce(json_agg(json_build_object('id', e.id, 'day', e.day::text, 'rule', coalesce(a.changed_rule, e.rule), 'enteredAs', e.rule,
            'counts', w.entry_id is null and a.outcome is distinct from 'taken_away', 'note', e.note, 'by', b.name, 'withdrawn', w.entry_id is not null,
            'outcome', a.outcome, 'appealed', a.entry_id is not null) order by e.day, e.at, e.id), '[]')
          from conduct_entry e join person b on b.id = e.entered_by left join conduct_withdrawal w on w.entry_id = e.id left join conduct_appeal a on a.entry_id = e.id
          where e.person_id = ${personId} and e.day >= ${month} and e.day < ${addMonths(month, 1)}) as entries,
        (select coalesce(json_agg(json_build_object('month', m.month::text, 'balance', m.balance::text, 'entries', m.entries) order by m.month desc), '[]')
          from conduct_month m where m.person_id = ${personId} and m.month > ${addMonths(thisMonth, -MONTHS_SHOWN)}) as months,
        (select coalesce(json_agg(json_build_object('id', t.id, 'threshold', t.threshold, 'reachedAt', t.reached_at, 'liftedAt', t.lifted_at, 'settledAt', t.settled_at,
            'settledBy', (select s.name from person s where s.id = t.settled_by), 'heard', t.heard, 'note', t.note) order by t.reached_at, t.id), '[]')
          from conduct_threshold t where t.person_id = ${personId} and t.month = ${month} and (t.lifted_at is null or t.settled_at is not null)) as thresholds`),
  ]);
  const titleOf = (slug: string) => {
    const rule = set?.rules.rules.find((one) => one.slug === slug);
    return rule ? pick(rule.title, locale) : slug;
  };
  const lines = set ? ledgerLines(set.rules, raw?.entries ?? []) : [];
  const full = String(set?.rules.points_a_month ?? 0);
  return {
    person: { id: personId, name: owner.name, state: owner.state },
    month,
    thisMonth,
    today: owner.today,
    hasRules: set !== null,
    full,
    left: lines.at(-1)?.left ?? full,
    entries: (raw?.entries ?? []).map(({ enteredAs, rule, ...entry }, i) => ({
      ...entry,
      title: titleOf(rule),
      was: enteredAs === rule ? null : titleOf(enteredAs),
      cost: lines[i]?.cost ?? "0",
      left: lines[i]?.left ?? full,
      replaced: lines[i]?.replaced ?? false,
    })),
    marks: (set?.rules.thresholds ?? []).flatMap(({ at_most: at, months_running: running, title }) =>
      at === undefined || running !== undefined ? [] : [{ at: String(at), title: pick(title, locale) }],
    ),
    thresholds: (raw?.thresholds ?? []).map(({ threshold, reachedAt, liftedAt, settledAt, ...one }) => {
      const known = set?.rules.thresholds.find(({ slug }) => slug === threshold);
      return {
        ...one,
        ...{ title: known ? pick(known.title, locale) : threshold, means: known ? pick(known.means, locale) : "" },
        ...{ reachedAt: new Date(reachedAt), lifted: liftedAt !== null, settledAt: settledAt ? new Date(settledAt) : null },
      };
    }),
    months: (raw?.months ?? []).filter((one) => one.month !== thisMonth || one.entries > 0),
  };
}

export type LedgerPage = NonNullable<Awaited<ReturnType<typeof ledgerPage>>>;
