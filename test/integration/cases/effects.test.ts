import { eq, sql } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { caseAction, chat, chatCase, chatDayCount, meeting, meetingCase } from "@db/schema";
import { actionEffect } from "~/cases/effect-view";
import { spansAround } from "~/cases/effect-rules";
import { foundByDay, paidByDay, scopeAround } from "~/cases/effects.server";
import { effectPage, effectsPage } from "~/cases/effects-page.server";
import * as effectRoute from "~/cases/routes/effect";
import * as effectsRoute from "~/cases/routes/effects";
import type { LossReason } from "~/cases/reasons";
import { renewDayCounts } from "~/chats/day-counts.server";
import { addDays, type PlainDate, plainDateIn } from "~/platform/dates";
import { newId } from "~/platform/ids";
import { seededRandom } from "~/platform/seed";
import { MONDAY } from "@test/setup/database";
import { caseDesk } from "./desk";

const { db, owner, ids, team, reach, ask, lostChat } = await caseDesk();
const ZONE = "Asia/Shanghai";
const TODAY = plainDateIn(ZONE, MONDAY);
/** Done 40 days ago: the four weeks after it are over. */
const DONE = addDays(TODAY, -40);
const { before, after } = spansAround(DONE);

/** So many inquiries a day of Ann, paid with a chance that depends on the day; drawn by `seed`. */
async function month(exposure: string, perDay: number, chance: (day: PlainDate) => number, seed: string, personId = ids.ann) {
  const random = seededRandom(seed);
  const [like] = await owner.select().from(chat).limit(1);
  if (!like) throw new Error("no chat to copy");
  const rows: (typeof chat.$inferInsert)[] = [];
  for (let day = before.from; day <= after.to; day = addDays(day, 1))
    for (let n = 0; n < perDay; n++) {
      const startedAt = new Date(`${day}T${String(1 + (n % 12)).padStart(2, "0")}:${String(n % 60).padStart(2, "0")}:00Z`);
      const id = newId(startedAt.getTime());
      const paid = random() < chance(day);
      rows.push({
        ...like,
        ...{
          id,
          sessionKey: `month ${id}`,
          startedAt,
          endedAt: startedAt,
          day,
          personId,
          teamId: team.id,
          exposures: [exposure],
          products: [],
        },
        ...{ isInquiry: true, outcome: paid ? ("paid" as const) : ("unpaid" as const), outcomeFrom: "file" as const },
      });
    }
  for (let i = 0; i < rows.length; i += 500) await owner.insert(chat).values(rows.slice(i, i + 500));
  await db.transaction((tx) =>
    renewDayCounts(
      tx,
      rows.map(({ day }) => ({ personId, day })),
    ),
  );
}

let weeks = 0;
/** An action of a meeting against a reason, done on a day. */
async function doneAction(reason: LossReason, kind: "question" | "tell" = "question", done = DONE): Promise<string> {
  const source = await lostChat("ann");
  const at = new Date(`${done}T04:00:00Z`);
  const week = addDays(done, 7 * weeks++);
  const [held] = await owner.insert(meeting).values({ teamId: team.id, week, plannedAt: at, openedAt: at }).returning();
  const [number] = await owner.select({ n: sql<number>`coalesce(max(${chatCase.number}), 0)::int + 1` }).from(chatCase);
  const [made] = await owner
    .insert(chatCase)
    .values({
      ...{ number: number?.n ?? 1, kind: "lost", chatId: source.id, personId: ids.ann, teamId: team.id, platform: "taobao", day: done },
      ...{
        source: "list",
        title: "嫌贵",
        reasons: [reason],
        products: [],
        lines: [],
        marked: [],
        words: "",
        tokens: [],
        madeBy: ids.supervisor,
        madeAt: at,
      },
    })
    .returning();
  if (!held || !made) throw new Error("nothing was inserted");
  await owner.insert(meetingCase).values({ meetingId: held.id, caseId: made.id, position: 1 });
  const [action] = await owner
    .insert(caseAction)
    .values({
      ...{
        caseId: made.id,
        meetingId: held.id,
        kind,
        ownerId: ids.supervisor,
        due: done,
        people: [],
        openedBy: ids.supervisor,
        openedAt: at,
      },
      ...{ closedAt: at, outcome: "done", evidence: { kind: "version", id: newId() } },
    })
    .returning();
  return action?.id ?? "";
}

describe("the summaries of days", () => {
  it("count each inquiry once a rule and a product, and none of which nobody knows whether it was paid", async () => {
    const day = addDays(TODAY, -3);
    const startedAt = new Date(`${day}T03:00:00Z`);
    const of = { startedAt, personId: ids.bob, teamId: team.id, day };
    await lostChat("bob", { ...of, exposures: ["asked_stock", "asked_delivery"], products: ["city-backpack-16", "dawn-backpack-nylon"] });
    await lostChat("bob", { ...of, exposures: ["asked_stock"], products: ["city-backpack-16"], outcome: "paid" });
    await lostChat("bob", { ...of, exposures: ["asked_stock"], products: [], outcome: "unknown" });
    await lostChat("bob", { ...of, exposures: ["asked_stock"], products: [], isInquiry: false });
    const renew = () =>
      db.transaction((tx) =>
        renewDayCounts(tx, [
          { personId: ids.bob, day },
          { personId: ids.bob, day },
        ]),
      );
    await renew();
    await renew();
    const rows = await db.select().from(chatDayCount).where(eq(chatDayCount.personId, ids.bob));
    const told = Object.fromEntries(rows.map((row) => [`${row.exposure} ${row.product}`.trim(), `${row.paid}/${row.inquiries}`]));
    expect(told).toEqual({
      "": "1/2",
      "city-backpack-16": "1/2",
      "dawn-backpack-nylon": "0/1",
      asked_stock: "1/2",
      "asked_stock city-backpack-16": "1/2",
      "asked_stock dawn-backpack-nylon": "0/1",
      asked_delivery: "0/1",
      "asked_delivery city-backpack-16": "0/1",
      "asked_delivery dawn-backpack-nylon": "0/1",
      asked_stock_or_delivery: "1/2",
      "asked_stock_or_delivery city-backpack-16": "1/2",
      "asked_stock_or_delivery dawn-backpack-nylon": "0/1",
    });
    expect(rows.every(({ teamId }) => teamId === team.id)).toBe(true);
  });
});

describe("what an action did", () => {
  let helped = "";
  let placebo = "";
  beforeAll(async () => {
    await lostChat("ann");
    // Planted: of those who asked for a lower price 20 % paid before, 32 % after; of those who asked about returns 30 % all along.
    await month("asked_lower_price", 20, (day) => (day > DONE ? 0.32 : 0.2), "planted");
    await month("asked_after_sales", 20, () => 0.3, "placebo");
    helped = await doneAction("price_objection");
    placebo = await doneAction("after_sales_worry", "tell");
  });

  it("is found with the right sign and an interval that holds what was planted; a placebo shows nothing", async () => {
    const scope = scopeAround(team.id, DONE);
    const of = async (reason: LossReason) => actionEffect(await paidByDay(db, scope, [reason]), reason, DONE, TODAY).effect;
    const planted = await of("price_objection");
    expect(planted).toMatchObject({ verdict: "helped", before: { of: 560 }, after: { of: 560 } });
    expect(planted.difference?.low).toBeLessThan(0.12);
    expect(planted.difference?.high).toBeGreaterThan(0.12);
    expect((await of("after_sales_worry")).verdict).toBe("nothing");
  });

  it("stands on the page of its reason, and on its own", async () => {
    const page = await effectsPage(db, reach("supervisor"), { teamId: null, product: null, to: null }, MONDAY);
    const price = page.reasons.find(({ reason }) => reason === "price_objection");
    expect(price?.actions).toMatchObject([{ id: helped, done: DONE, effect: { verdict: "helped" }, with: 0 }]);
    expect(price?.weeks.reduce((sum, { of }) => sum + of, 0)).toBe(57 * 20);
    const one = await effectPage(db, reach("manager"), placebo, MONDAY);
    expect(one?.effects).toMatchObject([{ action: { reason: "after_sales_worry", effect: { verdict: "nothing" } }, drilled: null }]);
    expect(one?.effects[0]?.weeks.map(({ of }) => of)).toEqual(Array.from({ length: 8 }, () => 140));
  });

  it("is too early to tell while its four weeks run", async () => {
    const early = new Date(`${after.to}T10:00:00Z`);
    const page = await effectPage(db, reach("supervisor"), helped, early);
    expect(page?.effects[0]?.action.effect.verdict).toBe("running");
  });

  it("is for who leads the team", async () => {
    expect((await ask(effectsRoute, "supervisor")).status).toBe(200);
    expect((await ask(effectRoute, "manager", { actionId: helped })).status).toBe(200);
    expect((await ask(effectsRoute, "ann")).status).toBe(403);
    expect((await ask(effectRoute, "other", { actionId: helped })).status).toBe(404);
    expect((await ask(effectRoute, "manager", { actionId: newId() })).status).toBe(404);
    expect((await ask(effectRoute, "manager", { actionId: "x" })).status).toBe(404);
  });

  it("has no count where nobody checked anything", async () => {
    expect(await foundByDay(db, scopeAround(team.id, DONE))).toEqual([]);
  });
});
