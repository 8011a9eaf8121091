import { gradeOf } from "~/drill/types/registry";
import type { QuestionOf } from "~/drill/types/question";
import { expect, open, type Page, ready, type Shop, test } from "./shop";
import { followTold } from "./told";

type Written = QuestionOf<"free_reply">;

/** A question of the trainee's that asks for two points at least, and a reply that says the first of them only. */
async function undecidedReply(shop: Shop): Promise<{ itemId: string; stem: string; text: string; model: string }> {
  const rows = await shop.sql<{ id: string; body: Written }[]>`
    select i.id, v.body from content_item i join content_version v on v.id = i.current_version_id
    where i.kind = 'question' and v.body ->> 'type' = 'free_reply' and i.archived_at is null order by i.slug`;
  for (const { id, body } of rows) {
    const text = `亲，您好，${body.must_say[0]?.any_of["zh-CN"][0] ?? ""}，请您放心，有事随时找我。`;
    const grade = gradeOf({ body, facts: { products: new Map(), terms: [] } }, { text });
    if (grade.undecided) return { itemId: id, stem: body.stem["zh-CN"], text, model: body.model_answers["zh-CN"][0] ?? "" };
  }
  throw new Error("every reply is decided");
}

/** The trainee's bank, as the drill fills it, asks just this question next. */
async function askNext(shop: Shop, itemId: string): Promise<void> {
  await shop.sql`update bank_card set due_at = due_at + interval '60 days', fluent_until = now() + interval '60 days', counts_since = null
    where person_id = (select id from person where login = 'chenxi')`;
  await shop.sql`insert into bank_card (person_id, item_id, required, entered_at, due_at)
    select id, ${itemId}, true, '2020-01-01', '2020-01-01' from person where login = 'chenxi'
    on conflict (person_id, item_id) do update set due_at = '2020-01-01', stability = null, difficulty = null, stage = null, reviewed_at = null, fluent_until = null`;
}

/** The browser forgets the go that it would resume, as if that had been walked to its end. */
async function forgetGo(page: Page): Promise<void> {
  await page.evaluate(async () => {
    for (const { name } of await indexedDB.databases())
      if (name?.startsWith("deskready ")) await new Promise((done) => (indexedDB.deleteDatabase(name).onsuccess = done));
  });
}

async function writeReply(page: Page, text: string): Promise<void> {
  await forgetGo(page);
  await open(page, "/drill");
  await page.locator("form textarea[name=answer]").fill(text);
  await page.keyboard.press("Control+Enter");
  await expect(page.locator("main [role=status]")).toBeVisible();
}

test("a reply that no machine can decide is graded by keyboard, blind, and the learner reads what was said of it", async ({
  shop,
  watch,
}) => {
  test.setTimeout(120_000);
  const reply = await undecidedReply(shop);
  const learner = await watch.page(shop, "trainee", { width: 360, locale: "zh-CN" });
  await open(learner, "/drill");
  for (let n = 0; n < 3; n++) {
    await askNext(shop, reply.itemId);
    await writeReply(learner, reply.text);
  }
  await expect(learner.locator("main [role=status]")).toContainText("主管");

  const page = await watch.page(shop, "supervisor", { locale: "zh-CN" });
  await open(page, "/inbox?kind=answers");
  await expect(page.getByText("书面回答 3 份 · 题目 1 道").first()).toBeVisible();
  await page.keyboard.press("a");
  await page.waitForURL(/\/grading$/);
  await expect(page.getByText(reply.stem)).toBeVisible();
  await page.keyboard.press("a");
  await page.waitForURL(/\/grading\/[0-9a-f-]+$/);
  await expect(page.locator("mark").first()).toBeVisible();
  await expect(page.getByText(reply.model)).toBeVisible();

  // Without names from here on, and still so after a reload.
  await expect(page.getByText("陈曦")).toBeVisible();
  await page.keyboard.press("b");
  await expect(page.getByText("评分后显示姓名")).toBeVisible();
  await page.reload();
  await open(page, page.url());
  await expect(page.getByText("陈曦")).toHaveCount(0);

  // The keys are listed; they do nothing while one writes.
  await page.keyboard.press("?");
  await expect(page.getByRole("dialog")).toContainText("评分，并到下一份");
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await page.keyboard.press("r");
  await page.keyboard.type("运费那一句要说 2 遍。");
  await page.keyboard.press("Escape");
  await page.keyboard.press("2");
  await expect(page.locator("main [role=status]")).toContainText("陈曦：2 分");
  await expect(page.getByText("这道题还有 2 份待评")).toBeVisible();

  // Think better of it: both grades stay.
  await page.keyboard.press("u");
  await expect(page.getByText(/再点一个分数就改过来/)).toBeVisible();
  await expect(page.locator("textarea[name=remark]")).toHaveValue("运费那一句要说 2 遍。");
  await page.keyboard.press("3");
  await expect(page.locator("main [role=status]")).toContainText("陈曦：3 分");
  await page.keyboard.press("s");
  await page.waitForURL(/[?&]at=/);
  await ready(page);
  await page.keyboard.press("4");
  await expect(page.getByText("这道题还有 1 份待评")).toBeVisible();
  await page.keyboard.press("0");
  await expect(page.getByText("没有待评的书面回答")).toBeVisible();
  const rows = await shop.sql<{ grade: number; number: number; blind: boolean }[]>`
    select grade, number, blind from attempt_grading where grade is not null order by graded_at, number`;
  expect(rows.map((r) => [r.grade, r.number, r.blind])).toEqual([
    [2, 1, true],
    [3, 2, true],
    [4, 1, true],
    [0, 1, true],
  ]);

  await open(learner, "/today");
  await followTold(learner, "主管评了你的 3 份回答。");
  await open(learner, "/drill/graded");
  await expect(learner.getByText("运费那一句要说 2 遍。")).toBeVisible();
  await expect(learner.getByText(/3 分（满分 4）/)).toBeVisible();
});

test("on a phone the answer and the five steps stand one below the other, and a kept remark is a tap away", async ({ shop, watch }) => {
  const reply = await undecidedReply(shop);
  const learner = await watch.page(shop, "trainee", { width: 360, locale: "zh-CN" });
  await open(learner, "/drill");
  await askNext(shop, reply.itemId);
  await writeReply(learner, reply.text);
  const page = await watch.page(shop, "supervisor", { width: 360, locale: "en" });
  await open(page, "/grading");
  await page.getByText("1 answer waits").first().waitFor();
  await page.getByRole("link", { name: "Grade", exact: true }).click();
  await page.waitForURL(/\/grading\/[0-9a-f-]+/);
  const chip = page.locator("ul[aria-label=Remarks] button").first();
  const remark = await chip.innerText();
  await chip.click();
  await expect(page.locator("textarea[name=remark]")).toHaveValue(remark);
  await page.getByRole("button", { name: /Does not help/ }).click();
  await expect(page.getByText("No written answer waits")).toBeVisible();
  await open(page, "/grading/remarks");
  await expect(page.getByText("used once").first()).toBeVisible();
});
