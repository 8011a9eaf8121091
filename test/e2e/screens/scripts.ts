import type { Page } from "@playwright/test";
import { at, through, type Screen } from "./screen";

/** Begin a new script and let the check say what it says of it. */
const scriptWritten = async (page: Page) => {
  await page.goto("/scripts/mine");
  await page.locator("main header form button[type=submit]").click();
  await page.waitForURL(/\/scripts\/drafts\/.+/);
  const text = page.locator("[data-text]").first();
  await text.waitFor();
  await text.fill("亲，这是全网最好的包！！！\n{{product}} 只要 {{prise}} 元。");
  await page.locator("[data-text] .cm-block").first().waitFor();
};

/** A script that was returned with comments and comes again. */
const scriptRevised = async (page: Page) => {
  await page.goto("/scripts/review");
  await page.locator('main a[href^="/scripts/review/"]').filter({ hasText: "张倩" }).click();
  await page.waitForURL(/\/scripts\/review\/.+/);
};

/** A script with what is filled in by hand. */
async function scriptGaps(page: Page): Promise<void> {
  await at("/scripts/disp-sent?product=dawn-backpack-nylon")(page);
  const form = page.locator("form[aria-labelledby=fill-in]");
  await form.locator("[name='gap.customer']").fill("王女士");
  await form.locator("button[name='gap.courier']").first().click();
}

/** Where a script holds, unfolded. */
async function scriptStores(page: Page): Promise<void> {
  await at("/scripts/barg-jd-price-dropped")(page);
  await page.locator("details:has([name=where]) summary").click();
}

/** Scripts: finding, writing, reviewing. */
export const scriptsScreens: Screen[] = [
  { name: "scripts", role: "agent", open: at("/scripts") },
  { name: "scripts-search", role: "agent", open: at("/scripts?q=fahuo&platform=taobao") },
  { name: "scripts-nothing", role: "agent", open: at("/scripts?q=refnud&favourites=first") },
  { name: "script", role: "supervisor", open: at("/scripts/barg-habitual-asker?branch=bargaining") },
  { name: "script-product", role: "agent", open: at("/scripts/barg-habitual-asker?find=shuangjian") },
  { name: "script-filled", role: "agent", open: at("/scripts/barg-habitual-asker?product=dawn-backpack-nylon&text=zh-CN") },
  { name: "script-gaps", role: "agent", open: scriptGaps },
  { name: "script-stores", role: "manager", open: scriptStores },
  { name: "scripts-mine", role: "trainee", open: at("/scripts/mine") },
  { name: "script-editor", role: "agent", open: scriptWritten },
  { name: "scripts-review", role: "supervisor", open: at("/scripts/review") },
  { name: "script-review", role: "supervisor", open: scriptRevised },
  { name: "script-publish", role: "content owner", open: through("/scripts/review", "/scripts/publish/") },
  { name: "script-history", role: "agent", open: through("/scripts/mine", "/scripts/drafts/", "/history") },
];
