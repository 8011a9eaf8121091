import { barriersOf } from "./barriers";
import { expect, open, type Shop, test } from "./shop";

/** The demo's two tries of the trainee at the same chat: the one that failed, and the one that waits to be read. */
async function triesOf(shop: Shop): Promise<{ failed: string; waiting: string }> {
  const rows = await shop.sql<{ id: string }[]>`
    select r.id from simulation_run r join person p on p.id = r.person_id join content_item i on i.id = r.item_id
    where p.login = 'chenxi' and i.slug = 'greeting-to-order' and r.counts order by r.started_at`;
  return { failed: rows[0]?.id ?? "", waiting: rows[1]?.id ?? "" };
}

test("a trainee reads how a chat went, sees the model when asked, and tries again from a line", async ({ shop, watch }) => {
  const { failed, waiting } = await triesOf(shop);
  const page = await watch.page(shop, "trainee", { locale: "zh-CN" });
  await open(page, `/simulator/runs/${failed}/debrief`);
  await expect(page.getByText("未通过").first()).toBeVisible();
  const second = page.locator("#line-xiao-zhou-1");
  await expect(second).toContainText("等了 34 秒（应在 20 秒内）");
  await expect(page.locator("#line-xiao-zhou-5")).toContainText("不能发：「最好」");
  await expect(page.locator("#line-xiao-zhou-0")).toContainText("第一句就该答有没有");
  // To the line from the bill, by keyboard.
  await page.getByRole("link", { name: "第 2 句" }).first().press("Enter");
  await expect(page).toHaveURL(/#line-xiao-zhou-1$/);
  await expect(second.getByText("您电脑多大").first()).toBeHidden();
  await second.getByText("示范回复").click();
  await expect(second.getByText("您电脑多大").first()).toBeVisible();
  expect(await barriersOf(page)).toEqual([]);

  // Beside the other try; what was gained, part by part.
  await page.getByRole("button", { name: "对比" }).click();
  await page.waitForURL(new RegExp(`with=${waiting}`));
  await expect(page.getByRole("row").filter({ hasText: "总分" })).toContainText("高 30 分");
  expect(await barriersOf(page)).toEqual([]);

  // A colleague's example, without a grade.
  await open(page, `/simulator/runs/${failed}/debrief`);
  await page.getByRole("link", { name: "刘洋的对话" }).click();
  await page.waitForURL(/\/simulator\/examples\//);
  await expect(page.getByText("只推一只")).toBeVisible();
  await expect(page.locator("main")).not.toContainText("分（满分");

  // Watched again: nothing is there at the beginning, and the lines come; a jump brings them back.
  await open(page, `/simulator/runs/${failed}/watch`);
  await expect(page.locator("main ol > li")).toHaveCount(10);
  await page.getByRole("button", { name: "4×" }).click();
  await page.getByRole("button", { name: "从头播放" }).click();
  await expect(page.locator("main ol > li")).toHaveCount(1);
  await expect(page.locator("main ol > li")).toHaveCount(2, { timeout: 15_000 });
  await page.getByRole("button", { name: "暂停" }).click();
  await page.getByRole("slider").press("End");
  await expect(page.locator("main ol > li")).toHaveCount(10);

  await open(page, `/simulator/runs/${failed}/debrief`);
  await page.locator("#line-xiao-zhou-5").getByRole("button", { name: "从这里再来一次" }).click();
  await page.waitForURL((url) => /^\/simulator\/runs\/[0-9a-f-]+$/.test(url.pathname) && !url.pathname.includes(failed));
  await expect(page.getByText("多少钱").first()).toBeVisible();
  await shop.sql`update simulation_run set ended_at = now(), ended_as = 'given_up' where from_run_id = ${failed} and ended_at is null`;
});

test("a supervisor says by keyboard what no machine could read, writes beside a line, and holds the chat up", async ({ shop, watch }) => {
  const { waiting } = await triesOf(shop);
  const page = await watch.page(shop, "supervisor", { locale: "zh-CN" });
  await open(page, "/inbox?kind=simulation");
  await page.keyboard.press("a");
  await page.waitForURL(new RegExp(waiting));
  await open(page, page.url());
  await expect(page.getByText("等主管判断").first()).toBeVisible();
  expect(await barriersOf(page)).toEqual([]);
  await page.keyboard.press("j");
  await page.keyboard.press("1");
  await expect(page.getByRole("radio", { name: /问怎么用/ }).first()).toBeChecked();
  await page.keyboard.press("r");
  await page.keyboard.type("问得好，下次早一点问。");
  await page.keyboard.press("Escape");
  await page.keyboard.press("Enter");
  await expect(page.getByText("88.5 分", { exact: false }).first()).toBeVisible();
  await expect(page.getByText("主管算数的要点：问怎么用、装什么")).toBeVisible();
  await expect(page.getByText("之前：73.5 分，机器评分")).toBeVisible();

  const line = page.locator("#line-xiao-zhou-1");
  watch.refusal(409, /\/debrief/);
  await line.getByText("点评", { exact: true }).click();
  await line.getByRole("button", { name: "发出" }).click();
  await expect(line.getByText("请写点什么。").first()).toBeVisible();
  await line.getByRole("textbox").fill("答完马上问，很好。");
  await line.getByRole("button", { name: "发出" }).click();
  await expect(line.getByText("答完马上问，很好。")).toBeVisible();
  await line.getByRole("button", { name: "收回" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "收回" }).click();
  await expect(line.getByText("答完马上问，很好。")).toHaveCount(0);

  await page.getByText("立为范例").first().click();
  await page.locator("textarea[name=reason]").fill("一步一步问到了用途。");
  await page.getByRole("button", { name: "立为范例" }).click();
  await expect(page.getByText("优秀范例").first()).toBeVisible();
  await open(page, "/simulator/review");
  await expect(page.getByText("没有等着读的对话。")).toBeVisible();

  const learner = await watch.page(shop, "trainee", { width: 360, locale: "zh-CN" });
  await open(learner, `/simulator/runs/${waiting}/debrief`);
  await expect(learner.getByText("问得好，下次早一点问。")).toBeVisible();
  await expect(learner.getByText("通过", { exact: true }).first()).toBeVisible();
  watch.refusal(404, /\/simulator\/runs\//);
  const stranger = await watch.page(shop, "agent", { locale: "zh-CN" });
  expect((await stranger.goto(`/simulator/runs/${waiting}/debrief`))?.status()).toBe(404);
});
