import { beforeAll, describe, expect, it } from "vitest";
import { gateOf } from "~/activation/queries.server";
import { ensurePolicies } from "~/activation/policy.server";
import { blockerText } from "~/activation/explain";
import { loadPacks } from "~/curriculum/load-packs.server";
import { teamBoard } from "~/team/queries.server";
import { todayView } from "~/today/view";
import { assignPlan } from "~/training/actions.server";
import { trainingOf } from "~/training/facts.server";
import { planPage } from "~/training/plan-page.server";
import { progressPage } from "~/training/progress-page.server";
import { freshDatabase, MONDAY } from "@test/setup/database";

const { db, ctx, make } = await freshDatabase();
const START = "2026-03-02";
const later = (days: number) => new Date(MONDAY.getTime() + days * 86_400_000);
let personId = "";
let teamId = "";

beforeAll(async () => {
  expect((await loadPacks(db, "content", MONDAY)).map(({ folder, outcome }) => [folder, outcome.ok || outcome.faults])).toEqual([
    ["taobao-cs", true],
    ["foreign-trade", true],
  ]);
  await ensurePolicies(db, MONDAY);
  teamId = (await make.team()).id;
  personId = (await make.trainee(teamId, { state: "invited" })).id;
  const values = { planSlug: "foreign-trade-3-month", startDate: START };
  expect(await assignPlan(ctx(MONDAY, (await make.manager()).id), personId, values)).toMatchObject({ ok: true });
});

const training = async (now: Date) => {
  const found = await trainingOf(db, personId, now);
  if (!found) throw new Error("no training");
  return found;
};

describe("the three-month plan, by weeks", () => {
  it("is one of the plans to choose from, with its length in weeks", async () => {
    const page = await planPage(db, personId, "en", MONDAY);
    expect(page?.plans.map((p) => [p.slug, p.step, p.days])).toEqual([
      ["foreign-trade-3-month", "week", 13],
      ["taobao-15-day", "day", 15],
    ]);
    expect(page?.running).toMatchObject({ slug: "foreign-trade-3-month", lastDate: "2026-05-29" });
  });

  it("gives each week the date of its first training day", async () => {
    const { days, plan } = await training(MONDAY);
    expect(plan.step).toBe("week");
    expect(days.slice(0, 3).map((d) => [d.day, d.date, d.rest?.at(-1)])).toEqual([
      [1, "2026-03-02", "2026-03-06"],
      [2, "2026-03-09", "2026-03-13"],
      [3, "2026-03-16", "2026-03-20"],
    ]);
  });

  it.each([
    [
      "on Monday of the first week",
      0,
      { kind: "work", day: 1, days: 13, lateDays: 0, shown: { day: 1 }, upcoming: { day: 2, date: "2026-03-09" } },
    ],
    ["on its Friday", 4, { kind: "work", day: 1, lateDays: 0, shown: { day: 1 } }],
    ["on the Wednesday after, nothing done", 9, { day: 2, lateDays: 3, shown: { day: 1 } }],
    ["the week before", -7, { kind: "before", day: 0, lateDays: 0, shown: { day: 1 } }],
  ])("Today %s", async (_, days, expected) => {
    expect(todayView(await training(later(days)), "en")).toMatchObject({ ...expected, line: { step: "week" } });
  });

  it("stands on the progress page and on the team board by weeks", async () => {
    const now = later(9);
    expect(await progressPage(db, await training(now), "zh-CN")).toMatchObject({
      line: { step: "week", today: 2 },
      late: { days: 3 },
      begun: true,
    });
    const board = await teamBoard(db, [teamId], { show: "all", teamId: null, search: "", sort: "day", page: 1 }, now);
    const [row] = board.rows;
    expect(row).toMatchObject({ day: 8, entry: 2, lateDays: 3 });
    expect(row?.line.slice(0, 3)).toEqual(["late", "today", "ahead"]);
    expect(board.plans[row?.planVersionId ?? ""]).toMatchObject({ step: "week" });
    expect(board.plans[row?.planVersionId ?? ""]?.days).toHaveLength(13);
  });

  it("has all that the desk gate asks for, and opens it by nothing yet", async () => {
    const requirements = (await gateOf(db, personId, "desk", MONDAY))?.requirements ?? [];
    expect(requirements.every((r) => !r.met)).toBe(true);
    const blocker = (id: string) => requirements.find((r) => r.id === id)?.blocker ?? { code: "", params: {} };
    expect(blockerText(blocker("activities"), "en")).toMatch(/\(week 1\)/);
    expect(requirements.map((r) => r.blocker?.code)).not.toContain("plan_lacks");
    expect(blocker("acknowledgement")).toMatchObject({ code: "not_done", params: { day: 4, step: "week" } });
    expect([blocker("rules_exam").code, blocker("desk_exam").code]).toEqual(["exam_open", "exam_open"]);
  });
});
