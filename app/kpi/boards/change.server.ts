import { sql } from "drizzle-orm";
import { breather } from "~/platform/breath";
import type { Reader } from "~/platform/database.server";
import { addMonths, type PlainDate } from "~/platform/dates";
import { Decimal } from "~/platform/decimal";
import { monthInputs } from "../inputs.server";
import { type RuleDifference, differences } from "../rule-differences";
import { gainOf, Tally } from "../rule-preview";
import { outcomeOf } from "../rule-preview.server";
import { reckonMonth, type StoreRules } from "../reckon";
import { type HoldingRules, rulesFor, targetsFor } from "../rule-sets.server";
import { type Bar, barsOf, tiersOf } from "./board-rules";

/** People who are reckoned at once. */
const AT_ONCE = 1000;

/** Stores whose rules changed from and to the same versions, with what these say otherwise. */
type RuleChange = { stores: string[]; before: number; after: number; differences: RuleDifference[] };

type Member = { personId: string; decided: string | null; stores: { id: string; name: string }[] };

const idOf = ({ ruleSetId, contentVersionId }: HoldingRules) => ruleSetId ?? contentVersionId;

/**
 * A team's month by the rules of the month before and by its own, on its own figures and targets: how many stand where, how many cross a line of the bonus. Nothing is stored. At most six
 * statements for a team of up to a thousand.
 */
export async function changeOf(reader: Reader, { teamId, month }: { teamId: string; month: PlainDate }) {
  const members = await membersOf(reader, teamId, month);
  const names = new Map(members.flatMap(({ stores }) => stores.map(({ id, name }) => [id, name] as const)));
  const storeIds = [...names.keys()];
  const before = await rulesFor(reader, addMonths(month, -1), storeIds);
  const after = await rulesFor(reader, month, storeIds);
  const targets = await targetsFor(reader, month, storeIds);
  const [shopBefore, shopAfter] = [before.get(null), after.get(null)];
  if (!shopBefore || !shopAfter) throw new Error("there are no rules of the monthly score: no content was loaded");
  const side = (held: ReadonlyMap<string | null, HoldingRules>, shop: HoldingRules) => ({
    shop: shop.rules,
    of: (storeId: string): StoreRules => {
      const { ruleSetId, contentVersionId, rules } = held.get(storeId) ?? shop;
      return { ruleSetId, contentVersionId, rules, target: targets.get(storeId) ?? null };
    },
  });
  const [was, now] = [side(before, shopBefore), side(after, shopAfter)];
  const lines = { before: was.shop.bonus, after: now.shop.bonus };
  const tally = new Tally();
  const scores: { before: string[]; after: string[] } = { before: [], after: [] };
  const decided = new Map(members.map((member) => [member.personId, member.decided === null ? null : Decimal.parse(member.decided)]));
  const breathe = breather();
  for (let at = 0; at < members.length; at += AT_ONCE) {
    const ids = members.slice(at, at + AT_ONCE).map(({ personId }) => personId);
    for (const person of await monthInputs(reader, month, ids)) {
      const own = decided.get(person.personId) ?? null;
      const outcomes = [was, now].map(({ shop, of }) => outcomeOf(reckonMonth(person, shop, of, own)));
      const [earlier, later] = outcomes;
      if (!earlier || !later) continue;
      const shown = { before: { ...earlier, score: earlier.score ?? own }, after: { ...later, score: later.score ?? own } };
      tally.add(gainOf({ personId: person.personId, teamId: person.teamId }, shown.before, shown.after, lines), shown.before, shown.after);
      for (const which of ["before", "after"] as const) {
        const { score } = shown[which];
        if (score) scores[which].push(score.toString());
      }
      await breathe();
    }
  }
  return {
    changes: ruleChanges(names, before, after),
    shopDiffers: idOf(shopBefore) !== idOf(shopAfter),
    counts: tally.counts,
    spread: tally.spread,
    lines: lines.after,
    bars: barsBeside(barsOf(scores.before), barsOf(scores.after)),
    tiers: { before: tiersOf(scores.before, lines.before), after: tiersOf(scores.after, lines.after) },
  };
}

/** Who was scored in the month, with a manager's own score and the stores of their month. One statement. */
async function membersOf(reader: Reader, teamId: string, month: PlainDate): Promise<Member[]> {
  return [
    ...(await reader.execute<Member>(sql`
      select s.person_id as "personId", s.decided_score::text as decided,
        coalesce((select json_agg(json_build_object('id', o.id, 'name', o.name)) from store o
          where o.id in (select (x->>'storeId')::uuid from jsonb_array_elements(s.trace->'stores') x)), '[]') as stores
      from kpi_score s where s.team_id = ${teamId} and s.month = ${month}::date and s.active_days > 0 order by s.person_id`)),
  ];
}

/** What changed, stores with the same change together. */
function ruleChanges(
  names: ReadonlyMap<string, string>,
  before: ReadonlyMap<string | null, HoldingRules>,
  after: ReadonlyMap<string | null, HoldingRules>,
): RuleChange[] {
  const found = new Map<string, RuleChange>();
  for (const [storeId, name] of [...names].sort(([, a], [, b]) => a.localeCompare(b))) {
    const [was, now] = [before.get(storeId), after.get(storeId)];
    if (!was || !now || idOf(was) === idOf(now)) continue;
    const key = `${idOf(was)} ${idOf(now)}`;
    const known = found.get(key);
    if (known) known.stores.push(name);
    else found.set(key, { stores: [name], before: was.version, after: now.version, differences: differences(was.rules, now.rules) });
  }
  return [...found.values()];
}

/** Steps in which somebody stands before or after. */
function barsBeside(before: readonly Bar[], after: readonly Bar[]): { from: number; to: number; before: number; after: number }[] {
  const countIn = (bars: readonly Bar[], from: number) => bars.find((bar) => bar.from === from)?.count ?? 0;
  const longer = before.length > after.length ? before : after;
  return longer
    .map(({ from, to }) => ({ from, to, before: countIn(before, from), after: countIn(after, from) }))
    .filter((row) => row.before + row.after > 0);
}
