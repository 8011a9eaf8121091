import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { chatCheck, scorecardVersion } from "@db/schema";
import { archiveCard, chooseCard, newCard, publishCard, saveCard, saveTerms, scorecardList } from "~/chats/scorecard-edit.server";
import { HOUSE_CARD_ID, houseCard } from "~/chats/scorecard-default";
import { cardInForce } from "~/chats/scorecards.server";
import { saveCheck } from "~/chats/check.server";
import { readSetting } from "~/people/settings.server";
import { checkDesk, marked } from "./desk";

const { db, owner, make, ids, as, chats, codes, value, check, draw } = await checkDesk();
const manager = () => [{ role: "manager" as const, teamId: ids.team }];

describe("a scorecard", () => {
  it("is the house's until a team chooses another, which must be published first", async () => {
    expect((await cardInForce(db, ids.team)).body).toEqual(houseCard);
    const { cardId } = value(await newCard(as(ids.manager), HOUSE_CARD_ID));
    expect(codes(await chooseCard(as(ids.manager), manager(), ids.team, cardId))).toEqual(["no_card"]);
    const own = { ...houseCard, name: { "zh-CN": "售后评分表", en: "After the sale" } };
    expect(codes(await publishCard(as(ids.manager), cardId, 1, { ...own, criteria: own.criteria.slice(1) }))).toEqual(["card_sum"]);
    expect(value(await publishCard(as(ids.manager), cardId, 1, own)).number).toBe(1);
    value(await chooseCard(as(ids.manager), manager(), ids.team, cardId));
    expect((await cardInForce(db, ids.team)).body.name.en).toBe("After the sale");
    expect((await cardInForce(db, (await make.team({})).id)).cardId).toBe(HOUSE_CARD_ID);
    expect(codes(await chooseCard(as(ids.manager), manager(), (await make.team({})).id, cardId))).toEqual(["no_card"]);
    value(await archiveCard(as(ids.manager), cardId));
    expect((await cardInForce(db, ids.team)).cardId).toBe(HOUSE_CARD_ID);
    expect(codes(await archiveCard(as(ids.manager), HOUSE_CARD_ID))).toEqual(["card_house"]);
  });

  it("scores by the version of that time; a correction keeps it, and a draft changes nothing", async () => {
    await chats(ids.ann, 12);
    await draw(ids.wang);
    await check(ids.wang, 1);
    const [house] = await scorecardList(db);
    if (!house) throw new Error("no scorecard");
    const lighter = {
      ...houseCard,
      criteria: houseCard.criteria.map((one) =>
        one.slug === "tone" ? { ...one, weight: 5 } : one.slug === "needs" ? { ...one, weight: 20 } : one,
      ),
    };
    value(await saveCard(as(ids.manager), HOUSE_CARD_ID, house.revision, lighter));
    expect(codes(await saveCard(as(ids.manager), HOUSE_CARD_ID, house.revision, lighter))).toEqual(["card_newer"]);
    expect((await cardInForce(db, ids.team)).number).toBe(1);
    value(await publishCard(as(ids.manager), HOUSE_CARD_ID, house.revision + 1, lighter));
    expect((await cardInForce(db, ids.team)).number).toBe(2);

    await check(ids.wang, 2, { from: 60, marks: { tone: "none" } });
    value(await saveCheck(as(ids.wang, 90), "2026-03-02", 1, { marks: marked({ tone: "none" }), comment: "", lines: [] }));
    const rows = await owner
      .select({ number: scorecardVersion.number, score: chatCheck.score, cause: chatCheck.cause })
      .from(chatCheck)
      .innerJoin(scorecardVersion, eq(scorecardVersion.id, chatCheck.scorecardVersionId))
      .orderBy(chatCheck.savedAt);
    expect(rows.map(({ number, score, cause }) => [number, Number(score), cause])).toEqual([
      [1, 100, "check"],
      [2, 95, "check"],
      [1, 90, "correction"],
    ]);
  });
});

describe("the terms of the duty", () => {
  it("are changed within their bounds, by whoever may", async () => {
    const terms = await readSetting(db, "chat_checks");
    expect(codes(await saveTerms(as(ids.manager), { ...terms, quota: 0 }))).toEqual(["terms_range"]);
    expect(codes(await saveTerms(as(ids.manager), { ...terms, roles: [] }))).toEqual(["terms_range"]);
    value(await saveTerms(as(ids.manager), { ...terms, quota: 30, roles: ["supervisor", "manager"] }));
    expect(await readSetting(db, "chat_checks")).toMatchObject({ quota: 30, roles: ["supervisor", "manager"] });
  });
});
