import { eq } from "drizzle-orm";
import { expect, it } from "vitest";
import { workItem } from "@db/schema";
import { assignPlan } from "~/training/actions.server";
import { openMissingPlans } from "~/training/sweeps.server";
import { freshDatabase, MONDAY } from "@test/setup/database";

const { db, ctx, make } = await freshDatabase();

it("whoever has accepted and has no plan waits for a manager, once, until a plan is assigned", async () => {
  await make.plan();
  const { id: teamId } = await make.team();
  const newcomer = (values = {}) => make.person({ state: "invited", passwordHash: "hash", roles: ["agent"], teamId, ...values });
  const waits = await newcomer();
  const homeless = await newcomer({ teamId: null });
  await newcomer({ passwordHash: null });
  await newcomer({ disabledAt: MONDAY });
  await make.trainee(teamId, { passwordHash: "hash" });
  await openMissingPlans(db, MONDAY);
  await openMissingPlans(db, MONDAY);
  const items = await db.select().from(workItem).where(eq(workItem.kind, "plan_missing"));
  expect(items.map((i) => [i.subjectId, i.teamId, i.role]).sort()).toEqual(
    [
      [waits.id, teamId, "manager"],
      [homeless.id, null, "manager"],
    ].sort(),
  );
  await assignPlan(ctx(MONDAY), waits.id, { planSlug: "plan", startDate: "2026-03-03" });
  await openMissingPlans(db, MONDAY);
  expect(await db.select().from(workItem).where(eq(workItem.subjectId, waits.id))).toMatchObject([{ outcome: "assigned" }]);
});
