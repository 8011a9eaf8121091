import { expect, it } from "vitest";
import * as accounts from "~/chats/routes/accounts";
import * as one from "~/chats/routes/import";
import * as brought from "~/chats/routes/import-new";
import * as list from "~/chats/routes/imports";
import { runChatImport } from "~/chats/import-run.server";
import { loadPack } from "~/curriculum/load.server";
import { clock } from "~/platform/clock.server";
import { setDb } from "~/platform/database.server";
import { freshDatabase, MONDAY } from "@test/setup/database";
import { visit } from "../library/visit";

const { db, make } = await freshDatabase();
setDb(db);
clock.setOffset(MONDAY.getTime() - Date.now());
await loadPack(db, "content/taobao-cs", MONDAY);
const team = await make.team();
const boss = await make.manager(null, { name: "Boss" });
const trainee = await make.trainee(team.id, { name: "小许" });
const shop = await make.store({ name: "行囊旗舰店" });
const cookie = await make.signIn(boss.id);

type Route = Parameters<typeof visit>[0];
const ask = (route: Route, path: string, params: Record<string, string> = {}, form?: Record<string, string | Blob>) =>
  visit(route, path, { cookie, params, form });

const FILE = [
  "会话ID,买家昵称,客服,发送人,内容,发送时间,备注",
  "1,栗子糖_21,小洋,栗子糖_21,城行双肩包 16 寸有现货吗,2026-02-27 10:00:00,",
  "1,栗子糖_21,小洋,小洋,栗子糖_21您好，13800138000 是您的电话吗,2026-02-27 10:00:18,",
].join("\n");

it("brings a file in through the pages: masked before it is stored, ordered, counted, its account given to somebody", async () => {
  const form = { kind: "chats", storeId: shop.id, day: "", file: new File([FILE], "chats.csv", { type: "text/csv" }) };
  const sent = await ask(brought.action, "/chats/imports/new", {}, form);
  expect(sent.status).toBe(302);
  const path = sent.to ?? "";
  const importId = path.split("/").at(-1) ?? "";
  const { body: checked } = await ask(one.loader, path, { importId });
  expect(JSON.stringify(checked)).toContain("〔电话〕 是您的电话吗");
  expect(JSON.stringify(checked)).not.toContain("13800138000");
  const columns = {
    "column-0": "session",
    "column-1": "buyer",
    "column-2": "agent",
    "column-3": "sender",
    "column-4": "text",
    "column-5": "time",
  };
  expect((await ask(one.action, path, { importId }, { intent: "columns", ...columns })).status).toBe(302);
  expect((await ask(one.action, path, { importId }, { intent: "order" })).status).toBe(302);
  await runChatImport(db, importId, MONDAY);
  expect((await ask(one.loader, path, { importId })).body).toMatchObject({ page: { state: "done", added: 1, parked: 1, faultCount: 0 } });
  expect((await ask(list.loader, "/chats/imports")).body).toMatchObject({ imports: [{ id: importId, added: 1 }] });
  expect((await ask(accounts.loader, "/chats/accounts")).body).toMatchObject({ accounts: [{ account: "小洋", count: 1 }] });
  const given = { intent: "person", storeId: shop.id, account: "小洋", personId: trainee.id, from: "2026-02-01" };
  expect((await ask(accounts.action, "/chats/accounts", {}, given)).status).toBe(302);
  expect((await ask(accounts.loader, "/chats/accounts")).body).toMatchObject({ accounts: [] });
});

it("says beside the field what is wrong with a file", async () => {
  const sent = await ask(
    brought.action,
    "/chats/imports/new",
    {},
    { kind: "chats", storeId: shop.id, day: "", file: new File([], "empty.csv") },
  );
  expect(sent).toMatchObject({ status: 400, body: { refusals: [{ code: "import_file_empty" }] } });
});

it("says before the import that a file is one of another store", async () => {
  await make.store({ name: "山野旗舰店" });
  const said = (n: number, agent: string) => `${n},客人${n},${agent},客人${n},在吗,2026-02-27 10:00:0${n},`;
  const [heading = ""] = FILE.split("\n");
  const table = [heading, said(1, "山野旗舰店:小洋"), said(2, "山野旗舰店:小洋"), said(3, "小洋"), said(4, "河谷店:小洋")].join("\n");
  const sessions = [1, 2].map((n) => ({ meta: { dataId: `${n}`, buyerNick: "k", psnNickName: "山野旗舰店:小洋" }, messages: [] }));
  for (const [name, content, strangers] of [
    ["a.csv", table, { looked: 4, unknown: 1, others: [{ store: "山野旗舰店", count: 2 }] }],
    ["a.json", JSON.stringify(sessions), { looked: 2, unknown: 0, others: [{ store: "山野旗舰店", count: 2 }] }],
  ] as const) {
    const form = { kind: "chats", storeId: shop.id, day: "", file: new File([content], name) };
    const path = (await ask(brought.action, "/chats/imports/new", {}, form)).to ?? "";
    const { body } = await ask(one.loader, path, { importId: path.split("/").at(-1) ?? "" });
    expect(body).toMatchObject({ page: { checked: { strangers } } });
    // A name that nobody knows may be a person's: it is counted, not told.
    expect(JSON.stringify(body)).not.toContain("河谷店");
  }
});
