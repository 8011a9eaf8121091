import type { Page } from "./shop";

/** Follow what somebody is told above their page. What is of one kind is folded under one line there: that is opened first. */
export async function followTold(page: Page, text: string): Promise<void> {
  const line = page.getByText(text);
  const fold = page.locator("details:not([open])").filter({ has: line });
  if ((await fold.count()) > 0) await fold.locator("summary").click();
  await line.click();
}
