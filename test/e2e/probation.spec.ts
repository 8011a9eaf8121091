import { phoneOf } from "./dead-spot";
import { PHOTO } from "./learner";
import { confirm, expect, open, type Page, ready, test } from "./shop";

const current = (page: Page) => page.locator('section[id^="item-"]:visible');

/** One item of the sheet under a thumb: its grade, and a picture where one is asked for. */
async function thumb(page: Page, grade: number, picture: string | null): Promise<number> {
  await current(page).locator(`button[name=grade][value="${grade}"]`).tap();
  await expect(current(page).locator(`button[name=grade][value="${grade}"]`)).toHaveAttribute("aria-pressed", "true");
  if (picture === null || (await current(page).getByText("照片（必须）").count()) === 0) return 1;
  await current(page).locator("input[type=file]").setInputFiles(picture);
  await expect(current(page).locator("li img")).toHaveCount(1);
  return 2;
}

test("35 items are graded by thumb, without a network for a while, and finished on the desktop", async ({ shop, watch }, info) => {
  test.setTimeout(420_000);
  // Somebody began this sheet before: it is emptied, so that all of it is graded here.
  const [sheet] = await shop.sql<{ id: string; personId: string }[]>`
    update grading set draft = '{}', draft_revision = draft_revision + 1
    where submitted_at is null and abandoned_at is null and person_id = (select id from person where login = 'tangning')
    returning id, person_id as "personId"`;
  const address = `/probation/${sheet?.personId}/grading/${sheet?.id}`;
  const saved = async () =>
    (
      await shop.sql<{ n: number }[]>`
      select count(*)::int as n from grading g, jsonb_each(g.draft) e where g.id = ${sheet?.id ?? ""} and e.value ? 'grade'`
    )[0]?.n ?? 0;

  const phone = await phoneOf(shop, "wangjing", { locale: "zh-CN", touch: true });
  await open(phone, `/probation/${sheet?.personId}`);
  await phone.locator(`a[href*="/grading/"]`).first().tap();
  await phone.waitForURL(/\/grading\//);
  await ready(phone);
  const began = Date.now();
  let taps = 0;
  for (let n = 1; n <= 30; n++) {
    await expect(current(phone)).toContainText(`第 ${n} 项，共 35 项`);
    if (n === 12) await phone.context().setOffline(true);
    const isAway = n >= 12 && n <= 20;
    taps += await thumb(phone, n % 7 === 0 ? 3 : 4, isAway ? null : PHOTO);
    if (n === 5) await current(phone).locator("textarea").fill("说得出用料差别，报价时看着顾客说。");
    if (n === 20) {
      await expect(phone.locator("[role=status]:visible", { hasText: "无网络" })).toBeVisible();
      expect(await saved()).toBeLessThanOrEqual(12);
      await phone.context().setOffline(false);
      await expect(phone.locator("[role=status]:visible", { hasText: "已保存" })).toBeVisible();
      expect(await saved()).toBe(20);
    }
    await phone.locator("#sheet a", { hasText: "下一项" }).tap();
    taps++;
  }
  await expect.poll(saved).toBe(30);
  info.annotations.push({ type: "thumb", description: `${taps} taps for 30 items in ${Math.round((Date.now() - began) / 1000)} s` });
  // A tap in every three seconds is slow; with that all 35 items take less than five minutes.
  expect((taps / 30) * 35 * 3).toBeLessThan(300);

  const desk = await watch.page(shop, "supervisor");
  await open(desk, address);
  await expect(desk.getByText(/\d+ of 35 items finished/)).toBeVisible();
  // Nothing on the sheet adds up: nobody grades to the line.
  await expect(desk.locator("main")).not.toContainText(/total|%/i);
  await desk.locator("aside nav a").last().click();
  for (let missing = desk.locator("section:has(#finish) ul a"); (await missing.count()) > 0;) {
    await missing.first().click();
    const slug = new URL(desk.url()).searchParams.get("item") ?? "";
    const card = desk.locator(`#item-${slug}`);
    await desk.keyboard.press("4");
    await expect(card.locator("button[aria-pressed=true]")).toHaveCount(1);
    if ((await card.locator("input[type=file]").count()) > 0 && (await card.locator("li img").count()) === 0) {
      await card.locator("input[type=file]").setInputFiles(PHOTO);
      await expect(card.locator("li img")).toHaveCount(1);
    }
    await desk.locator("aside nav a").last().click();
  }
  await confirm(desk, "button[name=intent][value=submit]");
  await desk.waitForURL(/\/result\//);
  await expect(desk.locator("main")).toContainText("Passed");
  // The phone that was left lying shows the result, not a sheet that could still be changed.
  await phone.reload();
  await expect(phone).toHaveURL(/\/result\//);
});
