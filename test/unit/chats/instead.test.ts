import { describe, expect, it } from "vitest";
import { draw, type Eligible, type Held, instead, oneMore, type PlaceKind, type Risk } from "~/chats/draw-rules";

const chat = (agentId: string, n: number, risks: Risk[] = []): Eligible => ({
  chatId: `${agentId}-${String(n).padStart(3, "0")}`,
  agentId,
  risks,
});
const held = (one: Eligible, kind: Held["kind"]): Held => ({ ...one, kind });

describe("what comes in place of a chat that was passed over", () => {
  it.each<[string, PlaceKind, string, Eligible[], Held[], ReturnType<typeof instead>]>([
    [
      "a random one: another of the same agent",
      "random",
      "b",
      [chat("a", 0), chat("b", 0, ["slow"])],
      [],
      { turned: [], added: { chatId: "b-000", kind: "random" }, isFilled: true },
    ],
    [
      "of anybody, where that one has none",
      "random",
      "z",
      [chat("a", 0)],
      [],
      { turned: [], added: { chatId: "a-000", kind: "random" }, isFilled: true },
    ],
    [
      "one that is held as a risk turns random, and the gravest that is left takes its place",
      "random",
      "b",
      [chat("a", 0), chat("a", 1, ["slow"]), chat("a", 2, ["breach"])],
      [held(chat("b", 0, ["slow"]), "risk")],
      { turned: ["b-000"], added: { chatId: "a-002", kind: "risk" }, isFilled: true },
    ],
    [
      "where nothing is left for the place of risk, one less is asked for",
      "random",
      "b",
      [],
      [held(chat("b", 0, ["slow"]), "risk")],
      { turned: ["b-000"], added: null, isFilled: false },
    ],
    [
      "one that its reader had chosen turns random: they choose again",
      "random",
      "b",
      [chat("a", 0)],
      [held(chat("b", 0), "own")],
      { turned: ["b-000"], added: null, isFilled: true },
    ],
    [
      "a risk: the gravest that is left, whosever it is",
      "risk",
      "a",
      [chat("a", 0), chat("a", 1, ["slow"]), chat("b", 0, ["breach"])],
      [],
      { turned: [], added: { chatId: "b-000", kind: "risk" }, isFilled: true },
    ],
    [
      "a risk where none is left: a random one",
      "risk",
      "a",
      [chat("b", 0)],
      [],
      { turned: [], added: { chatId: "b-000", kind: "random" }, isFilled: true },
    ],
    ["one's own choice: its owner's to fill", "own", "a", [chat("a", 0)], [], { turned: [], added: null, isFilled: true }],
    ["nothing is left", "random", "a", [], [], { turned: [], added: null, isFilled: false }],
  ])("%s", (_, kind, agentId, left, others, expected) => {
    expect(instead(kind, { left, held: others }, agentId, "seed")).toEqual(expected);
  });

  it("is the same from the same seed, whatever order the chats come in", () => {
    const left = Array.from({ length: 9 }, (_, n) => chat("a", n));
    expect(instead("random", { left: [...left].reverse(), held: [] }, "a", "s")).toEqual(instead("random", { left, held: [] }, "a", "s"));
  });

  // Robots are passed over. Of the rest of a stratum, N chats, the n that the random part ends with are as likely as any other n: see the statistic of a draw. 99.9 % quantile of 29 degrees of freedom.
  it("leaves the random part unbiased: 4 000 days of passing over against expectation, risky chats among them", () => {
    const DAYS = 4000;
    const isRobot = ({ chatId }: { chatId: string }) => chatId.startsWith("a") && Number(chatId.slice(2)) >= 30;
    const pool = [
      ...Array.from({ length: 40 }, (_, n) => chat("a", n, n % 3 === 0 ? ["slow", "unpaid"] : [])),
      ...Array.from({ length: 30 }, (_, n) => chat("b", n, n % 5 === 0 ? ["slow"] : [])),
    ];
    const of = new Map(pool.map((one) => [one.chatId, one]));
    const hits = new Map<string, number>();
    let all = 0;
    let over = 0;
    for (let day = 0; day < DAYS; day++) {
      const places: { chatId: string; kind: PlaceKind; isOver: boolean }[] = draw(pool, 30, `day ${day}`, new Map()).map((place) => ({
        ...place,
        isOver: false,
      }));
      for (let at = 0; at < places.length; at++) {
        const place = places[at];
        if (!place || place.isOver || place.kind !== "random" || !isRobot(place)) continue;
        place.isOver = true;
        over++;
        const taken = new Set(places.map(({ chatId }) => chatId));
        const others = places.flatMap(({ chatId, kind, isOver }) => {
          const one = of.get(chatId);
          return one && kind !== "random" && !isOver ? [held(one, kind)] : [];
        });
        const left = pool.filter(({ chatId }) => !taken.has(chatId));
        const { turned, added } = instead("random", { left, held: others }, "a", `day ${day} ${places.length + 1}`);
        // A held robot that turns random is passed over when its turn comes: the list is gone through again.
        for (const one of places) if (turned.includes(one.chatId)) one.kind = "random";
        if (added) places.push({ ...added, isOver: false });
        if (turned.length > 0) at = -1;
      }
      for (const { chatId, kind, isOver } of places)
        if (kind === "random" && !isOver && chatId.startsWith("a")) {
          hits.set(chatId, (hits.get(chatId) ?? 0) + 1);
          all++;
        }
    }
    const size = 30;
    const perDay = all / DAYS;
    const expected = all / size;
    const sum = Array.from({ length: size }, (_, n) => hits.get(chat("a", n).chatId) ?? 0).reduce(
      (total, count) => total + (count - expected) ** 2 / expected,
      0,
    );
    expect(over).toBeGreaterThan(DAYS);
    expect([...hits.keys()].some((chatId) => isRobot({ chatId }))).toBe(false);
    expect((sum * (size - 1)) / (size - perDay)).toBeLessThan(58.3);
  });
});

describe("one more chat for a place of one's own choice", () => {
  it("is any that is left, the same from the same seed", () => {
    const left = [chat("a", 0), chat("b", 0)];
    expect(left.map(({ chatId }) => chatId)).toContain(oneMore(left, "seed"));
    expect(oneMore([...left].reverse(), "seed")).toBe(oneMore(left, "seed"));
  });
  it("is nothing where none is left", () => expect(oneMore([], "seed")).toBeNull());
});
