import { barriersOf } from "./barriers";
import { expect, open, type Page, ready, type Shop, test, type Watch } from "./shop";

/**
 * A script from the first word to the library: written, put right by key, handed in, returned with a comment on a place, revised, compared, approved, published.
 * At a desk with the keyboard, on a phone by finger.
 */

type Look = { width: 360 | 1280; touch?: boolean };
const desk: Look = { width: 1280 };
const phone: Look = { width: 360, touch: true };

const chinese = (page: Page) => page.locator('[data-text="zh-CN"]');
const saved = (page: Page) => expect(page.getByRole("status").filter({ hasText: "已保存" })).toBeVisible();

/** Begin a new script of a scenario and fill everything but the text. */
async function begin(page: Page, branch: string, title: string): Promise<string> {
  await open(page, "/scripts/mine");
  await page.getByRole("button", { name: "新写一条" }).click();
  await page.waitForURL(/\/scripts\/drafts\//);
  await ready(page);
  await chinese(page).waitFor();
  await page.getByLabel("场景").selectOption({ label: branch });
  await page.getByLabel("标题").fill(title);
  await page.getByLabel("客户类型").fill("爱比价的");
  await page.getByLabel("发生了什么").fill("客户说别家便宜二十块。");
  await page.getByLabel("为什么管用").fill("先说值在哪里，再问需要。");
  return page.url();
}

const press = (look: Look, page: Page, name: string | RegExp) => {
  const button = page.getByRole("button", { name }).first();
  return look.touch ? button.tap() : button.click();
};

async function journey(shop: Shop, watch: Watch, look: Look, branch: string, title: string): Promise<void> {
  // Handing in is refused once, on purpose.
  watch.refusal(409, /^\/scripts\/drafts\/[\w-]+(\.data)?$/);
  const page = await watch.page(shop, "agent", { ...look, locale: "zh-CN" });
  const address = await begin(page, branch, title);

  // Written, marked while it is written, put right by key.
  await chinese(page).click();
  await page.keyboard.insertText("亲，这是全网最好的包。这款皮厚 1.2 毫米，{{prise}} 元，背三年没问题！！！");
  await expect(page.getByText("有 3 处要看")).toBeVisible();
  await expect(chinese(page).locator(".cm-block").first()).toHaveText("最好");
  expect(await barriersOf(page)).toEqual([]);
  if (look.touch) {
    await press(look, page, "用这一句换掉原句");
    await press(look, page, "改成 {{price}}");
  } else {
    await page.keyboard.press("F8");
    await page.keyboard.press("Alt+Enter");
    await expect(page.getByText("有 2 处要看")).toBeVisible();
    await page.keyboard.press("F8");
    await page.keyboard.press("Alt+Enter");
  }
  await expect(chinese(page)).not.toContainText("最好");
  await expect(chinese(page)).toContainText("{{price}} 元");
  await expect(page.getByText("有 1 处要看")).toBeVisible();
  await saved(page);

  // What is only to be thought about needs a word.
  await press(look, page, /^提交$/);
  await expect(page.getByText("检查标出了 1 处").first()).toBeVisible();
  await page.getByLabel("给主管的话").fill("想听听您的看法。");
  await press(look, page, /^提交$/);
  await expect(page.getByText(/第 1 版已于.*提交/)).toBeVisible();

  // A supervisor finds it in the inbox, and comments on a place.
  const lead = await watch.page(shop, "supervisor", { ...look, locale: "zh-CN" });
  await open(lead, "/inbox?kind=script");
  await lead
    .getByRole("link", { name: new RegExp(title) })
    .first()
    .click();
  // At a desk another one stood there before.
  await expect(lead.getByRole("heading", { level: 2, name: new RegExp(title) })).toBeVisible();
  await lead.getByRole("link", { name: /去审核/ }).click();
  await expect(lead.getByRole("heading", { level: 1, name: title })).toBeVisible();
  await ready(lead);
  await expect(lead.getByText("想听听您的看法。")).toBeVisible();
  expect(await barriersOf(lead)).toEqual([]);
  await mark(lead, "背三年没问题");
  await expect(lead.getByLabel("针对的字句")).toHaveValue("背三年没问题");
  await lead.getByRole("textbox", { name: "批注" }).fill("这是承诺，换成事实。");
  await press(look, lead, /^写上批注/);
  await expect(lead.getByRole("article").filter({ hasText: "这是承诺，换成事实。" })).toBeVisible();
  await press(look, lead, /^退回/);
  await lead.waitForURL((url) => !url.pathname.endsWith(address.split("/").at(-1) ?? ""));

  // Its author is told, sees the comment at its words, and revises.
  await open(page, address);
  await expect(page.getByRole("article").filter({ hasText: "这是承诺，换成事实。" })).toBeVisible();
  await expect(chinese(page).locator(".cm-comment")).toHaveText("背三年没问题");
  const found = page.getByRole("article").getByRole("button", { name: "在正文里找到它" });
  await (look.touch ? found.tap() : found.click());
  await page.keyboard.insertText("您平时背电脑吗？");
  await expect(page.getByText("有 1 处要看")).toBeVisible();
  await press(look, page, /^改成/);
  await expect(page.getByText("没有问题。")).toBeVisible();
  await press(look, page, /^提交$/);
  await expect(page.getByText(/第 2 版已于.*提交/)).toBeVisible();

  // The difference stands word by word; one key approves.
  await open(lead, "/scripts/review");
  await lead.getByRole("link", { name: new RegExp(title) }).click();
  await expect(lead.getByText("和第 1 版比")).toBeVisible();
  await expect(lead.locator("del").filter({ hasText: "没问题" })).toBeVisible();
  await expect(lead.locator("ins").filter({ hasText: "电脑" })).toBeVisible();
  expect(await barriersOf(lead)).toEqual([]);
  if (look.touch) await press(look, lead, /^通过/);
  else await lead.keyboard.press("a");
  await lead.waitForURL((url) => !url.pathname.endsWith(address.split("/").at(-1) ?? ""));
  await open(page, address);
  await expect(page.getByText(/已于.*通过。它不会再改/)).toBeVisible();

  // In both languages it goes into the library, where everybody finds it.
  await open(lead, "/scripts/review");
  await lead.getByRole("link", { name: new RegExp(title) }).click();
  await expect(lead.getByRole("heading", { level: 1, name: `入库：${title}` })).toBeVisible();
  await ready(lead);
  expect(await barriersOf(lead)).toEqual([]);
  await lead.getByLabel("客户类型 · 英文").fill("compares prices");
  await lead.getByLabel("怎么说 · 英文").fill("Leather of 1.2 mm, {{price}} yuan. Do you carry a laptop?");
  await press(look, lead, /^发布$/);
  await lead.waitForURL(/\/scripts\/[a-z0-9-]+$/);
  await expect(lead.getByText("您平时背电脑吗？")).toBeVisible();
  await open(page, address);
  await page.getByRole("link", { name: "去看看" }).click();
  await expect(page.getByText("您平时背电脑吗？")).toBeVisible();
  await open(page, `${address}/history`);
  await expect(page.getByText(/把它收进了话术库/)).toBeVisible();
  await expect(page.getByText("这是承诺，换成事实。")).toBeVisible();
  expect(await barriersOf(page)).toEqual([]);
}

/** Mark words in the text that was handed in, as a hand would: from their first letter to their last. */
async function mark(page: Page, words: string): Promise<void> {
  await page.getByRole("group", { name: "中文说法" }).evaluate((text, wanted) => {
    const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const at = node.textContent?.indexOf(wanted) ?? -1;
      if (at >= 0) return getSelection()?.setBaseAndExtent(node, at, node, at + wanted.length);
    }
    throw new Error("these words do not stand there in one piece");
  }, words);
}

test("at a desk, by keyboard: from the first word to the library", ({ shop, watch }) => journey(shop, watch, desk, "议价", "还价：先说值"));
test("on a phone, by finger: from the first word to the library", ({ shop, watch }) => journey(shop, watch, phone, "议价", "报价：先说值"));

test("an input method is not disturbed, and nothing is lost", async ({ shop, watch }) => {
  const page = await watch.page(shop, "agent", { locale: "zh-CN" });
  await begin(page, "发货", "发货：说清时间");
  await chinese(page).click();
  await page.keyboard.insertText("最好");
  await expect(chinese(page).locator(".cm-block")).toBeVisible();
  const input = await page.context().newCDPSession(page);
  for (const text of ["n", "ni", "ni h", "ni hao"])
    await input.send("Input.imeSetComposition", { text, selectionStart: text.length, selectionEnd: text.length });
  // Long enough for the check to come back in the middle of it.
  await page.waitForResponse((response) => response.url().endsWith("/scripts/lint"));
  await expect(chinese(page)).toHaveText("最好ni hao");
  await input.send("Input.imeSetComposition", { text: "ni hao m", selectionStart: 8, selectionEnd: 8 });
  await input.send("Input.insertText", { text: "你好吗" });
  await expect(chinese(page)).toHaveText("最好你好吗");
  await saved(page);
  await page.keyboard.press("Control+z");
  await expect(chinese(page)).toHaveText("最好");
  await page.keyboard.press("Control+y");
  await expect(chinese(page)).toHaveText("最好你好吗");
  await page.reload();
  await expect(chinese(page)).toHaveText("最好你好吗");
});

test("without a network it says so; typed text stays, and is saved when it is back", async ({ shop, watch }) => {
  const page = await watch.page(shop, "agent", { locale: "zh-CN" });
  const address = await begin(page, "延误", "延误：先道歉");
  await saved(page);
  await page.context().setOffline(true);
  await chinese(page).click();
  await page.keyboard.insertText("让您久等了，今天一定补上进度。");
  await expect(page.getByText("没有检查：网络断开了")).toBeVisible();
  await expect(page.getByText("网络断开，先存在这台设备上")).toBeVisible();
  await page.context().setOffline(false);
  await saved(page);
  watch.faults.splice(0, watch.faults.length, ...watch.faults.filter((fault) => !fault.includes("ERR_INTERNET_DISCONNECTED")));
  await page.reload();
  await expect(chinese(page)).toContainText("让您久等了");
  expect(page.url()).toBe(address);
});

test("of two windows the second is told, and may keep what it has", async ({ shop, watch }) => {
  watch.refusal(409, /\/save$/);
  const first = await watch.page(shop, "agent", { locale: "zh-CN" });
  const address = await begin(first, "退换", "退货：先满足");
  await saved(first);
  const second = await first.context().newPage();
  await open(second, address);
  await chinese(second).waitFor();
  await chinese(first).click();
  await first.keyboard.insertText("先写的。");
  await saved(first);
  await chinese(second).click();
  await second.keyboard.insertText("后写的。");
  await expect(second.getByText("另一个窗口刚刚保存过这条话术")).toBeVisible();
  await second.getByRole("button", { name: "保留这里写的" }).click();
  await saved(second);
  await second.reload();
  await expect(chinese(second)).toHaveText("后写的。");
});

test("200 kB pasted hang nothing, are named, and stay on the page", async ({ shop, watch }) => {
  watch.refusal(422, /\/save$/);
  const page = await watch.page(shop, "agent", { locale: "zh-CN" });
  await begin(page, "差评", "差评：公开回复");
  await saved(page);
  await chinese(page).click();
  await page.keyboard.insertText("很长的一段话。".repeat(10_000));
  await expect(page.getByText("太长，存不了也查不了").first()).toBeVisible();
  await expect(page.getByText("没有保存，请看上面的说明")).toBeVisible();
  await page.keyboard.press("Control+z");
  await saved(page);
});

test("without script it is written, saved and handed in all the same", async ({ shop, browser }) => {
  const signedIn = await shop.signIns.context("agent", { width: 1280, locale: "zh-CN", theme: "light" });
  const context = await browser.newContext({ baseURL: shop.app.url, javaScriptEnabled: false, locale: "zh-CN" });
  await context.addCookies(await signedIn.cookies());
  const page = await context.newPage();
  await page.goto("/scripts/mine");
  await page.getByRole("button", { name: "新写一条" }).click();
  await page.getByLabel("标题").fill("回访：三天以后");
  await page.getByLabel("场景").selectOption({ label: "回访" });
  await page.getByLabel("客户类型").fill("收货三天的");
  await page.getByLabel("发生了什么").fill("包到了三天。");
  await page.getByLabel("为什么管用").fill("先问用得怎么样。");
  await page.getByRole("textbox", { name: "中文" }).fill("包到三天了，最好的包用得还顺手吗？");
  await page.getByRole("button", { name: "提交", exact: true }).click();
  await expect(page.getByText(/「最好」.*必须先改/).first()).toBeVisible();
  await page.getByRole("textbox", { name: "中文" }).fill("包到三天了，用得还顺手吗？");
  await page.getByRole("button", { name: "提交", exact: true }).click();
  await expect(page.getByText(/第 1 版已于.*提交/)).toBeVisible();
  await context.close();
  await signedIn.close();
});
