import type { Page } from "@playwright/test";
import { at, through, type Screen } from "./screen";

/** Begin the test `slug`, or go on with it. */
const sitting = (slug: string) => async (page: Page) => {
  await page.goto(`/learn/${slug}/sitting`);
  const start = page.locator("form:has(input[value=start]) button[type=submit]");
  if ((await start.count()) > 0) await start.click();
  await page.locator("form:has(input[value=save])").waitFor();
};

/** Today, the activities of a plan, and what stands before it: signing in, and what is not there. */
export const trainingScreens: Screen[] = [
  { name: "sign-in", role: null, open: at("/sign-in") },
  { name: "invitation-expired", role: null, open: at("/invitation/not-a-link") },
  { name: "not-found", role: null, open: at("/no/such/page") },
  { name: "today-trainee", role: "trainee", open: at("/today") },
  { name: "today-agent", role: "agent", open: at("/today") },
  { name: "lesson", role: "trainee", open: at("/learn/bag-families") },
  { name: "practical", role: "trainee", open: at("/learn/walk-the-shelves") },
  { name: "quiz-start", role: "trainee", open: at("/learn/day-1-check") },
  { name: "sitting", role: "trainee", open: sitting("day-4-check") },
  { name: "result", role: "trainee", open: through("/learn/day-1-check", "/learn/day-1-check/result/") },
  { name: "acknowledgement", role: "agent", open: at("/learn/service-rules") },
  { name: "locked", role: "trainee", open: at("/learn/desk-exam") },
  { name: "progress", role: "manager", open: through("/team", "/training/") },
  { name: "plan", role: "manager", open: through("/team", "/training/", "/plan") },
  { name: "exam-code", role: "manager", open: through("/team", "/training/", "/exam-code") },
];
