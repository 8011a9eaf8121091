import type { Page } from "@playwright/test";
import { at, through, type Screen } from "./screen";

const SHEET_HEAD = "工号,姓名,邮箱,入职日期\n";

const soundSheet = `${SHEET_HEAD}A901,何雨桐,heyutong@example.com,2026-12-01\nA902,郑凯,zhengkai@example.com,2026-12-02\n`;

const faultySheet = `${SHEET_HEAD}A901,何雨桐,heyutong@example.com,2026-12-01\n,无名氏,,2026-12-01\nA902,郑凯,zheng,not a day\n`;

/** Hand a sheet of people to the import, up to what it says of it. */
const importOf = (sheet: string) => async (page: Page) => {
  await page.goto("/people/import");
  await page.locator("input[type=file]").setInputFiles({ name: "people.csv", mimeType: "text/csv", buffer: Buffer.from(sheet) });
  await page.locator("form:has(input[value=check]) button[type=submit]").click();
  await page.locator("main [role=alert], form:has(input[value=import])").first().waitFor();
};

/** People, teams and the inbox. */
export const peopleScreens: Screen[] = [
  { name: "profile", role: "trainee", open: at("/profile") },
  { name: "inbox", role: "supervisor", open: at("/inbox") },
  { name: "inbox-practical", role: "supervisor", open: at("/inbox?kind=practical") },
  { name: "team", role: "manager", open: at("/team") },
  { name: "people", role: "manager", open: at("/people") },
  { name: "invite", role: "manager", open: at("/people/invite") },
  { name: "import", role: "manager", open: at("/people/import") },
  { name: "person", role: "manager", open: through("/people?role=agent", "/people/0") },
  { name: "import-preview", role: "manager", open: importOf(soundSheet) },
  { name: "import-faults", role: "manager", open: importOf(faultySheet) },
  { name: "person-edit", role: "manager", open: through("/people?role=agent", "/people/0", "/edit") },
  { name: "person-access", role: "manager", open: through("/people?role=agent", "/people/0", "/access") },
];
