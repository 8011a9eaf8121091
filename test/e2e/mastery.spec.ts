import type { Locale } from "~/platform/locale";
import { settled } from "./dead-spot";
import { Drilled, everyKind } from "./drilled";
import { answerFor, give, Keys, Mouse } from "./hands";
import { expect, open, type Page, type Shop, test } from "./shop";

/** From the mastery of one's bank to a drill of the ten weakest and back, where the difference is seen: by keyboard, and on a phone. */

/** What no machine decides is left out: it turns nothing fluent by itself. */
const judged = ["free_reply", "rewrite", "spot_violation", "find_product"];
const TEN = everyKind.filter((kind) => !judged.includes(kind));

/** A trainee who answered everything rightly once, long ago; ten of the questions are hard for them. */
async function beginner(shop: Shop): Promise<Drilled> {
  const drilled = await Drilled.begin(shop);
  const long = new Date(Date.now() - 5 * 86_400_000);
  await shop.sql`
    update bank_card c set required = true, reviewed_at = ${long}, begun_at = ${long}, due_at = ${long}, plain_due_at = ${long}, stage = 'review', step = 0, reps = 1,
      stability = 3, first_right_at = ${long}, first_right_ms = 300, difficulty = case when v.body ->> 'type' = any(${TEN}) then 9 else 4 end
    from content_item i join content_version v on v.id = i.current_version_id
    where i.id = c.item_id and c.person_id = ${drilled.personId}`;
  return drilled;
}

async function answerTen(page: Page, drilled: Drilled, locale: Locale, hand: Keys | Mouse, next: () => Promise<void>): Promise<string[]> {
  const kinds: string[] = [];
  for (let n = 0; n < 10; n++) {
    const { body } = await drilled.asked(page);
    kinds.push(body.type);
    await give(page, hand, body, answerFor(body, true, locale), locale);
    await page.keyboard.press("Enter");
    const verdict = page.locator("main [role=status]:has(a)");
    await expect(verdict).toContainText(body.explanation[locale]);
    await next();
    await expect(verdict).toHaveCount(0);
  }
  return kinds;
}

test("by keyboard: the ten weakest in one key, and back to see them fluent", async ({ shop, watch }) => {
  const drilled = await beginner(shop);
  const page = await watch.pageWith(shop, drilled.cookie, { locale: "zh-CN" });
  await open(page, "/mastery");
  await expect(page.getByText("必会题熟练 0 / 14")).toBeVisible();
  await expect(page.getByText("学习中：14")).toBeVisible();
  await page.getByRole("link", { name: "练这十道" }).focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "最薄弱的十道题", level: 1 })).toBeVisible();
  await expect(page.getByText("1 / 10")).toBeVisible();
  const kinds = await answerTen(page, drilled, "zh-CN", new Keys(page), () => page.keyboard.press("Enter"));
  expect(kinds.toSorted()).toEqual(TEN.toSorted());
  await expect(page.getByText("又有 10 道题熟练了。")).toBeVisible();
  await page.getByRole("main").getByRole("link", { name: "回到掌握情况" }).last().focus();
  await page.keyboard.press("Enter");
  await expect(page.getByText("必会题熟练 10 / 14")).toBeVisible();
  await expect(page.getByText("熟练：10")).toBeVisible();
  // Each cell says its state in words and leads to what was answered.
  await page
    .getByRole("link", { name: /：熟练$/ })
    .first()
    .focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "答题记录" })).toBeVisible();
  await expect(page.getByText("答对", { exact: true })).toHaveCount(1);
});

test("on a phone: a topic from its ring, and the page fits", async ({ shop, watch }) => {
  const drilled = await beginner(shop);
  const page = await watch.pageWith(shop, drilled.cookie, { locale: "en", width: 360, touch: true });
  await open(page, "/today");
  const bar = page.getByRole("navigation").filter({ has: page.getByRole("button", { name: "More" }) });
  await bar.getByRole("button", { name: "More" }).tap();
  await bar.getByRole("link", { name: "Mastery" }).tap();
  await expect(page.getByText("0 of 14 required questions fluent")).toBeVisible();
  expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(0);
  const topic = page.getByRole("link", { name: /^Drill .+/ }).first();
  const title = ((await topic.getAttribute("aria-label")) ?? "").replace(/^Drill /, "");
  await topic.tap();
  await expect(page.getByRole("heading", { name: title, level: 1 })).toBeVisible();
  await expect(page.getByText("Extra practice. It counts like every answer.")).toBeVisible();
  const { body } = await drilled.asked(page);
  await give(page, new Mouse(), body, answerFor(body, false, "en"), "en");
  await page.getByRole("button", { name: "Answer", exact: true }).tap();
  await expect(page.locator("main [role=status]:has(a)")).toContainText(body.explanation.en);
  // Left in the middle: what was answered counts.
  await page.getByRole("link", { name: "Back to mastery" }).tap();
  await expect(page.getByText("Learning: 14")).toBeVisible();
  const weakest = page.getByRole("region", { name: "Ten weakest" }).getByRole("link").nth(1);
  await expect(weakest).toHaveText(body.stem.en);
  await weakest.tap();
  await expect(page.getByText("Not right", { exact: true })).toHaveCount(1);
});

test("without a connection the drill of the day opens, not what was chosen last", async ({ shop, watch }) => {
  const drilled = await beginner(shop);
  const page = await watch.pageWith(shop, drilled.cookie, { locale: "en" });
  await open(page, "/drill");
  await settled(page, drilled.personId);
  await open(page, "/drill?weakest=1");
  await page.waitForLoadState("networkidle");
  const pages = await page.evaluate(async (who) => {
    const cache = await caches.open(`deskready pages ${who}`);
    const kept = (await cache.keys()).map(({ url }) => new URL(url)).filter(({ pathname }) => pathname.startsWith("/drill"));
    return { addresses: kept.map(({ pathname, search }) => pathname + search), html: (await (await cache.match("/drill"))?.text()) ?? "" };
  }, drilled.personId);
  expect(pages.addresses).toEqual(["/drill"]);
  expect(pages.html).toContain('action="/drill"');
});
