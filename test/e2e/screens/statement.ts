import { followed, type Screen } from "./screen";

const own = 'main a[href^="/kpi/statements/"]';
/** The statement of a month: as it stands, unfolded, and the rows it rests on. */
export const statementScreens: Screen[] = [
  {
    name: "statement",
    role: "agent",
    open: async (page) => {
      await page.goto("/today");
      await followed(page, own);
    },
  },
  {
    name: "statement-open",
    role: "agent",
    open: async (page) => {
      await page.goto("/today");
      await followed(page, own);
      for (const line of await page.locator("main li details > summary").all()) await line.click();
    },
  },
  {
    name: "statement-rows",
    role: "agent",
    open: async (page) => {
      await page.goto("/today");
      await followed(page, own);
      await followed(page, 'main a[href*="/rows?"]');
    },
  },
  {
    name: "statement-chats",
    role: "agent",
    open: async (page) => {
      await page.goto("/today");
      await followed(page, own);
      const rows = new URL((await page.locator('main a[href*="/rows?"]').first().getAttribute("href")) ?? "", page.url());
      const { month, store } = Object.fromEntries(rows.searchParams) as { month: string; store: string };
      await page.goto(`${rows.pathname.replace(/rows$/, "chats")}?store=${store}&day=${month}-10`);
    },
  },
];
