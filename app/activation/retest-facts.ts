import { type SQL, sql } from "drizzle-orm";
import { addDays, type PlainDate, startOfDay } from "~/platform/dates";
import type { LocalText } from "~/platform/locale";
import type { RetestFact } from "./gate-facts";

/** An open re-test of somebody as the database tells it. */
export type RawRetest = {
  id: string;
  materialId: string;
  title: LocalText | null;
  publishedAt: string;
  dueOn: PlainDate;
  activities: {
    kind: "acknowledgement" | "quiz" | "exam";
    slug: string;
    title: LocalText | null;
    minutes: number;
    isOpen: boolean;
    done: boolean;
  }[];
  questions: { of: number; fluent: number };
};

/**
 * The open re-tests of `person` with a day, as a column: what of their plan was changed itself and is to be passed or signed again, with what was begun since; and the required questions whose
 * fluency the change took back. `enrolment` is theirs, `at` the instant, both as SQL.
 */
export function retestsColumn(enrolment: string, at: string): SQL {
  return sql.raw(`(select coalesce(json_agg(json_build_object('id', t.id, 'materialId', m.id, 'publishedAt', m.published_at, 'dueOn', w.due_on,
      'title', (select coalesce(v.body -> 'title', v.body -> 'name', v.body -> 'stem') from content_version v where v.id = m.version_ids[1]),
      'activities', (
        select coalesce(json_agg(json_build_object('kind', a.kind, 'slug', a.slug, 'title', v.body -> 'title', 'minutes', a.minutes, 'isOpen', exists (
            select from renewal o where o.enrolment_id = a.enrolment_id and o.slug = a.slug and o.closed_at is null and o.since >= m.published_at), 'done',
          case when a.kind = 'acknowledgement' then exists (
            select from acknowledgement_signature k where k.enrolment_id = a.enrolment_id and k.slug = a.slug and k.signed_at >= m.published_at)
          else exists (
            select from sitting s join sitting_result r on r.sitting_id = s.id
            where s.enrolment_id = a.enrolment_id and s.slug = a.slug and s.started_at >= m.published_at and r.passed
              and not exists (select from sitting_result n where n.sitting_id = r.sitting_id and n.number > r.number)) end)
          order by a.day, a.position), '[]'::json)
        from activity_state a join content_version v on v.id = any (m.version_ids) join content_item i on i.id = v.item_id and i.kind = a.kind and i.slug = a.ref
        where a.enrolment_id = ${enrolment} and a.mandatory and a.status = 'done' and a.kind in ('acknowledgement', 'quiz', 'exam')),
      'questions', (
        select json_build_object('of', count(*)::int, 'fluent', (count(*) filter (where c.fluent_until > ${at}))::int)
        from bank_card c join content_item q on q.id = c.item_id
        where c.person_id = person.id and c.required and c.counts_since >= m.published_at and c.entered_at < m.published_at and q.archived_at is null
          and (q.id in (select v.item_id from content_version v where v.id = any (m.version_ids))
            or m.rests @> jsonb_build_array(jsonb_build_object('kind', 'question', 'slug', q.slug)))))
      order by w.due_on, t.id), '[]'::json)
    from retest t join content_material m on m.id = t.material_id
      cross join lateral (select r.due_on from content_retest r where r.material_id = m.id and r.lapses order by r.id desc limit 1) w
    where t.person_id = person.id and t.closed_at is null and w.due_on is not null)`);
}

/** A re-test with its steps and the instant at which its day ends in the zone. */
export function retestOf({ activities, questions, publishedAt, dueOn, ...raw }: RawRetest, zone: string, now: Date): RetestFact {
  const dueAt = startOfDay(addDays(dueOn, 1), zone);
  const again = activities.map(({ kind, title, ...a }) => ({
    ...a,
    kind: kind === "acknowledgement" ? ("sign" as const) : ("test" as const),
    title: title ?? { "zh-CN": a.slug, en: a.slug },
  }));
  const asked = questions.of > 0 ? [{ kind: "questions" as const, ...questions, done: questions.fluent === questions.of }] : [];
  const steps = [...again, ...asked];
  const done = steps.every((s) => s.done);
  return { ...raw, publishedAt: new Date(publishedAt), dueAt, overdue: dueAt <= now && !done, steps };
}
