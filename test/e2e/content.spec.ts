import { expect, open, type Page, test } from "./shop";

/** Edit the intro of a practical, compare, publish with a note. */
async function publish(page: Page, slug: string, intro: { en: string; zh: string }, effect: "minor" | "material"): Promise<void> {
  await open(page, `/library/practical/${slug}/edit`);
  await page.locator('[name="intro.en"]').fill(intro.en);
  await page.locator('[name="intro.zh-CN"]').fill(intro.zh);
  await page.locator("button[value=publish]").click();
  await page.waitForURL((url) => url.pathname.endsWith(`/${slug}/publish`));
  await expect(page.locator("main ins").first()).toBeVisible();
  await page.locator("textarea[name=note], input[name=note]").fill("The order of the steps was asked about.");
  await page.locator(`input[name=effect][value=${effect}]`).check({ force: true });
  await page.locator("form:has(input[name=effect]) button[type=submit]").last().click();
  await page.waitForURL((url) => !url.pathname.endsWith("/publish"));
}

test("who is in the middle keeps a minor change away, and has a material one at once", async ({ shop, watch }) => {
  const [begun] = await shop.sql<{ slug: string; ref: string }[]>`
    select a.slug, a.ref from activity_state a join person p on p.id = a.person_id
    where p.login = 'chenxi' and a.kind = 'practical' and a.status = 'started' limit 1`;
  if (!begun) throw new Error("the demo's trainee has begun no practical");
  const trainee = await watch.page(shop, "trainee", { width: 360 });
  const owner = await watch.page(shop, "content owner");
  await open(trainee, `/learn/${begun.slug}`);
  const before = await trainee.locator("main").innerText();

  await publish(owner, begun.ref, { en: "Reworded: five orders, alone.", zh: "换个说法：自己打五单。" }, "minor");
  await expect(owner.locator("main")).toContainText("Reworded: five orders, alone.");
  await open(trainee, `/learn/${begun.slug}`);
  expect(await trainee.locator("main").innerText()).toBe(before);

  await publish(owner, begun.ref, { en: "Corrected: six orders, alone.", zh: "改正：自己打六单。" }, "material");
  await expect(owner).toHaveURL(/\/library\/changes\//);
  await open(trainee, `/learn/${begun.slug}`);
  await expect(trainee.locator("main")).toContainText("Corrected: six orders, alone.");

  const manager = await watch.page(shop, "manager");
  await open(manager, "/inbox?kind=content_material");
  await expect(manager.locator("main a[href^='/library/changes/']").first()).toBeVisible();
});

test("of two who edit one thing the second sees what stands, and nothing is overwritten", async ({ shop, watch }) => {
  const [first, second] = [await watch.page(shop, "content owner"), await watch.page(shop, "manager")];
  const path = "/library/lesson/reading-a-sku/edit";
  await Promise.all([open(first, path), open(second, path)]);
  watch.refusal(409, /reading-a-sku/);
  await first.locator('[name="summary.en"]').fill("The first editor's words.");
  await first.locator("button[value=save]:not([aria-hidden])").first().click();
  const stored = async () =>
    (await shop.sql<{ said: string }[]>`select body -> 'summary' ->> 'en' as said from content_draft where slug = 'reading-a-sku'`)[0]
      ?.said;
  await expect.poll(stored).toBe("The first editor's words.");
  await second.locator('[name="summary.en"]').fill("The second editor's words.");
  await second.locator("button[value=save]:not([aria-hidden])").first().click();
  await expect(second.locator("main")).toContainText("Somebody else saved first. Nothing was overwritten.");
  expect(await stored()).toBe("The first editor's words.");
  await expect(second.locator('[name="summary.en"]')).toHaveValue("The second editor's words.");
});
