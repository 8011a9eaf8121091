import { describe, expect, it } from "vitest";
import { figureImport } from "@db/schema";
import { figuresDesk } from "./desk";

const { db, store, people, read, look, bring, months, everything } = await figuresDesk();
const own = { storeId: store.id, personId: people.yang.id };
const FEBRUARY = { from: "2026-02-01", to: "2026-02-28" };
const FORMATS = ["utf8.csv", "gbk.csv", "xlsx"];

type Told = [row: number, column: string, code: string, value: string];
const told = (row: typeof figureImport.$inferSelect): Told[] =>
  row.faults.map(({ row: at, column, code, value }) => [at, column, code, value]);

describe.each(FORMATS)("a clean file of each layout, as %s", (format) => {
  it.each([
    ["conversion", own, { rows: 3, totals: 1, peers: 0, fresh: 3 }],
    ["reception", own, { rows: 2, totals: 0, peers: 1, fresh: 2 }],
    ["sales", own, { rows: 2, totals: 0, peers: 0, fresh: 2 }],
    ["agents", { from: "2026-02-10", to: "2026-02-28" }, { rows: 2, totals: 1, peers: 0, fresh: 4 }],
    ["rating", own, { rows: 2, totals: 1, peers: 0, fresh: 2 }],
  ])("%s: nothing is faulty, totals and averages of peers are counted", async (layout, said, counts) => {
    const row = await look(read(`${layout}-clean.${format}`), said);
    expect(row).toMatchObject({ layout, questions: [], counts: { ...counts, faulty: 0, same: 0, corrected: 0 } });
    expect(row.faults.filter(({ isWarning }) => !isWarning)).toEqual([]);
  });
});

describe.each(FORMATS)("a dirty file of each layout, as %s", (format) => {
  // Two rows of headings move what stands below by one.
  it.each<[string, object, Record<string, number>, Told[]]>([
    [
      "conversion",
      own,
      { rows: 12, totals: 1, peers: 2, notes: 1, blank: 1, faulty: 9, fresh: 2 },
      [
        [2, "日期", "twice_in_file", "2026-02-03"],
        [5, "最终付款人数", "paid_over_inquiries", "45"],
        [6, "询单人数", "negative", "-3"],
        [8, "日期", "day_unreadable", "2026-02-30"],
        [9, "日期", "day_future", "2026-03-09"],
        [10, "日期", "before_hire", "2026-01-10"],
        [11, "询单人数", "not_a_count", "四十"],
        [12, "日期", "twice_in_file", "2026-02-03"],
        [13, "最终付款人数", "half_conversion", "-"],
        [7, "询单最终付款转化率", "rate_differs", "60%"],
      ],
    ],
    [
      "reception",
      own,
      { rows: 9, totals: 1, faulty: 7, fresh: 2 },
      [
        [3, "有效接待人数", "effective_over_received", "51"],
        [4, "接待人数", "received_over_consulted", "53"],
        [5, "首次响应时长", "not_a_time", "01:20"],
        [6, "首次响应时长", "not_a_time", "很快"],
        [7, "未回复人数", "unanswered_over_consulted", "60"],
        [8, "未回复人数", "not_a_count", "2.5"],
        [9, "慢响应人数", "slow_over_received", "51"],
        [7, "首次响应时长", "time_unweighed", "20秒"],
        [7, "答问比", "rate_differs", "2.5"],
        [9, "首次响应时长", "time_unweighed", "20秒"],
        [10, "首次响应时长", "time_unweighed", "20秒"],
      ],
    ],
    [
      "sales",
      own,
      { rows: 6, totals: 1, faulty: 3, fresh: 3 },
      [
        [4, "销售额", "not_money", "5970.505"],
        [5, "销售额", "negative", "-100.00"],
        [6, "销售人数", "buyers_over_units", "30"],
        [7, "客单价", "rate_differs", "250"],
      ],
    ],
    [
      "agents",
      { storeId: store.id, ...FEBRUARY },
      { rows: 10, peers: 1, storeRows: 2, faulty: 7, fresh: 2 },
      [
        [2, "", "twice_in_file", "2026-02-01 – 2026-02-28"],
        [2, "", "twice_in_file", "2026-02-01 – 2026-02-28"],
        [3, "", "twice_in_file", "2026-02-01 – 2026-02-28"],
        [3, "", "twice_in_file", "2026-02-01 – 2026-02-28"],
        [4, "旺旺昵称", "agent_unknown", "小鱼"],
        [5, "旺旺昵称", "account_passed_on", "阿柚"],
        [6, "date", "after_leaving", "2026-02-28"],
        [7, "旺旺昵称", "account_passed_on", "早班"],
        [9, "旺旺昵称", "agent_ambiguous", "李雷"],
        [2, "询单人数", "conversion_passed_over", "900"],
      ],
    ],
    [
      "rating",
      own,
      { rows: 5, faulty: 3, fresh: 2 },
      [
        [4, "总很满意", "stars_over_received", "55"],
        [5, "邀请发出", "invited_over_received", "51"],
        [6, "总满意", "negative", "-1"],
        [7, "邀请发送率", "rate_differs", "100%"],
      ],
    ],
  ])("%s: every fault is named by row, column, rule and value", async (layout, said, counts, faults) => {
    const row = await look(read(`${layout}-dirty.${format}`), said);
    expect(told(row)).toEqual(faults);
    expect(row).toMatchObject({ layout, questions: [], counts });
  });
});

describe("every layout", () => {
  it("imported twice changes nothing the second time, in whichever format it comes", async () => {
    for (const [layout, said] of [
      ["conversion", own],
      ["reception", own],
      ["sales", own],
      ["rating", own],
      ["agents", { from: "2026-02-10", to: "2026-02-28" }],
    ] as const) {
      const name = layout === "agents" ? "agents-clean" : `${layout}-dirty`;
      const first = await bring(read(`${name}.xlsx`), said);
      expect(first.row.state, layout).toBe("done");
      const before = await everything();
      for (const format of FORMATS) {
        const again = await bring(read(`${name}.${format}`), said);
        expect(again.ordered, `${layout} ${format}`).toMatchObject({ ok: false, refusals: [{ code: "nothing_to_import" }] });
        expect(again.row.counts).toMatchObject({ fresh: 0, corrected: 0 });
      }
      expect(await everything()).toBe(before);
    }
    const [month] = (await months()).filter(({ personId }) => personId === people.yang.id);
    expect(month?.sums.rating).toEqual({ received: 100, invited: 90, stars5: 36, stars4: 6, stars3: 2, stars2: 0, stars1: 0 });
    expect(month?.sums.reception).toMatchObject({ consulted: 104, firstResponseWeighted: 45 * 80_000, firstResponseWeight: 45 });
    expect(await db.$count(figureImport)).toBeGreaterThan(10);
  });
});
