import { expect, open, test } from "./shop";

test("a key that was made leaves an empty form behind: a second press makes no other", async ({ shop, watch }) => {
  const page = await watch.page(shop, "administrator");
  await open(page, "/settings/telling");
  const keys = page.locator("form:has(button[value=add_key])");
  await keys.locator("input[name=name]").fill("Seats");
  await keys.locator("button[value=add_key]").click();
  await expect(page.locator("main code", { hasText: "drk_" }).first()).toBeVisible();
  await expect(keys.locator("input[name=name]")).toHaveValue("");
  await keys.locator("button[value=add_key]").click();
  expect((await shop.sql`select 1 from api_key where name = 'Seats'`).length).toBe(1);
  const endpoints = page.locator("form:has(button[value=add_endpoint])");
  await endpoints.locator("input[name=name]").fill("Seats");
  await endpoints.locator("input[name=url]").fill("https://seats.example.invalid/hook");
  await endpoints.locator("button[value=add_endpoint]").click();
  await expect(page.locator("main code", { hasText: "whsec_" })).toBeVisible();
  await expect(endpoints.locator("input[name=url]")).toHaveValue("");
});
