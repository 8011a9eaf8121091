import { confirm, expect, open, type Page, post, type Shop, test } from "./shop";
import { followTold } from "./told";

const ITEM = "message-return";
const PNG = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";
const phone = { width: 360 as const, locale: "en" as const, touch: true };

/** Somebody of the demo who was graded once, so near the line that a second person grades. */
async function graded(shop: Shop) {
  const [row] = await shop.sql<{ personId: string; gradingId: string; teamId: string }[]>`
    select p.id as "personId", g.id as "gradingId", e.team_id as "teamId" from person p
      join grading g on g.person_id = p.id and g.first_grading_id is null join enrolment e on e.person_id = p.id and e.ended_at is null
    where p.login = 'luojia' and second_waits(g.id)`;
  if (!row) throw new Error("nobody waits for a second grader");
  return row;
}

/** The second grading by the page's own forms: as the first saw it, but for one critical item that is found to be missing. */
async function gradeAgain(shop: Shop, grader: Page, at: { personId: string; gradingId: string }): Promise<void> {
  await open(grader, `/probation/${at.personId}`);
  await grader.getByRole("button", { name: "Start the second grading" }).click();
  await grader.waitForURL(/\/grading\//);
  const sheet = new URL(grader.url()).pathname;
  const given = await shop.sql<{ item: string; grade: number; pictures: number }[]>`
    select item, grade, cardinality(file_ids) as pictures from grading_item where grading_id = ${at.gradingId}`;
  const changes = JSON.stringify(Object.fromEntries(given.map((g) => [g.item, { grade: g.item === ITEM ? 1 : g.grade }])));
  expect((await post(grader, `${sheet}/draft`, { intent: "save", revision: "0", changes })).status).toBe(200);
  for (const { item } of given.filter((g) => g.pictures > 0))
    expect((await post(grader, `${sheet}/draft`, { intent: "add_picture", item, picture: [{ base64: PNG }] })).status).toBe(200);
  const [draft] = await shop.sql<{ revision: number }[]>`
    select draft_revision as revision from grading where id = ${sheet.split("/").at(-1) ?? ""}`;
  expect((await post(grader, sheet, { intent: "submit", revision: String(draft?.revision) })).redirected).toBe(true);
}

/** The one button of the page's own form: notices above it have forms too. */
const SEND = 'main form:not([action^="/notices/"]) button[type=submit]:not([name])';

test("an agent reads a result of two gradings, disputes an item on the phone, and a third person's ruling turns it into a pass", async ({
  shop,
  watch,
}) => {
  test.setTimeout(180_000);
  const at = await graded(shop);
  const result = `/probation/${at.personId}/result/${at.gradingId}`;
  const agent = await watch.pageWith(shop, await shop.make.signIn(at.personId), phone);

  await test.step("nothing is shown while the second grading is outstanding", async () => {
    await open(agent, result);
    await expect(agent.getByText("A second person grades").first()).toBeVisible();
    await expect(agent.getByText("Item by item")).toHaveCount(0);
  });

  await test.step("the second grading lies apart, and the manager settles it", async () => {
    const grader = await watch.page(shop, "supervisor", phone);
    await gradeAgain(shop, grader, at);
    const manager = await watch.page(shop, "manager", phone);
    await open(manager, "/inbox?kind=reconciliation");
    const [row] = await shop.sql<
      { id: string }[]
    >`select second_grading_id as id from reconciliation where first_grading_id = ${at.gradingId}`;
    await open(manager, `/probation/${at.personId}/reconcile/${row?.id}`);
    const card = manager.locator(`#item-${ITEM}`);
    await card.locator("button[name=grade][value='2']").click();
    await card.locator("textarea").fill("The way back is there, the day is missing");
    await expect(manager.getByText("1 of 1 settled")).toBeVisible();
    await confirm(manager, "button[name=intent][value=submit]");
    await manager.waitForURL(/\/result\//);
    await expect(manager.getByText("Not passed").first()).toBeVisible();
  });

  await test.step("the agent reads it and disputes the one item", async () => {
    await open(agent, result);
    await expect(agent.getByText("Not passed").first()).toBeVisible();
    await agent.getByRole("button", { name: "I have read it" }).click();
    await expect(agent.getByText(/You read it on/)).toBeVisible();
    await agent.getByRole("link", { name: "Dispute items" }).click();
    await agent.waitForURL(/\/dispute$/);
    const item = agent.locator(`#item-${ITEM}`);
    await item.locator("summary").click();
    await item.locator("textarea").fill("The day stands in the second line: within three days of arrival.");
    await confirm(agent, SEND);
    await agent.waitForURL(/\/probation\/disputes\//);
    await expect(agent.getByText(/Somebody who did not grade looks/)).toBeVisible();
  });

  const dispute = new URL(agent.url()).pathname;
  await test.step("a grader cannot rule, a third person does", async () => {
    const grader = await watch.page(shop, "supervisor", phone);
    await open(grader, dispute);
    await expect(grader.getByText(/Somebody else rules/)).toBeVisible();
    await expect(grader.locator("input[type=radio]")).toHaveCount(0);
    const { id } = await shop.make.supervisor(at.teamId, { name: "何岚" });
    const third = await watch.pageWith(shop, await shop.make.signIn(id), phone);
    await open(third, "/probation/disputes");
    await third.locator(`a[href="${dispute}"]`).click();
    await third.waitForURL((url) => url.pathname === dispute);
    await third.locator(`input[name="verdict:${ITEM}"][value="3"]`).check();
    await third.locator("main form textarea").fill("The second line says it, as the description of a 3 asks.");
    await confirm(third, SEND);
    await expect(third.getByText("Ruled: one grade changed")).toBeVisible();
  });

  await test.step("the agent is told, and the result is a pass", async () => {
    await open(agent, "/today");
    await followTold(agent, "Your dispute was ruled on. See what was decided, and why.");
    await agent.waitForURL((url) => url.pathname === dispute);
    await expect(agent.getByText("The second line says it, as the description of a 3 asks.")).toBeVisible();
    await open(agent, result);
    await expect(agent.getByText("The checklist is met.", { exact: false })).toBeVisible();
    await expect(agent.getByText("Ruled: 2 became 3")).toHaveCount(1);
  });
});
