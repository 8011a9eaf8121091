import { type SQL, sql } from "drizzle-orm";
import { notice } from "@db/schema";
import type { Db, Reader } from "~/platform/database.server";
import { newId } from "~/platform/ids";
import { type Locale, pick } from "~/platform/locale";
import { accept, audit, write, type WriteContext } from "~/platform/write.server";
import { openModuleIn } from "~/training/modules.server";
import { type HeldLadder, type LevelModule, ladderOf } from "./ladder.server";
import { reachedLevels } from "./level-rules";

const AT_ONCE = 500;

const holdsNow = sql.raw("not exists (select from sitting_result n where n.sitting_id = r.sitting_id and n.number > r.number)");
const runHoldsNow = sql.raw("not exists (select from simulation_result n where n.run_id = r.run_id and n.number > r.number)");

/** The slugs of those of these modules that somebody has finished, as an expression: the quiz is passed, and so is each practice chat. What was passed stays passed. */
export function finishedModules(modules: readonly LevelModule[], personId: string): SQL<string[]> {
  const rows = JSON.stringify(modules.map(({ slug, quiz, simulations }) => ({ slug, quiz, simulations })));
  return sql`select coalesce(json_agg(m.slug), '[]') from json_to_recordset(${rows}::json) as m(slug text, quiz text, simulations text[])
    where exists (select from sitting s join sitting_result r on r.sitting_id = s.id where s.person_id = ${personId} and s.slug = m.quiz and r.passed and ${holdsNow})
      and not exists (select from unnest(m.simulations) as u(slug) where not exists (
        select from simulation_result r join content_item i on i.id = r.item_id
        where r.person_id = ${personId} and i.kind = 'simulation' and i.slug = u.slug and r.passed and ${runHoldsNow}))`;
}

/** The minute sweep: whoever holds a level, or one above it, gets what it opens beside their plan, and is told. What was opened stays open: learning is not taken away. */
export async function sweepModules(db: Db, now: Date): Promise<void> {
  const ladder = await ladderOf(db);
  if (!ladder) return;
  for (const module of ladder.modules) {
    const levels = levelsThatOpen(ladder, module.slug);
    if (levels.length === 0) continue;
    const rows = await db.execute<{ personId: string }>(sql`
      select a.person_id as "personId" from agent_level a join person p on p.id = a.person_id join enrolment e on e.person_id = p.id and e.ended_at is null
      where a.level = any(${sql.param(levels)}::text[]) and p.state = 'active'
        and not exists (select from activity_state s where s.enrolment_id = e.id and s.slug = ${module.quiz}) limit ${AT_ONCE}`);
    for (const { personId } of rows) await openFor({ db, actorId: null, now, requestId: newId(), submissionId: null }, personId, module);
  }
}

/** The levels on which a module is open: the one that opens it, and all above. */
function levelsThatOpen({ body }: HeldLadder, module: string): string[] {
  return body.levels
    .filter(({ slug }) => reachedLevels(body.levels, slug).some(({ opens }) => opens.includes(module)))
    .map(({ slug }) => slug);
}

async function openFor(ctx: WriteContext, personId: string, module: LevelModule): Promise<void> {
  await write(ctx, async (tx) => {
    await tx.execute(sql`select from person where id = ${personId} for update`);
    if (!(await openModuleIn(tx, personId, module))) return accept(null);
    const { title, slug } = module;
    await tx.insert(notice).values({
      ...{ personId, kind: "kpi.module_opened", createdAt: ctx.now },
      data: { titleZh: title["zh-CN"], titleEn: title.en, slug },
    });
    await audit(tx, ctx, {
      action: "kpi.module_opened",
      subject: { type: "module", id: personId },
      personId,
      after: { name: title["zh-CN"] },
    });
    return accept(null);
  });
}

type Part = { kind: "lesson" | "quiz" | "simulation"; slug: string; title: string; to: string; done: boolean };
/** A module as the page of levels shows it. `open`: it stands beside the reader's plan. */
export type ModuleView = {
  slug: string;
  title: string;
  intro: string;
  open: boolean;
  finished: boolean;
  opensWith: string | null;
  parts: Part[];
};

/** The ladder's modules for one person: what is open, and how far they are. One statement, a second for titles that were never read. */
export async function moduleViews(reader: Reader, personId: string, ladder: HeldLadder, locale: Locale): Promise<ModuleView[]> {
  if (ladder.modules.length === 0) return [];
  const wanted = JSON.stringify(
    ladder.modules.flatMap(({ slug: module, lessons, simulations, quiz }) => [
      ...lessons.map((slug) => ({ module, kind: "lesson", slug })),
      ...simulations.map((slug) => ({ module, kind: "simulation", slug })),
      { module, kind: "quiz", slug: quiz },
    ]),
  );
  const rows = await reader.execute<{
    module: string;
    kind: Part["kind"];
    slug: string;
    title: { "zh-CN": string; en: string };
    isOpen: boolean;
    done: boolean;
  }>(sql`
    select w.module, w.kind, w.slug, v.body -> 'title' as title, a.slug is not null as "isOpen", case w.kind
      when 'lesson' then coalesce(a.status = 'done', false)
      when 'quiz' then exists (select from sitting s join sitting_result r on r.sitting_id = s.id where s.person_id = ${personId} and s.slug = w.slug and r.passed and ${holdsNow})
      else exists (select from simulation_result r where r.person_id = ${personId} and r.item_id = i.id and r.passed and ${runHoldsNow}) end as done
    from json_to_recordset(${wanted}::json) as w(module text, kind text, slug text)
      join content_item i on i.kind = w.kind and i.slug = w.slug join content_version v on v.id = i.current_version_id
      left join (activity_state a join enrolment e on e.id = a.enrolment_id and e.ended_at is null) on a.person_id = ${personId} and a.kind = w.kind and a.slug = w.slug`);
  return ladder.modules.map(({ slug, title, intro, lessons, simulations, quiz }) => {
    const own = rows.filter(({ module }) => module === slug);
    const part = (kind: Part["kind"], name: string): Part[] =>
      own
        .filter((row) => row.kind === kind && row.slug === name)
        .map((row) => ({
          kind,
          slug: name,
          title: pick(row.title, locale),
          to: kind === "simulation" ? `/simulator/${name}` : `/learn/${name}`,
          done: row.done,
        }));
    const parts = [
      ...lessons.flatMap((l) => part("lesson", l)),
      ...simulations.flatMap((s) => part("simulation", s)),
      ...part("quiz", quiz),
    ];
    const opener = ladder.body.levels.find(({ opens }) => opens.includes(slug));
    return {
      ...{ slug, title: pick(title, locale), intro: pick(intro, locale), parts },
      open: own.some(({ isOpen }) => isOpen),
      finished: parts.length > 0 && parts.every(({ kind, done }) => kind === "lesson" || done),
      opensWith: opener ? pick(opener.title, locale) : null,
    };
  });
}
