import { describe, expect, it } from "vitest";
import { accountLink, holiday, person, roleGrant, setting, store, team } from "@db/schema";
import { issueLink, newToken } from "~/people/links.server";
import { digestOf } from "~/people/session.server";
import { clock } from "~/platform/clock.server";
import { setDb } from "~/platform/database.server";
import { newId } from "~/platform/ids";
import * as setUp from "~/people/routes/set-up";
import { routeArgs } from "@test/factories/request";
import { MONDAY, freshDatabase } from "@test/setup/database";
import { ask, refusedCodes } from "./door";

const { db } = await freshDatabase();
setDb(db);
clock.setOffset(MONDAY.getTime() - Date.now());

const PASSWORD = "a kettle in the rain";

describe("the first set-up", () => {
  const form = {
    shopName: "三只包",
    name: "Owner",
    login: "owner",
    password: PASSWORD,
    teamName: "Service",
    zone: "Asia/Shanghai",
    workingWeek: ["6", "1", "2", "3", "4", "5"],
    storeName: "Bags",
    platform: "tmall",
  };
  const post = (token: string, fields: Record<string, string | string[]>) =>
    ask(() => setUp.action(routeArgs(`/set-up/${token}`, { params: { token }, form: fields })));

  it("refuses what is wrong next to its field, then opens the shop once", async () => {
    const token = newToken();
    await issueLink(db, { kind: "set_up", token, personId: null, createdBy: null, now: clock.now() });
    const second = newToken();
    const [first] = await db.select().from(accountLink);
    if (!first) throw new Error("no link was made");
    await db.insert(accountLink).values({ ...first, id: newId(), tokenHash: digestOf(second) });
    const bad = await post(token, { ...form, zone: "Mars/Olympus", workingWeek: [], platform: "ebay", teamName: " " });
    expect(bad.body?.refusals?.map((r) => [r.field, r.code])).toEqual([
      ["teamName", "name_missing"],
      ["zone", "zone_unknown"],
      ["workingWeek", "week_empty"],
      ["platform", "platform_unknown"],
    ]);
    expect(refusedCodes(await post(token, { ...form, password: "owner" }))).toEqual(["password_short"]);
    expect((await post("wrong", form)).body?.refusals?.map((r) => r.code)).toEqual(["link_unknown"]);

    const answers = await Promise.all([post(token, form), post(token, form)]);
    expect(answers.map((a) => a.status).sort()).toEqual([302, 400]);
    const [owner] = await db.select().from(person);
    expect(owner).toMatchObject({ name: "Owner", login: "owner", state: null });
    expect((await db.select().from(roleGrant)).map((r) => [r.role, r.teamId]).sort()).toEqual([
      ["administrator", null],
      ["manager", null],
    ]);
    expect(await db.select().from(team)).toMatchObject([{ name: "Service", workingWeek: [1, 2, 3, 4, 5, 6] }]);
    expect(await db.select().from(store)).toMatchObject([{ name: "Bags", platform: "tmall" }]);
    expect(await db.select().from(setting)).toMatchObject([{ key: "shop_name", value: "三只包" }]);
    expect((await db.select().from(holiday)).length).toBeGreaterThan(20);
    // A second link that is still about opens nothing any more.
    expect(refusedCodes(await post(second, { ...form, login: "other" }))).toEqual(["shop_open"]);
    expect((await ask(() => setUp.loader(routeArgs(`/set-up/${token}`, { params: { token } })))).status).toBe(410);
  });
});
