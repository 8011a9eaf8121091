import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { checkDraw, checkPlace, holiday } from "@db/schema";
import { drawAgain, drawDay, sweepDraws } from "~/chats/draw.server";
import { dutyOf } from "~/chats/duty.server";
import { readSetting } from "~/people/settings.server";
import { addDays, plainDateIn } from "~/platform/dates";
import { MONDAY } from "@test/setup/database";
import { checkDesk, FRIDAY, ZONE } from "./desk";

const { db, owner, make, ids, as, chats, codes, draw } = await checkDesk();
const TODAY = plainDateIn(ZONE, MONDAY);
const placesOf = (drawId: string) => owner.select().from(checkPlace).where(eq(checkPlace.drawId, drawId)).orderBy(checkPlace.place);

describe("a day's duty", () => {
  it("is about the last working day to yesterday, of the teams that one leads", async () => {
    const duty = await dutyOf(db, ids.wang, MONDAY);
    expect(duty).toMatchObject({ today: TODAY, teamIds: [ids.team], from: plainDateIn(ZONE, FRIDAY), to: addDays(TODAY, -1) });
  });

  it("is not the manager's, unless the shop says so, nor anybody's on a day off or on leave", async () => {
    expect(await dutyOf(db, ids.manager, MONDAY)).toBeNull();
    const [off] = await owner
      .insert(holiday)
      .values({ teamId: ids.team, day: TODAY, kind: "off", name: { "zh-CN": "盘点", en: "Stock" } })
      .returning();
    expect(await dutyOf(db, ids.wang, MONDAY)).toBeNull();
    await owner.delete(holiday).where(eq(holiday.id, off?.id ?? ""));
    expect(await dutyOf(db, ids.wang, MONDAY)).not.toBeNull();
  });
});

describe("a draw", () => {
  it("waits until there are chats, and is refused whose duty it is not", async () => {
    expect(codes(await drawDay(as(ids.wang), ids.wang))).toEqual(["nothing_to_draw"]);
    expect(codes(await drawDay(as(ids.ann), ids.ann))).toEqual(["no_duty"]);
  });

  it("forgets nobody, reads breaches first, and is made once a day", async () => {
    await chats(ids.ann, 60);
    await chats(ids.bo, 20, { outcome: "unpaid" });
    await chats(ids.cai, 1, { clearance: "not_cleared" });
    const { drawId } = await draw(ids.wang);
    const places = await placesOf(drawId);
    expect(places).toHaveLength(45);
    expect(places[0]?.risks).toContain("breach");
    expect(places.filter(({ kind }) => kind === "random").length).toBeGreaterThanOrEqual(30);
    expect((await draw(ids.wang)).drawId).toBe(drawId);
    expect(await placesOf(drawId)).toEqual(places);
  });

  it("can be made again from its seed, to the letter", async () => {
    const [row] = await owner.select().from(checkDraw).where(eq(checkDraw.supervisorId, ids.wang));
    if (!row) throw new Error("no draw");
    const again = await drawAgain(db, row.id, await readSetting(db, "chat_checks"));
    expect(again.map(({ chatId, kind }) => [chatId, kind])).toEqual((await placesOf(row.id)).map(({ chatId, kind }) => [chatId, kind]));
  });

  it("gives two who lead the same team no chat twice; the sweep draws for whoever has none", async () => {
    await sweepDraws(db, MONDAY);
    const rows = await owner
      .select({ supervisorId: checkDraw.supervisorId, chatId: checkPlace.chatId })
      .from(checkPlace)
      .innerJoin(checkDraw, eq(checkDraw.id, checkPlace.drawId));
    expect(new Set(rows.map(({ supervisorId }) => supervisorId))).toEqual(new Set([ids.wang, ids.li]));
    expect(new Set(rows.map(({ chatId }) => chatId)).size).toBe(rows.length);
    const [li] = await owner.select().from(checkDraw).where(eq(checkDraw.supervisorId, ids.li));
    expect(li?.quota).toBe(81 - 45);
  });

  it("holds no chat of the reader, none of another team, and none of which the text is gone", async () => {
    const other = await make.team({});
    const lead = await make.supervisor(other.id);
    await make.grant(ids.wang, "supervisor", other.id);
    const mate = await make.trainee(other.id, { state: "active", clearance: "full" });
    const kept = await make.chat({ personId: mate.id, teamId: other.id, startedAt: FRIDAY });
    await make.chat({ personId: lead.id, teamId: other.id, startedAt: FRIDAY });
    const gone = await make.chat({ personId: mate.id, teamId: other.id, startedAt: FRIDAY });
    await owner.execute(`delete from chat_text where chat_id = '${gone.id}'`);
    const { drawId } = await draw(lead.id);
    expect((await placesOf(drawId)).map(({ chatId }) => chatId)).toEqual([kept.id]);
  });
});
