import { sql } from "drizzle-orm";
import type { ItemBody } from "~/curriculum/pack";
import type { ContentVersion } from "~/curriculum/queries.server";
import { type Locale, type LocalText, pick } from "~/platform/locale";
import type { ShownKind } from "./kinds";
import { fieldsOf } from "./fields";
import { summaryIn } from "./summary";
import { branches, branchKey, type BranchName, branchNames, groupKey, isGrouped, type OpenNodes } from "./tree";

/** An item that stands beside the plans; of a checklist its areas. */
export type TreeLeaf = {
  kind: ShownKind;
  slug: string;
  title: string;
  draft: boolean;
  areas: { title: string; weight: number; items: number }[];
};
export type TreeGroup = {
  /** Null: the items of the branch stand in no groups. */
  key: string | null;
  group: string;
  /** What a family is called; null where the group is one of a fixed few, or has no name. */
  name: string | null;
  count: number;
  /** Once it is unfolded; at most the first hundred. */
  leaves: TreeLeaf[] | null;
};
/** `groups` once it is unfolded. */
export type TreeBranch = { branch: BranchName; count: number; groups: TreeGroup[] | null };

/** As the statement finds them; `items` of the groups that are unfolded. */
export type BranchRow = {
  kind: ShownKind;
  grp: string;
  n: number;
  name: LocalText | null;
  items: { id: string; draft: boolean }[] | null;
};

const MOST = 100;

/** The groups of the branches that are unfolded, as one JSON value; with the items of the groups that are. */
export function branchRows(open: OpenNodes) {
  const unfolded = branchNames.filter((branch) => open.has(branchKey(branch)));
  const kinds = unfolded.flatMap((branch): readonly string[] => branches[branch]);
  return sql`(select json_agg(b) from (
    select kind, grp, count(*)::int as n, (array_agg(name) filter (where name is not null))[1] as name,
      json_agg(json_build_object('id', id, 'draft', draft) order by slug)
        filter (where rank <= ${MOST} and (grp = '' or 'g.' || kind || '.' || grp = any(${sql.param([...open])}::text[]))) as items
    from (
      select *, row_number() over (partition by kind, grp order by slug) as rank from (
        select i.kind, i.slug, i.current_version_id as id, exists (select from content_draft d where d.item_id = i.id) as draft,
          coalesce(case i.kind when 'script' then v.body ->> 'branch' when 'term' then v.body ->> 'group' when 'product' then v.body ->> 'family' end, '') as grp,
          case i.kind when 'product' then v.body -> 'family_name' end as name
        from content_item i join content_version v on v.id = i.current_version_id
        where i.archived_at is null and i.kind = any(${sql.param(kinds)}::text[])
      ) placed
    ) ranked group by kind, grp) b)`;
}

/** The branches in their order, from what the statement found and the versions of the items in it. */
export function branchesOf(
  counts: Readonly<Record<ShownKind, number>>,
  rows: readonly BranchRow[],
  versions: ReadonlyMap<string, ContentVersion>,
  open: OpenNodes,
  locale: Locale,
): TreeBranch[] {
  return branchNames.flatMap((branch): TreeBranch[] => {
    const kinds: readonly ShownKind[] = branches[branch];
    const count = kinds.reduce((sum, kind) => sum + counts[kind], 0);
    if (count === 0) return [];
    if (!open.has(branchKey(branch))) return [{ branch, count, groups: null }];
    const own = kinds.flatMap((kind) => rows.filter((row) => row.kind === kind));
    const leaves = (row: BranchRow) => row.items?.flatMap((item) => leafOf(versions.get(item.id), item.draft, locale)) ?? null;
    if (!isGrouped(branch))
      return [{ branch, count, groups: [{ key: null, group: "", name: null, count, leaves: own.flatMap((row) => leaves(row) ?? []) }] }];
    const groups = own.map((row) => ({
      key: groupKey(branch, row.grp),
      group: row.grp,
      name: row.name ? pick(row.name, locale) : null,
      count: row.n,
      leaves: leaves(row),
    }));
    const order = orderOf(branch);
    const at = (group: TreeGroup) => (order.includes(group.group) ? order.indexOf(group.group) : order.length);
    groups.sort((a, b) => at(a) - at(b) || (a.name ?? a.group).localeCompare(b.name ?? b.group, locale));
    return [{ branch, count, groups }];
  });
}

/** The order of the fixed groups, as the editor offers them: a sale from the greeting on. */
function orderOf(branch: BranchName): readonly string[] {
  const field =
    branch === "script" ? fieldsOf("script", undefined)?.branch : branch === "term" ? fieldsOf("term", undefined)?.group : undefined;
  return field?.type === "choice" ? field.of : [];
}

function leafOf(version: ContentVersion | undefined, draft: boolean, locale: Locale): TreeLeaf[] {
  if (!version) return [];
  const areas = version.kind === "checklist" ? (version.body as ItemBody<"checklist">).areas : [];
  return [
    {
      kind: version.kind as ShownKind,
      slug: version.slug,
      title: summaryIn(version, locale).title,
      draft,
      areas: areas.map((area) => ({ title: pick(area.title, locale), weight: area.weight, items: area.items.length })),
    },
  ];
}
