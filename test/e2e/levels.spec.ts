import { addDays } from "~/platform/dates";
import { demoDay, passDays } from "./demo-days";
import { proposedUp } from "./levelled";
import { expect, open, test } from "./shop";

test("closed months propose a level, a manager confirms it, and a module opens for the agent, in both languages", async ({
  shop,
  watch,
}) => {
  test.setTimeout(300_000);
  const manager = await watch.page(shop, "manager");
  const { id, proposalId } = await proposedUp(shop);

  await open(manager, "/levels/proposals");
  await manager.locator(`main a[href="/levels/proposals/${proposalId}"]`).click();
  await manager.waitForURL(`**/levels/proposals/${proposalId}`);
  await expect(manager.locator("main")).toContainText("2 of 2 closed months running ≥ 80");
  // Declining without a reason is refused where the reason belongs.
  watch.refusal(422, /^\/levels\/proposals\//);
  await manager.locator("button[name=decision][value=decline]").click();
  await expect(manager.locator("main")).toContainText("Give a reason");
  await manager.locator("button[name=decision][value=confirm]").click();
  await manager.getByRole("alertdialog").getByRole("button", { name: "Confirm" }).click();
  await manager.waitForURL("**/levels/proposals");
  const [held] = await shop.sql<{ level: string }[]>`select level from agent_level where person_id = ${id}`;
  expect(held?.level).toBe("advanced");

  await passDays(shop, manager, addDays(await demoDay(shop), 1));
  for (const locale of ["zh-CN", "en"] as const) {
    const agent = await watch.page(shop, "agent", { width: 360, touch: true, locale });
    await open(agent, "/levels");
    await expect(agent.locator("main")).toContainText(locale === "en" ? "You hold: Advanced agent" : "你现在是：高级客服");
    await expect(agent.locator("#module-bargaining-for-experts")).toContainText(locale === "en" ? "0 of 9" : "0 / 9");
    await agent.locator('#module-bargaining-for-experts a[href^="/learn/"]').first().tap();
    await agent.waitForURL("**/learn/**");
    await expect(agent.locator("main")).toContainText(locale === "en" ? "Module, beside the plan" : "进阶模块，不在计划内");
  }
});
