import { sql } from "drizzle-orm";
import { versionById } from "~/curriculum/queries.server";
import type { Reader } from "~/platform/database.server";
import { type PlainDate, startOfDay } from "~/platform/dates";
import type { ConductRules } from "./rules";

/** The rules of a month with the version they are of. */
export type RuleSet = { versionId: string; rules: ConductRules };

/**
 * The rules by which a person's month is reckoned: those of its first entry; before there is one, those in force when the month began. What is edited later counts from the next month on.
 * Null: the shop has no such rules.
 */
export async function ruleSetOf(reader: Reader, personId: string, month: PlainDate, zone: string): Promise<RuleSet | null> {
  const began = sql`${startOfDay(month, zone).toISOString()}::timestamptz`;
  const [row] = await reader.execute<{ versionId: string | null }>(sql`
    select coalesce(
      (select m.version_id from conduct_month m where m.person_id = ${personId} and m.month = ${month}),
      (select coalesce(
          (select v.id from content_version v where v.item_id = i.id and v.published_at <= ${began} order by v.version desc limit 1),
          (select v.id from content_version v where v.item_id = i.id order by v.version limit 1))
        from content_item i where i.kind = 'conduct_rules' and i.archived_at is null order by i.created_at, i.slug limit 1)) as "versionId"`);
  const version = row?.versionId ? await versionById(reader, row.versionId, "conduct_rules") : null;
  return version && { versionId: version.id, rules: version.body };
}

/** The rules of a version that an entry or a month names. */
export async function rulesOfVersion(reader: Reader, versionId: string): Promise<ConductRules> {
  const version = await versionById(reader, versionId, "conduct_rules");
  if (!version) throw new Error(`version ${versionId} is of no conduct rules`);
  return version.body;
}
