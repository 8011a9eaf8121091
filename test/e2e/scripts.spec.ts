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

test("what no product knows: filled in once, it stands in every bubble and in what is copied, and never leaves the tab", async ({
  shop,
  watch,
}) => {
  const page = await watch.page(shop, "agent", { locale: "zh-CN" });
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"], { origin: shop.app.url });
  const sent: string[] = [];
  page.on("request", (request) => sent.push(decodeURIComponent(`${request.url()} ${request.postData() ?? ""}`)));
  await open(page, "/scripts/disp-sent");
  const form = page.getByRole("form", { name: "填空" });
  // Only what this script asks for and the product would not fill.
  await expect(form.getByRole("textbox")).toHaveCount(3);
  await form.getByLabel("客户称呼").fill("王女士");
  await form.getByLabel("订单号").fill("2026112200017");
  await form.getByRole("group", { name: "选快递" }).getByRole("button", { name: "圆通" }).click();
  await expect(form.getByLabel("快递", { exact: true })).toHaveValue("圆通");
  const variants = page.getByRole("region", { name: "怎么说" });
  await expect(variants).toContainText("王女士，包发出来了。");
  await expect(variants).toContainText("今天圆通收走了");
  await page.getByRole("heading", { level: 1 }).click();
  await page.keyboard.press("1");
  await expect(page.getByRole("status").filter({ hasText: "已复制。" })).toBeVisible();
  const text = await clipboard(page);
  expect(text).toContain("王女士，包发出来了。\n圆通已经揽收");
  expect(text).not.toMatch(/[【{]/);

  // It goes with the customer to the next script, and outlives a reload.
  await page.reload();
  await expect(variants).toContainText("订单2026112200017的物流页");
  await open(page, "/scripts/check-after-payment");
  await expect(form.getByLabel("客户称呼")).toHaveValue("王女士");
  await expect(variants).toContainText("王女士");
  await form.getByRole("link", { name: /清空/ }).click();
  await expect(form.getByLabel("客户称呼")).toHaveValue("");
  await expect(form.getByLabel("客户称呼")).toBeFocused();
  await expect(variants).not.toContainText("王女士");
  expect(sent.filter((request) => /王女士|2026112200017/.test(request))).toEqual([]);

  // One's own name stands there already: as the customer knows it, where one serves by a sub-account.
  await open(page, "/scripts/greet-only-hello");
  await expect(form.getByLabel("你的客服名")).toHaveValue("刘洋");
  await page.getByRole("combobox", { name: "店铺" }).selectOption({ label: "行囊天猫旗舰店（我的）" });
  await expect(form.getByLabel("你的客服名")).toHaveValue("小洋");
  await expect(variants).toContainText("小洋");
});

test("without script the address carries what is filled in, and a button puts a choice in", async ({ shop, browser }) => {
  const signedIn = await shop.signIns.context("agent", { width: 1280, locale: "en", theme: "light" });
  const context = await browser.newContext({ baseURL: shop.app.url, javaScriptEnabled: false, locale: "en" });
  await context.addCookies(await signedIn.cookies());
  const page = await context.newPage();
  await page.goto("/scripts/disp-sent");
  await page.getByLabel("customer's name").fill("Ms Wang");
  await page.getByLabel("order number").fill("17");
  await page.keyboard.press("Enter");
  await expect(page.getByText("Ms Wang, your bag is out.")).toBeVisible();
  await page.getByRole("button", { name: "顺丰" }).click();
  await expect(page.getByText("your bag is out.")).toContainText("Ms Wang, your bag is out.\n顺丰 has it");
  await expect(page.getByText("the tracking page of order 17.")).toBeVisible();
  await page.getByRole("link", { name: /empty all/ }).click();
  await expect(page.getByText("Ms Wang")).toHaveCount(0);
  await context.close();
  await signedIn.close();
});

test("the stores in which a script holds: set by whoever keeps it, and a filter at the desk", async ({ shop, watch }) => {
  const keeper = await watch.page(shop, "manager");
  await open(keeper, "/scripts/delay-storm-region");
  const fold = keeper.locator("details").filter({ hasText: "Holds in" });
  await fold.locator("summary").click();
  await expect(keeper.getByRole("checkbox", { name: "行囊京东自营店" })).toBeHidden();
  await keeper.getByRole("radio", { name: /Only these stores/ }).check();
  watch.refusal(400, /^\/scripts\/delay-storm-region/);
  await keeper.getByRole("button", { name: "Save" }).click();
  await expect(keeper.getByText("Tick at least one store").first()).toBeVisible();
  await keeper.getByRole("checkbox", { name: "行囊京东自营店" }).check();
  await keeper.getByRole("button", { name: "Save" }).click();
  await expect(keeper.getByText("Only in: 行囊京东自营店").first()).toBeVisible();

  const page = await watch.page(shop, "agent");
  await open(page, "/scripts?branch=delay");
  const list = page.getByRole("list", { name: "Scripts" });
  const scoped = list.getByRole("link", { name: /snow|storm/i });
  await expect(scoped).toContainText("Only in: 行囊京东自营店");
  const filter = page.getByRole("combobox", { name: "Store" });
  await filter.selectOption({ label: "行囊天猫旗舰店 (yours)" });
  await expect(page).toHaveURL(/store=/);
  await expect(scoped).toHaveCount(0);
  await expect(page.getByRole("combobox", { name: "Platform" })).toBeDisabled();
  await filter.selectOption({ label: "行囊京东自营店 (yours)" });
  await expect(scoped).toHaveCount(1);

  // Set again, it holds everywhere.
  await fold.locator("summary").click();
  await keeper.getByRole("radio", { name: /Every store/ }).check();
  await keeper.getByRole("button", { name: "Save" }).click();
  await expect(keeper.getByText("Only in: 行囊京东自营店")).toHaveCount(0);
});

test("copies made without a connection are counted once, when it is back", async ({ shop, watch }) => {
  const page = await watch.page(shop, "agent");
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"], { origin: shop.app.url });
  await open(page, "/scripts/check-duplicate-order");
  const before = await uses(shop, "check-duplicate-order");
  await page.context().setOffline(true);
  await page.keyboard.press("1");
  await expect.poll(() => clipboard(page)).not.toBe("");
  await page.keyboard.press("2");
  await expect.poll(() => waiting(page)).toBe(2);
  expect(await uses(shop, "check-duplicate-order")).toBe(before);

  // Another window of the same person sends what waits as well as this one.
  const other = await page.context().newPage();
  await page.context().setOffline(false);
  await open(other, "/scripts");
  await expect.poll(() => uses(shop, "check-duplicate-order")).toBe(before + 2);
  await expect.poll(() => waiting(page)).toBe(0);
  await page.reload();
  await open(other, "/scripts/check-duplicate-order");
  expect(await uses(shop, "check-duplicate-order")).toBe(before + 2);
  // The browser told of the two that did not go through.
  watch.faults.splice(0, watch.faults.length, ...watch.faults.filter((fault) => !fault.includes("ERR_INTERNET_DISCONNECTED")));
});

/** How many copies wait in the browser to be counted. */
async function waiting(page: Page): Promise<number> {
  return page.evaluate(async () => {
    const counts = (await indexedDB.databases()).map(
      ({ name = "" }) =>
        new Promise<number>((resolve) => {
          const request = indexedDB.open(name);
          request.onsuccess = () => {
            const { result } = request;
            if (!result.objectStoreNames.contains("waiting")) return resolve(0);
            const all = result.transaction("waiting").objectStore("waiting").getAll();
            all.onsuccess = () => {
              result.close();
              resolve((all.result as { kind: string }[]).filter(({ kind }) => kind === "copy").length);
            };
          };
        }),
    );
    return (await Promise.all(counts)).reduce((sum, n) => sum + n, 0);
  });
}
