import { sql } from "drizzle-orm";
import type { ItemBody, ItemKind } from "~/curriculum/pack";
import { type ContentVersion, versionsById } from "~/curriculum/queries.server";
import type { Reader } from "~/platform/database.server";
import { type Locale, pick } from "~/platform/locale";
import { type BranchRow, branchesOf, branchRows, type TreeBranch } from "./branches.server";
import type { ShownKind } from "./kinds";
import { countsOf } from "./list.server";
import { type NewDraft, newDrafts, withDraftCounts } from "./new-drafts.server";
import { summaryIn } from "./summary";
import { dayKey, lessonKey, type OpenNodes, planKey } from "./tree";

type Marks = { archived: boolean; draft: boolean };
export type TreeQuestion = { slug: string; title: string; critical: boolean; draft: boolean; isNew: boolean };
/** What was begun and never published: it stands in no plan yet. */
export type TreeDraft = { kind: ShownKind; slug: string; title: string };
export type TreeActivity = Marks & {
  kind: ShownKind;
  /** Unique in its plan. */
  key: string;
  slug: string;
  /** Null: it is not in the library. */
  title: string | null;
  minutes: number;
  mandatory: boolean;
  /** How many questions belong to a lesson; those themselves, once it is unfolded. */
  questions: number;
  children: TreeQuestion[] | null;
};
export type TreeDay = { day: number; title: string; open: boolean; activities: TreeActivity[] };
export type TreePlan = {
  slug: string;
  title: string;
  about: string;
  step: "day" | "week";
  draft: boolean;
  dayCount: number;
  activityCount: number;
  /** Once it is unfolded. */
  days: TreeDay[] | null;
};
export type Tree = { counts: Record<ShownKind, number>; plans: TreePlan[]; branches: TreeBranch[]; drafts: TreeDraft[] };

type Node = Marks & { versionId: string; kind: ItemKind; slug: string; questions: number };

/**
 * The plans with all that stands under them, what stands beside them by kind and group, and how many items of each kind are in force. `withDrafts`: beside them what was begun and never published,
 * its questions under their lessons. Two statements, three with drafts, two more for what was never read.
 */
export async function libraryTree(reader: Reader, open: OpenNodes, locale: Locale, withDrafts: boolean): Promise<Tree> {
  type Kind = { kind: ItemKind; n: number; plans: { id: string; draft: boolean }[] | null };
  const reading = reader.execute<{ kinds: Kind[] | null; beside: BranchRow[] | null }>(sql`
    select (select json_agg(k) from (
      select kind, count(*)::int as n,
        json_agg(json_build_object('id', current_version_id, 'draft', exists (select from content_draft d where d.item_id = i.id)) order by slug)
          filter (where kind = 'plan') as plans
      from content_item i where archived_at is null group by kind) k) as kinds, ${branchRows(open)} as beside`);
  const [[found], drafts] = await Promise.all([reading, withDrafts ? newDrafts(reader) : []]);
  const [kinds, beside] = [found?.kinds ?? [], found?.beside ?? []];
  const planRows = kinds.flatMap((row) => row.plans ?? []);
  const read = await versionsById(
    reader,
    planRows.map((row) => row.id),
  );
  const plans = planRows.flatMap(({ id, draft }) => {
    const version = read.get(id) as ContentVersion<"plan"> | undefined;
    return version ? [{ version, draft }] : [];
  });
  // What is trained by the day is what most people are in.
  plans.sort((a, b) => (a.version.body.step === b.version.body.step ? 0 : a.version.body.step === "day" ? -1 : 1));
  const isOpen = (plan: { version: ContentVersion<"plan"> }) =>
    open.has(planKey(plan.version.slug)) || (open.isDefault === true && plan === plans[0]);
  const unfolded = plans.filter(isOpen).map((plan) => plan.version.body);
  const { nodes, versions } = await nodesUnder(
    reader,
    unfolded,
    open,
    beside.flatMap((row) => row.items?.map((item) => item.id) ?? []),
  );
  const inForce = countsOf(Object.fromEntries(kinds.map((row) => [row.kind, row.n])));
  const questions = childrenByLesson(nodes, versions, locale);
  const begun = draftsByLesson(drafts, locale);
  const activity = (a: ItemBody<"plan">["days"][number]["activities"][number]): TreeActivity => {
    const node = nodes.get(`${a.kind} ${a.ref}`);
    const version = node && versions.get(node.versionId);
    return {
      kind: a.kind,
      key: a.slug,
      slug: a.ref,
      title: version ? summaryIn(version, locale).title : null,
      minutes: a.minutes,
      mandatory: a.mandatory,
      archived: node?.archived ?? false,
      draft: node?.draft ?? false,
      questions: (node?.questions ?? 0) + (a.kind === "lesson" ? (begun.get(a.ref)?.length ?? 0) : 0),
      children: a.kind === "lesson" && open.has(lessonKey(a.ref)) ? [...(questions.get(a.ref) ?? []), ...(begun.get(a.ref) ?? [])] : null,
    };
  };
  return {
    counts: withDraftCounts(inForce, drafts),
    branches: branchesOf(inForce, beside, versions, open, locale),
    drafts: drafts.map((draft) => ({ kind: draft.kind, slug: draft.slug, title: titleIn(draft, locale) })),
    plans: plans.map((plan) => {
      const { slug, body } = plan.version;
      const days = body.days.map((day) => ({
        day: day.day,
        title: pick(day.title, locale),
        open: open.has(dayKey(slug, day.day)),
        activities: day.activities.map(activity),
      }));
      return {
        slug,
        title: pick(body.title, locale),
        about: pick(body.description, locale),
        step: body.step,
        draft: plan.draft,
        dayCount: days.length,
        activityCount: days.reduce((sum, day) => sum + day.activities.length, 0),
        days: isOpen(plan) ? days : null,
      };
    }),
  };
}

/** What the plans name, with its marks, and the questions of the lessons that are unfolded; with them the `other` versions. */
async function nodesUnder(reader: Reader, plans: readonly ItemBody<"plan">[], open: OpenNodes, other: readonly string[]) {
  const refs = plans.flatMap((plan) => plan.days.flatMap((day) => day.activities));
  const unfolded = [...new Set(refs.filter((a) => a.kind === "lesson" && open.has(lessonKey(a.ref))).map((a) => a.ref))];
  const param = (values: string[]) => sql`${sql.param(values)}::text[]`;
  const rows = await reader.execute<Node>(sql`
    select i.kind, i.slug, i.current_version_id as "versionId", i.archived_at is not null as archived,
      exists (select from content_draft d where d.item_id = i.id) as draft,
      case when i.kind = 'lesson' then (
        select count(*)::int from content_search s join content_item q on q.id = s.item_id
        where s.kind = 'question' and s.parent = i.slug and q.archived_at is null
      ) else 0 end as questions
    from content_item i
    where (i.kind, i.slug) in (select * from unnest(${param(refs.map((a) => a.kind))}, ${param(refs.map((a) => a.ref))}))
      or i.archived_at is null and i.id in (select item_id from content_search where kind = 'question' and parent = any(${param(unfolded)}))
    order by i.kind, i.slug`);
  const versions = await versionsById(reader, [...rows.map((row) => row.versionId), ...other]);
  return { nodes: new Map(rows.map((row) => [`${row.kind} ${row.slug}`, row])), versions };
}

function childrenByLesson(nodes: ReadonlyMap<string, Node>, versions: ReadonlyMap<string, ContentVersion>, locale: Locale) {
  const children = new Map<string, TreeQuestion[]>();
  for (const { kind, slug, versionId, draft } of nodes.values()) {
    const version = kind === "question" ? versions.get(versionId) : undefined;
    if (!version) continue;
    const { title, critical } = summaryIn(version, locale);
    const { lesson } = version.body as ItemBody<"question">;
    children.set(lesson, [...(children.get(lesson) ?? []), { slug, title, critical, draft, isNew: false }]);
  }
  return children;
}

const titleIn = ({ title, slug }: NewDraft, locale: Locale) => (title ? pick(title, locale) : slug);

function draftsByLesson(drafts: readonly NewDraft[], locale: Locale): ReadonlyMap<string, TreeQuestion[]> {
  const children = new Map<string, TreeQuestion[]>();
  for (const draft of drafts) {
    const lesson = draft.kind === "question" ? (draft.body as Partial<ItemBody<"question">>).lesson : undefined;
    if (!lesson) continue;
    const question = { slug: draft.slug, title: titleIn(draft, locale), critical: false, draft: true, isNew: true };
    children.set(lesson, [...(children.get(lesson) ?? []), question]);
  }
  return children;
}
