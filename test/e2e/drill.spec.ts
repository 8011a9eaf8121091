import { expect, open, test } from "./shop";

/** A few questions of a trainee's own bank, by keyboard alone, and on a phone by touch. */

test("the bank is drilled by keyboard: answered, told why, gone on with, and each answer is kept once", async ({ shop, watch }) => {
  const page = await watch.page(shop, "trainee", { locale: "zh-CN" });
  await open(page, "/drill");
  const [before] = await shop.sql<{ cards: number; attempts: number }[]>`
    select (select count(*)::int from bank_card c join person p on p.id = c.person_id where p.login = 'chenxi') as cards,
      (select count(*)::int from attempt a join person p on p.id = a.person_id where p.login = 'chenxi' and a.context = 'drill') as attempts`;
  expect(before?.cards).toBeGreaterThan(10);
  for (let n = 0; n < 3; n++) {
    const stem = await page.locator("form h2").innerText();
    const field = page.locator("form input[type=text], form textarea").first();
    if (await field.isVisible()) await field.fill("不记得了");
    else await page.keyboard.press("1");
    // No key is on the page before the answer.
    await expect(page.locator("main [role=status]:has(a)")).toHaveCount(0);
    await page.keyboard.press("Enter");
    await expect(page.locator("main [role=status]:has(a)")).toBeVisible();
    await page.keyboard.press("Enter");
    await expect(async () => expect(await page.locator("form h2").innerText()).not.toBe(stem)).toPass();
  }
  const [after] = await shop.sql<{ n: number }[]>`
    select count(*)::int as n from attempt a join person p on p.id = a.person_id where p.login = 'chenxi' and a.context = 'drill'`;
  expect(after?.n).toBe((before?.attempts ?? 0) + 3);
});

test("a question is answered on a phone, and its lesson is a tap away", async ({ shop, watch }) => {
  const page = await watch.page(shop, "trainee", { width: 360, locale: "en" });
  await open(page, "/drill");
  await page.locator("form label").first().click();
  const field = page.locator("form input[type=text], form textarea").first();
  if (await field.isVisible()) await field.fill("no idea");
  await page.getByRole("button", { name: "Answer", exact: true }).click();
  await expect(page.locator("main [role=status]")).toBeVisible();
  await expect(page.getByRole("link", { name: /^Lesson:/ })).toBeVisible();
});
