import type { MonthSheet, RawChats, RawRow, RuleSheet, StoreSheet } from "@test/programmes/kpi/again";
import { type Chance, chance, daysIn, MONTHS } from "./chance";
import { chatsOf, figuresOf } from "./drawn-figures";
import { shopRules } from "./drawn-rules";
import { type AgentDraw, PLAIN, type Shop, storeNames, type TargetDraw, ZONES } from "./drawn-shop";

/** Months of a shop drawn at random, and what the second reckoning reads of them. */

function shopTargets(draw: Chance): TargetDraw[] {
  return storeNames
    .filter(() => draw.is(0.85))
    .flatMap((store) => {
      const counts = draw.one(["price", "price", "items"] as const);
      const some = (most: number) => (draw.is(0.9) ? draw.within(1, most) : null);
      return MONTHS.filter(() => draw.is(0.8)).map((month) => ({
        store,
        month,
        counts,
        price: some(40_000),
        items: some(500),
        push: some(60),
      }));
    });
}

function agentOf(draw: Chance, teams: number): AgentDraw {
  const edge = (from: string, to: string | null): AgentDraw["active"][number] => ({ from, to, hour: draw.under(24) });
  const days = MONTHS.flatMap(daysIn);
  const [one = "", two = "", three = ""] = Array.from({ length: 3 }, () => draw.one(days)).sort();
  const kinds = [[edge("2025-11-03", null)], [edge("2025-11-03", null)], [edge(one, null)], [edge("2025-11-03", two)]];
  if (one < two && two < three) kinds.push([edge("2025-11-03", one), edge(two, three)]);
  const active = draw.one(kinds);
  const plain = draw.is(0.3);
  const set = () => {
    const names = plain ? storeNames.slice(0, PLAIN) : storeNames;
    const stores = [...new Set(Array.from({ length: draw.within(1, 3) }, () => draw.one(names)))];
    const rest = draw.is(0.5) ? 60 : draw.within(1, 98);
    const shares = [[100], [rest, 100 - rest], [rest, ...split(draw, 100 - rest)]][stores.length - 1] ?? [];
    return stores.map((store, i) => ({ store, share: shares[i] ?? 0 }));
  };
  const change = draw.is(0.3) ? draw.one(days) : null;
  const served = [{ from: "2025-11-03", to: change, shares: set() }, ...(change ? [{ from: change, to: null, shares: set() }] : [])];
  return { team: draw.under(teams), active, served: draw.is(0.03) ? [] : served };
}
function split(draw: Chance, sum: number): [number, number] {
  const first = draw.within(1, sum - 1);
  return [first, sum - first];
}

/** A shop with so many agents, the same for the same seed. */
export function drawShop(seed: string, agents: number): Shop {
  const draw = chance(seed);
  const holidays = () =>
    MONTHS.flatMap(daysIn)
      .filter(() => draw.is(0.05))
      .map((day) => ({ day, kind: draw.one(["off", "working"] as const) }));
  const teams = [[1, 2, 3, 4, 5], [1, 2, 3, 4, 5, 6], [3], [1, 3, 5, 7]].map((workingWeek, n) => ({
    zone: n % ZONES.length,
    workingWeek,
    holidays: holidays(),
  }));
  const people = Array.from({ length: agents }, () => agentOf(draw, teams.length));
  const each = people.flatMap((agent, n) => MONTHS.map((month) => [n, agent, month] as const));
  return {
    teams,
    rules: shopRules(draw),
    targets: shopTargets(draw),
    agents: people,
    figures: each.flatMap((of) => figuresOf(draw, ...of)),
    chats: each.flatMap((of) => chatsOf(draw, ...of)),
  };
}

/** What the second reckoning reads of an agent's month. `figures` and `chats`: those of the agent. */
export function sheetOf(shop: Shop, agent: AgentDraw, month: string, figures: readonly RawRow[], chats: readonly RawChats[]): MonthSheet {
  const shopSet = heldBy(shop, null, month);
  const stores = Object.fromEntries(
    storeNames.map((store) => [store, storeSheet(shop, store, month, heldBy(shop, store, month) ?? shopSet)]),
  );
  const team = shop.teams[agent.team];
  if (!team || !shopSet) throw new Error("no team, or no rules of the shop");
  const works = (day: string) => {
    const other = team.holidays.find((holiday) => holiday.day === day);
    return other ? other.kind === "working" : team.workingWeek.includes(new Date(`${day}T12:00:00Z`).getUTCDay() || 7);
  };
  const workingDays = daysIn(month).filter(works);
  return { month, workingDays, active: agent.active, served: agent.served, stores, rows: figures, chats, bonus: shopSet.bonus };
}

/** Of what is published for a store or the shop: the last month, and of that the last version. */
function heldBy(shop: Shop, store: string | null, month: string): RuleSheet | undefined {
  const own = shop.rules.filter((set) => set.store === store && !set.isDraft && set.month <= month);
  const newest = own.sort((a, b) => (a.month === b.month ? a.version - b.version : a.month < b.month ? -1 : 1)).at(-1);
  return newest?.follows ? undefined : newest?.rules;
}

/** Price and items hold until others are set, a push task is of its own month. */
function storeSheet(shop: Shop, store: string, month: string, rules: RuleSheet | undefined): StoreSheet {
  const said = shop.targets
    .filter((target) => target.store === store && target.month <= month)
    .sort((a, b) => (a.month < b.month ? 1 : -1));
  const counts = said[0]?.counts ?? "price";
  const aim = said.map((target) => (counts === "price" ? target.price : target.items)).find((value) => value !== null) ?? null;
  const target = aim === null ? null : counts === "price" ? String(aim) : `${Math.floor(aim / 100)}.${String(aim % 100).padStart(2, "0")}`;
  if (!rules) throw new Error("a store without rules");
  return { rules, counts, target, task: said.find((one) => one.month === month)?.push ?? null };
}
