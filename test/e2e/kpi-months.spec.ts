import { confirm, expect, open, test } from "./shop";

const phone = { width: 360 as const, locale: "zh-CN" as const, touch: true };
const desk = { width: 1280 as const, locale: "en" as const };

/** The first day of the month before this one. */
function lastMonth(): string {
  const now = new Date();
  return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - 1, 1)).toISOString().slice(0, 10);
}

test("a month is published, disputed on a phone, corrected, closed and opened again", async ({ shop, watch }) => {
  test.setTimeout(240_000);
  const { make, sql } = shop;
  const month = lastMonth();
  const since = new Date(Date.now() - 120 * 86_400_000);
  const [team, store] = [await make.team({ name: "Months" }), await make.store({ name: "Ledger store" })];
  const [manager, person] = [
    await make.manager(team.id, { name: "Mina Closes" }),
    await make.person({ roles: ["agent"], teamId: team.id, state: "active", stateSince: since, name: "Ann Counts", login: "ann-counts" }),
  ];
  await make.storesOf(person.id, { [store.id]: 100 });
  const sums = (paid: number) => sql.json({ conversion: { inquiries: 400, paid } });
  await sql`insert into figure_month (person_id, month, store_id, sums, days) values (${person.id}, ${month}, ${store.id}, ${sums(300)}, '{}')`;
  // The sweep of the minute scores it: 75 % of conversion are 80 points, the only metric there is.
  await expect
    .poll(async () => (await sql<{ n: number }[]>`select count(*)::int as n from kpi_score where person_id = ${person.id}`)[0]?.n, {
      timeout: 100_000,
    })
    .toBe(1);

  const page = await watch.pageWith(shop, await make.signIn(manager.id), desk);
  const address = `/kpi/months/${month.slice(0, 7)}/${team.id}`;
  await test.step("the manager sees what is missing and publishes", async () => {
    await open(page, "/kpi/months");
    await page.locator(`main a[href="${address}"]`).first().click();
    await page.waitForURL(new RegExp(`${address}$`));
    await expect(page.getByText("1 store without a target")).toBeVisible();
    await expect(page.locator("button[name=intent][value=publish]")).toBeVisible();
    await confirm(page, "button[name=intent][value=publish]");
    await expect(page.getByText(/Agents can dispute their statements/)).toBeVisible();
    await expect(page.getByRole("cell", { name: "1,600.00" })).toBeVisible();
  });

  const agent = await watch.pageWith(shop, await make.signIn(person.id), phone);
  await test.step("the agent disputes it on the phone", async () => {
    await open(agent, `/kpi/versions/${month.slice(0, 7)}/${person.id}`);
    await agent.locator('main a[href^="/kpi/disputes/new"]').click();
    await agent.waitForURL(/\/kpi\/disputes\/new/);
    await agent.locator("select[name=about]").selectOption(`${store.id} conversion`);
    await agent.locator("textarea[name=claim]").fill("12 号平台补录了 20 单付款，这里少算了。");
    await agent.getByRole("button", { name: "提交", exact: true }).click();
    await agent.waitForURL(/\/kpi\/disputes\/[0-9a-f-]{36}$/);
    await expect(agent.getByText("等待答复").first()).toBeVisible();
  });

  const dispute = new URL(agent.url()).pathname;
  await test.step("the manager answers once it is corrected, and the effect shows", async () => {
    await open(page, "/inbox?kind=kpi_dispute");
    await page.locator(`main a[href="${dispute}"]:visible`).first().click();
    await page.waitForURL(new RegExp(dispute));
    const answer = async () => {
      await page.locator("input[name=outcome][value=corrected]").check({ force: true });
      await page.locator("textarea[name=answer]").fill("The platform's report of the 12th came again.");
      await page.getByRole("button", { name: "Answer", exact: true }).click();
      await page.getByRole("alertdialog").getByRole("button", { name: "Answer", exact: true }).click();
    };
    watch.refusal(422, /\/kpi\/disputes\//);
    await answer();
    await expect(page.getByText(/Nothing of the month is other than before/).first()).toBeVisible();
    await sql`update figure_month set sums = ${sums(320)}, revision = revision + 1 where person_id = ${person.id}`;
    await answer();
    await expect(page.getByText(/Bonus ¥1,600.00 → ¥3,000.00/)).toBeVisible();
    await agent.reload();
    await expect(agent.getByText(/奖金 1,600.00 元 → 3,000.00 元/)).toBeVisible();
  });

  await test.step("the month is closed, the bonus list taken along, and the month opened again", async () => {
    await sql`update kpi_month set closable_on = ${month} where team_id = ${team.id}`;
    await open(page, address);
    await expect(page.locator("button[name=intent][value=close]")).toBeVisible();
    await confirm(page, "button[name=intent][value=close]");
    await expect(page.getByText(/Closed by Mina Closes/)).toBeVisible();
    const list = await page.request.get(`${address}/bonus`);
    expect(await list.text()).toContain("3000.00");
    expect((await page.request.get(`${address}/bonus?format=xlsx`)).headers()["content-type"]).toContain("spreadsheetml");
    await page.getByText("Open the month again").first().click();
    await page.locator("textarea[name=reason]").fill("The refunds of the 20th were missing.");
    await expect(page.locator("button[name=intent][value=reopen]")).toBeVisible();
    await confirm(page, "button[name=intent][value=reopen]");
    await expect(page.getByText(/Opened again: The refunds of the 20th/)).toBeVisible();
    await open(agent, `/kpi/versions/${month.slice(0, 7)}/${person.id}`);
    await expect(agent.getByText("第 4 版")).toBeVisible();
    await expect(agent.getByText("The refunds of the 20th were missing.")).toBeVisible();
  });
});
