import { beforeAll, describe, expect, it } from "vitest";
import { type ChatFilter, chatList, listChoices } from "~/chats/chat-list.server";
import { readSetting } from "~/people/settings.server";
import { everyChat } from "@test/factories/chats";
import { MONDAY } from "@test/setup/database";
import { checkDesk, FRIDAY } from "./desk";

const { db, make, ids, chats, draw, check } = await checkDesk();
const roles = () => [{ role: "supervisor" as const, teamId: ids.team }];
const listed = async (change: Partial<ChatFilter> = {}, of = roles()) =>
  chatList(db, of, { ...everyChat, ...change }, await readSetting(db, "chat_checks"));
const said = (text: string) => ({
  lines: [
    { at: 0, who: "buyer" as const, text },
    { at: 9000, who: "agent" as const, text: "好的" },
  ],
});

beforeAll(async () => {
  await chats(ids.ann, 60);
  const values = { personId: ids.bo, teamId: ids.team };
  await make.chat({ ...values, startedAt: FRIDAY, ...said("能便宜点吗") });
  await make.chat({ ...values, startedAt: FRIDAY, ...said("便宜的宜家同款，点心盒"), outcome: "unpaid", rating: 1 });
  await make.chat({ ...values, startedAt: FRIDAY, ...said("Does it fit a ThinkPad?"), products: ["city-bag"] });
  await make.chat({ personId: ids.bo, teamId: (await make.team({})).id, startedAt: MONDAY, ...said("能便宜点吗") });
  await draw(ids.wang);
  await check(ids.wang, 1);
});

describe("finding chats", () => {
  it("lists those of one's teams, the newest first, by the key of the last", async () => {
    const first = await listed();
    expect(first.rows).toHaveLength(50);
    const second = await listed({ before: first.more });
    expect(second.rows).toHaveLength(13);
    expect(second.more).toBeNull();
    const all = [...first.rows, ...second.rows].map(({ id }) => id);
    expect(new Set(all).size).toBe(63);
    expect([...all].sort().reverse()).toEqual(all);
  });

  it.each<[string, Partial<ChatFilter>, number]>([
    ["words that stand together", { words: "便宜点" }, 1],
    ["words apart, in any order", { words: "点 便宜" }, 2],
    ["a word of another script, by its beginning", { words: "thinkp" }, 1],
    ["words that are nowhere", { words: "微信号" }, 0],
    ["an outcome", { outcome: "unpaid" }, 1],
    ["a product", { product: "city-bag" }, 1],
    ["a risk", { risk: "rating" }, 1],
    ["what is checked", { checked: "yes" }, 1],
    ["a day on which nothing was", { from: "2026-03-01" }, 0],
  ])("by %s", async (_, filter, count) => expect((await listed(filter)).rows).toHaveLength(count));

  it("shows the line in which the words stand", async () => {
    expect((await listed({ words: "便宜点" })).rows[0]?.line).toBe("能便宜点吗");
  });

  it("reaches every team for who leads the whole shop", async () => {
    expect((await listed({ words: "便宜点" }, [{ role: "supervisor", teamId: null as unknown as string }])).rows).toHaveLength(2);
  });

  it("offers the agents of one's teams", async () => {
    expect((await listChoices(db, roles(), "en", MONDAY)).agents.map(({ name }) => name)).toEqual(["ann", "bo", "cai"]);
  });
});
