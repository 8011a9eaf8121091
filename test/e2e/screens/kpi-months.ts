import type { Page, Shop } from "../shop";
import { at, type Screen } from "./screen";

/** Where the demo's months are: the one that was opened again, the published one, the statement that its agent disputed, and the dispute. */
export async function monthAddresses({ sql }: Pick<Shop, "sql">) {
  const months = await sql<{ month: string; teamId: string; state: string; reopened: boolean }[]>`
    select to_char(month, 'YYYY-MM') as month, team_id as "teamId", state, reopened_at is not null as reopened from kpi_month order by month`;
  const [dispute] = await sql<{ id: string; personId: string; month: string }[]>`
    select d.id, d.person_id as "personId", to_char(d.month, 'YYYY-MM') as month from kpi_dispute d join person p on p.id = d.person_id where p.login = 'liuyang'`;
  const found = (is: (row: (typeof months)[number]) => boolean) => {
    const row = months.find(is);
    if (!row) throw new Error("the demo has no such month");
    return `/kpi/months/${row.month}/${row.teamId}`;
  };
  return {
    reopened: found(({ reopened }) => reopened),
    month: found(({ state }) => state === "published"),
    dispute: `/kpi/disputes/${dispute?.id}`,
    versions: `/kpi/versions/${dispute?.month}/${dispute?.personId}`,
    statement: `/kpi/statements/${dispute?.personId}?month=${dispute?.month}`,
    published: `/kpi/versions/${months.findLast(({ state }) => state === "published")?.month}/${dispute?.personId}`,
  };
}

type Addresses = Awaited<ReturnType<typeof monthAddresses>>;
const to = (which: keyof Addresses) => async (page: Page, _: unknown, shop: Shop) => {
  await page.goto((await monthAddresses(shop))[which]);
};

/** Months of a team: the list, one that can be disputed, one that was opened again; an agent's versions, a dispute, its form. */
export const kpiMonthsScreens: Screen[] = [
  { name: "kpi-months", role: "manager", open: at("/kpi/months") },
  { name: "kpi-month", role: "manager", open: to("month") },
  { name: "kpi-month-reopened", role: "manager", open: to("reopened") },
  { name: "kpi-versions", role: "agent", open: to("versions") },
  { name: "kpi-statement-closed", role: "agent", open: to("statement") },
  { name: "kpi-dispute", role: "agent", open: to("dispute") },
  { name: "kpi-dispute-led", role: "supervisor", open: to("dispute") },
  {
    name: "kpi-dispute-new",
    role: "agent",
    open: async (page, _, shop) => {
      await page.goto((await monthAddresses(shop)).published);
      await page.locator('main a[href^="/kpi/disputes/new"]').first().click();
      await page.waitForURL(/\/kpi\/disputes\/new/);
    },
  },
];
