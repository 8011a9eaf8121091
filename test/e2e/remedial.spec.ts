import { answerFor, give, Thumb } from "./hands";
import { Curriculum } from "./learner";
import { expect, open, type Page, test } from "./shop";

const SET = ["tb-dispatch-hours", "tb-dispatch-false-shipping"] as const;

test("a supervisor assigns two questions to somebody, who gets them right on a phone; the list says so", async ({ shop, watch }) => {
  test.setTimeout(120_000);
  const [team] = await shop.sql<{ id: string }[]>`select id from team order by created_at limit 1`;
  const agent = await shop.make.trainee(team?.id ?? "", { name: "补练新人", state: "active" });
  const curriculum = await Curriculum.read(shop);
  const questions = SET.map((slug) => curriculum.question({ slug }));

  const lead = await watch.page(shop, "supervisor", { locale: "en" });
  await open(lead, "/team");
  await lead.getByRole("link", { name: "Remedial drills", exact: true }).click();
  await lead.getByRole("link", { name: "Assign a remedial drill" }).click();
  await lead.waitForURL(/\/remedial\/new$/);
  await lead.getByLabel("补练新人", { exact: true }).check();
  for (const { body } of questions) {
    await lead.getByLabel("Find a question").fill(body.stem.en.slice(0, 40));
    await lead.getByLabel(body.stem.en.slice(0, 100)).check();
  }
  await expect(lead.getByText(/^2 questions · 1 person · About \d+ min/)).toBeVisible();
  // Without a reason nobody learns from it.
  await lead.getByLabel("Title").fill("When an order leaves");
  await lead.getByRole("button", { name: "Assign", exact: true }).click();
  await expect(lead.getByRole("alert").first()).toBeVisible();
  await lead.getByLabel("Reason").fill("Promised it for the same evening.");
  await lead.getByRole("button", { name: "Assign", exact: true }).click();
  await lead.waitForURL(/\/remedial\/[0-9a-f-]{36}$/);
  await expect(lead.getByRole("row", { name: /补练新人/ })).toContainText("0 of 2");

  const phone = await watch.pageWith(shop, await shop.make.signIn(agent.id), { width: 360, locale: "zh-CN", touch: true });
  await open(phone, "/today");
  await expect(phone.getByText("补练：When an order leaves")).toBeVisible();
  await expect(phone.getByText(/已改正 0 \/ 2/)).toBeVisible();
  await phone.getByRole("link", { name: "去练这些题" }).tap();
  await phone.waitForURL(/\/drill\?remedial=/);
  for (let n = 0; n < 2; n++) await answerRight(phone, curriculum, n < 1);
  await phone.getByRole("link", { name: "看看改正了哪些" }).tap();
  await expect(phone.getByText("补练完成，全部改正")).toBeVisible();
  await expect(phone.getByText("已改正", { exact: true })).toHaveCount(2);
  await open(phone, "/today");
  await expect(phone.getByText("补练：When an order leaves")).toHaveCount(0);
  // What is done is not drilled again by an old address: it says that it is done.
  const address = lead.url().split("/").at(-1) ?? "";
  await open(phone, `/drill?remedial=${address}`);
  await expect(phone).toHaveURL(new RegExp(`/remedial/${address}$`));

  await lead.getByRole("link", { name: "Remedial drills" }).first().click();
  await lead.getByRole("link", { name: /^Done/ }).click();
  await expect(lead.getByRole("row", { name: /When an order leaves/ })).toContainText("1 of 1");
});

/** Answer the question on the page rightly, by thumb, and go on. */
async function answerRight(page: Page, curriculum: Curriculum, another: boolean): Promise<void> {
  const stem = await page.locator("form h2").innerText();
  const question = SET.map((slug) => curriculum.question({ slug })).find(({ body }) => body.stem["zh-CN"] === stem);
  if (!question) throw new Error(`another question is asked: ${stem}`);
  await give(page, new Thumb(), question.body, answerFor(question.body, true, "zh-CN"), "zh-CN");
  await page.getByRole("button", { name: "提交", exact: true }).tap();
  await expect(page.locator("main [role=status]")).toContainText("答对了");
  await page.getByRole("link", { name: another ? "下一题" : "完成" }).tap();
}

test("what is overdue waits in the supervisor's inbox until there is more time", async ({ shop, watch }) => {
  const [place] = await shop.sql<{ id: string }[]>`select id from team order by created_at limit 1`;
  const [lead] = await shop.sql<{ id: string }[]>`select id from person where login = 'wangjing'`;
  const [item] = await shop.sql<{ id: string }[]>`select id from content_item where kind = 'question' and slug = ${SET[0]}`;
  const agent = await shop.make.trainee(place?.id ?? "", { name: "拖延的人", state: "active" });
  const id = "01900000-0000-7000-8000-0000000000e1";
  const part = "01900000-0000-7000-8000-0000000000e2";
  await shop.sql`insert into remedial (id, title, reason, items, due, assigned_by, assigned_at, cause)
    values (${id}, '{"en": "Hours to dispatch", "zh-CN": "几小时内发货"}', '答错了', array[${item?.id ?? ""}]::uuid[], current_date - 3, ${lead?.id ?? ""}, now() - interval '6 days', 'person')`;
  await shop.sql`insert into remedial_person (id, remedial_id, person_id, assigned_by, assigned_at)
    values (${part}, ${id}, ${agent.id}, ${lead?.id ?? ""}, now() - interval '6 days')`;
  await shop.sql`insert into remedial_question (remedial_person_id, item_id) values (${part}, ${item?.id ?? ""})`;

  const page = await watch.page(shop, "supervisor", { locale: "zh-CN" });
  await open(page, "/remedial?show=late");
  await expect(page.getByRole("row", { name: /几小时内发货/ })).toContainText("已过期");
  // The minute sweep opens it.
  await expect(async () => {
    await open(page, "/inbox?kind=remedial_overdue");
    await expect(page.getByText("补练过期：几小时内发货").first()).toBeVisible({ timeout: 1000 });
  }).toPass({ timeout: 100_000 });
  await page.getByRole("link", { name: /看看进度/ }).click();
  await page.waitForURL(new RegExp(`/remedial/${id}$`));
  const due = new Date(Date.now() + 20 * 86_400_000).toISOString().slice(0, 10);
  await page.getByLabel("新的截止日").fill(due);
  await page.getByRole("button", { name: "延期" }).click();
  await expect(page.getByText("已过期")).toHaveCount(0);
  await open(page, "/inbox");
  await expect(page.getByText("补练过期：几小时内发货")).toHaveCount(0);
});
