import type { Page, Shop } from "../shop";
import { at, followed, type Screen } from "./screen";

/** A draft of rules that there is, or a new one; its address. */
async function draftOf(page: Page, shop: Shop): Promise<string> {
  const [row] = await shop.sql<{ id: string }[]>`select id from kpi_rule_set where published_at is null and discarded_at is null limit 1`;
  if (row) return `/kpi/rules/${row.id}`;
  await page.goto("/kpi/rules/new");
  await page.locator("main form button[type=submit]").click();
  await page.waitForURL(/\/kpi\/rules\/[0-9a-f-]{36}$/);
  return new URL(page.url()).pathname;
}

/** The rules of the monthly score, and what stores aim at. */
export const kpiRulesScreens: Screen[] = [
  { name: "kpi", role: "manager", open: at("/kpi") },
  { name: "kpi-rules", role: "manager", open: at("/kpi/rules") },
  { name: "kpi-rules-agent", role: "trainee", open: at("/kpi/rules") },
  { name: "kpi-rules-shipped", role: "trainee", open: at("/kpi/rules/shipped") },
  { name: "kpi-rules-new", role: "manager", open: at("/kpi/rules/new") },
  {
    name: "kpi-rules-draft",
    role: "manager",
    open: async (page, _, shop) => {
      await page.goto(await draftOf(page, shop));
    },
  },
  {
    name: "kpi-rules-preview",
    role: "manager",
    open: async (page, _, shop) => {
      await page.goto(`${await draftOf(page, shop)}/preview`);
    },
  },
  { name: "kpi-targets", role: "manager", open: at("/kpi/targets") },
  { name: "kpi-targets-agent", role: "trainee", open: at("/kpi/targets") },
  {
    name: "kpi-target-products",
    role: "manager",
    open: async (page) => {
      await page.goto("/kpi/targets");
      await followed(page, 'main a[href^="/kpi/targets/"]');
    },
  },
];
