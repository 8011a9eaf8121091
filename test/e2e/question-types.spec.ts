import { Drilled, everyKind } from "./drilled";
import { answerFor, give, Keys } from "./hands";
import { expect, open, type Page, test } from "./shop";

/** Every type of question in the drill by keyboard alone, rightly and wrongly: no mouse is there to help. */

const words = {
  "zh-CN": { right: "答对了", wrong: "没答对", next: "下一题", finish: "完成", done: "这一轮做完了" },
  en: { right: "Right", wrong: "Not right", next: "Next", finish: "Finish", done: "That is it for now" },
};

test("every type is answered by keyboard alone, rightly and wrongly, and says why", async ({ shop, watch }) => {
  const drilled = await Drilled.begin(shop);
  const page = await watch.pageWith(shop, drilled.cookie, { locale: "zh-CN" });
  const said = words["zh-CN"];
  const seen = new Map<string, boolean[]>();
  for (const right of [true, false]) {
    await open(page, "/drill");
    for (let n = 0; n < everyKind.length; n++) {
      const { slug, body } = await drilled.asked(page);
      await test.step(`${body.type} ${right ? "rightly" : "wrongly"}`, async () => {
        await expect(page.locator("form h2")).toHaveText(body.stem["zh-CN"]);
        await expect(page.locator("main [role=status]:has(a)")).toHaveCount(0);
        await give(page, new Keys(page), body, answerFor(body, right, "zh-CN"), "zh-CN");
        await expectVisibleFocus(page);
        // A reply may have several lines: there Enter alone begins the next.
        await page.keyboard.press(body.type === "free_reply" || body.type === "rewrite" ? "Control+Enter" : "Enter");
        const verdict = page.locator("main [role=status]:has(a)");
        await expect(verdict).toContainText(right ? said.right : said.wrong);
        await expect(verdict).toContainText(body.explanation["zh-CN"]);
        const onwards = verdict.getByRole("link", { name: n < everyKind.length - 1 ? said.next : said.finish, exact: true });
        await expect(onwards).toBeFocused();
        await page.keyboard.press("Enter");
        await expect(verdict).toHaveCount(0);
      });
      seen.set(slug, [...(seen.get(slug) ?? []), right]);
    }
    await expect(page.getByRole("heading", { name: said.done })).toBeVisible();
    await drilled.again();
  }
  expect(seen.size).toBe(everyKind.length);
  // What the pages said is what was kept.
  expect(await drilled.kept()).toEqual(seen);
});

/** Whatever has the focus shows it, by an outline of its own or of its row. */
async function expectVisibleFocus(page: Page): Promise<void> {
  const shown = await page.evaluate(() => {
    const focused = document.activeElement;
    if (!focused || focused === document.body) return true;
    const outlined = (element: Element | null) => {
      const style = element && getComputedStyle(element);
      return style ? style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 1 : false;
    };
    return outlined(focused) || outlined(focused.closest("label"));
  });
  expect(shown, "the focus is seen").toBe(true);
}
