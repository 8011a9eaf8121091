import writeXlsxFile from "write-excel-file/node";
import { addDays, addMonths, type PlainDate } from "~/platform/dates";
import { demoDay, passDays } from "./demo-days";
import { confirm, expect, open, type Page, type Shop, test, type Watch } from "./shop";

const phone = { width: 360 as const, touch: true };
const SUBMIT = 'main form:not([action^="/notices/"]) button[type=submit]';

/** What the walk reads and writes in each language. */
const words = {
  "zh-CN": {
    names: { team: "月度一组", store: "月度旗舰店", manager: "程月", supervisor: "何衡", agent: "安然", other: "白露" },
    overPaid: "付款人数多于询单人数（40）",
    unknown: "没有人使用这个账号、工号或姓名",
    claim: "12 号平台补录了 5 单付款，这里少算了 5 个人。",
    days: "这个月我调过一天班，天数请再核对一次。",
    why: "平台补录了 12 号的 5 单付款。",
    answer: "查过付款明细，5 单都在两天之内，数已经改过来了。",
    kept: "调班那天算在工作日里，天数没有变化。",
    before: "奖金 1,700.00 元 → 2,700.00 元",
    advanced: "你现在是：高级客服",
    module: "进阶模块，不在计划内",
  },
  en: {
    names: {
      team: "Months one",
      store: "Months store",
      manager: "Mona Month",
      supervisor: "Sam Months",
      agent: "Ada Count",
      other: "Bea Count",
    },
    overPaid: "More paid than inquired (40)",
    unknown: "Nobody has this account, number or name",
    claim: "The platform added 5 payments on the 12th; 5 people are missing here.",
    days: "I swapped a shift this month, please check the days again.",
    why: "The platform added 5 payments of the 12th.",
    answer: "The payments are all within two days; the figure is mended.",
    kept: "The swapped day is a working day as well: the days are right.",
    before: "Bonus ¥1,700.00 → ¥2,700.00",
    advanced: "You hold: Advanced agent",
    module: "Module, beside the plan",
  },
} as const;
type Locale = keyof typeof words;

/** A workbook of two months: by day and agent, with a line that cannot be true, one of nobody, a total and the peers' average. */
async function workbook(names: (typeof words)[Locale]["names"], [earlier, later]: readonly [PlainDate, PlainDate]): Promise<Buffer> {
  const lines: [PlainDate, string, number, number][] = [];
  for (const [month, own, other] of [
    [earlier, 75, 75],
    [later, 76, 75],
  ] as const)
    for (const day of [3, 10, 11, 12]) {
      lines.push([addDays(month, day - 1), names.agent, 100, own]);
      lines.push([addDays(month, day - 1), names.other, 100, other]);
    }
  // The later month's 12th has one more: 305 of 400 are 76.25 %, on the line from 60 % to 100 % that is 85 points.
  const twelfth = lines.findIndex(([day, who]) => day === addDays(later, 11) && who === names.agent);
  lines[twelfth] = [addDays(later, 11), names.agent, 100, 77];
  const cell = (value: string | number) => ({ value, type: typeof value === "number" ? Number : String });
  const rows = [
    ["日期", "店铺", "旺旺昵称", "询单人数", "最终付款人数"],
    ...lines.map(([day, who, inquiries, paid]) => [day, names.store, who, inquiries, paid]),
    [addDays(later, 13), names.store, names.agent, 40, 45],
    [addDays(later, 13), names.store, "查无此人", 40, 30],
    ["汇总", "", "", 1680, 1278],
    ["同行均值", "", "", 300, 210],
  ];
  return Buffer.from(await writeXlsxFile([{ data: rows.map((row) => row.map(cell)), sheet: "数据" }] as never).toBuffer());
}

/** A team of two agents with a store of their own, led by a manager and a supervisor. */
async function cast({ make, sql }: Shop, { names }: (typeof words)[Locale], since: PlainDate) {
  const [team, store] = [await make.team({ name: names.team }), await make.store({ name: names.store })];
  const [plan] = await sql<
    { id: string }[]
  >`select current_version_id as id from content_item where kind = 'plan' and slug = 'taobao-15-day'`;
  const agent = async (name: string) => {
    const made = await make.person({ roles: ["agent"], teamId: team.id, state: "active", stateSince: new Date(since), name });
    await make.storesOf(made.id, { [store.id]: 100 });
    // Whoever is active was trained by a plan: what a level opens stands beside it.
    await make.enrolment({ personId: made.id, teamId: team.id, planVersionId: plan?.id ?? "", startDate: since, at: new Date(since) });
    return made;
  };
  return {
    ...{ team, store },
    manager: await make.manager(team.id, { name: names.manager }),
    supervisor: await make.supervisor(team.id, { name: names.supervisor }),
    agent: await agent(names.agent),
    other: await agent(names.other),
  };
}

const press = (page: Page, intent: string) => confirm(page, `button[name=intent][value=${intent}]`);

async function dispute(page: Page, at: string, about: string, claim: string): Promise<string> {
  await open(page, at);
  await page.locator('main a[href^="/kpi/disputes/new"]').first().tap();
  await page.waitForURL(/\/kpi\/disputes\/new/);
  await page.locator("select[name=about]").selectOption(about);
  await page.locator("textarea[name=claim]").fill(claim);
  await page.locator(SUBMIT).last().tap();
  await page.waitForURL(/\/kpi\/disputes\/[0-9a-f-]{36}$/);
  return new URL(page.url()).pathname;
}

async function answer(page: Page, at: string, outcome: "kept" | "corrected", reason: string): Promise<void> {
  await open(page, "/inbox?kind=kpi_dispute");
  await page.locator(`main a[href="${at}"]:visible`).first().click();
  await page.waitForURL((url) => url.pathname === at);
  await page.locator(`input[name=outcome][value=${outcome}]`).check({ force: true });
  await page.locator("textarea[name=answer]").fill(reason);
  const button = page.locator("form:has(textarea[name=answer]) button").last();
  const label = (await button.innerText()).trim();
  await button.click();
  await page.getByRole("alertdialog").getByRole("button", { name: label, exact: true }).click();
  await expect(page.locator("textarea[name=answer]")).toHaveCount(0);
}

for (const locale of ["zh-CN", "en"] as const)
  test(`figures become a score, a dispute, a correction, a bonus, a level and a module, in ${locale}`, async ({ shop, watch }) => {
    test.setTimeout(240_000);
    await walk(shop, watch, locale);
  });

async function walk(shop: Shop, watch: Watch, locale: Locale): Promise<void> {
  const said = words[locale];
  const today = await demoDay(shop);
  const months = [addMonths(`${today.slice(0, 7)}-01`, -2), addMonths(`${today.slice(0, 7)}-01`, -1)] as const;
  const [earlier, later] = months;
  const who = await cast(shop, said, addMonths(earlier, -1));
  const driver = await watch.page(shop, "manager");
  const signedIn = async (id: string, look = {}) => watch.pageWith(shop, await shop.make.signIn(id), { locale, ...look });
  const [manager, supervisor] = [await signedIn(who.manager.id), await signedIn(who.supervisor.id)];
  const [agent, other] = [await signedIn(who.agent.id, phone), await signedIn(who.other.id, phone)];
  const monthOf = (month: PlainDate) => `/kpi/months/${month.slice(0, 7)}/${who.team.id}`;
  const versions = (month: PlainDate, id: string) => `/kpi/versions/${month.slice(0, 7)}/${id}`;
  const statement = (id: string, month: PlainDate) => `/kpi/statements/${id}?month=${month.slice(0, 7)}`;

  await test.step("a workbook comes in, its faults named, and is imported without them", async () => {
    await open(manager, "/results/imports/new");
    const buffer = await workbook(said.names, months);
    await manager.locator("input[type=file]").setInputFiles({ name: "询单.xlsx", mimeType: "application/octet-stream", buffer });
    await manager.locator("main form:has(input[type=file]) button[type=submit]").click();
    await manager.waitForURL(/\/results\/imports\/[0-9a-f-]{36}$/);
    await expect(manager.locator("main")).toContainText("查无此人");
    for (const fault of [said.overPaid, said.unknown]) await expect(manager.locator("main")).toContainText(fault);
    await manager.locator("input[name=withoutFaulty]").check();
    await manager.locator('form:has(input[value="order"]) button[type=submit]').click();
    await manager.locator("main ul[role=status]").waitFor({ timeout: 30_000 });
  });

  await test.step("the score of both months appears on the agent's phone", async () => {
    await passDays(shop, driver, addDays(today, 1));
    await expect
      .poll(async () => {
        await open(agent, statement(who.agent.id, later));
        return agent.locator("main").innerText();
      })
      .toContain("85.00");
  });

  await test.step("the manager publishes both months", async () => {
    for (const month of months) {
      await open(manager, "/kpi/months");
      await manager
        .locator(`main a[href="${monthOf(month)}"]`)
        .first()
        .click();
      await manager.waitForURL((url) => url.pathname === monthOf(month));
      await press(manager, "publish");
      await expect(manager.locator("button[name=intent][value=publish]")).toHaveCount(0);
    }
  });

  const disputed = await dispute(agent, versions(later, who.agent.id), `${who.store.id} conversion`, said.claim);
  const unanswered = await dispute(other, versions(later, who.other.id), "days", said.days);

  await test.step("the manager corrects the figure of the day, with a reason", async () => {
    await open(manager, `/results/grid?store=${who.store.id}&month=${later.slice(0, 7)}&part=conversion&days=middle`);
    await manager.locator(`[name="c.${who.agent.id}.${addDays(later, 11)}.paid"]`).fill("82");
    await manager.locator("input[name=reason]").fill(said.why);
    await manager.locator("form:has(input[name=reason]) button[type=submit]").last().click();
    await expect(manager.locator(`[name="c.${who.agent.id}.${addDays(later, 11)}.paid"]`)).toHaveAttribute("data-kept", "82");
  });

  await test.step("the supervisor, who did not enter it, answers, and the agent sees the effect", async () => {
    await answer(supervisor, disputed, "corrected", said.answer);
    await expect(supervisor.getByText(said.before)).toBeVisible();
    await open(agent, disputed);
    await expect(agent.getByText(said.before)).toBeVisible();
    await expect(agent.getByText(said.answer)).toBeVisible();
  });

  await test.step("both months close once the days to dispute are over, without the one whose dispute is open", async () => {
    const [row] = await shop.sql<{ on: string }[]>`
      select max(closable_on)::text as on from kpi_month where team_id = ${who.team.id}`;
    await passDays(shop, driver, row?.on ?? today);
    for (const month of months) {
      await open(manager, monthOf(month));
      await press(manager, "close");
      await expect(manager.locator("button[name=intent][value=close]")).toHaveCount(0);
    }
    await open(agent, statement(who.agent.id, later));
    await expect(agent.locator("main")).toContainText("90.00");
    const states = () => shop.sql<{ state: string }[]>`
      select state from kpi_score where month = ${later} and person_id = any(${[who.agent.id, who.other.id]}) order by person_id = ${who.other.id}`;
    expect((await states()).map(({ state }) => state)).toEqual(["closed", "published"]);
    await answer(supervisor, unanswered, "kept", said.kept);
    expect((await states()).map(({ state }) => state)).toEqual(["closed", "closed"]);
  });

  await test.step("the bonus list says what is paid", async () => {
    await open(manager, monthOf(later));
    const download = manager.waitForEvent("download");
    await manager.locator(`main a[href="${monthOf(later)}/bonus"]`).click();
    expect((await download).suggestedFilename()).toMatch(/\.csv$/);
    const list = await (await manager.request.get(`${monthOf(later)}/bonus`)).text();
    const lineOf = (name: string) => list.split(/\r?\n/).find((line) => line.includes(name));
    expect(lineOf(said.names.agent)).toContain("2700.00");
    expect(lineOf(said.names.other)).toContain("1600.00");
  });

  await test.step("two months of 80 propose a level, and the manager confirms it", async () => {
    await passDays(shop, driver, addDays(await demoDay(shop), 1));
    await expect
      .poll(async () => {
        await open(manager, "/levels/proposals");
        return manager.locator("main").innerText();
      })
      .toContain(said.names.agent);
    const [row] = await shop.sql<{ id: string }[]>`
      select id from level_proposal where person_id = ${who.agent.id} and closed_at is null`;
    await manager.locator(`main a[href="/levels/proposals/${row?.id}"]:visible`).first().click();
    await manager.waitForURL((url) => url.pathname === `/levels/proposals/${row?.id}`);
    await confirm(manager, "button[name=decision][value=confirm]");
    await manager.waitForURL("**/levels/proposals");
  });

  await test.step("the module of the level is open to the agent, who begins it on the phone", async () => {
    await expect
      .poll(
        async () => {
          await open(agent, "/levels");
          return agent.locator('#module-bargaining-for-experts a[href^="/learn/"]').count();
        },
        { timeout: 60_000 },
      )
      .toBeGreaterThan(0);
    await expect(agent.locator("main")).toContainText(said.advanced);
    await agent.locator('#module-bargaining-for-experts a[href^="/learn/"]').first().tap();
    await agent.waitForURL("**/learn/**");
    await expect(agent.locator("main")).toContainText(said.module);
  });
}
