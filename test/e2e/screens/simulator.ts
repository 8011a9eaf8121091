import type { Page } from "@playwright/test";
import { at, through, type Pass, type Screen } from "./screen";

/** The trainee's last try at a simulated chat, after it; beside the one before; the example of a colleague that is offered there. */
const DEBRIEF = through("/simulator/greeting-to-order", "/simulator/runs/");

const triesCompared = async (page: Page) => {
  await DEBRIEF(page);
  await page.locator("main form:has(select[name=with]) button").click();
  await page.waitForURL(/with=/);
};

const example = async (page: Page) => {
  await DEBRIEF(page);
  await page.locator('main a[href^="/simulator/examples/"]').first().click();
  await page.waitForURL(/\/simulator\/examples\//);
};

/** One of the runs that the supervisor finds, by who had it. */
const runOf =
  (name: string, append = "") =>
  async (page: Page) => {
    await page.goto("/simulator/review");
    const row = page.locator("main tbody [role=row]").filter({ hasText: name }).first();
    const href = await row.locator('a[href^="/simulator/runs/"]').getAttribute("href");
    await page.goto(`${href}${append}`);
  };

/** Chat with so many simulated customers, after so many seconds. */
const chatting = (slug: string, customers: number, seconds: number) => async (page: Page, pass: Pass) => {
  await page.goto(`/simulator/${slug}`);
  const giveUp = page.locator("main form:has(input[value=give_up]) button");
  await page.waitForLoadState("networkidle");
  if ((await giveUp.count()) > 0) {
    // Of an earlier look: its customers have waited too long.
    await giveUp.click();
    await page.getByRole("alertdialog").getByRole("button").last().click();
    await page.waitForURL(/\/debrief$/);
    await page.goto(`/simulator/${slug}`);
  }
  await page.locator('main form:not([action^="/notices/"]) button[type=submit]').first().click();
  await page.waitForURL(/\/simulator\/runs\/[0-9a-f-]+$/);
  await page.locator("[data-composer]").fill("?");
  await page.keyboard.press("Enter");
  await pass(seconds);
  await page
    .locator("[data-customer]")
    .nth(customers - 1)
    .waitFor();
  await page.locator("[data-customer]").last().click();
};

/** Practice chats, during and after. */
export const simulatorScreens: Screen[] = [
  { name: "debrief", role: "trainee", open: DEBRIEF },
  { name: "debrief-compared", role: "trainee", open: triesCompared },
  { name: "debrief-example", role: "trainee", open: example },
  { name: "debrief-two-customers", role: "supervisor", open: runOf("蒋雪") },
  { name: "debrief-correct", role: "supervisor", open: runOf("蒋雪", "?correct=1") },
  { name: "debrief-watch", role: "trainee", open: through("/simulator/greeting-to-order", "/simulator/runs/", "", "/watch") },
  { name: "simulator-review", role: "supervisor", open: at("/simulator/review") },
  { name: "simulator-review-nothing", role: "supervisor", open: at("/simulator/review?outcome=failed&scenario=first-hello") },
  { name: "debrief-grading", role: "supervisor", open: through("/simulator/review", "/simulator/runs/") },
  { name: "simulator", role: "trainee", open: at("/simulator") },
  { name: "simulation", role: "trainee", open: at("/simulator/evening-rush-of-four") },
  { name: "simulation-chat", role: "agent", open: chatting("evening-rush-of-four", 1, 0) },
  { name: "simulation-four", role: "agent", open: chatting("evening-rush-of-four", 4, 200) },
  { name: "simulation-open", role: "agent", open: at("/simulator/greeting-to-order") },
];
