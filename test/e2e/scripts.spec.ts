import { expect, open, type Page, type Shop, test } from "./shop";

/** A script at the desk: looked up, filled from a product, copied, kept at hand. By keyboard on a desktop, by finger on a phone, and without script. */

const clipboard = (page: Page) => page.evaluate(() => navigator.clipboard.readText());

/** How often the script was copied, as the database knows it. */
async function uses(shop: Shop, slug: string): Promise<number> {
  const rows = await shop.sql<{ n: number }[]>`
    select count(*)::int as n from script_use u join content_item i on i.id = u.item_id where i.slug = ${slug}`;
  return rows[0]?.n ?? 0;
}

test("by keyboard: search, open, fill, copy by one key, keep at hand", async ({ shop, watch }) => {
  const page = await watch.page(shop, "agent", { locale: "zh-CN" });
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"], { origin: shop.app.url });
  await open(page, "/scripts");
  await page.keyboard.press("/");
  await expect(page.getByRole("searchbox")).toBeFocused();
  await page.keyboard.type("xiguanwen");
  await expect(page.getByRole("list", { name: "话术" }).getByRole("link")).toHaveCount(1);
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: "还价：习惯问一句「便宜点」" })).toBeVisible();
  // Still beside it: what was searched for.
  await expect(page.getByRole("searchbox").first()).toHaveValue("xiguanwen");

  await page.keyboard.press("3");
  await expect(page.getByRole("status").filter({ hasText: "还有 3 处没填" })).toContainText("特点、价格、颜色");
  expect(await clipboard(page)).toContain("【价格】 元是今天的页面价");

  const product = page.getByRole("searchbox", { name: "填入商品" });
  await product.focus();
  await page.keyboard.type("chenxian");
  const offer = page.getByRole("list", { name: "商品" }).getByRole("link", { name: /晨线通勤双肩包（尼龙）/ });
  await offer.focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("region", { name: "填入的商品" })).toContainText("199 元");
  await page.keyboard.press("3");
  await expect(page.getByRole("status").filter({ hasText: "已复制。" })).toBeVisible();
  const text = await clipboard(page);
  expect(text).toContain("199 元是今天的页面价");
  expect(text).toContain("黑色我给您备注上");
  expect(text).not.toMatch(/[【{]/);

  await page.getByRole("combobox", { name: "颜色" }).selectOption({ label: "藏青" });
  await expect(page).toHaveURL(/colour=1/);
  await page.getByRole("link", { name: "English", exact: true }).focus();
  await page.keyboard.press("Enter");
  await expect(page.getByText("I'll note navy.")).toBeVisible();
  await page.keyboard.press("3");
  await expect.poll(() => clipboard(page)).toContain("199 yuan is today's price");
  await expect.poll(() => uses(shop, "barg-habitual-asker")).toBe(3);

  await page.keyboard.press("f");
  await expect(page.getByRole("button", { name: "取消收藏" })).toBeVisible();
  await open(page, "/scripts?favourites=first");
  await expect(page.getByRole("list", { name: "话术" }).getByRole("link").first()).toContainText("习惯问一句");

  // Whoever leads is told.
  const lead = await watch.page(shop, "supervisor");
  await open(lead, "/scripts/barg-habitual-asker");
  await expect(lead.getByText("Copied 3 times in 30 days")).toBeVisible();
});

test("on a phone: a page of its own, filled and copied by finger", async ({ shop, watch }) => {
  const page = await watch.page(shop, "trainee", { width: 360, touch: true });
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"], { origin: shop.app.url });
  await open(page, "/today");
  await page.getByRole("navigation").getByRole("link", { name: "Scripts" }).tap();
  await expect(page.getByRole("heading", { level: 1, name: "Scripts" })).toBeVisible();
  await page.locator("summary", { hasText: "Scenario: All" }).tap();
  await page.getByRole("link", { name: /^Bargaining/ }).tap();
  await expect(page.locator("summary", { hasText: "Scenario: Bargaining" })).toBeVisible();
  await page.getByRole("link", { name: /out of habit/ }).tap();
  await expect(page.getByRole("heading", { level: 1, name: /out of habit/ })).toBeVisible();
  await expect(page.getByRole("list", { name: "Scripts" })).toBeHidden();
  await page.getByRole("searchbox", { name: "Fill in a product" }).fill("dawn nylon");
  await page.getByRole("link", { name: /Dawn Line commuter backpack \(nylon\)/ }).tap();
  await page.getByRole("button", { name: "Copy the wording for: any bag, to be filled in" }).tap();
  await expect(page.getByRole("status").filter({ hasText: "Copied." })).toBeVisible();
  expect(await clipboard(page)).toContain("199 yuan is today's price");
  await page.getByRole("link", { name: "All scripts" }).tap();
  await expect(page.getByRole("list", { name: "Scripts" })).toBeVisible();
  await expect(page).toHaveURL(/product=dawn-backpack-nylon/);
});

test("without script: searched, filled and kept at hand all the same", async ({ shop, browser }) => {
  const signedIn = await shop.signIns.context("content owner", { width: 1280, locale: "en", theme: "light" });
  const context = await browser.newContext({ baseURL: shop.app.url, javaScriptEnabled: false, locale: "en" });
  await context.addCookies(await signedIn.cookies());
  const page = await context.newPage();
  await page.goto("/scripts");
  await page.getByRole("searchbox").fill("habit");
  await page.keyboard.press("Enter");
  await page.getByRole("link", { name: /out of habit/ }).click();
  await page.getByRole("searchbox", { name: "Fill in a product" }).fill("dawn nylon");
  await page.keyboard.press("Enter");
  await page.getByRole("link", { name: /Dawn Line commuter backpack \(nylon\)/ }).click();
  await expect(page.getByText("I'll note black.")).toBeVisible();
  // The browser of the test keeps what stands for want of script as text.
  expect(await page.content()).toContain("select the text and copy it by hand");
  await page.getByRole("button", { name: "Keep at hand" }).click();
  await expect(page.getByRole("button", { name: "Keep no longer" })).toBeVisible();
  await expect(page).toHaveURL(/product=dawn-backpack-nylon/);
  await context.close();
  await signedIn.close();
});
