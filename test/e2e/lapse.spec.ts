import { addDays } from "~/platform/dates";
import { demoDay, passDays } from "./demo-days";
import { expect, open, type Page, test } from "./shop";

/** Change the service rules and publish them as a change of what is right. */
async function publishMaterially(page: Page): Promise<void> {
  await open(page, "/library/acknowledgement/service-rules/edit");
  await page.locator('[name="title.en"]').fill("Xingnang customer service rules, night shift included");
  await page.locator("button[value=publish]").click();
  await page.waitForURL((url) => url.pathname.endsWith("/publish"));
  await page.locator("textarea[name=note], input[name=note]").fill("The night shift has rules of its own now.");
  await page.locator("input[name=effect][value=material]").check({ force: true });
  await page.locator("form:has(input[name=effect]) button[type=submit]").last().click();
  await page.waitForURL(/\/library\/changes\//);
}

test("a material change lets a clearance lapse at the manager's day, after a warning; signing again brings it back", async ({
  shop,
  watch,
}) => {
  test.setTimeout(300_000);
  const clearance = async () =>
    (await shop.sql<{ clearance: string }[]>`select clearance from person where login = 'liuyang'`)[0]?.clearance;
  expect(await clearance()).toBe("full");
  const owner = await watch.page(shop, "content owner");
  await publishMaterially(owner);

  const manager = await watch.page(shop, "manager");
  await open(manager, new URL(owner.url()).pathname);
  const due = addDays(await demoDay(shop), 3);
  await manager.locator("input[name=dueOn]").fill(due);
  await manager.locator("button[name=intent][value=set]").click();
  await expect(manager.locator("button[name=intent][value=set]")).toBeEnabled();
  await expect.poll(async () => (await shop.sql`select 1 from content_retest where due_on = ${due}`).length).toBe(1);

  // The agent is warned where they begin their day, with the way to what keeps it.
  const agent = await watch.page(shop, "agent", { width: 360, touch: true });
  await passDays(shop, manager, addDays(due, -1));
  await open(agent, "/today");
  await expect(agent.locator("main")).toContainText("Clearance lapses on");
  expect(await clearance()).toBe("full");

  await passDays(shop, manager, addDays(due, 1));
  expect(await clearance()).toBe("none");
  await open(agent, "/today");
  await expect(agent.locator("main")).toContainText("Clearance lapsed on");
  await expect(agent.locator("main")).toContainText("Sign again");
  const personId = (await shop.sql<{ id: string }[]>`select id from person where login = 'liuyang'`)[0]?.id ?? "";
  await open(manager, `/gate/${personId}/activation`);
  await expect(manager.getByText("Lapsed", { exact: true }).first()).toBeVisible();

  await agent.locator('main a[href="/learn/service-rules"]').first().tap();
  await agent.locator("input[name=confirmed]").check({ force: true });
  await agent.locator("input[name=typedName]").fill("刘洋");
  await agent.locator("form:has(input[name=typedName]) button[type=submit]").tap();
  await expect(agent.getByText(/Signed/).first()).toBeVisible();
  await passDays(shop, manager, addDays(due, 2));
  expect(await clearance()).toBe("full");
  const changes = await shop.sql<{ to: string; cause: string }[]>`
    select to_level as to, cause from clearance_change where person_id = ${personId} order by sequence desc limit 2`;
  expect(changes.map((c) => c.to)).toEqual(["full", "none"]);
  await open(agent, "/today");
  await expect(agent.locator("main")).not.toContainText("Clearance lapse");

  // The day is taken back: whoever has not signed again may go through a gate all the same.
  await open(manager, new URL(owner.url()).pathname);
  await manager.locator("textarea[name=reason], input[name=reason]").fill("Whoever works days needs no night rules.");
  await manager.locator("button[name=intent][value=none]").click();
  await expect.poll(async () => (await shop.sql`select 1 from content_retest where due_on is null`).length).toBe(1);
});
