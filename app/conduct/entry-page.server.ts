import { sql } from "drizzle-orm";
import type { Reader } from "~/platform/database.server";
import { type PlainDate, plainDateIn } from "~/platform/dates";
import { type Locale, pick } from "~/platform/locale";
import { lastAppealDay, otherRules, rulesAlone } from "./appeals.server";
import { appealRefusal, rulingRefusal, withdrawRefusals } from "./entry-rules";
import { monthOf } from "./months";
import { rulesOfVersion } from "./rule-set.server";

type Raw = {
  personId: string;
  name: string;
  teamId: string | null;
  zone: string | null;
  day: PlainDate;
  rule: string;
  versionId: string;
  suspends: boolean;
  note: string;
  evidence: string;
  fileId: string | null;
  chatId: string | null;
  enteredBy: string;
  enteredByName: string;
  at: string;
  withdrawal: { by: string; at: string; reason: string } | null;
  appeal: {
    said: string;
    at: string;
    closedAt: string | null;
    by: string | null;
    outcome: "upheld" | "taken_away" | "changed" | "entry_withdrawn" | null;
    changedRule: string | null;
    ruling: string;
    alone: boolean;
  } | null;
  hold: { endedAt: string | null } | null;
};

/** Whose entry it is, and whether it was appealed against: what decides who may open it. Null when there is none. */
export async function entryOwner(reader: Reader, entryId: string): Promise<{ personId: string; appealed: boolean } | null> {
  const [row] = await reader.execute<{ personId: string; appealed: boolean }>(sql`
    select e.person_id as "personId", exists (select from conduct_appeal a where a.entry_id = e.id) as appealed from conduct_entry e where e.id = ${entryId}`);
  return row ?? null;
}

/** The picture of an entry, by its person; null: it has none. */
export async function pictureOf(reader: Reader, entryId: string): Promise<string | null> {
  const [row] = await reader.execute<{ fileId: string | null }>(
    sql`select e.file_id as "fileId" from conduct_entry e where e.id = ${entryId}`,
  );
  return row?.fileId ?? null;
}

async function entryRow(reader: Reader, entryId: string): Promise<Raw | null> {
  const [row] = await reader.execute<Raw>(sql`
    select e.person_id as "personId", p.name, m.team_id as "teamId", (select t.zone from team t where t.id = m.team_id) as zone, e.day::text as day, e.rule,
      e.version_id as "versionId", e.suspends, e.note, e.evidence, e.file_id as "fileId", e.chat_id as "chatId", e.entered_by as "enteredBy",
      b.name as "enteredByName", e.at,
      (select json_build_object('by', n.name, 'at', w.at, 'reason', w.reason) from conduct_withdrawal w join person n on n.id = w.withdrawn_by where w.entry_id = e.id) as withdrawal,
      (select json_build_object('said', a.said, 'at', a.at, 'closedAt', a.closed_at, 'by', (select r.name from person r where r.id = a.closed_by), 'outcome', a.outcome,
        'changedRule', a.changed_rule, 'ruling', a.ruling, 'alone', a.single_examiner) from conduct_appeal a where a.entry_id = e.id) as appeal,
      (select json_build_object('endedAt', l.ended_at) from clearance_lapse l where l.person_id = e.person_id and l.cause_id = e.id) as hold
    from conduct_entry e join person p on p.id = e.person_id join person b on b.id = e.entered_by
      left join lateral (select m.team_id from team_membership m where m.person_id = e.person_id order by m.from_day desc limit 1) m on true
    where e.id = ${entryId}`);
  return row ?? null;
}

type Viewer = { id: string; mayRule: boolean; mayEnter: boolean; manages: boolean; now: Date };

/** An entry with its evidence, what the agent says against it and what was ruled, and what this viewer may do. Null when there is none. */
export async function entryPage(reader: Reader, entryId: string, viewer: Viewer, locale: Locale) {
  const row = await entryRow(reader, entryId);
  if (!row) return null;
  const rules = await rulesOfVersion(reader, row.versionId);
  const title = (slug: string) => {
    const rule = rules.rules.find((one) => one.slug === slug);
    return rule ? pick(rule.title, locale) : slug;
  };
  const { personId, enteredBy, appeal, withdrawal } = row;
  const zone = row.zone ?? "Asia/Shanghai";
  const at = new Date(row.at);
  const lastDay = lastAppealDay(rules, at, zone);
  const state = { personId, enteredBy, withdrawn: withdrawal !== null, takenAway: appeal?.outcome === "taken_away" };
  const facts = { ...state, appealed: appeal !== null, lastDay, today: plainDateIn(zone, viewer.now) };
  const open = appeal !== null && appeal.closedAt === null;
  const alone = open && viewer.id === enteredBy && (await rulesAlone(reader, viewer.now, { personId, enteredBy, teamId: row.teamId }));
  const rule = rules.rules.find((one) => one.slug === row.rule);
  return {
    id: entryId,
    person: { id: personId, name: row.name },
    self: viewer.id === personId,
    month: monthOf(row.day),
    ...{ day: row.day, rule: row.rule, title: title(row.rule), asks: rule ? pick(rule.evidence, locale) : "", suspends: row.suspends },
    ...{ note: row.note, evidence: row.evidence, hasPicture: row.fileId !== null, chatId: row.chatId, by: row.enteredByName, at },
    hold: row.hold && { over: row.hold.endedAt !== null },
    withdrawal: withdrawal && { ...withdrawal, at: new Date(withdrawal.at) },
    appeal: appeal && {
      ...appeal,
      ...{ at: new Date(appeal.at), closedAt: appeal.closedAt ? new Date(appeal.closedAt) : null },
      changedTo: appeal.changedRule && title(appeal.changedRule),
    },
    gone: state.withdrawn || state.takenAway || appeal?.outcome === "changed",
    appealUntil: viewer.id === personId && appealRefusal(facts, viewer.id) === null ? lastDay : null,
    appealLate: viewer.id === personId && appealRefusal(facts, viewer.id)?.code === "appeal_late" ? lastDay : null,
    mayRule: viewer.mayRule && open && rulingRefusal({ personId, enteredBy, open, alone }, viewer.id) === null,
    ownEntry: open && viewer.id === enteredBy && !alone,
    alone,
    mayWithdraw:
      (viewer.mayEnter || viewer.manages) &&
      withdrawRefusals(state, { reason: "a reason comes with it", manages: viewer.manages }, viewer.id).length === 0,
    manages: viewer.manages,
    others: otherRules(rules)
      .filter(({ slug }) => slug !== row.rule)
      .map(({ slug }) => ({ value: slug, label: title(slug) })),
  };
}

export type EntryPage = NonNullable<Awaited<ReturnType<typeof entryPage>>>;
