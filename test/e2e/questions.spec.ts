import { readFile } from "node:fs/promises";
import type { Locator } from "@playwright/test";
import { confirm, expect, open, type Page, test } from "./shop";
import type { Look } from "./signed-in";

/** Questions that go out as a sheet and come back: at a desk by keyboard alone, and on a phone by touch. */

const STEM = 'Which comes "first", which last?';

/** A cell of a CSV with another text in it. */
const inCell = (csv: string, was: string, is: string) => {
  const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;
  const [cell, whole] = [quoted(was), /[",\n]/.test(was)];
  expect(csv).toContain(whole ? cell : was);
  return csv.replace(whole ? cell : was, () => quoted(is));
};

/** Take all questions of one type along as CSV. */
async function exported(page: Page, type: string): Promise<string> {
  await open(page, `/library/questions/export?type=${type}`);
  await page.locator("input[name=format][value=csv]").check({ force: true });
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.locator("main form:has(input[name=format]) button[type=submit]").click(),
  ]);
  expect(download.suggestedFilename()).toMatch(/^questions-.*\.csv$/);
  return readFile(await download.path(), "utf8");
}

for (const { name, look, type, press } of [
  {
    name: "by keyboard at a desk",
    look: { width: 1280, locale: "en" },
    type: "order_steps",
    press: async (target: Locator) => {
      await target.focus();
      await target.press((await target.getAttribute("type")) === "checkbox" ? "Space" : "Enter");
    },
  },
  {
    name: "by touch on a phone, in Chinese",
    look: { width: 360, locale: "zh-CN", touch: true },
    type: "match",
    press: (target: Locator) => target.tap(),
  },
] satisfies { name: string; look: Partial<Look>; type: string; press: (target: Locator) => Promise<void> }[])
  test(`questions go out as a sheet, one cell is edited, and it comes back as a draft that can be given up: ${name}`, async ({
    shop,
    watch,
  }) => {
    const page = await watch.page(shop, "content owner", look);
    const upload = async (csv: string) => {
      await open(page, "/library/questions/import");
      await page.locator("input[name=file]").setInputFiles({ name: "questions.csv", mimeType: "text/csv", buffer: Buffer.from(csv) });
      await press(page.locator("form:has(input[name=file]) button[type=submit]"));
      await page.waitForURL(/\/library\/questions\/import\/.+/);
      await expect(page.locator("main dl").first()).toBeVisible();
    };
    const fits = async () => expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
    const csv = await exported(page, type);
    const [question] = await shop.sql<{ slug: string; stem: string }[]>`
      select i.slug, v.body -> 'stem' ->> 'en' as stem from content_item i join content_version v on v.id = i.current_version_id
      where i.kind = 'question' and v.body ->> 'type' = ${type} and i.archived_at is null order by i.slug limit 1`;
    if (!question) throw new Error("the demo has no such question");

    await upload(csv);
    await expect(page.locator("button[value=draft]")).toHaveCount(0);

    // A comma too many, as an editor without a spreadsheet writes it: the row is named, and nothing is made of it.
    await upload(csv.replace(question.slug, `,${question.slug}`));
    await expect(page.locator("main table")).toBeVisible();
    await expect(page.locator("button[value=draft]")).toHaveCount(0);
    await fits();

    await upload(inCell(csv, question.stem, STEM));
    const take = page.locator("main input[name=take]");
    await expect(take).toHaveCount(1);
    await press(page.locator("main li details summary"));
    await expect(page.locator("main ins").first()).toBeVisible();
    await fits();

    // Left out, and taken again; the page keeps what was chosen, and the keyboard its place.
    await press(take);
    await expect(page.locator("button[value=draft]")).toHaveCount(0);
    await expect(take).toBeFocused();
    await page.reload();
    await expect(take).not.toBeChecked();
    await press(take);
    await press(page.locator("button[value=draft]"));

    const draft = () => shop.sql<{ stem: string }[]>`
      select body -> 'stem' ->> 'en' as stem from content_draft where kind = 'question' and slug = ${question.slug}`;
    await expect(page.locator(`main a[href='/library/question/${question.slug}/edit']`)).toBeVisible();
    expect(await draft()).toEqual([{ stem: STEM }]);
    const [inForce] = await shop.sql<{ stem: string }[]>`
      select v.body -> 'stem' ->> 'en' as stem from content_item i join content_version v on v.id = i.current_version_id
      where i.kind = 'question' and i.slug = ${question.slug}`;
    expect(inForce?.stem).toBe(question.stem);
    await fits();

    await confirm(page, "form:has(input[value=discard]) button");
    await expect(page.locator("form:has(input[value=discard])")).toHaveCount(0);
    expect(await draft()).toEqual([]);
  });
