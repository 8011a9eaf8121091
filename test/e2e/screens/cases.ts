import type { Page } from "@playwright/test";
import { at, type Screen } from "./screen";

/** Open a list, then where the first such link of it leads, with `append`. */
const followed =
  (list: string, link: RegExp, append = "") =>
  async (page: Page) => {
    await page.goto(list);
    const all = await page.locator("main a[href]").evaluateAll((links) => links.map((one) => one.getAttribute("href") ?? ""));
    const href = all.find((one) => link.test(one));
    if (!href) throw new Error(`no link like ${link} on ${list}`);
    await page.goto(href + append);
  };

/** The next meeting as it is presented; it is begun where nobody has. */
const presented = async (page: Page) => {
  await followed("/meetings", /^\/meetings\/[0-9a-f-]{36}$/, "/present")(page);
  const begin = page.locator("button[name=intent][value=begin]");
  if ((await begin.count()) > 0) await begin.click();
  await page.waitForSelector("#stage-title");
};

/** A vote that is open, as who follows sees it with a line of their own. */
const voted = async (page: Page) => {
  await presented(page);
  const begin = page.locator("button[name=intent][value=vote_open]");
  if ((await begin.count()) > 0) {
    await begin.click();
    await page.waitForSelector("button[name=intent][value=vote_close]");
  }
  await page.goto(page.url().replace(/\/present$/, "/live"));
  const line = page.locator("textarea[name=line]");
  if (!(await line.isVisible())) await page.locator("details:has(textarea[name=line]) > summary").click();
  await line.fill("这款能用三年，您平时装电脑吗？");
  await page.locator("button[name=intent][value=line]").click();
  await page.waitForLoadState("networkidle");
};

/** Cases, from the lost inquiry to the minutes of the meeting. */
export const casesScreens: Screen[] = [
  { name: "cases", role: "supervisor", open: at("/cases") },
  { name: "cases-agent", role: "agent", open: at("/cases") },
  { name: "cases-lost", role: "supervisor", open: at("/cases/lost?sort=worth") },
  { name: "case", role: "supervisor", open: followed("/cases?state=decided", /^\/cases\/\d+$/) },
  { name: "case-edit", role: "supervisor", open: followed("/cases?state=agenda", /^\/cases\/\d+$/, "/edit") },
  { name: "meetings", role: "supervisor", open: at("/meetings") },
  { name: "meeting", role: "supervisor", open: followed("/meetings", /^\/meetings\/[0-9a-f-]{36}$/) },
  { name: "meeting-present", role: "supervisor", open: presented },
  {
    name: "meeting-live",
    role: "supervisor",
    open: async (page) => {
      await presented(page);
      await page.goto(page.url().replace(/\/present$/, "/live"));
    },
  },
  { name: "meeting-vote", role: "supervisor", open: voted },
  {
    name: "meeting-typed",
    role: "supervisor",
    open: async (page) => {
      await voted(page);
      await page.goto(page.url().replace(/\/live$/, "/present"));
      await page.locator("details:has(button[value=line_take]) > summary").click();
    },
  },
  { name: "minutes", role: "supervisor", open: followed("/meetings", /\/minutes$/) },
];
