import type { Page } from "@playwright/test";
import { at, followed, through, type Screen } from "./screen";

/** The sheet on which somebody sees themselves, begun if it is not. */
const ownView = async (page: Page) => {
  await page.goto("/today");
  await followed(page, 'main a[href$="/self"]');
  const start = page.locator("form button[value=start]");
  if ((await start.count()) > 0) await start.click();
  await page.locator("#sheet").waitFor();
};

/** A calibration set that is closed: the last of the demo's. */
const closedSet = async (page: Page) => {
  await page.goto("/calibration");
  await page.locator('main a[href^="/calibration/0"]').last().click();
  await page.waitForURL((url) => url.pathname.startsWith("/calibration/0"));
};

/** The checklist of whoever waits for a second grader, from the inbox. */
const secondWaits = async (page: Page) => {
  await page.goto("/inbox?kind=second_grading");
  // On a phone the thing itself is on a page of its own: its address will do.
  await followed(page, 'main article a[href^="/probation/"]');
};

/** A result that rests on two gradings, from the evidence of the gate that is ready. */
const twoGradings = async (page: Page) => {
  await page.goto("/inbox?kind=activation_gate");
  await followed(page, 'main article a[href^="/gate/"]');
  await followed(page, 'main a[href*="/result/"]');
};

/** The checklist: grading, second graders, self-assessment, calibration. */
export const probationScreens: Screen[] = [
  { name: "checklist", role: "supervisor", open: through("/inbox?kind=grading", "/probation/") },
  { name: "grading", role: "supervisor", open: through("/inbox?kind=grading", "/probation/", "", "/grading/") },
  { name: "second-waits", role: "supervisor", open: secondWaits },
  { name: "two-gradings", role: "manager", open: twoGradings },
  { name: "self-assessment", role: "in probation", open: ownView },
  { name: "self-beside", role: "in probation", open: through("/today", "/probation/") },
  { name: "calibrations", role: "manager", open: at("/calibration") },
  { name: "calibration-new", role: "manager", open: at("/calibration/new?what=written") },
  { name: "calibration-sheet", role: "supervisor", open: through("/calibration", "/calibration/0") },
  { name: "calibration-spread", role: "manager", open: closedSet },
  { name: "calibration-own", role: "supervisor", open: closedSet },
  { name: "agreement", role: "manager", open: at("/probation/agreement") },
  { name: "remedial-plan", role: "supervisor", open: through("/people?q=冯涛", "/people/0", "", "/probation/") },
  { name: "team-checklist", role: "manager", open: through("/settings/teams", "/settings/teams/0", "/checklist") },
];
