import type { Page, Shop } from "../shop";

/** Let so many seconds pass on the clock of the chats that are going on. */
export type Pass = (seconds: number) => Promise<void>;
/** A screen of the product: who sees it and how they get there, if need be by rows of the shop. Used by the pictures and by the accessibility check. */
export type Screen = { name: string; role: string | null; open: (page: Page, pass: Pass, shop: Shop) => Promise<void> };

export const at = (path: string) => async (page: Page) => {
  await page.goto(path);
};

/** Open `list`, then the first link whose address begins with `prefix`, with `append`; then the first link there that holds `then`. */
export const through =
  (list: string, prefix: string, append = "", then = "") =>
  async (page: Page) => {
    await page.goto(list);
    const href = await page.locator(`main a[href^="${prefix}"]`).first().getAttribute("href");
    if (!href) throw new Error(`no link to ${prefix} on ${list}`);
    await page.goto(prefix.includes("?") ? href : href.split("?")[0] + append);
    if (!then) return;
    await page.locator(`main a[href*="${then}"]`).first().click();
    await page.waitForURL((url) => url.pathname.includes(then));
  };

/** Go where the first such link of the page leads, shown or not. */
export const followed = async (page: Page, link: string) => {
  const href = await page.locator(link).first().getAttribute("href");
  if (!href) throw new Error(`no link ${link}`);
  await page.goto(href);
};

/** A page as it leaves the printer. */
export const onPaper = (path: string) => async (page: Page) => {
  await page.emulateMedia({ media: "print" });
  await page.goto(path);
};
