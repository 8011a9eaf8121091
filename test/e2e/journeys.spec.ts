import { PHOTO } from "./learner";
import { expect, open, test } from "./shop";

/** One short journey per role: what somebody does on an ordinary day, as they find it in the demo. */

test("the trainee mends what came back, on a phone", async ({ shop, watch }) => {
  const page = await watch.page(shop, "trainee", { width: 360, locale: "zh-CN" });
  await open(page, "/today");
  await expect(page.getByText("第 4 天，共 15 天")).toBeVisible();
  await expect(page.getByText("正席两款对调").first()).toBeVisible();
  await page.locator('main a[href="/learn/price-wall"]').first().click();
  await page.locator("input[type=file]").setInputFiles(PHOTO);
  await expect(page.locator("form img")).toHaveCount(1);
  await page.locator("textarea[name=note]").fill("重新挂了一遍，全对，少用四分钟。");
  await page.locator("form:has(input[value=practical]) button[type=submit]").click();
  await expect(page.locator("form:has(input[value=practical])")).toHaveCount(0);
  await expect(page.getByText("重新挂了一遍，全对，少用四分钟。")).toBeVisible();

  await open(page, "/profile");
  await expect(page.locator("h1")).toBeVisible();
});

test("the supervisor signs off with the keyboard, and the next thing opens by itself", async ({ shop, watch }) => {
  const page = await watch.page(shop, "supervisor");
  await open(page, "/inbox?kind=practical");
  const title = page.locator("#item-title");
  const person = page.locator('article header a[href^="/training/"]').first();
  const first = `${await title.innerText()} ${await person.innerText()}`;
  await page.locator("article img").first().waitFor();
  await page.keyboard.press("a");
  await expect(async () => expect(`${await title.innerText()} ${await person.innerText()}`).not.toBe(first)).toPass();
  const [row] = await shop.sql<{ count: number }[]>`
    select count(*)::int from signoff s join person p on p.id = s.decided_by where p.login = 'wangjing' and s.decided_at > (
      select (value ->> 'opensAt')::timestamptz from setting where key = 'demo_shop')`;
  expect(row?.count).toBe(1);
});

test("the manager sees who is late, and opens what holds them", async ({ shop, watch }) => {
  const page = await watch.page(shop, "manager");
  await open(page, "/team");
  const names = page.locator('main a[href^="/training/"], main a[href^="/people/"]');
  await expect(names.first()).toHaveText(/吴迪/);
  await names.first().click();
  await expect(page.locator("h1")).toContainText("吴迪");
  await open(page, "/people?q=chen");
  await expect(page.getByRole("link", { name: /陈曦/ })).toBeVisible();
});

test("the content owner finds a lesson and reads a question with its key", async ({ shop, watch }) => {
  const page = await watch.page(shop, "content owner");
  await open(page, "/library?kind=question");
  await page.locator('main a[href^="/library/question/"]').first().click();
  await page.waitForURL(/\/library\/question\//);
  await expect(page.locator("h1")).toBeVisible();
  watch.refusal(403, /^\/people$/);
  expect((await page.goto("/people"))?.status()).toBe(403);
});

test("the administrator adds a day off, and the trail says so", async ({ shop, watch }) => {
  const page = await watch.page(shop, "administrator");
  // Long past, so that nobody's plan moves.
  const day = "2020-05-18";
  await open(page, `/settings/holidays?year=${day.slice(0, 4)}`);
  await page.locator("input[name=day]").fill(day);
  await page.locator("input[name=nameZh]").fill("店庆");
  await page.locator("input[name=nameEn]").fill("Founding day");
  await page.locator("button[name=step][value=add]").click();
  await expect(page.locator("main li").filter({ hasText: "Founding day" })).toBeVisible();
  await open(page, "/settings/audit");
  await expect(page.locator("main").getByText("顾承").first()).toBeVisible();
  watch.refusal(403, /^\/team$/);
  expect((await page.goto("/team"))?.status()).toBe(403);
});
