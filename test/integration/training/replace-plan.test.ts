import { eq } from "drizzle-orm";
import { afterAll, describe, expect, it } from "vitest";
import { connect } from "@db/client";
import { activityState, contentVersion, enrolment } from "@db/schema";
import type { ItemBody } from "~/curriculum/pack";
import { replacePlan } from "~/training/replace-plan.server";
import { freshDatabase, MONDAY } from "@test/setup/database";

const { owner, make, appUrl } = await freshDatabase();
let statements = 0;
const counted = connect(appUrl, { max: 2, onStatement: () => void statements++ });
afterAll(counted.close);

const was = await make.plan();
const plan = was.body as ItemBody<"plan">;
const { id: teamId } = await make.team();

async function onIt(): Promise<string> {
  const { id: personId } = await make.trainee(teamId);
  return (await make.enrolment({ personId, teamId, planVersionId: was.id })).id;
}
const rowsOf = async (enrolmentId: string) => {
  const rows = await owner.select().from(activityState).where(eq(activityState.enrolmentId, enrolmentId));
  return new Map(rows.map((row) => [row.slug, row]));
};

describe("a material version of a plan", () => {
  it("moves, adds, removes and releases for everybody in a bounded number of statements", async () => {
    const people = [await onIt(), await onIt(), await onIt()];
    const [fresh = "", begun = ""] = people;
    const [first, second] = plan.days[0]?.activities ?? [];
    if (!first || !second) throw new Error("the plan has no activities");
    const started = { status: "started" as const, startedAt: MONDAY, contentVersionId: was.id };
    await owner.update(activityState).set(started).where(eq(activityState.enrolmentId, begun));
    // Somebody on another plan is left alone.
    const other = await make.plan("other");
    const { id: personId } = await make.trainee(teamId);
    const elsewhere = (await make.enrolment({ personId, teamId, planVersionId: other.id })).id;
    const untouched = await rowsOf(elsewhere);

    const days = structuredClone(plan.days);
    const [day] = days;
    if (!day) throw new Error("the plan has no days");
    // The first goes, the second becomes something else, one is new.
    day.activities = [
      { slug: "brand-new", kind: "practical", ref: "practical-1", minutes: 15, mandatory: false },
      { ...second, kind: "acknowledgement", ref: "rules-3", minutes: second.minutes + 5 },
      ...day.activities.slice(2),
    ];
    const body = { ...plan, days };
    const next = await make.content("plan", "plan", body);
    statements = 0;
    const changed = await counted.db.transaction((tx) => replacePlan(tx, next.itemId, next.id, body));
    expect(changed).toBe(3);
    expect(statements).toBeLessThanOrEqual(9);

    const [a, b] = [await rowsOf(fresh), await rowsOf(begun)];
    expect(a.get("brand-new")).toMatchObject({ day: 1, position: 0, kind: "practical", ref: "practical-1", minutes: 15, status: "open" });
    expect(b.get("brand-new")).toMatchObject({ status: "open", mandatory: false });
    expect(a.has(first.slug)).toBe(false);
    expect(b.get(first.slug)).toMatchObject({ mandatory: false, status: "started" });
    expect(a.get(second.slug)).toMatchObject({ kind: "acknowledgement", ref: "rules-3", minutes: second.minutes + 5, position: 1 });
    expect(b.get(second.slug)).toMatchObject({ kind: second.kind, ref: second.ref, minutes: second.minutes + 5, contentVersionId: was.id });
    const versions = await owner
      .select({ itemId: contentVersion.itemId, id: enrolment.planVersionId })
      .from(enrolment)
      .innerJoin(contentVersion, eq(contentVersion.id, enrolment.planVersionId));
    expect(versions.filter((v) => v.itemId === next.itemId).map((v) => v.id)).toEqual([next.id, next.id, next.id]);
    expect(await rowsOf(elsewhere)).toEqual(untouched);
  });

  it("finds nobody where nobody is on the plan", async () => {
    const alone = await make.plan("alone");
    expect(await counted.db.transaction((tx) => replacePlan(tx, alone.itemId, alone.id, alone.body as ItemBody<"plan">))).toBe(0);
  });
});
