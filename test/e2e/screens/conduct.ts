import { expect, type Page, post, type Shop } from "../shop";
import { at, type Screen } from "./screen";

/** An agent of the supervisor's team with a month that went badly, written down by the product's own forms once. */
async function badMonth(page: Page, shop: Shop): Promise<{ id: string; entry: string }> {
  const [row] = await shop.sql<{ id: string; entry: string | null }[]>`
    select p.id, (select e.id from conduct_entry e where e.person_id = p.id order by e.at limit 1) as entry
    from person s join role_grant g on g.person_id = s.id and g.role = 'supervisor'
      join team_membership m on m.team_id = g.team_id and m.to_day is null join person p on p.id = m.person_id
    where s.login = 'wangjing' and p.clearance = 'full' order by p.name desc limit 1`;
  if (!row) throw new Error("nobody sits at the desk");
  if (row.entry) return { id: row.id, entry: row.entry };
  const context = await shop.signIns.context("supervisor", { width: 1280, locale: "en", theme: "light" });
  const lead = await context.newPage();
  await lead.goto(`/conduct/${row.id}/new`);
  const today = await lead.locator("input[name=day]").inputValue();
  for (const [rule, note] of [
    ["late", "九点四十分才到，没有提前说。"],
    ["rude-service", "客户问发货时间，回了一句「自己看」，语气生硬。"],
    ["absent-without-leave", "早班没有来，事先没有请示。"],
  ] as const) {
    const reply = await post(lead, `/conduct/${row.id}/new`, { rule, day: today, note, evidence: "打卡记录、班表和当天的聊天原文。" });
    expect(reply.redirected).toBe(true);
  }
  await context.close();
  return badMonth(page, shop);
}

const asAgent = async (page: Page, shop: Shop, id: string) => {
  const [name = "", value = ""] = (await shop.make.signIn(id)).split("=");
  await page.context().addCookies([{ name, value, url: shop.app.url }]);
};

/** The ledger of conduct: a team's, one's own, an entry, its form. */
export const conductScreens: Screen[] = [
  {
    name: "conduct-team",
    role: "supervisor",
    open: async (page, _, shop) => {
      await badMonth(page, shop);
      await page.goto("/conduct");
    },
  },
  { name: "conduct-team-reached", role: "manager", open: at("/conduct?show=reached") },
  {
    name: "conduct-ledger",
    role: "manager",
    open: async (page, _, shop) => {
      const { id } = await badMonth(page, shop);
      await page.goto(`/conduct/${id}`);
    },
  },
  {
    name: "conduct-own",
    role: null,
    open: async (page, _, shop) => {
      const { id } = await badMonth(page, shop);
      await asAgent(page, shop, id);
      await page.goto(`/conduct/${id}`);
    },
  },
  {
    name: "conduct-entry",
    role: null,
    open: async (page, _, shop) => {
      const { id, entry } = await badMonth(page, shop);
      await asAgent(page, shop, id);
      await page.goto(`/conduct/entries/${entry}`);
    },
  },
  {
    name: "conduct-new",
    role: "supervisor",
    open: async (page, _, shop) => {
      const { id } = await badMonth(page, shop);
      await page.goto(`/conduct/${id}/new`);
    },
  },
];
