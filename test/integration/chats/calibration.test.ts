import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { chatCalibration, notice, workItem } from "@db/schema";
import { closeCalibration, makeCalibration, scoreCalibration } from "~/chats/calibration.server";
import { calibrationList, calibrationPage } from "~/chats/calibration-page.server";
import { MONDAY } from "@test/setup/database";
import { checkDesk, marked, ZONE } from "./desk";

const { db, owner, make, ids, as, chats, codes, value } = await checkDesk();
const maker = () => ({ personId: ids.manager, roles: [{ role: "manager" as const, teamId: ids.team }], zone: ZONE });
const viewer = (personId: string, role: "supervisor" | "manager" = "supervisor") => ({ personId, roles: [{ role, teamId: ids.team }] });
const values = (change = {}) => ({ title: "一周一校", teamId: ids.team, chats: 2, dueOn: "2026-03-06", ...change });
let setId = "";

describe("a calibration set", () => {
  it("is refused without chats, without two who score, and for another's team", async () => {
    expect(codes(await makeCalibration(as(ids.manager), maker(), values()))).toEqual(["set_found"]);
    await chats(ids.ann, 6);
    expect(codes(await makeCalibration(as(ids.manager), maker(), values({ chats: 11, title: " ", dueOn: "2026-01-01" })))).toEqual([
      "set_title",
      "set_chats",
      "set_found",
      "set_due",
    ]);
    expect(codes(await makeCalibration(as(ids.manager), maker(), values({ teamId: (await make.team({})).id })))).toEqual(["set_team"]);
  });

  it("asks each supervisor of the team, in an item that only they see", async () => {
    setId = value(await makeCalibration(as(ids.manager), maker(), values())).setId;
    const items = await owner.select().from(workItem).where(eq(workItem.kind, "chat_calibration"));
    expect(items).toHaveLength(2);
    expect(items.every(({ notFor }) => notFor.length === 2 && notFor.includes(ids.manager))).toBe(true);
    expect((await owner.select().from(notice).where(eq(notice.kind, "chats.calibration"))).map(({ personId }) => personId).sort()).toEqual(
      [ids.wang, ids.li].sort(),
    );
    expect((await calibrationList(db, viewer(ids.wang))).sets).toMatchObject([{ waits: true, done: 0, asked: 2 }]);
  });

  it("is scored blind: no mark of anybody is sent while it is open, nor whose chat it is", async () => {
    const chatIds = (await owner.select().from(chatCalibration))[0]?.chatIds ?? [];
    for (const [n, chatId] of chatIds.entries()) {
      expect((await calibrationPage(db, setId, viewer(ids.wang), "en"))?.chat?.id).toBe(chatId);
      const { done } = value(await scoreCalibration(as(ids.wang), setId, chatId, marked()));
      expect(done).toBe(n === 1);
    }
    expect(codes(await scoreCalibration(as(ids.wang), setId, chatIds[0] ?? "", marked()))).toEqual(["set_scored"]);
    expect(codes(await scoreCalibration(as(ids.manager), setId, chatIds[0] ?? "", marked()))).toEqual(["no_set"]);
    const open = await calibrationPage(db, setId, viewer(ids.li), "en");
    expect(open).toMatchObject({ scored: 0, spreads: [], chats: [], graders: [] });
    expect(open?.chat).toMatchObject({ agent: null, account: "" });
    expect((await calibrationPage(db, setId, viewer(ids.manager, "manager"), "en"))?.spreads).toEqual([]);
    expect(await calibrationPage(db, setId, { personId: ids.ann, roles: [] }, "en")).toBeNull();
  });

  it("closes when the last is in, and shows spread, leans and scores: names to managers only", async () => {
    const chatIds = (await owner.select().from(chatCalibration))[0]?.chatIds ?? [];
    value(await scoreCalibration(as(ids.li), setId, chatIds[0] ?? "", marked({ tone: "none", needs: "na" })));
    value(await scoreCalibration(as(ids.li), setId, chatIds[1] ?? "", marked({ tone: "half" })));
    const forManager = await calibrationPage(db, setId, viewer(ids.manager, "manager"), "en");
    expect(forManager?.closed).toBe(true);
    expect(forManager?.spreads.find(({ slug }) => slug === "tone")).toMatchObject({ range: 1.5, agreed: 0, chats: 2 });
    expect(forManager?.spreads.find(({ slug }) => slug === "needs")).toMatchObject({ range: 0, agreed: 1, split: 1 });
    expect(forManager?.graders.find(({ name }) => name === "Wang")?.lean).toBeGreaterThan(0);
    const forLi = await calibrationPage(db, setId, viewer(ids.li), "en");
    expect(forLi?.graders).toEqual([]);
    expect(forLi?.ownLean).toBeLessThan(0);
    expect(forLi?.chats.every(({ given }) => given.length === 1)).toBe(true);
    expect(await owner.$count(workItem, eq(workItem.kind, "chat_calibration"))).toBe(2);
    expect(codes(await closeCalibration(as(ids.manager), maker().roles, setId))).toEqual(["set_closed"]);
  });

  it("can be closed before all are in, by a manager of the team", async () => {
    const second = value(await makeCalibration(as(ids.manager), maker(), values())).setId;
    expect(codes(await closeCalibration(as(ids.wang), [{ role: "supervisor", teamId: ids.team }], second))).toEqual(["no_set"]);
    value(await closeCalibration({ ...as(ids.manager), now: MONDAY }, maker().roles, second));
    expect(
      (await owner.select().from(workItem).where(eq(workItem.kind, "chat_calibration"))).every(({ closedAt }) => closedAt !== null),
    ).toBe(true);
  });
});
