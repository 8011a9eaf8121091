import { barriersOf } from "./barriers";
import type { QuestionKind } from "~/drill/types/question";
import type { Locale } from "~/platform/locale";
import { Drilled, everyKind } from "./drilled";
import { answerFor, give, Keys, Thumb } from "./hands";
import { expect, open, type Page, test } from "./shop";

/** Every type of question in the drill, rightly and wrongly: by keyboard alone, no mouse is there to help; and by thumb on a phone. Both languages, sizes and themes. */

const words = {
  "zh-CN": { right: "答对了", wrong: "没答对", next: "下一题", finish: "完成", done: "这一轮做完了" },
  en: { right: "Right", wrong: "Not right", next: "Next", finish: "Finish", done: "That is it for now" },
};

test("every type is answered by keyboard alone, rightly and wrongly, and says why", async ({ shop, watch }) => {
  test.setTimeout(scale < 1 ? 180_000 : 480_000);
  const drilled = await Drilled.begin(shop);
  const page = await watch.pageWith(shop, drilled.cookie, { locale: "zh-CN" });
  const said = words["zh-CN"];
  const seen = new Map<string, boolean[]>();
  const faults: string[] = [];
  for (const right of [true, false]) {
    await open(page, "/drill");
    for (let n = 0; n < everyKind.length; n++) {
      const { slug, body } = await drilled.asked(page);
      await test.step(`${body.type} ${right ? "rightly" : "wrongly"}`, async () => {
        await expect(page.locator("form h2")).toHaveText(body.stem["zh-CN"]);
        await expect(page.locator("main [role=status]:has(a)")).toHaveCount(0);
        if (right) faults.push(...(await faultsIn(page, body.type, "asked", "zh-CN")));
        await give(page, new Keys(page), body, answerFor(body, right, "zh-CN"), "zh-CN");
        await expectVisibleFocus(page);
        // A reply may have several lines: there Enter alone begins the next.
        await page.keyboard.press(body.type === "free_reply" || body.type === "rewrite" ? "Control+Enter" : "Enter");
        const verdict = page.locator("main [role=status]:has(a)");
        await expect(verdict).toContainText(right ? said.right : said.wrong);
        await expect(verdict).toContainText(body.explanation["zh-CN"]);
        const onwards = verdict.getByRole("link", { name: n < everyKind.length - 1 ? said.next : said.finish, exact: true });
        await expect(onwards).toBeFocused();
        // With the focus the verdict is read aloud.
        await expect(onwards).toHaveAccessibleDescription(new RegExp(right ? said.right : said.wrong));
        if (!right) faults.push(...(await faultsIn(page, body.type, "answered", "zh-CN")));
        await page.keyboard.press("Enter");
        await expect(verdict).toHaveCount(0);
      });
      seen.set(slug, [...(seen.get(slug) ?? []), right]);
    }
    await expect(page.getByRole("heading", { name: said.done })).toBeVisible();
    await drilled.again();
  }
  expect(faults).toEqual([]);
  expect(seen.size).toBe(everyKind.length);
  // What the pages said is what was kept.
  expect(await drilled.kept()).toEqual(seen);
});

test("every type is answered by thumb on a phone, rightly and wrongly, and fits", async ({ shop, watch }) => {
  test.setTimeout(scale < 1 ? 180_000 : 480_000);
  const drilled = await Drilled.begin(shop);
  const page = await watch.pageWith(shop, drilled.cookie, { locale: "en", width: 360, touch: true });
  const said = words.en;
  const seen = new Map<string, boolean[]>();
  const faults: string[] = [];
  for (const right of [false, true]) {
    await open(page, "/drill");
    for (let n = 0; n < everyKind.length; n++) {
      const { slug, body } = await drilled.asked(page);
      const name = `${body.type} ${right ? "rightly" : "wrongly"}`;
      const look = async (when: "asked" | "answered") => {
        faults.push(...(await targetsOf(page)).map((fault) => `${name}, ${when}: ${fault}`));
        if (right === (when === "asked")) faults.push(...(await faultsIn(page, body.type, when, "en")));
      };
      await test.step(name, async () => {
        await expect(page.locator("form h2")).toBeInViewport({ ratio: 1 });
        await look("asked");
        await give(page, new Thumb(), body, answerFor(body, right, "en"), "en");
        await page.getByRole("button", { name: "Answer", exact: true }).tap();
        const verdict = page.locator("main [role=status]:has(a)");
        await expect(verdict).toContainText(right ? said.right : said.wrong);
        await expect(verdict).toContainText(body.explanation.en);
        await expect(verdict.getByRole("link", { name: /^Lesson: / })).toBeVisible();
        const onwards = verdict.getByRole("link", { name: n < everyKind.length - 1 ? said.next : said.finish, exact: true });
        await expect(onwards).toBeInViewport({ ratio: 1 });
        await look("answered");
        await onwards.tap();
        await expect(verdict).toHaveCount(0);
      });
      seen.set(slug, [...(seen.get(slug) ?? []), right]);
    }
    await expect(page.getByRole("heading", { name: said.done })).toBeVisible();
    await drilled.again();
  }
  expect(faults).toEqual([]);
  expect(await drilled.kept()).toEqual(seen);
});

/** What a thumb would stumble over. */
async function targetsOf(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const faults: string[] = [];
    for (const control of document.querySelectorAll("main :is(a, button, input, textarea, select, summary)")) {
      // A native field inside its row is as large as the row.
      const target = control.closest("label") ?? control;
      const { width, height } = target.getBoundingClientRect();
      const isFormOnly = control instanceof HTMLInputElement && (control.type === "hidden" || control.disabled);
      if (isFormOnly || width === 0) continue;
      if (width < 44 || height < 44) faults.push(`${target.outerHTML.slice(0, 90)} is ${Math.round(width)} × ${Math.round(height)} px`);
    }
    return faults;
  });
}

const everyLook = [360, 1280].flatMap((width) => (["light", "dark"] as const).map((theme) => ({ width, theme })));
const scale = Number(process.env.TEST_SCALE ?? 1);

/** The looks in which one moment of a type is judged: all of them, or at a small scale one, so that the four moments of a type have all between them. */
function looksAt(type: QuestionKind, when: "asked" | "answered", locale: Locale) {
  const turn = everyKind.indexOf(type) + (when === "asked" ? 0 : 1) + (locale === "en" ? 0 : 2);
  return scale < 1 ? [everyLook[turn % everyLook.length] ?? { width: 360, theme: "light" }] : everyLook;
}

/** What somebody who sees or hears the page would stumble over, on a phone and at a desk, by day and by night. The page is left as it was. */
async function faultsIn(page: Page, type: QuestionKind, when: "asked" | "answered", locale: Locale): Promise<string[]> {
  const before = page.viewportSize() ?? { width: 1280, height: 800 };
  const wear = (theme: string) => page.evaluate((chosen) => void (document.documentElement.dataset.theme = chosen), theme);
  const faults: string[] = [];
  for (const { width, theme } of looksAt(type, when, locale)) {
    await page.setViewportSize({ ...before, width });
    await wear(theme);
    const wider = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    const found = await barriersOf(page, "main");
    if (wider > 0) found.push(`${wider} px wider than the screen`);
    faults.push(...found.map((fault) => `${type}, ${when}, ${locale}, ${width} px, ${theme}: ${fault}`));
  }
  await page.setViewportSize(before);
  await wear("light");
  return faults;
}

/** Whatever has the focus shows it, by an outline of its own or of its row. */
async function expectVisibleFocus(page: Page): Promise<void> {
  const shown = await page.evaluate(() => {
    const focused = document.activeElement;
    // What is no control (the question itself) only says where the reading goes on.
    if (!focused || focused === document.body || focused.getAttribute("tabindex") === "-1") return true;
    const outlined = (element: Element | null) => {
      const style = element && getComputedStyle(element);
      return style ? style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 1 : false;
    };
    return outlined(focused) || outlined(focused.closest("label"));
  });
  expect(shown, "the focus is seen").toBe(true);
}
