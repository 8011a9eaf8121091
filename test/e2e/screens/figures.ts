import type { Page } from "../shop";
import { at, type Screen } from "./screen";

const HEAD = "日期,询单人数,最终付款人数,询单最终付款转化率";
const ROWS = [
  "2026-11-16,40,30,75%",
  "2026-11-17,52,44,60%",
  "2026-11-18,40,45,",
  "2026-11-31,40,30,",
  "2026-11-19,-3,0,",
  "汇总,172,119,",
  "同行均值,300,210,70%",
];

/** A file of figures on its way in: looked at, with what it does not say answered if `answered`, and imported if `order`. */
const brought = (answered: boolean, order: boolean) => async (page: Page) => {
  await page.goto("/results/imports/new");
  const buffer = Buffer.from([HEAD, ...ROWS].join("\n"));
  await page.locator("input[type=file]").setInputFiles({ name: "询单转化.csv", mimeType: "text/csv", buffer });
  await page.locator("main form:has(input[type=file]) button[type=submit]").click();
  await page.waitForURL(/\/results\/imports\/[0-9a-f-]{36}$/);
  if (!answered) return;
  await page.locator("select[name=storeId]").selectOption({ index: 1 });
  await page.locator("select[name=personId]").selectOption({ index: 1 });
  await page.locator('form:has(input[value="answer"]) button[type=submit]').click();
  await page.locator("main dl").waitFor();
  if (!order || (await page.locator("input[name=withoutFaulty]").count()) === 0) return;
  await page.locator("input[name=withoutFaulty]").check();
  await page.locator('form:has(input[value="order"]) button[type=submit]').click();
  await page.locator("main ul[role=status]").waitFor({ timeout: 60_000 });
};

/** Imports of figures, the figures, and one with its history. */
export const figureScreens: Screen[] = [
  { name: "figure-imports", role: "manager", open: at("/results/imports") },
  { name: "figure-import-new", role: "manager", open: at("/results/imports/new") },
  { name: "figure-import-asks", role: "manager", open: brought(false, false) },
  { name: "figure-import-preview", role: "manager", open: brought(true, false) },
  { name: "figure-import-done", role: "manager", open: brought(true, true) },
  {
    name: "figure-grid",
    role: "manager",
    open: async (page) => {
      await brought(true, true)(page);
      await page.goto("/results/grid");
      const store = await page.locator("select[name=store] option").nth(1).getAttribute("value");
      await page.goto(`/results/grid?store=${store}&month=2026-11&part=conversion&days=middle`);
    },
  },
  {
    name: "figures",
    role: "manager",
    open: async (page) => {
      await brought(true, true)(page);
      await page.goto("/results");
    },
  },
  {
    name: "figure",
    role: "manager",
    open: async (page) => {
      await brought(true, true)(page);
      await page.goto("/results");
      await page.locator("main table a").first().click();
      await page.waitForURL(/\/results\/figures\//);
    },
  },
];
