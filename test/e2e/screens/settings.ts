import type { Page } from "@playwright/test";
import { at, through, type Screen } from "./screen";

/** A key for another system, at the one moment when it is shown. */
const keyMade = async (page: Page) => {
  await page.goto("/settings/telling");
  const form = page.locator("form:has(button[value=add_key])");
  await form.locator("input[name=name]").fill("千牛子账号 · seats");
  await form.locator("button[value=add_key]").click();
  await page.locator("main code", { hasText: "drk_" }).first().waitFor();
};

/** A webhook that was just added, and the log of its first test event. */
const webhook = async (page: Page) => {
  await page.goto("/settings/telling");
  const links = page.locator('main a[href^="/settings/telling/"]');
  if ((await links.count()) === 0) {
    const form = page.locator("form:has(button[value=add_endpoint])");
    await form.locator("input[name=name]").fill("千牛子账号 · seats");
    await form.locator("input[name=url]").fill("https://seats.example.invalid/deskready");
    await form.locator("button[value=add_endpoint]").click();
    await page.locator("main code", { hasText: "whsec_" }).waitFor();
  }
  await links.first().click();
  await page.locator("button[value=test]").click();
  await page.locator("main li details").first().waitFor();
  await page.locator("main li details summary").first().click();
};

/** Settings of the shop, and how others are told. */
export const settingsScreens: Screen[] = [
  { name: "settings", role: "administrator", open: at("/settings") },
  { name: "stores", role: "administrator", open: at("/settings/stores") },
  { name: "teams", role: "administrator", open: at("/settings/teams") },
  { name: "holidays", role: "administrator", open: at("/settings/holidays") },
  { name: "telling", role: "administrator", open: keyMade },
  { name: "webhook", role: "administrator", open: webhook },
  { name: "notices", role: "trainee", open: at("/notices") },
  { name: "notification-choices", role: "trainee", open: at("/profile/notifications") },
  { name: "notification-choices-leader", role: "supervisor", open: at("/profile/notifications") },
  { name: "notification-settings", role: "administrator", open: at("/settings/notifications") },
  { name: "robot", role: "administrator", open: through("/settings/notifications", "/settings/notifications/") },
  { name: "audit", role: "administrator", open: at("/settings/audit") },
];
