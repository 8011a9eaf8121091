import { and, eq, isNull, sql } from "drizzle-orm";
import { conductMonth, conductThreshold, person } from "@db/schema";
import type { Reader, Tx } from "~/platform/database.server";
import { addMonths, type PlainDate } from "~/platform/dates";
import { Decimal } from "~/platform/decimal";
import type { WriteContext } from "~/platform/write.server";
import { closeItem, openItem } from "~/work/actions.server";
import { balanceOf, type ConductRules, isSerious, type LedgerEntry, monthsOf, thresholdsReached } from "./rules";
import { rulesOfVersion } from "./rule-set.server";

/** Lock the person whose ledger is written: one writer at a time. */
export async function lockLedger(tx: Tx, personId: string): Promise<void> {
  await tx.select({ id: person.id }).from(person).where(eq(person.id, personId)).for("update");
}

/** The entries of a person's month as they count now, in the order of their days. */
export async function monthEntries(reader: Reader, personId: string, month: PlainDate): Promise<LedgerEntry[]> {
  return reader.execute<LedgerEntry>(sql`
    select e.id, e.day::text as day, coalesce(a.changed_rule, e.rule) as rule,
      w.entry_id is null and a.outcome is distinct from 'taken_away' as counts
    from conduct_entry e left join conduct_withdrawal w on w.entry_id = e.id left join conduct_appeal a on a.entry_id = e.id
    where e.person_id = ${personId} and e.day >= ${month} and e.day < ${addMonths(month, 1)} order by e.day, e.at, e.id`);
}

type Month = typeof conductMonth.$inferSelect;
type Owner = { personId: string; name: string; teamId: string | null };

/**
 * Sum a month up anew, in the transaction of every writer: its balance, and the thresholds that it and the months after it reach. What is newly reached waits for a manager; what is reached no more
 * waits no more. The caller holds the person's row.
 */
export async function renewMonth(tx: Tx, ctx: WriteContext, owner: Owner, month: PlainDate, versionId: string): Promise<void> {
  const { personId } = owner;
  const entries = await monthEntries(tx, personId, month);
  const rules = await rulesOfVersion(tx, versionId);
  const balance = balanceOf(rules, entries).toString();
  const count = entries.filter((entry) => entry.counts).length;
  await tx
    .insert(conductMonth)
    .values({ personId, month, versionId, balance, entries: count })
    .onConflictDoUpdate({ target: [conductMonth.personId, conductMonth.month], set: { balance, entries: count } });
  await renewThresholds(tx, ctx, owner, month);
}

/** The thresholds of a month hang on the months before it too: an entry changes those of the months that follow. */
async function renewThresholds(tx: Tx, ctx: WriteContext, owner: Owner, from: PlainDate): Promise<void> {
  const months = await tx.select().from(conductMonth).where(eq(conductMonth.personId, owner.personId));
  const byMonth = new Map(months.map((m) => [m.month, m]));
  for (const row of months.filter((m) => m.month >= from)) {
    const rules = await rulesOfVersion(tx, row.versionId);
    if (addMonths(from, longest(rules) - 1) < row.month) continue;
    const found = reachedIn(rules, row, byMonth);
    await tx.update(conductMonth).set(found).where(eq(conductMonth.id, row.id));
    await noteReached(tx, ctx, owner, row.month, { rules, reached: found.reached });
  }
}

const longest = ({ thresholds }: ConductRules) => Math.max(1, ...thresholds.map(monthsOf));

/** The thresholds that a month reaches, by the summaries of the months before it. */
export function reachedIn(
  rules: ConductRules,
  { month }: Pick<Month, "month">,
  byMonth: ReadonlyMap<PlainDate, Pick<Month, "balance">>,
): { reached: string[]; serious: boolean } {
  const balances = Array.from({ length: longest(rules) }, (_, ago) => {
    const summed = byMonth.get(addMonths(month, -ago));
    return summed ? Decimal.parse(summed.balance) : null;
  });
  const reached = thresholdsReached(rules, balances);
  return { reached: reached.map(({ slug }) => slug), serious: reached.some(isSerious) };
}

async function noteReached(
  tx: Tx,
  ctx: WriteContext,
  { personId, name, teamId }: Owner,
  month: PlainDate,
  { rules, reached }: { rules: ConductRules; reached: string[] },
): Promise<void> {
  const noted = await tx
    .select()
    .from(conductThreshold)
    .where(and(eq(conductThreshold.personId, personId), eq(conductThreshold.month, month), isNull(conductThreshold.liftedAt)));
  for (const { id, threshold } of noted) {
    if (reached.includes(threshold)) continue;
    await tx.update(conductThreshold).set({ liftedAt: ctx.now }).where(eq(conductThreshold.id, id));
    await closeItem(tx, ctx, "conduct_threshold", id, "lifted");
  }
  for (const slug of reached) {
    if (noted.some(({ threshold }) => threshold === slug)) continue;
    const [made] = await tx
      .insert(conductThreshold)
      .values({ personId, month, threshold: slug, reachedAt: ctx.now })
      .returning({ id: conductThreshold.id });
    if (!made) continue;
    const title = rules.thresholds.find((threshold) => threshold.slug === slug)?.title;
    await openItem(tx, ctx, { kind: "conduct_threshold", teamId, personId, subjectId: made.id, data: { name, month, title } });
  }
}
