import { describe, expect, it } from "vitest";
import { GRADE_WEIGHTS, gradeRun } from "~/curriculum/simulation-grade";
import { type RunEvent, stateAt } from "~/curriculum/simulation-run";
import { modelChat } from "~/simulator/model-chat";
import { LONGEST_GAP_S, MOST_TURNS, PATIENCE_S, type Recording, simulationOf, WAITED_S } from "~/simulator/replay";
import { terms } from "../curriculum/simulation-chat";

const said = (seconds: number, who: "customer" | "agent", text: string) => ({ at: 1_700_000_000_000 + seconds * 1000, who, text });
const recorded = (...messages: Recording["messages"]): Recording => ({
  ...{
    id: "chat-7",
    title: { "zh-CN": "丢了的一单", en: "A lost order" },
    platform: "taobao",
    locale: "zh-CN",
    products: ["city-backpack-14"],
  },
  messages,
});
const lost = recorded(
  said(0, "agent", "欢迎光临"),
  said(5, "customer", "在吗"),
  said(9, "customer", "这款能装 14 寸吗"),
  said(49, "agent", "能的"),
  said(51, "agent", "内袋就是按 14 寸做的"),
  said(63, "customer", "贵了点"),
  said(70, "agent", "一分价钱一分货"),
  said(4000, "customer", "算了"),
);
const played = (recording: Recording) => {
  const made = simulationOf(recording);
  if (!made.ok) throw new Error(made.faults.map(({ code }) => code).join());
  return made.simulation;
};
const run = (...replies: [seconds: number, text: string][]) => {
  const events = replies.map(([at, text]): RunEvent => ({ at: at * 1000, kind: "reply", customer: "buyer", text }));
  const simulation = played(lost);
  const state = stateAt(simulation, "zh-CN", events, 3_600_000, terms);
  return { state, grade: gradeRun(simulation, state), buyer: state.customers[0] };
};

describe("a recorded chat as a simulation", () => {
  it("says the customer's lines at their pace after the trainee's reply, long pauses cut", () => {
    const { buyer } = run([10, "能的，内袋按 14 寸做"], [40, "背三年，一天几毛钱，现在拍今天发"], [130, "好的，随时找我"]);
    const heard = buyer?.lines.filter(({ who }) => who === "customer").map(({ at, text }) => [at / 1000, text]);
    // The turn ends five seconds after the last reply; then 12 s, and of the hour a minute.
    expect(heard).toEqual([
      [0, "在吗"],
      [4, "这款能装 14 寸吗"],
      [15 + 12, "贵了点"],
      [45 + LONGEST_GAP_S, "算了"],
      [135, "（对话到此为止）"],
    ]);
    expect(buyer?.ended?.ending.slug).toBe("served");
  });

  it("keeps what was said then, turn by turn", () => {
    const simulation = played(lost);
    const [customer] = simulation.customers;
    if (!customer) throw new Error("no customer");
    expect(modelChat(simulation, customer, "zh-CN").turns).toMatchObject([
      { customer: ["在吗", "这款能装 14 寸吗"], agent: ["能的\n内袋就是按 14 寸做的"] },
      { customer: ["贵了点"], agent: ["一分价钱一分货"] },
    ]);
  });

  it("is graded by speed, tone, the order and the end, and by what must not be sent", () => {
    const { grade } = run([10, "能的"], [40, "现在拍今天发"], [130, "好的"]);
    const shares = grade.customers[0]?.shares ?? {};
    expect(Object.entries(shares).flatMap(([part, share]) => (share === null ? [] : [part]))).toEqual([
      "first_response",
      "average_response",
      "order",
      "tone",
      "ending",
    ]);
    expect(grade).toMatchObject({ total: 100, passed: true });
    expect(Object.keys(GRADE_WEIGHTS)).toHaveLength(8);
    expect(run([10, "能的，最好"], [40, "现在拍今天发"], [130, "好的"]).grade).toMatchObject({ hasProhibited: true, passed: false });
  });

  it.each<[string, [number, string][], string]>([
    [
      "nobody had to wait",
      [
        [10, "能"],
        [40, "好"],
        [130, "好"],
      ],
      "served",
    ],
    [
      "one reply was slow",
      [
        [5 + WAITED_S, "能"],
        [90, "好"],
        [170, "好"],
      ],
      "waited",
    ],
    [
      "the last reply was slow",
      [
        [10, "能"],
        [40, "好"],
        [45 + LONGEST_GAP_S + WAITED_S + 10, "好"],
      ],
      "waited",
    ],
    ["nobody answered", [], "gone"],
    ["nobody answered any more", [[10, "能"]], "gone"],
  ])("ends by whether they waited: %s", (_, replies, ending) => {
    expect(run(...replies).buyer?.ended?.ending.slug).toBe(ending);
    if (ending === "gone") expect(PATIENCE_S).toBeGreaterThan(WAITED_S);
  });
});

describe("a recording that cannot be played", () => {
  const many = Array.from({ length: MOST_TURNS + 1 }, (_, n) => [
    said(n * 10, "customer", `问 ${n}`),
    said(n * 10 + 5, "agent", `答 ${n}`),
  ]).flat();
  it.each<[string, Recording, unknown]>([
    ["nothing in it", recorded(), [{ code: "no_customer" }]],
    ["nobody asked", recorded(said(0, "agent", "在吗")), [{ code: "no_customer" }]],
    ["nobody answered", recorded(said(0, "customer", "在吗")), [{ code: "no_reply" }]],
    ["more turns than anybody replays", recorded(...many), [{ code: "too_long" }]],
    ["a line of a thousand letters and one", recorded(said(0, "customer", "长".repeat(1001))), [{ code: "line_too_long", message: 1 }]],
    ["an empty line", recorded(said(0, "customer", "在吗"), said(1, "agent", " \u0000 ")), [{ code: "empty_line", message: 2 }]],
    ["time that runs backwards", recorded(said(9, "customer", "在吗"), said(1, "agent", "在")), [{ code: "out_of_order", message: 2 }]],
    ["no time", recorded({ at: Number.NaN, who: "customer", text: "在吗" }), [{ code: "out_of_order", message: 1 }]],
    ["a mobile number", recorded(said(0, "customer", "我电话 138 0013-8000")), [{ code: "unmasked", message: 1 }]],
    ["one in full width", recorded(said(0, "customer", "１３８００１３８０００")), [{ code: "unmasked", message: 1 }]],
    ["one in Chinese digits", recorded(said(0, "customer", "一三八零零一三八零零零")), [{ code: "unmasked", message: 1 }]],
    ["an address of e-mail", recorded(said(0, "customer", "li.lei@example.com")), [{ code: "unmasked", message: 1 }]],
    ["no product", { ...lost, products: [] }, [{ code: "bad_head" }]],
    ["an id that is no slug", { ...lost, id: "Chat 7" }, [{ code: "bad_head" }]],
  ])("%s", (_, recording, faults) => expect(simulationOf(recording)).toEqual({ ok: false, faults }));

  it.each(["138****8000", "订单 1380013800012345", "¥13800", "14 寸 13 号 8 点"])("is none for %s", (text) => {
    expect(simulationOf(recorded(said(0, "customer", text), said(5, "agent", "好的")))).toMatchObject({ ok: true });
  });

  it("takes as many turns as it may have, and joins what a customer says in many lines", () => {
    expect(simulationOf(recorded(...many.slice(2)))).toMatchObject({ ok: true });
    const lines = Array.from({ length: 9 }, (_, n) => said(n, "customer", `第 ${n} 句`));
    const [customer] = played(recorded(...lines, said(20, "agent", "好的"))).customers;
    expect(customer?.nodes[0]?.lines).toHaveLength(6);
    expect(customer?.nodes[0]?.lines.at(-1)?.text.en).toBe("第 5 句\n第 6 句\n第 7 句\n第 8 句");
  });
});
