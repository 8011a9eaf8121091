import { confirm, expect, open, type Shop, test } from "./shop";
import { followTold } from "./told";

const phone = { width: 360 as const, locale: "en" as const, touch: true };
const SEND = 'main form:not([action^="/notices/"]) button[type=submit]:not([name])';

/** Somebody of the supervisor's team who sits at the desk. */
async function atTheDesk(shop: Shop) {
  const [row] = await shop.sql<{ id: string; name: string; teamId: string }[]>`
    select p.id, p.name, g.team_id as "teamId" from person s join role_grant g on g.person_id = s.id and g.role = 'supervisor'
      join team_membership m on m.team_id = g.team_id and m.to_day is null join person p on p.id = m.person_id
    where s.login = 'wangjing' and p.clearance = 'full' order by p.name limit 1`;
  if (!row) throw new Error("nobody sits at the desk");
  return row;
}

test("a supervisor enters what an agent did, the agent appeals on the phone, another rules, and the points come back", async ({
  shop,
  watch,
}) => {
  test.setTimeout(180_000);
  const { id, name, teamId } = await atTheDesk(shop);
  const supervisor = await watch.page(shop, "supervisor");
  const agent = await watch.pageWith(shop, await shop.make.signIn(id), phone);
  const left = (points: string) => new RegExp(`${points.replace(".", "\\.")} of 10 points left`);

  await test.step("an entry with its evidence", async () => {
    await open(supervisor, `/people/${id}`);
    await supervisor.locator(`main a[href="/conduct/${id}"]`).click();
    await supervisor.waitForURL(`**/conduct/${id}`);
    await expect(supervisor.getByText(left("10"))).toBeVisible();
    await supervisor.getByRole("link", { name: "Make an entry" }).click();
    await supervisor.waitForURL("**/new");
    await supervisor.locator("select[name=rule]").selectOption("absent-without-leave");
    await supervisor.locator("textarea[name=note]").fill("Did not come in the morning; nobody had been asked.");
    await supervisor.locator("textarea[name=evidence]").fill("The rota of the day and the leave records.");
    await confirm(supervisor, SEND);
    await supervisor.waitForURL(/\/conduct\/entries\//);
    await expect(supervisor.getByText("The rota of the day and the leave records.")).toBeVisible();
  });

  const entry = new URL(supervisor.url()).pathname;
  await test.step("the agent sees it, on the page and on Today, and appeals", async () => {
    await open(agent, "/today");
    await expect(agent.getByText("5 conduct points left this month")).toBeVisible();
    await followTold(agent, "An entry was made in your conduct ledger");
    await agent.waitForURL((url) => url.pathname === entry);
    await agent.locator("textarea[name=said]").fill("I had swapped with a colleague, the form lies with the supervisor.");
    await confirm(agent, "button[name=intent][value=appeal]");
    await expect(agent.getByText("Waits for a ruling")).toBeVisible();
  });

  await test.step("who made it cannot rule, somebody else counts it as another rule", async () => {
    await open(supervisor, entry);
    await expect(supervisor.getByText("You made this entry: somebody else rules on the appeal.")).toBeVisible();
    await expect(supervisor.locator("input[name=ruling]")).toHaveCount(0);
    const other = await shop.make.supervisor(teamId, { name: "何岚" });
    const ruler = await watch.pageWith(shop, await shop.make.signIn(other.id));
    await open(ruler, "/inbox?kind=conduct_appeal");
    await ruler.locator("main a[href*='item=']").filter({ hasText: name }).first().click();
    await ruler.locator(`main a[href="${entry}"]`).first().click();
    await ruler.waitForURL((url) => url.pathname === entry);
    await ruler.locator("input[name=ruling][value=changed]").check({ force: true });
    await ruler.locator("select[name=rule]").selectOption("late");
    await ruler
      .locator("form:has(input[name=ruling]) textarea[name=reason]")
      .fill("The swap was agreed; the colleague came ten minutes late.");
    await confirm(ruler, "button[name=intent][value=rule]");
    await expect(ruler.getByText(/counts as “Late”/)).toBeVisible();
  });

  await test.step("the ledger counts it so", async () => {
    await open(agent, "/conduct");
    await agent.waitForURL(`**/conduct/${id}`);
    await expect(agent.getByText(left("9.5"))).toBeVisible();
    await expect(agent.getByText("These points stand apart from the monthly score", { exact: false })).toBeVisible();
  });
});

test("an open conflict closes the seat at once, and an entry that was a mistake leads the manager to give it back", async ({
  shop,
  watch,
}) => {
  test.setTimeout(180_000);
  const { id } = await atTheDesk(shop);
  const supervisor = await watch.page(shop, "supervisor");
  const clearance = async () => (await shop.sql<{ clearance: string }[]>`select clearance from person where id = ${id}`)[0]?.clearance;

  await open(supervisor, `/conduct/${id}/new`);
  await supervisor.locator("select[name=rule]").selectOption("open-conflict");
  await supervisor.locator("textarea[name=note]").fill("Told a customer to go and shop elsewhere, in these words.");
  await supervisor.locator("textarea[name=evidence]").fill("The whole chat, from the first line to the last.");
  await confirm(supervisor, SEND);
  await supervisor.waitForURL(/\/conduct\/entries\//);
  await expect.poll(clearance, { timeout: 30_000 }).toBe("none");
  await supervisor.reload();
  await expect(supervisor.getByText("The clearance is suspended for it.")).toBeVisible();

  await supervisor.locator("summary", { hasText: "It was a mistake" }).click();
  await supervisor.locator("textarea[name=reason]").fill("The line was a quotation of the customer's own.");
  await confirm(supervisor, "button[name=intent][value=withdraw]");
  await expect(supervisor.getByText(/Taken back by/)).toBeVisible();
  const entry = new URL(supervisor.url()).pathname;
  const manager = await watch.page(shop, "manager");
  await open(manager, entry);
  await manager.getByRole("link", { name: "See the clearance" }).click();
  await manager.waitForURL(`**/people/${id}/clearance`);
  await expect(manager.locator(`a[href="${entry}"]`).first()).toBeVisible();
  await manager.locator("textarea[name=reason]").fill("The entry was a mistake and is taken back.");
  await confirm(manager, "button[name=intent][value=give_back]");
  await expect.poll(clearance).toBe("full");
});
