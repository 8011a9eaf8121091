import { Curriculum, drillByThumb } from "./learner";
import { expect, open, test } from "./shop";

const SET = ["tb-dispatch-hours", "tb-dispatch-false-shipping"] as const;

test("a supervisor assigns two questions to somebody, who gets them right on a phone; the list says so", async ({ shop, watch }) => {
  test.setTimeout(120_000);
  const [team] = await shop.sql<{ id: string }[]>`
    select m.team_id as id from team_membership m join person p on p.id = m.person_id where p.login = 'chenxi' and m.to_day is null`;
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
    await lead.locator("input[name=find]").fill(body.stem.en.slice(0, 40));
    await lead.getByLabel(body.stem.en.slice(0, 100)).check();
  }
  await expect(lead.getByText(/^2 questions · 1 person · About \d+ min/)).toBeVisible();
  // Without a reason nobody learns from it.
  await lead.locator("input[name=title]").fill("When an order leaves");
  await lead.getByRole("button", { name: "Assign", exact: true }).click();
  await expect(lead.getByRole("alert").first()).toBeVisible();
  await lead.locator("textarea[name=reason]").fill("Promised it for the same evening.");
  await lead.getByRole("button", { name: "Assign", exact: true }).click();
  await lead.waitForURL(/\/remedial\/[0-9a-f-]{36}$/);
  await expect(lead.getByRole("row", { name: /补练新人/ })).toContainText("0 of 2");

  const phone = await watch.pageWith(shop, await shop.make.signIn(agent.id), { width: 360, locale: "zh-CN", touch: true });
  await open(phone, "/today");
  await expect(phone.getByText("补练：When an order leaves")).toBeVisible();
  await expect(phone.getByText(/已改正 0 \/ 2/)).toBeVisible();
  await phone.getByRole("link", { name: "去练这些题" }).tap();
  await phone.waitForURL(/\/drill\?remedial=/);
  expect((await drillByThumb(phone, curriculum)).sort()).toEqual([...SET].sort());
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
