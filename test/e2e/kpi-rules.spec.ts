import { barriersOf } from "./barriers";
import { expect, open, type Page, type Shop, test, type Watch } from "./shop";

/** Everybody active was so since long ago, and has figures in the month before the one that `first` names as the next: half of the inquiries paid, all stars. */
async function figures(shop: Shop, first: string): Promise<void> {
  await shop.sql`update state_span set from_at = from_at - interval '120 days' where state = 'active' and to_at is null`;
  await shop.sql`update store_set set from_day = from_day - 120 where from_day > ${first}::date - 120`;
  await shop.sql`update team_membership set from_day = from_day - 120 where to_day is null`;
  await shop.sql`
    insert into figure_month (person_id, month, store_id, sums, days)
    select distinct p.id, (${first}::date - interval '2 months')::date, h.store_id,
      '{"conversion": {"inquiries": 100, "paid": 78}, "rating": {"stars5": 10, "received": 10, "invited": 10}}'::jsonb, '{"conversion": 28}'::jsonb
    from person p join store_set s on s.person_id = p.id join store_share h on h.store_set_id = s.id where p.state = 'active'
    on conflict do nothing`;
}

const field = (page: Page, name: string) => page.locator(`[name="${name}"]`);
/** Whoever manages the whole shop: the demo's manager has one team, and other walks add teams, after which they only read the rules. */
const ofTheShop = async (shop: Shop, watch: Watch) => {
  const made = await shop.make.manager(null, { name: "Rhea Rules" });
  return watch.pageWith(shop, await shop.make.signIn(made.id));
};
const press = (page: Page, intent: string) => page.locator(`main button[value=${intent}]`).click();

test("new rules of the month are drafted, looked ahead at, published and read by who is scored", async ({ shop, watch }) => {
  const page = await ofTheShop(shop, watch);
  await open(page, "/kpi/rules/new");
  const month = (await field(page, "month").locator("option").first().getAttribute("value")) ?? "";
  await figures(shop, month);
  await page.getByRole("button", { name: "Make the draft" }).click();
  await page.waitForURL(/\/kpi\/rules\/[0-9a-f-]{36}$/);
  const draft = new URL(page.url()).pathname;

  // Points that make 90 are seen while typing, saved as they are, and refused when published.
  await field(page, "metric.conversion.points").fill("40");
  await expect(page.getByText("The points make 90 of 100.")).toBeVisible();
  await press(page, "save");
  await expect(page.getByText("40 points", { exact: false }).first()).toBeVisible();
  watch.refusal(422, /kpi\/rules/);
  await field(page, "reason").fill("Ratings count for more in the season");
  await press(page, "publish");
  await page.getByRole("alertdialog").getByRole("button", { name: "Publish" }).click();
  await expect(page.getByRole("alert").getByText("The points must make 100; they make 90.")).toBeVisible();

  await field(page, "metric.rating.points").fill("20");
  await expect(page.getByText("The points make 100.")).toBeVisible();
  expect(await barriersOf(page)).toEqual([]);
  await press(page, "preview");
  await page.waitForURL(/\/preview$/);
  await expect(page.getByRole("heading", { name: "By store" })).toBeVisible();
  await expect(page.getByText(/agents? gains?$/)).toBeVisible();
  expect(await barriersOf(page)).toEqual([]);

  await open(page, draft);
  await field(page, "reason").fill("Ratings count for more in the season");
  await press(page, "publish");
  await page.getByRole("alertdialog").getByRole("button", { name: "Publish" }).click();
  await expect(page.getByText(/^Published by/)).toBeVisible();
  await expect(page.getByText("50 → 40 points").first()).toBeVisible();

  const agent = await watch.page(shop, "trainee", { width: 360, locale: "zh-CN" });
  await open(agent, "/kpi/rules");
  await expect(agent.getByRole("link", { name: /自己的规则|全店规则，第 1 版/ }).first()).toBeVisible();
  await open(agent, draft);
  await expect(agent.getByText("Ratings count for more in the season").first()).toBeVisible();
  await expect(agent.locator('[name="reason"]')).toHaveCount(0);
  expect(await barriersOf(agent)).toEqual([]);
});

test("targets are set for a month to come, and read when it has begun", async ({ shop, watch }) => {
  const page = await ofTheShop(shop, watch);
  await open(page, "/kpi/targets");
  const price = page.locator('[name$=".price"]').first();
  await price.fill("0");
  watch.refusal(422, /kpi\/targets/);
  await press(page, "save");
  await expect(page.getByRole("alert").getByText("Write yuan, more than 0, such as 159.90.")).toBeVisible();
  await price.fill("159.9");
  await page.locator('[name$=".push"]').first().fill("40");
  await press(page, "save");
  await expect(price).toHaveValue("159.9");
  await expect.poll(async () => (await shop.sql`select from kpi_target where price_fen = 15990 and push_units = 40`).length).toBe(1);
  expect(await barriersOf(page)).toEqual([]);
  const first = page.getByRole("link", { name: /^Pick/ }).first();
  await first.click();
  await page.waitForURL(/\/kpi\/targets\/[0-9a-f-]{36}/);
  await page.locator('[name="product"]').first().check();
  await page.getByRole("button", { name: "Save products" }).click();
  await expect(page.locator('[name="product"]:checked')).toHaveCount(1);
  expect(await barriersOf(page)).toEqual([]);

  const month = await page.evaluate(() => new URL(location.href).searchParams.get("month"));
  const agent = await watch.page(shop, "trainee", { width: 360 });
  await open(agent, `/kpi/targets?month=${month}`);
  await expect(agent.getByText("159.9").first()).toBeVisible();
  expect(await barriersOf(agent)).toEqual([]);
});
