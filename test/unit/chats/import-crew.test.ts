import { resolve } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Crew, crewFor, crewInPlace } from "~/chats/import-crew.server";
import { type ImportSetUp, importWork, type ReadBatch, type ReadRecord } from "~/chats/import-work";
import { sealsOf } from "~/chats/seals.server";
import { setThreadProgram } from "~/platform/threads.server";

const LARGE = 2_000_000;
const setUp: ImportSetUp = {
  importId: "0197ae2e-0000-7000-8000-000000000001",
  day: "2026-02-27",
  store: { id: "0197ae2e-0000-7000-8000-000000000002", name: "行囊旗舰店", platform: "tmall" },
  mapping: ["session", "buyer", "agent", "sender", "text"],
  words: {
    spoken: [{ slug: "city-backpack-14", code: "BP-101-P-14", names: ["城行双肩包 14 寸", "City backpack 14"], priceFen: 12_900 }],
    terms: [
      {
        ...{ slug: "best", group: "absolute", platforms: ["tmall"], severity: "block" as const, allowed_in: [] },
        words: { "zh-CN": ["全网最低"], en: [] },
      },
    ],
  },
  names: { own: new Set(["行囊旗舰店"]), others: new Set(["另一家店"]) },
  history: { holdings: [], memberships: [], clearances: new Map() },
};

/** Rows of six sessions that lie between each other: a name is said in full first, and by itself later; one is of another store. */
const rows: ReadRecord[] = Array.from({ length: 60 }, (_, record) => {
  const n = record % 6;
  const [buyer, agent] = [`tb_${n}`, n === 5 ? "另一家店:小满" : "行囊旗舰店:小满"];
  const said = [
    `我叫王晓${"佳雨文"[n % 3]}，138001380${record + 10}`,
    "城行双肩包14寸全网最低",
    `王晓${"佳雨文"[n % 3]}您好`,
    "能便宜点吗",
  ];
  const turn = Math.floor(record / 6);
  return { record, row: record + 2, isKnown: false, cells: [`s-${n}`, buyer, agent, turn % 2 === 0 ? buyer : agent, said[turn % 4]] };
});

let threads: Crew | null = null;
beforeEach(() => setThreadProgram({ file: resolve("test/setup/thread.mjs") }));
afterEach(async () => {
  setThreadProgram(null);
  await threads?.close();
  threads = null;
});

describe("threads of an import", () => {
  it("mask and count as this process does, with all lines of a session in one of them", { timeout: 120_000 }, async () => {
    threads = crewFor(setUp, LARGE);
    const place = crewInPlace(importWork(setUp, sealsOf));
    const halves = [rows.slice(0, 30), rows.slice(30)];
    const [inThreads, inPlace] = await Promise.all([threads, place].map((crew) => Promise.all(halves.map((half) => crew.read(half)))));
    expect(inThreads?.map(apart)).toEqual(inPlace?.map(apart));
    for (const { parts, heard } of inThreads ?? []) {
      expect(parts).toContain("〔姓名〕");
      expect(parts).not.toMatch(/王晓|138001380/);
      expect(heard).toHaveLength(5);
    }
    const bodies = JSON.stringify([{ account: "小满", store: "", buyer: null, started: null, ended: null, skus: [], lines: lines() }]);
    const [one, other] = await Promise.all([threads, place].map((crew) => crew.count([{ key: "k-1", bodies }])));
    expect(withoutId(one)).toEqual(withoutId(other));
    expect(withoutId(one)).toMatchObject({ key: "k-1", row: { products: ["city-backpack-14"], has_terms: true, platform: "tmall" } });
  });

  it("that have ended fail whatever is asked of them", { timeout: 60_000 }, async () => {
    threads = crewFor(setUp, LARGE);
    await threads.close();
    await expect(threads.read(rows)).rejects.toThrow("a thread has ended");
  });
});

const lines = () => [
  { at: null, who: "buyer", text: "能便宜点吗" },
  { at: null, who: "agent", text: "城行双肩包14寸全网最低" },
];
const apart = ({ parts, ...rest }: ReadBatch) => ({
  ...rest,
  parts: (JSON.parse(`[${parts}]`) as { record: number }[]).sort((a, b) => a.record - b.record),
});
const withoutId = (made = "") => {
  const { row, ...rest } = JSON.parse(made) as { row: Record<string, unknown> };
  return { ...rest, row: { ...row, id: null } };
};
