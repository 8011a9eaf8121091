import type { Page } from "@playwright/test";
import { at, through, type Screen } from "./screen";

/** Answer the first question of the drill, whatever its type. */
const drillAnswered = async (page: Page) => {
  await page.goto("/drill");
  const line = page.locator("form input[type=text], form textarea").first();
  if (await line.isVisible()) await line.fill("?");
  else await page.locator("form label").first().click();
  await page.keyboard.press("Enter");
  await page.locator("main [role=status]").waitFor();
};

/** Choose somebody and their weakest questions for a remedial drill. */
const remedialChosen = async (page: Page) => {
  await page.goto("/remedial/new");
  await page.locator('input[name="people"]').first().check();
  await page.locator("main form button[type=button]").first().click();
  await page.locator('input[name="items"]:checked').first().waitFor({ state: "attached" });
  await page.locator("main details").first().locator("summary").click();
};

/** What was assigned to oneself to mend, from the drill of it. */
const remedialOwn = async (page: Page) => {
  await page.goto("/today");
  await page.locator('main a[href^="/drill?remedial="]').click();
  await page.locator('main header a[href^="/remedial/"]').click();
  await page.locator("main ul").first().waitFor();
};

/** The drill, mastery, and remedial drills. */
export const drillScreens: Screen[] = [
  { name: "drill", role: "trainee", open: at("/drill") },
  { name: "drill-answered", role: "trainee", open: drillAnswered },
  { name: "drill-weakest", role: "trainee", open: at("/drill?weakest=1") },
  { name: "mastery", role: "trainee", open: at("/mastery") },
  { name: "mastery-agent", role: "agent", open: at("/mastery") },
  { name: "mastery-question", role: "trainee", open: through("/mastery", "/mastery/") },
  { name: "mastery-of", role: "supervisor", open: through("/team", "/training/", "", "/mastery/") },
  { name: "remedials", role: "supervisor", open: at("/remedial") },
  { name: "remedials-closed", role: "supervisor", open: at("/remedial?show=closed") },
  { name: "remedials-empty", role: "supervisor", open: at("/remedial?show=late") },
  { name: "remedial", role: "supervisor", open: through("/remedial", "/remedial/0") },
  { name: "remedial-new", role: "supervisor", open: remedialChosen },
  { name: "remedial-own", role: "agent", open: remedialOwn },
  { name: "remedial-drill", role: "agent", open: through("/today", "/drill?remedial=") },
  { name: "memory-fit", role: "administrator", open: at("/settings/memory") },
];
