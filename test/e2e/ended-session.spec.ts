import { hashPassword } from "~/people/password.server";
import { PHOTO } from "./learner";
import { expect, open, type Page, type Shop, test } from "./shop";
import { Sessions } from "./wire";

const PASSWORD = "行囊第一天 2026";
const who = { trainee: "chenxi", other: "zhouyu", supervisor: "wangjing", manager: "zhaomin" };
const PRACTICAL = "pack-five-orders";

/** Let people of the demo sign in with a password. */
test.beforeAll(async ({ shop }) => {
  const hash = await hashPassword(PASSWORD);
  await shop.sql`update person set password_hash = ${hash} where login = any(${Object.values(who)})`;
});

test.describe("a session that ends in the middle of a form", () => {
  type Form = { name: string; login: string; at: (shop: Shop) => Promise<string>; field: string; press: (page: Page) => Promise<void> };
  const undo: (() => Promise<unknown>)[] = [];
  test.afterAll(async () => {
    for (const act of undo) await act();
  });

  const submit = (of: string) => (page: Page) => page.locator(`form:has(${of}) button[type=submit]`).last().click();
  const forms: Form[] = [
    {
      name: "note",
      login: who.trainee,
      at: async () => `/learn/${PRACTICAL}`,
      field: "textarea[name=note]",
      press: async (page) => {
        await page.locator("input[type=file]").setInputFiles(PHOTO);
        await expect(page.getByAltText("Photo 1")).toBeVisible();
        await submit("textarea[name=note]")(page);
      },
    },
    {
      name: "invitation",
      login: who.manager,
      at: async () => "/people/invite",
      field: "input[name=name]",
      press: submit("input[name=name]"),
    },
    {
      name: "remark on a practical",
      login: who.supervisor,
      at: async (shop) => {
        const [item] = await shop.sql<{ id: string }[]>`
          select w.id from work_item w join team t on t.id = w.team_id join role_grant g on g.team_id = t.id join person p on p.id = g.person_id
          where w.kind = 'practical' and w.closed_at is null and p.login = ${who.supervisor} order by w.id limit 1`;
        return `/inbox?item=${item?.id}`;
      },
      field: "textarea[name=remark]",
      press: (page) => page.locator("button[name=decision][value=returned]").click(),
    },
    {
      name: "signature",
      login: who.other,
      at: async (shop) => {
        undo.push(await toTheRules(shop));
        return "/learn/service-rules";
      },
      field: "input[name=typedName]",
      press: async (page) => {
        await page.locator("input[name=confirmed]").check();
        await submit("input[name=typedName]")(page);
      },
    },
  ];

  for (const { name, login, at, field, press } of forms) {
    test(`keeps the ${name} through the sign-in`, async ({ shop, watch }) => {
      const sessions = new Sessions(shop);
      // The address of a chosen photo ends with its page, and the browser may say so on the console: nobody watches that one.
      const alone = { width: 1280, locale: "en", theme: "light" } as const;
      const page = name === "note" ? await (await shop.signIns.context(null, alone)).newPage() : await watch.page(shop, null);
      const token = await sessions.enter(page.context(), login);
      const address = await at(shop);
      await open(page, address);
      // What the page tells of its own accord (that the work was begun) has arrived: after the session it would lead to the sign-in by itself.
      await page.waitForLoadState("networkidle");
      await page.locator(field).fill("Typed before the session ended");
      await sessions.end(token);
      await press(page);
      await page.waitForURL(/\/sign-in\?next=.*&kept=1$/);
      await expect(page.getByText("What you typed is kept", { exact: false })).toBeVisible();
      await page.locator("input[name=identifier]").fill(login);
      await page.locator("input[name=password]").fill(PASSWORD);
      await page.locator("form:has(input[name=password]) button[type=submit]").click();
      await page.waitForURL((url) => url.pathname + url.search === address);
      // A practical had waited in the browser and has gone by itself; every other form shows again what was typed.
      if (name === "note") await expect(page.getByText("Typed before the session ended")).toBeVisible();
      else await expect(page.locator(field)).toHaveValue("Typed before the session ended");
    });
  }

  test("keeps the remark on a grading through the sign-in", async ({ shop, watch }) => {
    const [open1] = await shop.sql<{ id: string; person_id: string; login: string }[]>`
      select g.id, g.person_id, p.login from grading g join person p on p.id = g.grader_id where g.submitted_at is null and g.abandoned_at is null`;
    if (!open1) throw new Error("the demo has no open grading");
    await shop.sql`update person set password_hash = ${await hashPassword(PASSWORD)} where login = ${open1.login}`;
    const sessions = new Sessions(shop);
    const page = await watch.page(shop, null);
    const token = await sessions.enter(page.context(), open1.login);
    const address = `/probation/${open1.person_id}/grading/${open1.id}`;
    await open(page, address);
    const remark = page.locator("textarea[name=remark]").first();
    await remark.fill("Saved in time");
    await expect.poll(() => draftOf(shop, open1.id)).toContain("Saved in time");
    await sessions.end(token);
    await remark.fill("Typed when nobody was signed in any more");
    await page.goto("/sign-in");
    await page.locator("input[name=identifier]").fill(open1.login);
    await page.locator("input[name=password]").fill(PASSWORD);
    await page.locator("form:has(input[name=password]) button[type=submit]").click();
    await page.waitForURL((url) => url.pathname !== "/sign-in");
    await open(page, address);
    await expect(page.locator("textarea[name=remark]").first()).toHaveValue("Typed when nobody was signed in any more");
    await expect.poll(() => draftOf(shop, open1.id)).toContain("nobody was signed in");
  });
});

async function draftOf(shop: Shop, id: string): Promise<string> {
  const [row] = await shop.sql<{ draft: unknown }[]>`select draft from grading where id = ${id}`;
  return JSON.stringify(row?.draft);
}

/** Bring somebody to the day on which the rules are signed: the days before are over and done. Returns the way back. */
async function toTheRules({ sql }: Shop): Promise<() => Promise<unknown>> {
  const person = sql`(select id from person where login = ${who.other})`;
  const moved = (days: number) =>
    sql`update enrolment set start_date = start_date + ${days}::int where person_id = ${person} and ended_at is null`;
  const before = await sql<{ slug: string; status: string }[]>`
    select slug, status from activity_state where person_id = ${person} and day <= 10 and slug <> 'service-rules'`;
  await moved(-40);
  await sql`update activity_state set status = 'done' where person_id = ${person} and slug = any(${before.map((row) => row.slug)})`;
  return async () => {
    await moved(40);
    for (const { slug, status } of before)
      await sql`update activity_state set status = ${status} where person_id = ${person} and slug = ${slug}`;
  };
}
