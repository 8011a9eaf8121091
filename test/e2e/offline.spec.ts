import { answer, enter, goOn, keptIn, network, nowIn, personId, phoneOf, settled, stem, storedSince, tracesOf, typedIn } from "./dead-spot";
import { expect, open, ready, type Shop, test } from "./shop";

/** The drill in a warehouse with bad Wi-Fi. */

const WHO = "chenxi";
const OTHER = "zhouyu";

/** Beyond the plan's last day everything that is new may be asked at once: enough for a long day. */
const shift = ({ sql }: Shop, days: number) => sql`
  update enrolment set start_date = start_date + ${days}::int where person_id = (select id from person where login = ${WHO}) and ended_at is null`;
/** Whatever another test has made of the bank: nothing of it was asked yet, and all of it may be. */
const afresh = ({ sql }: Shop) => sql`
  update bank_card set due_at = entered_at, stability = null, difficulty = null, stage = null, step = null, reps = 0, lapses = 0, reviewed_at = null,
    plain_due_at = null, begun_at = null, first_right_at = null, first_right_ms = null, second_right_at = null, second_right_ms = null,
    fluent_until = null, revision = revision + 1
  where person_id = (select id from person where login = ${WHO})`;
test.beforeAll(async ({ shop }) => {
  await shift(shop, -40);
  await afresh(shop);
});
test.afterAll(async ({ shop }) => void (await shift(shop, 40)));

test("a go that was interrupted goes on at the same question with what was typed", async ({ shop }) => {
  const page = await phoneOf(shop, WHO);
  await open(page, "/drill");
  const field = page.locator("form[action='/drill'] textarea, form[action='/drill'] input[type=text]");
  for (let n = 0; n < 12 && (await field.count()) === 0; n++) {
    await answer(page);
    await goOn(page);
  }
  const asked = await stem(page).innerText();
  await field.first().fill("Half an answ");
  const person = await personId(shop, WHO);
  // Something typed is kept of the questions before too: what counts is what was typed last.
  await expect.poll(() => typedIn(page, person)).toContain("Half an answ");
  await page.reload();
  await ready(page);
  await expect(stem(page)).toHaveText(asked);
  await expect(field.first()).toHaveValue("Half an answ");
  await page.context().close();
});

test("a page that needs the network says so in the reader's language, and leads to the drill", async ({ shop }) => {
  for (const [locale, title, on] of [
    ["en", "No connection", "Go on drilling"],
    ["zh-CN", "没有网络", "继续练习"],
  ] as const) {
    const page = await phoneOf(shop, WHO, { locale });
    await open(page, "/today");
    await settled(page, await personId(shop, WHO));
    await page.context().setOffline(true);
    await page.goto("/profile");
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(title);
    await expect(page.locator("html")).toHaveAttribute("lang", locale);
    // The network comes and goes in the moment of the click: who has gone on is not brought back.
    await page.getByRole("link", { name: on }).evaluate((link: HTMLAnchorElement) => {
      link.click();
      dispatchEvent(new Event("online"));
    });
    await expect(stem(page)).toBeVisible();
    await ready(page);
    await page.goto("/profile");
    // It comes back by itself.
    await page.context().setOffline(false);
    await expect(page.locator("[data-offline-page]")).toHaveCount(0);
    await page.context().close();
  }
});

test("signing out asks while something waits, and leaves nothing behind", async ({ shop }) => {
  const since = await nowIn(shop);
  const person = await personId(shop, WHO);
  const page = await phoneOf(shop, WHO);
  await open(page, "/drill");
  await settled(page, person);
  await page.context().setOffline(true);
  await answer(page);
  await expect(page.getByText("Saved", { exact: true })).toBeVisible();
  const menu = page.getByRole("button", { name: /^Your account/ });
  const signOut = page.getByRole("button", { name: "Sign out", exact: true });
  await menu.click();
  await signOut.click();
  await expect(page.getByText("Stay signed in until it is back", { exact: false })).toBeVisible();
  await page.getByRole("button", { name: "Stay", exact: true }).click();
  expect((await keptIn(page, person)).waiting).toBe(1);

  // The network is back, the server is not yet.
  await page.context().route("**/drill/answer", (route) => route.fulfill({ status: 503 }));
  await page.context().setOffline(false);
  await expect(network(page)).toHaveText("Sending 1…");
  await signOut.click();
  await expect(page.getByText("One thing on this device has not been sent")).toBeVisible();
  await page.context().unroute("**/drill/answer");
  await page.getByRole("button", { name: "Send now, then sign out" }).click();
  await page.waitForURL(/\/sign-in/);
  expect(await storedSince(shop, WHO, since)).toHaveLength(1);
  await expect.poll(() => tracesOf(page, person)).toEqual([]);
  await page.context().setOffline(true);
  await page.goto("/drill");
  await expect(page.locator("[data-offline-page]")).toBeVisible();
  await page.context().close();
});

test("of two people on one phone each sees and sends only their own", async ({ shop }) => {
  test.setTimeout(150_000);
  const since = await nowIn(shop);
  const [who, other] = [await personId(shop, WHO), await personId(shop, OTHER)];
  const first = await phoneOf(shop, WHO);
  const context = first.context();
  await open(first, "/drill");
  await settled(first, who);
  await context.setOffline(true);
  for (let n = 0; n < 2; n++) {
    await answer(first);
    await expect(first.getByText("Saved", { exact: true })).toBeVisible();
    await goOn(first);
  }
  await first.close();

  // The first one's session ended; another signs in on the same phone.
  await enter(shop, context, OTHER);
  await context.setOffline(false);
  const second = await context.newPage();
  await open(second, "/today");
  await settled(second, other);
  await expect.poll(() => keptIn(second, who)).toEqual({ kept: [], waiting: 2 });
  expect(await tracesOf(second, who)).toEqual([`deskready ${who}`]);
  await context.setOffline(true);
  await second.goto("/drill");
  await expect(second.locator("[data-person]")).toHaveAttribute("data-person", other);
  await context.setOffline(false);
  expect([...(await storedSince(shop, WHO, since)), ...(await storedSince(shop, OTHER, since))]).toEqual([]);
  await second.close();

  // A window that lets nobody wipe what is the other's keeps nothing back that is one's own.
  const holder = await context.newPage();
  await holder.goto("/healthz");
  await holder.evaluate(
    (name) => new Promise((resolve) => (indexedDB.open(name).onsuccess = resolve)).then(() => undefined),
    `deskready ${other}`,
  );
  await enter(shop, context, WHO);
  const third = await context.newPage();
  await open(third, "/today");
  await expect.poll(async () => (await storedSince(shop, WHO, since)).length, { timeout: 40_000 }).toBe(2);
  expect(await storedSince(shop, OTHER, since)).toEqual([]);
  await context.close();
});

test("thirty answers in a dead spot, a reload among them, are stored once, in their order, with their times", async ({ shop }) => {
  test.setTimeout(240_000);
  const since = await nowIn(shop);
  const page = await phoneOf(shop, WHO);
  await open(page, "/today");
  await settled(page, await personId(shop, WHO));
  await open(page, "/drill");
  await page.context().setOffline(true);
  await expect(network(page)).toHaveText(/^Offline/);
  const given: { asked: string; ms: number }[] = [];
  for (let n = 1; n <= 30; n++) {
    given.push({ asked: await answer(page), ms: Date.now() });
    await expect(page.getByText("Saved", { exact: true })).toBeVisible();
    await expect(network(page)).toHaveText(new RegExp(`^Offline · ${n} waiting`));
    if (n === 12) {
      const shown = await stem(page).innerText();
      await page.reload();
      await ready(page);
      await expect(network(page)).toHaveText(/^Offline · 12 waiting/);
      // What was answered is not asked again.
      await expect(stem(page)).not.toHaveText(shown);
    } else await goOn(page);
    if (n === 20) await page.getByRole("button", { name: /^Go on/ }).click();
  }
  expect(await storedSince(shop, WHO, since)).toHaveLength(0);

  await page.context().setOffline(false);
  await expect(page.getByText("30 answers were graded", { exact: false }).first()).toBeVisible();
  await expect(network(page)).toHaveCount(0);
  await open(page, "/today");
  expect((await keptIn(page, await personId(shop, WHO))).waiting).toBe(0);
  const stored = await storedSince(shop, WHO, since);
  expect(stored.map((row) => row.stem.trim())).toEqual(given.map(({ asked }) => asked.trim()));
  expect(stored.every((row) => row.offline)).toBe(true);
  const first = { at: stored[0]?.at.getTime() ?? 0, ms: given[0]?.ms ?? 0 };
  // The demo's clock has a day of its own; the distances are real.
  for (const [i, { at }] of stored.entries())
    expect(Math.abs(at.getTime() - first.at - ((given[i]?.ms ?? 0) - first.ms)), `the time of answer ${i + 1}`).toBeLessThan(10_000);
  await page.context().close();
});
