import { answerTo } from "@db/demo/curriculum";
import type { Locale } from "~/platform/locale";
import { opaqueIds } from "~/drill/types/opaque";
import type { Question } from "~/drill/types/question";
import type { Locator, Page } from "@playwright/test";
import { expect } from "./shop";

type Marks = { locale: Locale; marks: { line: number; from: number; to: number }[] };

/** An answer to a question as the page's own fields can give it. */
export function answerFor(question: Question, right: boolean, locale: Locale): unknown {
  if (question.type !== "spot_violation") return answerTo(question, right, 0);
  if (!right) return { locale, marks: [] } satisfies Marks;
  const marks = question.violations.map(({ line, words }) => {
    const from = question.chat[line - 1]?.text[locale].indexOf(words[locale]) ?? 0;
    return { line, from, to: from + words[locale].length };
  });
  return { locale, marks } satisfies Marks;
}

/** Two ways to use a page: `press` chooses a row, `write` fills a line. */
interface Hand {
  press(row: Locator): Promise<void>;
  write(field: Locator, text: string): Promise<void>;
  mark(words: Locator): Promise<void>;
}

/** A keyboard and nothing else: rows are chosen by the digit that they show, fields are reached by Tab. */
export class Keys implements Hand {
  constructor(private readonly page: Page) {}

  async press(row: Locator): Promise<void> {
    const hint = row.locator("kbd");
    await expect(hint).toBeVisible();
    await this.page.keyboard.press(await hint.innerText());
  }

  async write(field: Locator, text: string): Promise<void> {
    const [first] = await this.page.locator("form input[type=text], form textarea").all();
    // A line to write has the focus when the question comes; further ones are a Tab away.
    if (first && (await same(first, field))) await expect(field).toBeFocused();
    else await this.reach(field);
    await this.page.keyboard.insertText(text);
  }

  /** Arrows go from word to word, space marks. */
  async mark(word: Locator): Promise<void> {
    const total = await this.page.locator("fieldset input[type=checkbox]").count();
    for (let n = 0; n <= total; n++) {
      await this.page.keyboard.press("ArrowRight");
      if (await word.evaluate((input) => input === document.activeElement)) return this.page.keyboard.press("Space");
    }
    throw new Error("the arrows do not reach the word");
  }

  /** Tab on until it has the focus. */
  private async reach(element: Locator): Promise<void> {
    for (let n = 0; n < 60; n++) {
      if (await element.evaluate((e) => e === document.activeElement)) return;
      await this.page.keyboard.press("Tab");
    }
    throw new Error(`Tab does not reach ${element}`);
  }
}

async function same(one: Locator, other: Locator): Promise<boolean> {
  return one.evaluate((element, that) => element === that, await other.elementHandle());
}

/** A thumb. */
export class Thumb implements Hand {
  async press(row: Locator): Promise<void> {
    await row.tap();
  }

  async write(field: Locator, text: string): Promise<void> {
    await field.tap();
    await field.fill(text);
  }

  async mark(word: Locator): Promise<void> {
    // Half a word shows above the bar at the foot: nobody taps at its edge, one scrolls first.
    const label = word.locator("..");
    await label.evaluate((node) => node.scrollIntoView({ block: "center", behavior: "instant" }));
    await label.tap();
    await expect(word).toBeChecked();
  }
}

/** A mouse, or whatever else clicks. */
export class Mouse implements Hand {
  async press(row: Locator): Promise<void> {
    await row.click();
  }

  async write(field: Locator, text: string): Promise<void> {
    await field.fill(text);
  }

  async mark(word: Locator): Promise<void> {
    await word.locator("..").click();
  }
}

/** Give an answer by the fields of the question that the page shows. */
export async function give(page: Page, hand: Hand, question: Question, answer: unknown, locale: Locale): Promise<void> {
  const form = page.locator("form");
  const card = (value: string) => form.locator("label", { has: page.locator(`input[value="${value}"]`) });
  const given = answer as {
    option?: string;
    options?: string[];
    text?: string;
    truth?: boolean;
    reason?: string;
    blanks?: Record<string, string>;
    steps?: string[];
    pairs?: { left: string; right: string }[];
  } & Partial<Marks>;
  switch (question.type) {
    case "single_choice":
    case "image_choice":
    case "choose_next_line":
      return hand.press(card(given.option ?? ""));
    case "multiple_choice":
      for (const option of given.options ?? []) await hand.press(card(option));
      return;
    case "true_false":
      await hand.press(card(`truth=${given.truth}`));
      return hand.press(card(`reason=${given.reason}`));
    case "short_text":
    case "number":
    case "find_product":
    case "free_reply":
    case "rewrite":
      return hand.write(form.locator("input[name=answer], textarea[name=answer]"), given.text ?? "");
    case "fill_blanks": {
      const ids = [...question.body[locale].matchAll(/\[\[(\w+)\]\]/g)].map(([, id = ""]) => id);
      for (const id of new Set(ids)) await hand.write(form.locator(`input[type=hidden][value="${id}"] + input`), given.blanks?.[id] ?? "");
      return;
    }
    case "order_steps":
      for (const id of given.steps ?? []) {
        // The last step places itself.
        const step = form.locator(`[data-focus="pool ${id}"]`);
        if (!(await step.isVisible())) continue;
        await hand.press(step);
        await expect(step).toHaveCount(0);
      }
      return;
    case "match":
      return pair(page, hand, question, given.pairs ?? [], locale);
    case "spot_violation":
      return mark(form, hand, question, given.marks ?? [], locale);
  }
}

/** The page opens one left side after the other. */
async function pair(
  page: Page,
  hand: Hand,
  question: Extract<Question, { type: "match" }>,
  pairs: { left: string; right: string }[],
  locale: Locale,
): Promise<void> {
  const rights = [...question.pairs.map((p) => p.right), ...question.extra];
  const ids = opaqueIds(rights);
  for (let n = 0; n < pairs.length; n++) {
    const open = page.locator("form [aria-expanded=true]");
    const left = await open.getAttribute("data-focus");
    const text = rights[ids.indexOf(pairs.find((p) => p.left === left)?.right ?? "")]?.[locale] ?? "";
    await hand.press(page.locator("form li li button").filter({ hasText: text }));
    // A finger is gone before the page has taken what it did: what is read next would still be the side before.
    if (n < pairs.length - 1) await expect(open).not.toHaveAttribute("data-focus", left ?? "");
  }
}

/** Rightly: all words of the violations. Wrongly: the first word that belongs to none. */
async function mark(
  form: Locator,
  hand: Hand,
  question: Extract<Question, { type: "spot_violation" }>,
  marks: Marks["marks"],
  locale: Locale,
): Promise<void> {
  const all = await form.locator("input[type=checkbox]").evaluateAll((inputs) => inputs.map((input) => (input as HTMLInputElement).value));
  const places = all.map((value) => {
    const [, line, from, to] = /:(\d+):(\d+)-(\d+)$/.exec(value)?.map(Number) ?? [];
    return { value, line: line ?? 0, from: from ?? 0, to: to ?? 0 };
  });
  const inside = (place: (typeof places)[number], these: Marks["marks"]) =>
    these.some(({ line, from, to }) => line === place.line && from < place.to && place.from < to);
  const violations = (answerFor(question, true, locale) as Marks).marks;
  const chosen =
    marks.length > 0 ? places.filter((place) => inside(place, marks)) : places.filter((p) => !inside(p, violations)).slice(0, 1);
  for (const { value } of chosen) await hand.mark(form.locator(`input[value="${value}"]`));
  await expect(form.locator("input[type=checkbox]:checked")).toHaveCount(chosen.length);
}
