import type { Page } from "../shop";
import { at, type Screen } from "./screen";

const LINES = [
  "会话ID,买家昵称,客服,发送人,内容,发送时间,备注",
  "91001,栗子糖_21,小洋,栗子糖_21,城行双肩包 16 寸有现货吗,2026-02-27 10:00:00,",
  "91001,栗子糖_21,小洋,小洋,栗子糖_21您好，有的，今天拍今天发,2026-02-27 10:00:18,",
  "91001,栗子糖_21,小洋,栗子糖_21,收件人陈可欣，13800138000，杭州市余杭区文一西路969号3幢2单元501,2026-02-27 10:01:02,",
  "91002,云淡风轻,夜班机器人,云淡风轻,能便宜点吗,2026-02-27 22:00:00,",
  "91002,云淡风轻,夜班机器人,夜班机器人,您好，客服已下班,2026-02-27 22:00:01,",
  ",云淡风轻,小洋,云淡风轻,在吗,2026-02-27 22:05:00,",
];

/** A file of chats on its way in: what it would bring, and, if `order`, what it has brought. */
const brought = (order: boolean) => async (page: Page) => {
  await page.goto("/chats/imports/new");
  // Each picture brings a file of its own: the same would be refused.
  const lines = [...LINES, `91003,a${Date.now()},小洋,小洋,在的,2026-02-27 10:09:00,`];
  const store = page.locator("select[name=storeId]");
  await store.selectOption({ index: 1 });
  await page.locator("input[type=file]").setInputFiles({ name: "chats.csv", mimeType: "text/csv", buffer: Buffer.from(lines.join("\n")) });
  await page.locator("main form:has(input[type=file]) button[type=submit]").click();
  await page.waitForURL(/\/chats\/imports\/[0-9a-f-]{36}$/);
  if (!order) return;
  await page.locator('form:has(input[value="order"]) button[type=submit]').click();
  await page.locator("main [role=status] ul").waitFor({ timeout: 60_000 });
};

/** Imports of chats and orders, and the accounts in them. */
export const chatImportScreens: Screen[] = [
  { name: "chat-imports", role: "manager", open: at("/chats/imports") },
  { name: "chat-import-new", role: "manager", open: at("/chats/imports/new") },
  { name: "chat-import-preview", role: "manager", open: brought(false) },
  { name: "chat-import-done", role: "manager", open: brought(true) },
  {
    name: "chat-accounts",
    role: "manager",
    open: async (page) => {
      await brought(true)(page);
      await page.goto("/chats/accounts");
    },
  },
];
