import { describe, expect, it } from "vitest";
import { type LiveFacts, viewOf } from "~/cases/live-view";

const NOW = new Date("2026-03-06T08:00:00Z");
const facts = (values: Partial<LiveFacts> = {}): LiveFacts => ({
  revision: 7,
  isClosed: false,
  state: { caseId: "c1", shown: 1, minutes: 6, extra: 1, runningSince: new Date(NOW.getTime() - 30_000), ranMs: 10_000 },
  presenter: { id: "wang", name: "王静" },
  places: [
    { caseId: "c0", number: 3, title: "先前", kind: "lost" },
    { caseId: "c1", number: 4, title: "嫌贵", kind: "lost" },
  ],
  current: {
    ...{ caseId: "c1", number: 4, kind: "lost", title: "嫌贵", reasons: ["price_objection"], products: [], worthFen: 39_900, times: 2 },
    ...{ why: "不说出来的原因", decision: "", actions: 0, together: [] },
    platform: "taobao",
    ...{ lines: [{ at: 0, who: "agent", text: "不议价" }], marked: [0], better: "先讲皮料。再讲用途。最后开口问。" },
  },
  vote: {
    ...{ id: "v", isOpen: true, counts: null },
    options: [
      { key: "a", text: "不议价", from: "said", number: 4 },
      { key: "b", text: "先问用途", from: "better_like", number: 9 },
    ],
    ballots: [
      { personId: "ann", choice: "b" },
      { personId: "bob", choice: "b" },
    ],
    lines: [
      { id: "l1", personId: "ann", text: "先讲皮料", key: null },
      { id: "l2", personId: "bob", text: "先问用途再说", key: "c" },
    ],
  },
  followers: [{ id: "ann", name: "Ann", isThere: false }],
  ...values,
});
const view = (of: LiveFacts, forLead = false) => viewOf(of, { personId: "ann", forLead, now: NOW });

describe("what is sent of a meeting's screen", () => {
  it.each([
    [0, [], ["先讲皮料。", "再讲用途。", "最后开口问。"]],
    [1, ["先讲皮料。"], ["再讲用途。", "最后开口问。"]],
    [3, ["先讲皮料。", "再讲用途。", "最后开口问。"], []],
  ])("holds what is revealed (%s), and nothing of what is not, for who leads neither", (shown, pieces, hidden) => {
    const { state } = facts();
    for (const forLead of [false, true]) {
      const sent = view(facts({ state: state && { ...state, shown } }), forLead);
      expect(sent.slide).toMatchObject({ pieces, ofPieces: 3, index: 1, count: 2 });
      for (const piece of [...hidden, "不说出来的原因"]) expect(JSON.stringify(sent)).not.toContain(piece);
    }
  });

  it("shows a line that was typed to whoever typed it, to who leads without whose it is, and to nobody else", () => {
    expect(view(facts()).vote?.own).toEqual({ text: "先讲皮料", key: null });
    expect(JSON.stringify(view(facts()))).not.toContain("先问用途再说");
    const other = viewOf(facts(), { personId: "cai", forLead: false, now: NOW });
    expect(other.vote?.own).toBeNull();
    expect(JSON.stringify(other)).not.toContain("l1");
    const lead = viewOf(facts(), { personId: "wang", forLead: true, now: NOW });
    expect(lead.lead?.typed).toEqual([
      { id: "l1", text: "先讲皮料", key: null },
      { id: "l2", text: "先问用途再说", key: "c" },
    ]);
    expect(JSON.stringify({ ...lead, lead: lead.lead?.typed })).not.toMatch(/ann|bob/);
  });

  it("tells of an open vote how many have voted and one's own, of a closed one all that was counted", () => {
    const open = view(facts()).vote;
    expect(open).toMatchObject({ voted: 2, mine: "b" });
    expect(open?.options).toEqual([
      { key: "a", text: "不议价", from: null, number: null, count: null },
      { key: "b", text: "先问用途", from: null, number: null, count: null },
    ]);
    expect(JSON.stringify(view(facts(), true))).not.toContain("bob");
    const { vote } = facts();
    const closed = view(facts({ vote: vote && { ...vote, isOpen: false, counts: { a: 0, b: 2 } } })).vote;
    expect(closed?.options.map(({ from, number, count }) => [from, number, count])).toEqual([
      ["said", 4, 0],
      ["better_like", 9, 2],
    ]);
  });

  it("keeps the other cases and who follows for who leads the team", () => {
    expect(view(facts()).lead).toBeNull();
    expect(JSON.stringify(view(facts()))).not.toContain("先前");
    expect(view(facts(), true).lead).toMatchObject({ mayVote: true, followers: [{ name: "Ann" }] });
  });

  it.each([
    ["waits", { state: null, presenter: null }, "waiting"],
    ["is on", {}, "on"],
    ["is over", { isClosed: true }, "over"],
  ] as const)("%s", (_, values, phase) => {
    const sent = view(facts(values));
    expect([sent.phase, sent.slide !== null, sent.timer !== null]).toEqual([phase, phase === "on", phase === "on"]);
  });

  it("says how long the case has had, and how long it may have", () => {
    expect(view(facts()).timer).toEqual({ isRunning: true, ranMs: 40_000, limitMs: 7 * 60_000, minutes: 6 });
  });

  it("reveals of an excellent chat why it was so good", () => {
    const { current } = facts();
    const sent = view(facts({ current: current && { ...current, kind: "excellent", why: "问了用途。也开了口。" }, vote: null }), true);
    expect(sent.slide?.pieces).toEqual(["问了用途。"]);
    expect(sent.lead?.mayVote).toBe(false);
  });
});
