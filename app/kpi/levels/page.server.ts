import { sql } from "drizzle-orm";
import type { Reader } from "~/platform/database.server";
import type { PlainDate } from "~/platform/dates";
import { type Locale, pick } from "~/platform/locale";
import { levelFacts } from "./facts.server";
import { type HeldLadder, ladderOf, moduleTitles } from "./ladder.server";
import { moduleViews } from "./modules.server";
import { findLevel } from "./level-rules";

type Raw = {
  changes: {
    to: string;
    from: string | null;
    cause: "first" | "proposal" | "manual";
    track: "agent" | "management";
    reason: string;
    by: string | null;
    at: string;
  }[];
  trainees: { id: string; traineeId: string; name: string; activatedAt: string | null; ended: boolean }[];
  choices: { id: string; name: string }[];
  proposal: { id: string; kind: "up" | "down"; to: string; month: PlainDate } | null;
};

/** The ladder in the reader's words: what each level means, brings and asks for. */
function ladderWords(ladder: HeldLadder | null, locale: Locale) {
  return {
    title: ladder ? pick(ladder.body.title, locale) : "",
    stepDown: ladder?.body.step_down_months ?? 0,
    levels: (ladder?.body.levels ?? []).map((level) => ({
      slug: level.slug,
      title: pick(level.title, locale),
      meaning: pick(level.meaning, locale),
      allowanceYuan: level.allowance_yuan,
      entry: level.entry ?? null,
      opens: level.opens,
    })),
  };
}
export type LadderLevel = ReturnType<typeof ladderWords>["levels"][number];

/**
 * Somebody's level: the ladder, what the next step asks for and what of it is missing, how they came here, whom they bring along. `held` null: they have none yet. Five statements, without those of content that was never read.
 * `choices`: newcomers of their team who have no mentor, for whoever may name one.
 */
export async function levelPage(reader: Reader, personId: string, locale: Locale) {
  const ladder = await ladderOf(reader);
  const page = ladderWords(ladder, locale);
  const [facts, views, [raw]] = await Promise.all([
    levelFacts(reader, personId, ladder?.modules ?? []),
    ladder ? moduleViews(reader, personId, ladder, locale) : [],
    reader.execute<Raw>(sql`select
      (select coalesce(json_agg(json_build_object('to', c.to_level, 'from', c.from_level, 'cause', c.cause, 'track', c.track, 'reason', c.reason,
        'by', (select b.name from person b where b.id = c.by), 'at', c.at) order by c.at desc, c.id desc), '[]') from level_change c where c.person_id = ${personId}) as changes,
      (select coalesce(json_agg(json_build_object('id', m.id, 'traineeId', m.trainee_id, 'name', p.name, 'ended', m.ended_at is not null,
        'activatedAt', (select min(g.decided_at) from gate_decision g where g.person_id = m.trainee_id and g.gate = 'activation' and g.decided_at >= m.at
          and (m.ended_at is null or g.decided_at <= m.ended_at))) order by m.at desc), '[]')
        from mentorship m join person p on p.id = m.trainee_id where m.mentor_id = ${personId}) as trainees,
      (select coalesce(json_agg(json_build_object('id', p.id, 'name', p.name) order by p.name), '[]') from person p
        join team_membership m on m.person_id = p.id and m.to_day is null
        where p.state in ('invited', 'training', 'probation') and p.id <> ${personId}
          and m.team_id in (select o.team_id from team_membership o where o.person_id = ${personId} and o.to_day is null)
          and not exists (select from mentorship x where x.trainee_id = p.id and x.ended_at is null)) as choices,
      (select json_build_object('id', l.id, 'kind', l.kind, 'to', l.to_level, 'month', l.month) from level_proposal l
        where l.person_id = ${personId} and l.closed_at is null) as proposal`),
  ]);
  const finding = ladder && facts ? findLevel(ladder.body, facts.held.level, facts.months, facts.merits) : null;
  const titleOf = (slug: string | null) => page.levels.find((level) => level.slug === slug)?.title ?? slug;
  return {
    ...page,
    held: facts && { ...facts.held, title: titleOf(facts.held.level) ?? "" },
    finding: facts?.held.track === "agent" ? finding : null,
    modules: ladder ? moduleTitles(ladder, locale) : {},
    views,
    changes: (raw?.changes ?? []).map((c) => ({ ...c, at: new Date(c.at), to: titleOf(c.to) ?? c.to, from: titleOf(c.from) })),
    trainees: (raw?.trainees ?? []).map((m) => ({ ...m, activatedAt: m.activatedAt ? new Date(m.activatedAt) : null })),
    choices: raw?.choices ?? [],
    proposal: raw?.proposal ? { ...raw.proposal, to: titleOf(raw.proposal.to) ?? raw.proposal.to } : null,
  };
}
export type LevelPage = Awaited<ReturnType<typeof levelPage>>;
