import { confirm, expect, open, test } from "./shop";

const phone = { width: 360 as const, locale: "en" as const, touch: true };
const CRITERIA = 8;

test("a supervisor checks five chats by keyboard, the agent answers and disputes on the phone, the manager's ruling changes the score", async ({
  shop,
  watch,
}) => {
  test.setTimeout(240_000);
  const supervisor = await watch.page(shop, "supervisor", { width: 1280, locale: "en" });
  const counted = async () => (await shop.sql<{ n: number }[]>`select coalesce(sum(counted), 0)::int as n from check_draw`)[0]?.n ?? 0;
  const before = await counted();
  let chat = "";

  await test.step("five, from the first key to the last", async () => {
    await open(supervisor, "/chats/check");
    await supervisor.getByRole("button", { name: "Go on reading" }).click();
    await supervisor.waitForURL(/\/chats\/check\/\d+$/);
    for (let n = 1; n <= 5; n++) {
      const here = supervisor.url();
      // What decides is the server's clock; the page says when it is enough.
      await expect(supervisor.getByText("Was on screen long enough")).toBeVisible({ timeout: 60_000 });
      for (let key = 0; key < CRITERIA; key++) await supervisor.keyboard.press(key === 6 ? "1" : "2");
      if (n === 5) {
        await supervisor.keyboard.press("c");
        await supervisor.keyboard.type("Ask once more before the end.");
        await supervisor.keyboard.press("Tab");
      }
      await supervisor.keyboard.press("Enter");
      await supervisor.waitForURL((url) => url.href !== here);
      await expect.poll(counted).toBe(before + n);
    }
    const [row] = await shop.sql<{ chatId: string; score: string }[]>`
      select chat_id as "chatId", score::text from chat_check where comment like 'Ask once more%'`;
    expect(Number(row?.score)).toBe(95);
    chat = row?.chatId ?? "";
  });

  const [about] = await shop.sql<{ personId: string }[]>`select person_id as "personId" from chat where id = ${chat}`;
  const agent = await watch.pageWith(shop, await shop.make.signIn(about?.personId ?? ""), phone);

  await test.step("the agent reads it, answers, and disputes one criterion", async () => {
    await open(agent, "/chats/mine");
    await agent.locator(`main [role=rowheader] a[href="/chats/${chat}"]`).click();
    await expect(agent.getByText("Ask once more before the end.")).toBeVisible();
    await agent.locator("textarea[name=reply]").fill("They had said goodbye already.");
    await agent.getByRole("button", { name: "Send" }).click();
    await expect(agent.getByText("They had said goodbye already.").first()).toBeVisible();
    await agent.locator("input[name=criterion][value=tone]").check();
    await agent.getByLabel("What was scored wrongly, and why").fill("The tone was the customer's own, I kept their pace.");
    await confirm(agent, "button[name=intent][value=dispute]");
    await expect(agent.getByText(/waits for a ruling/).first()).toBeVisible();
  });

  await test.step("the manager rules, and the score is another", async () => {
    const manager = await watch.page(shop, "manager", { width: 1280, locale: "en" });
    await open(manager, `/chats/${chat}`);
    await manager.locator("input[name='mark:tone'][value=full]").check({ force: true });
    await manager.getByLabel("Reason, for both").fill("The pace is the customer's: full marks for tone.");
    await confirm(manager, "button[name=intent][value=rule]");
    await expect(manager.getByText("100 of 100").first()).toBeVisible();
    await open(agent, `/chats/${chat}`);
    await expect(agent.getByText(/The score was changed by/).first()).toBeVisible();
  });
});
