import { barriersOf } from "./barriers";
import { composer, clockOf, heard, inList, lines, Player, unsent } from "./simulated";
import { expect, open, type Page, ready, test } from "./shop";

/** Chats with simulated customers: on the server's clock, by keyboard, without a network for a while, in two windows, on a phone. */

const GREETING = "greeting-to-order";
const TWO = "two-angry-at-once";

test("from a greeting to the order, by keyboard alone", async ({ shop, watch }) => {
  test.setTimeout(150_000);
  const player = await Player.arrive(shop);
  const page = await player.page(watch, { locale: "zh-CN" });
  await open(page, "/simulator");
  await page.getByRole("link", { name: /从一句「有吗」到下单/ }).focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: "从一句「有吗」到下单" })).toBeVisible();
  await page.getByRole("button", { name: "开始", exact: true }).focus();
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/simulator\/runs\//);
  await expect(inList(page, "xiao-zhou")).toContainText("等待中");
  await expect(composer(page)).toBeFocused();
  await expect(page.getByRole("region", { name: "订单" })).not.toContainText("15.6");
  expect(await barriersOf(page)).toEqual([]);

  const { customers } = await player.simulation(GREETING);
  const model = customers[0]?.model_run ?? [];
  await heard(page, player, 0);
  for (const { text } of model) {
    const before = await lines(page, "customer").count();
    // An input method's Enter chooses characters and sends nothing.
    await composer(page).dispatchEvent("keydown", { key: "Enter", keyCode: 229, bubbles: true });
    await page.keyboard.insertText(text["zh-CN"]);
    await page.keyboard.press("Enter");
    await expect(composer(page)).toHaveValue("");
    await expect(lines(page, "agent").last()).toContainText(text["zh-CN"]);
    await heard(page, player, before);
  }
  await expect(page.getByRole("region", { name: "订单" })).toContainText("15.6");
  await expect(page.getByText("聊天全部结束")).toBeVisible();
  await expect(page.getByRole("link", { name: "看复盘" })).toBeFocused();
  expect(await player.result()).toMatchObject({ passed: true, endedAs: "over" });
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/debrief$/);
  await open(page, "/simulator");
  await expect(page.getByRole("link", { name: /从一句「有吗」到下单/ })).toContainText("已通过");
});

test("customers are reached, scripts put in and lines broken by keys while one types", async ({ shop, watch }) => {
  const player = await Player.arrive(shop);
  const page = await player.page(watch);
  await player.begin(page, TWO);
  await player.pass(30);
  await expect(inList(page, "mr-zhao")).toBeVisible();
  // New lines are said to who cannot see them.
  await expect(page.locator("main p[role=status].sr-only")).toContainText("Mr Zhao: The buckle");
  await composer(page).focus();
  await page.keyboard.type("Ms Chen, I am");
  await page.keyboard.press("Alt+2");
  await expect(inList(page, "mr-zhao")).toHaveAttribute("aria-current", "true");
  await expect(composer(page)).toBeFocused();
  await expect(composer(page)).toHaveValue("");
  await page.keyboard.type("Mr Zhao,");
  await page.keyboard.press("Shift+Enter");
  await page.keyboard.type("so sorry.");
  await page.keyboard.press("Alt+ArrowUp");
  await expect(composer(page)).toHaveValue("Ms Chen, I am");
  await page.keyboard.press("Control+ArrowDown");
  await expect(composer(page)).toHaveValue("Mr Zhao,\nso sorry.");
  // What is being chosen by an input method is nobody's key.
  await composer(page).dispatchEvent("keydown", { key: "1", code: "Digit1", altKey: true, isComposing: true, bubbles: true });
  await expect(inList(page, "mr-zhao")).toHaveAttribute("aria-current", "true");

  await page.keyboard.press("Alt+s");
  const first = page.locator("button[data-insert]").first();
  await expect(first).toBeFocused();
  await page.keyboard.press("ArrowDown");
  await expect(page.locator("button[data-insert]").nth(1)).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(composer(page)).toBeFocused();
  await page.keyboard.press("Alt+s");
  await page.keyboard.press("Enter");
  await expect(composer(page)).toBeFocused();
  await expect(composer(page)).toHaveValue(/^Mr Zhao,\nso sorry\.\n.{20,}/s);
  expect(await player.messages(), "nothing is sent by itself").toEqual([]);
  await page.keyboard.press("Enter");
  await expect(lines(page, "agent")).toHaveCount(1);
  await expect(inList(page, "mr-zhao")).toHaveAttribute("data-state", "answered");
  // Who has waited longest.
  await page.keyboard.press("Alt+w");
  await expect(inList(page, "ms-chen")).toHaveAttribute("aria-current", "true");
  await expect(composer(page)).toHaveValue("Ms Chen, I am");
});

test("timers turn amber at the limit and red at twice the limit, in words too", async ({ shop, watch }) => {
  const player = await Player.arrive(shop);
  const page = await player.page(watch);
  await player.begin(page, GREETING);
  const own = inList(page, "xiao-zhou");
  await expect(own).toHaveAttribute("data-state", "fine");
  await expect(own).toContainText("waiting");
  await player.pass(20);
  await expect(own).toHaveAttribute("data-state", "slow");
  await expect(own).toContainText("overdue");
  await player.pass(20);
  await expect(own).toHaveAttribute("data-state", "late");
  await expect(own).toContainText("far overdue");
});

test("without a network nothing is lost: it goes out in its order, at the time at which it arrives", async ({ shop, watch }) => {
  watch.unreached();
  const player = await Player.arrive(shop);
  const page = await player.page(watch);
  await player.begin(page, TWO);
  await expect(inList(page, "ms-chen")).toBeVisible();
  await page.context().setOffline(true);
  await composer(page).focus();
  for (const text of ["One.", "Two.", "Three."]) {
    await page.keyboard.type(text);
    await page.keyboard.press("Enter");
    await expect(composer(page)).toHaveValue("");
  }
  await page.keyboard.type("Half a fou");
  await expect(unsent(page)).toHaveCount(3);
  await expect(page.getByText("not sent yet")).toHaveCount(3);
  await expect(page.getByText("No connection. What you write and send stays")).toBeVisible();
  // It tries and fails, again and again.
  await page.waitForEvent("requestfailed");
  await page.waitForEvent("requestfailed");
  expect(await player.messages()).toEqual([]);
  const back = await player.now();
  await page.context().setOffline(false);
  await expect(unsent(page)).toHaveCount(0);
  await expect(lines(page, "agent")).toHaveText([/One\./, /Two\./, /Three\./]);
  await expect(composer(page)).toHaveValue("Half a fou");
  const stored = await player.messages();
  expect(stored.map(({ text }) => text)).toEqual(["One.", "Two.", "Three."]);
  for (const { atMs } of stored) expect(atMs).toBeGreaterThan(back - 500);
  await expect(page.getByText("No connection.")).toHaveCount(0);
});

test("what waits for a network survives the window; the clock is honest", async ({ shop, watch }) => {
  watch.unreached();
  const player = await Player.arrive(shop);
  const page = await player.page(watch);
  await player.begin(page, TWO);
  const { url, context } = { url: page.url(), context: page.context() };
  await expect(inList(page, "ms-chen")).toBeVisible();
  await composer(page).fill("A draft.");
  await context.setOffline(true);
  await player.pass(30);
  await composer(page).fill("Kept.");
  await composer(page).press("Enter");
  await expect(unsent(page)).toHaveCount(1);
  await composer(page).fill("Still a draft.");
  await page.close({ runBeforeUnload: false });
  await context.setOffline(false);
  const again = await context.newPage();
  await open(again, url);
  await expect(lines(again, "agent")).toHaveText([/Kept\./]);
  await expect(composer(again)).toHaveValue("Still a draft.");
  await expect(inList(again, "mr-zhao")).toBeVisible();
  const [shown, real] = [await clockOf(again), (await player.now()) / 1000];
  expect(Math.abs(shown - real)).toBeLessThan(2);
  expect(shown).toBeGreaterThan(30);
});

test("two windows show the same, and what is sent in one stands in the other", async ({ shop, watch }) => {
  const player = await Player.arrive(shop);
  const page = await player.page(watch);
  await player.begin(page, GREETING);
  const other = await page.context().newPage();
  await open(other, page.url());
  await composer(page).fill("Yes, navy is in stock.");
  await composer(page).press("Enter");
  await expect(lines(other, "agent")).toHaveText([/Yes, navy is in stock\./]);
  await composer(other).fill("How big is your laptop?");
  await composer(other).press("Enter");
  await expect(lines(page, "agent")).toHaveText([/Yes, navy/, /How big/]);
  expect((await player.messages()).map(({ text }) => text)).toEqual(["Yes, navy is in stock.", "How big is your laptop?"]);
  expect(Math.abs((await clockOf(page)) - (await clockOf(other)))).toBeLessThanOrEqual(1);
});

test("a database that is away for a while costs nothing", async ({ shop, watch }) => {
  watch.unreached();
  watch.refusal(503, /^\/(simulator\/runs|products)\//);
  const player = await Player.arrive(shop);
  const page = await player.page(watch);
  await player.begin(page, GREETING);
  await shop.withoutDatabase(async () => {
    await composer(page).fill("Here I am.");
    await composer(page).press("Enter");
    await expect(page.getByText("not sent yet")).toBeVisible();
  });
  await expect(lines(page, "agent")).toHaveText([/Here I am\./], { timeout: 45_000 });
  expect(await player.messages()).toHaveLength(1);
});

test("too long, empty, or pasted by the book: it stays where it was typed", async ({ shop, watch }) => {
  const player = await Player.arrive(shop);
  const page = await player.page(watch);
  await player.begin(page, GREETING);
  await composer(page).press("Enter");
  await expect(page.getByRole("alert")).toHaveText("Write something first.");
  await composer(page).fill("x".repeat(200_000));
  await composer(page).press("Enter");
  await expect(page.getByText("199,000 characters too many").or(page.getByText("199000 characters too many"))).toBeVisible();
  expect((await composer(page).inputValue()).length).toBe(200_000);
  expect(await player.messages()).toEqual([]);
  await composer(page).fill("x".repeat(950));
  await expect(page.getByText("50 characters left")).toBeVisible();
  await composer(page).press("Enter");
  await expect(lines(page, "agent")).toHaveCount(1);
});

test("on a phone: who waits stays in view, one pane at a time, by finger", async ({ shop, watch }) => {
  const player = await Player.arrive(shop);
  const page = await player.page(watch, { width: 360, touch: true });
  await player.begin(page, TWO);
  await player.pass(30);
  await inList(page, "mr-zhao").tap();
  await expect(page.getByText("Postway", { exact: false }).first()).toBeVisible();
  await expect(composer(page)).toBeVisible();
  await expect(composer(page)).not.toBeFocused();
  await expect(page.getByRole("navigation", { name: "Main" })).toBeHidden();
  for (const button of await page.locator("main button:visible, main a:visible").all()) {
    const box = await button.boundingBox();
    expect(box?.height ?? 0, await button.innerText()).toBeGreaterThanOrEqual(44);
  }
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
  expect(await barriersOf(page)).toEqual([]);
  await page.getByRole("button", { name: "Scripts", exact: true }).tap();
  await expect(composer(page)).toBeHidden();
  await expect(inList(page, "ms-chen")).toBeVisible();
  await page.locator("button[data-insert]").first().tap();
  await expect(composer(page)).toHaveValue(/.{20,}/s);
  await page.getByRole("button", { name: "Send" }).tap();
  await expect(lines(page, "agent")).toHaveCount(1);
  await page.getByRole("button", { name: "Order", exact: true }).tap();
  await expect(page.getByRole("region", { name: "Order" })).toContainText("Postway canvas messenger");
});

test("without script: a form for each customer, and the page is looked at again by hand", async ({ shop, watch, browser }) => {
  const player = await Player.arrive(shop);
  const scripted = await player.page(watch);
  await player.begin(scripted, TWO);
  await player.pass(30);
  const context = await browser.newContext({
    baseURL: shop.app.url,
    javaScriptEnabled: false,
    locale: "en",
    viewport: { width: 360, height: 740 },
  });
  const [name = "", value = ""] = player.cookie.split("=");
  await context.addCookies([{ name, value, url: shop.app.url }]);
  const page = await context.newPage();
  await page.goto(scripted.url());
  await inList(page, "mr-zhao").click();
  await expect(page).toHaveURL(/with=mr-zhao/);
  await composer(page).fill("I am so sorry.");
  await page.getByRole("button", { name: "Send" }).click();
  await expect(lines(page, "agent")).toHaveText([/I am so sorry\./]);
  await composer(page).fill("y".repeat(1200));
  await page.getByRole("button", { name: "Send" }).click();
  await expect(page.getByRole("alert")).toHaveText("A message has at most 1000 characters.");
  await expect(composer(page)).toHaveValue("y".repeat(1200));
  await page.getByRole("button", { name: "Products", exact: true }).click();
  await expect(page.getByRole("region", { name: "Products" })).toBeVisible();
  await context.close();
});

test("one run at a time: gone on with, or given up with a question", async ({ shop, watch }) => {
  const player = await Player.arrive(shop);
  const page = await player.page(watch);
  await player.begin(page, GREETING);
  await open(page, "/simulator");
  await expect(page.getByText("A chat of yours is still going on")).toBeVisible();
  await open(page, `/simulator/${TWO}`);
  await expect(page.getByText("Another chat of yours is still open.")).toBeVisible();
  await page.getByRole("link", { name: "Go on" }).click();
  await page.waitForURL(/\/simulator\/runs\//);
  await giveUp(page);
  await expect(page).toHaveURL(/\/debrief$/);
  expect(await player.result()).toMatchObject({ passed: false, endedAs: "given_up" });
  await open(page, `/simulator/${GREETING}`);
  await expect(page.getByRole("table", { name: "Your tries" })).toContainText("given up");
  await expect(page.getByRole("button", { name: "Begin again" })).toBeVisible();
  await ready(page);
});

async function giveUp(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Give up" }).press("Enter");
  await expect(page.getByRole("alertdialog")).toContainText("Your customers wait until they leave");
  await page.getByRole("alertdialog").getByRole("button", { name: "Give up" }).press("Enter");
}
