import { beforeAll, describe, expect, it } from "vitest";
import { chatCheck } from "@db/schema";
import { loader as mine } from "~/chats/routes/mine";
import { action as chatAction, loader as chatPage } from "~/chats/routes/chat";
import { action as check, loader as reading } from "~/chats/routes/check";
import { action as dayAction, loader as day } from "~/chats/routes/check-day";
import { loader as list } from "~/chats/routes/chats";
import { loader as csv } from "~/chats/routes/overview-csv";
import { routeArgs } from "@test/factories/request";
import { checkDesk, marked } from "./desk";

const { owner, make, ids, at, chats } = await checkDesk();
const cookies = { wang: "", manager: "", ann: "", other: "" };
const caught = async (run: () => Promise<unknown>): Promise<Response> => {
  try {
    const result = await run();
    throw new Error(`nothing was thrown but ${JSON.stringify(result).slice(0, 200)}`);
  } catch (thrown) {
    if (thrown instanceof Response) return thrown;
    throw thrown;
  }
};
const to = async (run: () => Promise<unknown>) => (await caught(run)).headers.get("Location");
const fields = (marks = marked()) => Object.fromEntries(Object.entries(marks).map(([slug, mark]) => [`mark:${slug}`, mark]));

beforeAll(async () => {
  cookies.wang = await make.signIn(ids.wang);
  cookies.manager = await make.signIn(ids.manager);
  cookies.ann = await make.signIn(ids.ann);
  const elsewhere = await make.supervisor((await make.team({})).id);
  cookies.other = await make.signIn(elsewhere.id);
  await chats(ids.ann, 14);
});

describe("the day's pages", () => {
  it("make the draw at the first visit, and lead from chat to chat without a script", async () => {
    const page = await day(routeArgs("/chats/check", { cookie: cookies.wang }));
    expect(page.day).toMatchObject({ quota: 14, counted: 0, ownLeft: 1 });
    expect(await to(() => dayAction(routeArgs("/chats/check", { cookie: cookies.wang, form: { intent: "open" } })))).toBe("/chats/check/1");
    const first = await reading(routeArgs("/chats/check/1", { cookie: cookies.wang, params: { place: "1" } }));
    expect(first.page).toMatchObject({ isOpened: true, position: 1 });
    expect(first.page.next?.place.place).toBe(2);
    at(20);
    const save = (place: string, seconds: number) => {
      at(seconds);
      return to(() =>
        check(
          routeArgs(`/chats/check/${place}`, {
            cookie: cookies.wang,
            params: { place },
            form: { intent: "save", ...fields(), line: ["1", "99"] },
          }),
        ),
      );
    };
    expect(await save("1", 20)).toBe("/chats/check/2");
    expect(await save("2", 21)).toBe("/chats/check/3?quick=2");
    expect((await owner.select().from(chatCheck)).map(({ lines, counts }) => [lines, counts]).sort()).toEqual([
      [[1], false],
      [[1], true],
    ]);
  });

  it("cover what was not opened, send whoever has no draw to the day's page, and know no other place", async () => {
    const covered = await reading(routeArgs("/chats/check/9", { cookie: cookies.wang, params: { place: "9" } }));
    expect(covered.page.isOpened).toBe(false);
    expect(await to(() => reading(routeArgs("/chats/check/1", { cookie: cookies.other, params: { place: "1" } })))).toBe("/chats/check");
    expect((await caught(() => reading(routeArgs("/chats/check/99", { cookie: cookies.wang, params: { place: "99" } })))).status).toBe(404);
    expect((await day(routeArgs("/chats/check", { cookie: cookies.manager }))).whyNot).toBe("no_duty");
  });
});

describe("one chat", () => {
  it("is for its agent and who leads them, not for others", async () => {
    const [row] = await owner.select().from(chatCheck);
    const params = { chatId: row?.chatId ?? "" };
    const path = `/chats/${params.chatId}`;
    expect((await chatPage(routeArgs(path, { cookie: cookies.ann, params }))).page.check?.mayDispute).toBe(true);
    expect((await chatPage(routeArgs(path, { cookie: cookies.wang, params }))).page.check?.mayReply).toBe(true);
    expect((await caught(() => chatPage(routeArgs(path, { cookie: cookies.other, params })))).status).toBe(404);
    expect((await mine(routeArgs("/chats/mine", { cookie: cookies.ann }))).rows).toHaveLength(2);
    const reply = (cookie: string) => chatAction(routeArgs(path, { cookie, params, form: { intent: "reply", reply: "好的" } }));
    expect(await to(() => reply(cookies.ann))).toBe(path);
    const rule = routeArgs(path, { cookie: cookies.ann, params, form: { intent: "rule", reason: "我自己裁定一下可以吗" } });
    expect((await caught(() => chatAction(rule))).status).toBe(404);
  });
});

describe("the list and the manager's file", () => {
  it("hold what is of one's teams", async () => {
    expect((await list(routeArgs("/chats?q=15.6", { cookie: cookies.wang }))).rows).toHaveLength(14);
    expect((await list(routeArgs("/chats", { cookie: cookies.other }))).rows).toEqual([]);
    const file = await csv(routeArgs("/chats/checks.csv", { cookie: cookies.manager }));
    expect(file.headers.get("Content-Type")).toContain("text/csv");
    expect(await file.text()).toContain("Wang,1/14,0,0,0,1,0");
  });
});
