import { Curriculum } from "./learner";
import { expect, open, test } from "./shop";
import { followTold } from "./told";

test("a wrong answer in the drill is appealed against; the manager rules, and the learner reads what became of it", async ({
  shop,
  watch,
}) => {
  test.setTimeout(120_000);
  const learner = await watch.page(shop, "trainee", { width: 360, locale: "zh-CN" });
  await open(learner, "/drill");
  // A question with options is asked next, and answered wrongly.
  const curriculum = await Curriculum.read(shop);
  const [next] = await shop.sql<{ itemId: string; versionId: string; personId: string }[]>`
    select i.id as "itemId", v.id as "versionId", p.id as "personId" from bank_card c join person p on p.id = c.person_id and p.login = 'chenxi'
      join content_item i on i.id = c.item_id join content_version v on v.id = i.current_version_id
    where v.body ->> 'type' = 'single_choice' and c.required order by i.slug limit 1`;
  if (!next) throw new Error("no such card");
  await shop.sql`update bank_card set due_at = due_at + interval '60 days', fluent_until = now() + interval '60 days'
    where person_id = ${next.personId} and item_id <> ${next.itemId}`;
  await shop.sql`update bank_card set due_at = '2020-01-01', stability = null, difficulty = null, stage = null, reviewed_at = null, fluent_until = null
    where person_id = ${next.personId} and item_id = ${next.itemId}`;
  const { body } = curriculum.question({ id: next.versionId });
  if (body.type !== "single_choice") throw new Error("not a choice");
  const wrong = body.options.find((option) => !option.correct);
  await open(learner, "/drill");
  await expect(learner.locator("form h2")).toHaveText(body.stem["zh-CN"]);
  await learner.locator(`input[name=answer][value="${wrong?.id ?? ""}"]`).check();
  await learner.getByRole("button", { name: "提交", exact: true }).click();
  await learner.getByRole("link", { name: "觉得判错了？申诉" }).click();
  await learner.waitForURL(/\/appeals\/new/);
  await learner.locator("textarea[name=reason]").fill("这个选项换个说法也成立，请再看一下。");
  await learner.getByRole("button", { name: "提交申诉" }).click();
  await learner.waitForURL(/\/appeals\/[0-9a-f-]{36}$/);
  await expect(learner.getByText("由经理或内容负责人裁定")).toBeVisible();

  const manager = await watch.page(shop, "manager", { locale: "zh-CN" });
  await open(manager, "/inbox?kind=appeal");
  await manager.getByRole("link", { name: /查看申诉并裁定/ }).click();
  await manager.waitForURL(/\/appeals\//);
  await expect(manager.getByText("这一版题目的全部答案")).toBeVisible();
  await expect(manager.getByText(/[1-9]\d* 份答案改为满分/).first()).toBeVisible();
  await manager.locator("input[name=ruling][value=also_right]").check();
  await manager.locator("textarea[name=reason]").fill("同意：两种说法意思一样。");
  await manager.getByRole("button", { name: "裁定" }).click();
  await expect(manager.getByText("申诉成立：这个答案也对")).toBeVisible();
  await open(manager, "/inbox?kind=appeal");
  await expect(manager.getByText("对评分提出申诉")).toHaveCount(0);

  await open(learner, "/today");
  await followTold(learner, "你的申诉有结果了。");
  await learner.waitForURL(/\/appeals\//);
  await expect(learner.getByText("同意：两种说法意思一样。")).toBeVisible();
  const graded = await shop.sql<{ share: string; cause: string }[]>`select share::text, cause from attempt_grading where cause = 'appeal'`;
  // Theirs of now, and what the demo's people had answered alike before.
  expect(graded.length).toBeGreaterThan(0);
  expect(new Set(graded.map(({ share }) => share))).toEqual(new Set(["1"]));
});
