import { barriersOf } from "./barriers";
import { expect, open, test } from "./shop";

test("on a phone somebody chooses how to be told, and it is kept", async ({ shop, watch }) => {
  const page = await watch.page(shop, "trainee", { width: 360, locale: "zh-CN", touch: true });
  await open(page, "/profile/notifications");
  await expect(page.getByRole("heading", { name: "通知设置" })).toBeVisible();
  await expect(page.getByText("本店还不能发邮件")).toBeVisible();
  await page.getByLabel("有人看过的模拟接待").selectOption({ label: "不通知" });
  watch.refusal(400, /^\/profile\/notifications/);
  await page.getByLabel("每日提要时间").fill("07:00");
  await page.getByRole("button", { name: "保存" }).click();
  // It lies in the quiet hours: said next to the field.
  await expect(page.getByText("这个时间在免打扰时段内，请换一个。").first()).toBeVisible();
  await page.getByLabel("每日提要时间").fill("12:30");
  await page.getByRole("button", { name: "保存" }).click();
  await expect(page.getByText("已保存。")).toBeVisible();
  await open(page, "/profile/notifications");
  await expect(page.getByLabel("有人看过的模拟接待")).toHaveValue("off");
  await expect(page.getByLabel("每日提要时间")).toHaveValue("12:30");
  expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(0);
  expect(await barriersOf(page)).toEqual([]);
});

test("a notice of the list leads to its thing, with script and without", async ({ shop, watch, browser }) => {
  const [trainee] = await shop.sql<{ id: string }[]>`select id from person where login = 'chenxi'`;
  for (const slug of ["bag-families", "price-ladder"])
    await shop.sql`insert into notice (id, person_id, kind, data, created_at) values (gen_random_uuid(), ${trainee?.id ?? ""}, 'training.extra_attempt',
      ${JSON.stringify({ slug })}::text::jsonb, now())`;
  const page = await watch.page(shop, "trainee", { width: 360, locale: "en" });
  await open(page, "/notices");
  const line = page.locator("main li:visible").filter({ hasText: "one more attempt" });
  await expect(line).toHaveCount(2);
  await line.first().getByRole("button", { name: "Your manager allows you one more attempt." }).click();
  await expect(page).toHaveURL(/\/learn\/(bag-families|price-ladder)/);
  await open(page, "/notices");
  await expect(line.filter({ hasText: "New" })).toHaveCount(1);

  const bare = await browser.newContext({
    javaScriptEnabled: false,
    baseURL: shop.app.url,
    storageState: await page.context().storageState(),
  });
  const plain = await bare.newPage();
  await plain.goto("/notices");
  await plain
    .locator("main li:visible")
    .filter({ hasText: "New" })
    .filter({ hasText: "one more attempt" })
    .locator("button")
    .first()
    .click();
  expect(new URL(plain.url()).pathname).toMatch(/^\/learn\//);
  await plain.goto("/notices");
  await plain.getByRole("button", { name: "Mark all as read" }).click();
  await expect(plain.getByText("All read")).toBeVisible();
  await bare.close();
});
