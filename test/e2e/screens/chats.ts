import type { Page } from "@playwright/test";
import { at, through, type Screen } from "./screen";

/** The next chat of the reader's day, on the screen. */
const reading = async (page: Page) => {
  await page.goto("/chats/check");
  await page.locator("main header button[value=open]").click();
  await page.waitForURL(/\/chats\/check\/\d+$/);
};

/** A chat of the agent's own with a comment and an answer under it. */
const ownChat = async (page: Page) => {
  await page.goto("/chats/mine");
  await page.locator('main a[href^="/chats/0"]:visible').first().click();
  await page.waitForURL(/\/chats\/0/);
};

/** What waits in the inbox of a kind, on its own page. */
const fromInbox = (kind: string) => async (page: Page) => {
  await page.goto(`/inbox?kind=${kind}`);
  // On a phone the list hides what it leads to.
  await page.goto((await page.locator('main a[href^="/chats/0"]').first().getAttribute("href")) ?? "");
};

/** Chats as they were had: the daily checks, one's own, the list, the manager's view. */
export const chatsScreens: Screen[] = [
  { name: "chats-day", role: "supervisor", open: at("/chats/check") },
  { name: "chats-reading", role: "supervisor", open: reading },
  { name: "chats-list", role: "supervisor", open: at("/chats?q=便宜") },
  { name: "chats-chat", role: "supervisor", open: through("/chats?checked=yes&risk=term", "/chats/0") },
  { name: "chats-mine", role: "in probation", open: at("/chats/mine") },
  { name: "chats-own-chat", role: "in probation", open: ownChat },
  { name: "chats-orders", role: "supervisor", open: at("/chats/orders") },
  { name: "chats-overview", role: "manager", open: at("/chats/checks") },
  { name: "chats-ruling", role: "manager", open: fromInbox("chat_dispute") },
  { name: "chats-breach", role: "manager", open: fromInbox("chat_breach") },
  { name: "chats-scorecards", role: "manager", open: at("/chats/scorecards") },
  { name: "chats-scorecard", role: "manager", open: through("/chats/scorecards", "/chats/scorecards/") },
  { name: "chats-calibrations", role: "manager", open: at("/chats/calibration") },
];
