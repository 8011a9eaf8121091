import { addDays, type PlainDate, weekdayOf } from "~/platform/dates";
import { monthsOf, type Told } from "@test/factories/month/plan";
import { type DayRead, listLost, ownCase, readDay } from "./days";
import { assignDrill, drill, publishQuestion, replay, reviseScript, SCRIPT, tellWarehouse } from "./deeds";
import { countFaults, drilledFaults, effectFaults, effectOn, foundFaults, lineageFaults, plantedUnasked } from "./findings";
import { type Actions, hold, standing, type Wanted } from "./meetings";
import { DECIDED, DONE, drilledOn, lateDrill, plantedIn, planOf } from "./plan";
import { openShop, type Shop } from "./shop";

/** Two months of a team: what came of it, in numbers and in faults. */
export type Story = { lines: string[]; faults: string[] };

const [MONDAY, WEDNESDAY, THURSDAY, FRIDAY, SATURDAY] = [1, 3, 4, 5, 6];

/**
 * Live through the months with a moving clock: chats come in, are read, become cases; meetings decide, people do what was decided, and in the end the effects are looked at. `everyDay`: files
 * come in and chats are read every working day, else on Mondays.
 */
export async function live(dataDir: string, seed: string, { perDay, everyDay }: { perDay: number; everyDay: boolean }): Promise<Story> {
  const shop = await openShop(dataDir);
  try {
    return await new Months(shop, seed, perDay, everyDay).all();
  } finally {
    await shop.close();
  }
}

class Months {
  private readonly plan;
  private readonly told: Told[];
  private readonly toldOf: Map<string, Told>;
  private readonly faults: string[] = [];
  private readonly sums = { chats: 0, days: 0, checks: 0, lost: 0, listed: 0, excellent: 0, meetings: 0, decided: 0 };
  private readonly random: DayRead["random"] = [];
  private brought: PlainDate;
  private actions: Actions = new Map();
  private remedialId = "";

  constructor(
    private readonly shop: Shop,
    seed: string,
    perDay: number,
    private readonly everyDay: boolean,
  ) {
    this.plan = planOf(perDay);
    this.told = monthsOf(this.plan, seed);
    this.toldOf = new Map(this.told.map((told) => [shop.sessionKey(told), told]));
    this.brought = addDays(this.plan.from, -1);
  }

  async all(): Promise<Story> {
    const last = addDays(this.plan.from, this.plan.days);
    for (let day = this.plan.from; day <= last; day = addDays(day, 1)) await this.day(day);
    await this.bringUntil(last, last);
    return { lines: await this.findings(last), faults: this.faults };
  }

  private async day(day: PlainDate): Promise<void> {
    const { shop } = this;
    const weekday = weekdayOf(day);
    if (this.everyDay || weekday === MONDAY) await this.bringUntil(day, day);
    if (weekday < SATURDAY && day > this.plan.from && (this.everyDay || weekday === MONDAY)) await this.read(day);
    if (day <= DECIDED && weekday === WEDNESDAY) {
      shop.at(day, 10, 1);
      await shop.sweep();
    }
    if (day <= DECIDED && weekday === THURSDAY) {
      shop.at(day, 15);
      this.sums.listed += await listLost(shop, this.toldOf, this.everyDay ? 3 : 1);
      if (day > addDays(DECIDED, -7)) await ownCase(shop);
    }
    // In the first week there is nothing yet to speak of.
    if (weekday === FRIDAY && day > addDays(this.plan.from, 7) && day <= addDays(DECIDED, 7)) await this.meet(day);
    await this.deeds(day);
  }

  private async bringUntil(day: PlainDate, today: PlainDate): Promise<void> {
    const some = this.told.filter((told) => told.day > this.brought && told.day < day);
    if (some.length === 0) return;
    this.shop.at(today, 8);
    this.sums.chats += await this.shop.bring(some);
    this.brought = addDays(day, -1);
  }

  private async read(day: PlainDate): Promise<void> {
    this.shop.at(day, 8, 30);
    const read = await readDay(this.shop, this.toldOf);
    if (!read) return;
    this.sums.days++;
    this.sums.checks += read.counted;
    this.sums.lost += read.lost;
    this.sums.excellent += read.excellent;
    this.random.push(...read.random);
  }

  private async meet(day: PlainDate): Promise<void> {
    const { shop } = this;
    shop.at(day, 16);
    const open = [...this.actions.values()].map(({ id }) => id);
    const held = await hold(shop, day === DECIDED ? 0 : 3, day === DECIDED ? wantedOf(shop) : []);
    this.faults.push(...held.faults);
    this.sums.meetings++;
    this.sums.decided += held.decided;
    if (day === DECIDED) {
      this.actions = held.actions;
      await this.expect("after the meeting", []);
    }
    if (day > DECIDED) {
      const still = [...(await standing(shop, open))].filter(([, { closedAt }]) => closedAt === null).map(([id]) => id);
      if (still.length === 0 || still.some((id) => !held.before.includes(id)))
        this.faults.push("the next agenda does not begin with the actions that are open");
      if (open.some((id) => !still.includes(id) && held.before.includes(id)))
        this.faults.push("the next agenda begins with an action that is done");
    }
  }

  /** What was decided is done on its day: open before, closed after, with what shows it. */
  private async deeds(day: PlainDate): Promise<void> {
    const { shop } = this;
    const action = (kind: string) => this.actions.get(kind) ?? { id: "", number: 0, caseId: "" };
    const [first, second] = shop.agents.map(({ id }) => id);
    shop.at(day, 18);
    if (day === DONE.tell) {
      await tellWarehouse(shop, action("tell"));
      await this.expect(day, ["tell"]);
    }
    if (day === DONE.script) {
      await reviseScript(shop, action("script"));
      await this.expect(day, ["tell", "script"]);
      this.remedialId = await assignDrill(shop, action("drill"));
      await drill(shop, this.drillers(day));
      await this.expect(day, ["tell", "script", "drill"]);
    }
    if (day === DONE.question) {
      await publishQuestion(shop, action("question"));
      await this.expect(day, ["tell", "script", "drill", "question"]);
    }
    if (day === DONE.replay && first && second) {
      const before = ["tell", "script", "drill", "question"];
      await replay(shop, first, action("replay"));
      await this.expect(`${day}, one has played`, before);
      await replay(shop, second, action("replay"), true);
      await this.expect(`${day}, the other gave up`, before);
      await replay(shop, second, action("replay"));
      await this.expect(`${day}, both have played`, [...before, "replay"]);
    }
    if (day === lateDrill) await drill(shop, this.drillers(day));
  }

  private drillers(day: PlainDate): string[] {
    return this.shop.agents.flatMap(({ id }, n) => (drilledOn(n) === day ? [id] : []));
  }

  /** Sweep, and see that just these actions are done, each by what shows it. */
  private async expect(when: string, closed: readonly string[]): Promise<void> {
    await this.shop.sweep();
    const rows = await standing(
      this.shop,
      [...this.actions.values()].map(({ id }) => id),
    );
    for (const [kind, { id }] of this.actions) {
      const row = rows.get(id);
      const isDone = row?.outcome === "done" && row.evidence !== null;
      if (isDone !== closed.includes(kind)) this.faults.push(`${when}: the action "${kind}" is ${isDone ? "done" : "open"}`);
    }
  }

  private async findings(last: PlainDate): Promise<string[]> {
    const { shop, told, plan, sums, faults } = this;
    shop.at(last, 12);
    const known = addDays(last, -4);
    faults.push(...(await countFaults(shop, told, known)));
    const lines = [
      `${sums.chats} chats of ${plan.agents} agents in ${plan.days} days; ${sums.checks} checks on ${sums.days} days, ${this.random.length} of them random`,
      `${sums.lost} cases from checks, ${sums.listed} from the list, ${sums.excellent} excellent ones; ${sums.meetings} meetings decided on ${sums.decided}`,
      "",
      `${"action".padEnd(10)}${"reason".padEnd(22)}${"before".padStart(12)}${"after".padStart(12)}${"difference, 95 %".padStart(26)}${"planted".padStart(10)}  said`,
    ];
    const measured = [
      { kind: "script", reason: "price_objection", topic: "price" },
      { kind: "question", reason: "after_sales_worry", topic: "after_sales" },
      { kind: "tell", reason: "stock_or_delivery", topic: "stock" },
      { kind: "replay", reason: "slow_first_reply", topic: "plain" },
      { kind: "drill", reason: "no_recommendation", topic: "recommend" },
      { kind: "drill", reason: "did_not_ask", topic: null },
    ] as const;
    for (const { kind, reason, topic } of measured) {
      const { one, faults: wrong } = await effectOn(shop, this.actions.get(kind)?.id ?? "", reason);
      faults.push(...wrong);
      if (!one) continue;
      const planted = topic === null ? plantedUnasked(told, DONE.drill) : plantedIn(plan, topic, DONE[kind]);
      if (one.action.done !== DONE[kind]) faults.push(`${kind} was done on ${DONE[kind]}, and is said to have been on ${one.action.done}`);
      faults.push(...(topic === null ? foundFaults(one, this.random, planted) : effectFaults(`${kind} (${reason})`, one, planted)));
      if (reason === "no_recommendation") faults.push(...drilledFaults(one, told, drilledOn));
      const { before, after, difference: by, verdict } = one.action.effect;
      const share = ({ part, of }: { part: number; of: number }) => `${part}/${of}`.padStart(12);
      const interval = by ? `${by.by.toFixed(3)} (${by.low.toFixed(3)} … ${by.high.toFixed(3)})` : "";
      lines.push(
        `${kind.padEnd(10)}${reason.padEnd(22)}${share(before)}${share(after)}${interval.padStart(26)}${planted.toFixed(3).padStart(10)}  ${verdict}`,
      );
      if (one.drilled) {
        const { drilled, others, people } = one.drilled;
        lines.push(`${" ".repeat(10)}drilled ${drilled.part}/${drilled.of}, not yet ${others.part}/${others.of}, of ${people} agents`);
      }
    }
    const number = (kind: string) => ({ number: this.actions.get(kind)?.number ?? 0 });
    const of = {
      script: number("script"),
      question: number("question"),
      drill: number("drill"),
      replay: number("replay"),
      remedialId: this.remedialId,
    };
    faults.push(...(await lineageFaults(shop, of)));
    return lines;
  }
}

/** What the meeting of the month's end decides on. */
function wantedOf({ agents, keeper }: Shop): Wanted[] {
  const [first, second] = agents.map(({ id }) => id);
  const due = addDays(DECIDED, 20);
  return [
    { reasons: ["stock_or_delivery"], values: { kind: "tell", toldTo: "仓库", note: "断码提前两天说。" } },
    { reasons: ["price_objection"], values: { kind: "script", target: SCRIPT, ownerId: first ?? "" } },
    { reasons: ["no_recommendation", "did_not_ask"], values: { kind: "drill", people: agents.map(({ id }) => id), due } },
    { reasons: ["after_sales_worry"], values: { kind: "question", ownerId: keeper.id } },
    { reasons: ["slow_first_reply"], values: { kind: "replay", people: [first ?? "", second ?? ""] } },
  ];
}
