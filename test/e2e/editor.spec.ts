import { hashPassword } from "~/people/password.server";
import { confirm, expect, open, type Page, ready, type Shop, test } from "./shop";
import { Sessions } from "./wire";

const PASSWORD = "行囊第一天 2026";
const OWNER = "content owner";
const LESSON = "/library/lesson/bag-families";

const field = (page: Page, name: string) => page.locator(`[name="${name}"]`);
const bar = (page: Page) => page.locator("form .sticky");
const press = (page: Page, what: string) => bar(page).locator(`button[value=${what}]`).click();
const saved = (page: Page) => expect(bar(page).getByRole("status")).toHaveText("Saved");
const notice = (page: Page) => page.getByText("Somebody else saved first. Nothing was overwritten.");
const focused = (page: Page) => page.evaluate(() => document.activeElement?.outerHTML.slice(0, 300) ?? "");

async function stored(shop: Shop, slug: string): Promise<Record<string, Record<string, string>>> {
  const [row] = await shop.sql<{ body: Record<string, Record<string, string>> }[]>`select body from content_draft where slug = ${slug}`;
  return row?.body ?? {};
}

/** Two windows of one lesson; the first saves by itself, the second presses a button without having looked up. */
async function two(
  shop: Shop,
  watch: { page(shop: Shop, role: string, look?: object): Promise<Page>; refusal(n: number, p: RegExp): void },
  look = {},
) {
  await shop.sql`delete from content_draft where slug = 'bag-families'`;
  const [first, second] = [await watch.page(shop, OWNER), await watch.page(shop, "manager", look)];
  await Promise.all([open(first, `${LESSON}/edit`), open(second, `${LESSON}/edit`)]);
  watch.refusal(409, /bag-families/);
  return { first, second };
}

test("who has not seen what another saved is brought to it, and overwrites nothing by pressing on", async ({ shop, watch }) => {
  const { first, second } = await two(shop, watch);
  await field(first, "summary.en").fill("The first editor's words.");
  await expect.poll(async () => (await stored(shop, "bag-families")).summary?.en).toBe("The first editor's words.");
  await field(second, "madeFrom").fill("The second editor's source");
  await expect(bar(second)).toContainText("somebody else was quicker");
  for (const button of ["save", "publish", "save"]) {
    await second.evaluate(() => scrollTo(0, document.body.scrollHeight));
    await press(second, button);
    await expect(notice(second)).toBeInViewport();
    expect(await second.evaluate(() => document.activeElement?.textContent)).toContain("Somebody else saved first");
  }
  expect((await stored(shop, "bag-families")).summary?.en).toBe("The first editor's words.");
  await expect(second).toHaveURL(/\/edit$/);
  await second.locator("button[value=keep]").click();
  await expect(second.getByText("Yours is saved over what was stored.")).toBeVisible();
  expect((await stored(shop, "bag-families")).summary?.en).not.toBe("The first editor's words.");
});

test("puts both together, asks where both changed the same, and drops nothing", async ({ shop, watch }) => {
  const { first, second } = await two(shop, watch);
  await field(first, "summary.en").fill("The first editor's words.");
  await field(first, "title.en").fill("The first editor's title");
  await press(first, "save");
  await saved(first);
  await field(second, "title.en").fill("The second editor's title");
  await field(second, "summary.zh-CN").fill("第二个人写的");
  await press(second, "save");
  await expect(notice(second)).toBeInViewport();
  await second.locator("button[value=merge]").click();
  await expect(second.getByText("Choose one.")).toBeVisible();
  await expect(field(second, "title.en")).toHaveValue("The second editor's title");
  await second.locator('input[name="pick:title.en"][value=theirs]').check({ force: true });
  await second.locator("button[value=merge]").click();
  await expect(second.getByText("Both are put together and saved.")).toBeVisible();
  await expect(field(second, "title.en")).toHaveValue("The first editor's title");
  await expect(field(second, "summary.en")).toHaveValue("The first editor's words.");
  const { title, summary } = await stored(shop, "bag-families");
  expect([title?.en, summary?.en, summary?.["zh-CN"]]).toEqual(["The first editor's title", "The first editor's words.", "第二个人写的"]);
});

test("without script a save that has not seen what is stored is refused until it is asked for in so many words", async ({
  shop,
  watch,
}) => {
  await shop.sql`delete from content_draft where slug = 'bag-families'`;
  const browser = (await shop.signIns.context(OWNER, { width: 1280, locale: "en", theme: "light" })).browser();
  const state = await (await shop.signIns.context(OWNER, { width: 1280, locale: "en", theme: "light" })).storageState();
  if (!browser) throw new Error("no browser");
  const context = await browser.newContext({
    baseURL: shop.app.url,
    storageState: state,
    javaScriptEnabled: false,
    viewport: { width: 1280, height: 800 },
  });
  const page = await context.newPage();
  await page.goto(`${LESSON}/edit`);
  const first = await watch.page(shop, "manager");
  await open(first, `${LESSON}/edit`);
  await field(first, "summary.en").fill("The first editor's words.");
  await press(first, "save");
  await saved(first);
  await field(page, "title.en").fill("Typed without script");
  for (const button of ["save", "publish"]) {
    await press(page, button);
    await expect(notice(page)).toBeVisible();
    await expect(field(page, "title.en")).toHaveValue("Typed without script");
  }
  expect((await stored(shop, "bag-families")).title?.en).not.toBe("Typed without script");
  await page.locator("button[value=merge]").click();
  await expect(field(page, "summary.en")).toHaveValue("The first editor's words.");
  expect((await stored(shop, "bag-families")).title?.en).toBe("Typed without script");

  // To discard asks first.
  await bar(page).locator("summary").click();
  await expect(page.getByText("Discard this draft?")).toBeVisible();
  expect((await stored(shop, "bag-families")).title?.en).toBe("Typed without script");
  await bar(page).locator("button[value=discard]").click();
  await page.waitForURL((url) => url.pathname === LESSON);
  expect(await stored(shop, "bag-families")).toEqual({});
  await context.close();
});

test("without network a button does nothing and says so, and the text arrives once the network is back", async ({ shop, watch }) => {
  await shop.sql`delete from content_draft where slug = 'bag-families'`;
  const page = await watch.page(shop, OWNER);
  await open(page, `${LESSON}/edit`);
  await page.route("**/draft", (route) => route.abort("internetdisconnected"));
  const isAbort = (text: string) => /ERR_INTERNET_DISCONNECTED/.test(text);
  await field(page, "summary.en").fill("Typed without network");
  for (const button of ["save", "publish"]) {
    await press(page, button);
    await expect(bar(page)).toContainText("No connection");
  }
  await expect(page).toHaveURL(/\/edit$/);
  await page.reload();
  await ready(page);
  await expect(bar(page)).toContainText("No connection");
  // What is typed before the first text has arrived stands beside it, not in its place.
  await field(page, "title.en").fill("Typed while it waited");
  watch.refusal(409, /bag-families/);
  await page.unroute("**/draft");
  await expect.poll(async () => (await stored(shop, "bag-families")).summary?.en).toBe("Typed without network");
  await expect(notice(page)).toBeAttached();
  await page.locator("button[value=merge]").click();
  await expect(field(page, "summary.en")).toHaveValue("Typed without network");
  await expect(field(page, "title.en")).toHaveValue("Typed while it waited");
  watch.faults.splice(0, watch.faults.length, ...watch.faults.filter((fault) => !isAbort(fault)));
});

test.afterAll(({ shop }) => shop.sql`delete from content_draft where slug in ('bag-families', 'walk-the-shelves')`);

test.describe("a session that ends in the middle", () => {
  test.beforeAll(async ({ shop }) => {
    const hash = await hashPassword(PASSWORD);
    await shop.sql`update person set password_hash = ${hash} where login = 'zhaomin'`;
  });

  async function signIn(page: Page, login: string): Promise<void> {
    await page.waitForURL(/\/sign-in\?next=.*kept=1$/);
    await expect(page.getByText("What you typed is kept", { exact: false })).toBeVisible();
    await page.locator("input[name=identifier]").fill(login);
    await page.locator("input[name=password]").fill(PASSWORD);
    await page.locator("form:has(input[name=password]) button[type=submit]").click();
    await page.waitForURL((url) => url.pathname !== "/sign-in");
    await ready(page);
  }

  for (const button of ["save", "publish", "add:check"])
    test(`keeps what was typed in the editor through the sign-in, though ${button} was pressed`, async ({ shop, watch }) => {
      await shop.sql`delete from content_draft where slug = 'bag-families'`;
      const sessions = new Sessions(shop);
      const page = await watch.page(shop, null);
      const token = await sessions.enter(page.context(), "zhaomin");
      await open(page, `${LESSON}/edit`);
      await sessions.end(token);
      await field(page, "summary.en").fill("Typed before the session ended");
      await page.locator(`button[value="${button}"]:not([aria-hidden])`).click();
      await signIn(page, "zhaomin");
      await expect(field(page, "summary.en")).toHaveValue("Typed before the session ended");
      await expect(page.getByText("What you had typed here is back")).toBeVisible();
      await expect.poll(async () => (await stored(shop, "bag-families")).summary?.en).toBe("Typed before the session ended");
    });

  test("offers it again beside what another saved meanwhile", async ({ shop, watch }) => {
    await shop.sql`delete from content_draft where slug = 'bag-families'`;
    const sessions = new Sessions(shop);
    const page = await watch.page(shop, null);
    const token = await sessions.enter(page.context(), "zhaomin");
    await open(page, `${LESSON}/edit`);
    await sessions.end(token);
    await field(page, "summary.en").fill("Typed before the session ended");
    await press(page, "save");
    await page.waitForURL(/\/sign-in/);
    const other = await watch.page(shop, OWNER);
    await open(other, `${LESSON}/edit`);
    await field(other, "title.en").fill("Another's title");
    await press(other, "save");
    await saved(other);
    watch.refusal(409, /bag-families/);
    await signIn(page, "zhaomin");
    await expect(notice(page)).toBeVisible();
    await expect(field(page, "summary.en")).toHaveValue("Typed before the session ended");
    await page.locator("button[value=merge]").click();
    await expect(page.getByText("Both are put together and saved.")).toBeVisible();
    const { title, summary } = await stored(shop, "bag-families");
    expect([title?.en, summary?.en]).toEqual(["Another's title", "Typed before the session ended"]);
  });

  test("keeps what was typed about a product, and lets another's later price stand", async ({ shop, watch }) => {
    const sessions = new Sessions(shop);
    const page = await watch.page(shop, null);
    const token = await sessions.enter(page.context(), "zhaomin");
    await open(page, "/library/product/city-backpack-14/edit");
    await sessions.end(token);
    await field(page, "name-en").fill("Typed before the session ended");
    await page.locator("form:has([name=name-en]) button[type=submit]").last().click();
    await page.waitForURL(/\/sign-in/);
    const other = await watch.page(shop, OWNER);
    await open(other, "/library/product/city-backpack-14/edit");
    await field(other, "shelf").fill("Z-9");
    await other.locator("form:has([name=name-en]) button[type=submit]").last().click();
    await other.waitForURL((url) => !url.pathname.endsWith("/edit"));
    await signIn(page, "zhaomin");
    await expect(field(page, "name-en")).toHaveValue("Typed before the session ended");
    await expect(field(page, "shelf")).toHaveValue("Z-9");
    // It was typed upon an earlier version: the first press shows what stands now.
    watch.refusal(409, /city-backpack-14/);
    const save = page.locator("form:has([name=name-en]) button[type=submit]").last();
    await save.click();
    await expect(page.getByRole("cell", { name: "Typed before the session ended" })).toBeVisible();
    await expect(field(page, "shelf")).toHaveValue("Z-9");
    await save.click();
    await page.waitForURL((url) => !url.pathname.endsWith("/edit"));
    await expect(page.locator("main")).toContainText("Z-9");
  });
});

test("a form pressed without network stays where it is with what was typed", async ({ shop, watch }) => {
  const page = await watch.page(shop, OWNER);
  await open(page, "/library/product/city-backpack-14/edit");
  await field(page, "name-en").fill("Typed without network");
  watch.unreached();
  await page.context().setOffline(true);
  await page.locator("form:has([name=name-en]) button[type=submit]").last().click();
  await expect(page.getByText("nothing was sent", { exact: false })).toBeVisible();
  await expect(field(page, "name-en")).toHaveValue("Typed without network");
  await page.context().setOffline(false);
});

test("the keyboard goes on where an entry was added, moved or removed", async ({ shop, watch }) => {
  await shop.sql`delete from content_draft where slug = 'walk-the-shelves'`;
  const page = await watch.page(shop, OWNER);
  await open(page, "/library/practical/walk-the-shelves/edit");
  const steps = await page.locator('button[value^="remove:steps."]').count();
  const hit = async (value: string, entries: number) => {
    await page.locator(`button[value="${value}"]`).focus();
    await page.keyboard.press("Enter");
    await expect(page.locator('button[value^="remove:steps."]')).toHaveCount(entries);
  };
  await hit("add:steps", steps + 1);
  await expect.poll(() => focused(page)).toContain(`name="steps.${steps}.zh-CN"`);
  await field(page, `steps.${steps}.zh-CN`).fill("新的一步");
  await hit(`up:steps.${steps}`, steps + 1);
  await expect.poll(() => focused(page)).toContain(`value="up:steps.${steps - 1}"`);
  await expect(field(page, `steps.${steps - 1}.zh-CN`)).toHaveValue("新的一步");
  await hit(`remove:steps.${steps - 1}`, steps);
  await expect.poll(() => focused(page)).toMatch(/^<li/);
  await press(page, "save");
  await saved(page);
  expect(await focused(page)).toContain('value="save"');
  await confirm(page, "form .sticky button[value=discard]");
  await page.waitForURL((url) => !url.pathname.endsWith("/edit"));
});

test("previews stand side by side in both languages where there is room, else one behind a switch", async ({ shop, watch }) => {
  const page = await watch.page(shop, OWNER);
  await open(page, `${LESSON}/edit`);
  const previews = page.locator("section[lang]");
  await expect(page.locator("section[lang]:visible")).toHaveCount(2);
  const boxes = await Promise.all([0, 1].map((n) => previews.nth(n).boundingBox()));
  expect((boxes[1]?.x ?? 0) - (boxes[0]?.x ?? 0)).toBeGreaterThan(200);
  await page.getByRole("group", { name: "Language of the preview" }).getByRole("button", { name: "English" }).click();
  await expect(page.locator("section[lang]:visible")).toHaveCount(1);
  await page.reload();
  await ready(page);
  await expect(page.locator("section[lang]:visible")).toHaveCount(1);
  await page.getByRole("button", { name: "Both" }).click();
  await expect(page.locator("section[lang]:visible")).toHaveCount(2);
  const phone = await watch.page(shop, OWNER, { width: 360 });
  await open(phone, `${LESSON}/edit`);
  await expect(phone.locator("section[lang]:visible")).toHaveCount(1);
  await expect(phone.locator("section[lang]:visible")).toHaveAttribute("lang", "en");
  await phone.getByRole("group", { name: "Language of the preview" }).getByRole("button").first().click();
  await expect(phone.locator("section[lang]:visible")).toHaveAttribute("lang", "zh-CN");
});
