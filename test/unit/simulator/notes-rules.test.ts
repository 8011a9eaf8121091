import { describe, expect, it } from "vitest";
import type { Customer } from "~/curriculum/pack-simulation";
import { gradeRun } from "~/curriculum/simulation-grade";
import { stateAt } from "~/curriculum/simulation-run";
import { customersView } from "~/simulator/debrief-view";
import { markedPieces } from "~/simulator/marked-text";
import { modelChat } from "~/simulator/model-chat";
import { type LineNote, neverAsked, notesOf } from "~/simulator/notes-rules";
import { partDifferences, partRows, partsOfRun } from "~/simulator/parts-rules";
import { type Granted, withGranted } from "~/simulator/undecided-rules";
import { customer, type Replies, say, sent, small, terms } from "../curriculum/simulation-chat";

const MODEL = "What for? The City bag is sturdy and in stock, order it now?";
const texts = new Map([["best", { reason: "the law", instead: "many like it" }]]);

function chat(replies: Replies, granted: Granted[] = [], given: Record<string, unknown> = {}) {
  const simulation = small(customer(given));
  const own = simulation.customers[0] as Customer;
  const run = stateAt(simulation, "en", sent(...replies), 1_000_000, terms);
  const [state, machine] = [run.customers[0], gradeRun(simulation, run)];
  const grade = withGranted(simulation, machine, granted);
  if (!state || !grade.customers[0]) throw new Error("no customer");
  const noted = {
    customer: own,
    state,
    grade: grade.customers[0],
    limits: simulation.limits,
    granted,
    terms: texts,
    locale: "en" as const,
  };
  const model = modelChat(simulation, own, "en");
  return { simulation, own, run, state, machine, grade, noted, notes: notesOf({ ...noted, model: model.turns }), model };
}
const of = (notes: readonly LineNote[] | undefined, kind: LineNote["kind"]) => notes?.filter((note) => note.kind === kind);

describe("the notes of a line", () => {
  it("say how long the customer waited, against the limit of the first reply and of the others", () => {
    const { notes } = chat([
      [44, "sturdy"],
      [45, "and in stock"],
      [58, "order it now"],
    ]);
    expect(of(notes[2], "waited")).toEqual([{ kind: "waited", s: 44, limit: 20, late: true }]);
    expect(of(notes[3], "waited")).toEqual([]);
    expect(of(notes[5], "waited")).toEqual([{ kind: "waited", s: 3, limit: 30, late: false }]);
  });

  it("name the points, and who saw them", () => {
    const { notes } = chat(
      [
        [15, "sturdy"],
        [16, "how do you carry it about?"],
      ],
      [{ customer: "an", point: "need", line: 3 }],
    );
    expect(of(notes[2], "point")).toEqual([{ kind: "point", title: "says the worth", seen: false }]);
    expect(of(notes[3], "point")).toEqual([{ kind: "point", title: "asks for the use", seen: true }]);
  });

  it.each<[string, string, LineNote["kind"], object]>([
    ["what must not be sent", "it is the best", "term", { block: true, found: "the best", reason: "the law", instead: "many like it" }],
    ["rudeness", "listen, you fool", "tone", { fault: "rude" }],
    ["shouting", "are you there?!!", "tone", { fault: "shouting" }],
    ["a price without its worth", "it is 199 yuan", "price", {}],
  ])("name %s", (_, text, kind, note) => expect(of(chat([[15, text]]).notes[2], kind)).toMatchObject([note]));

  it("let a price be that comes with its worth, or from a chat without any", () => {
    expect(of(chat([[15, "sturdy, 199 yuan"]]).notes[2], "price")).toEqual([]);
    const points = [{ slug: "order", title: say(0, "要单", "order").text, kind: "order", any_of: { "zh-CN": ["拍"], en: ["order it"] } }];
    const nodes = [
      {
        slug: "start",
        lines: [say(0, "在吗", "hello"), say(10, "包", "a bag")],
        patience_s: 60,
        ways: [],
        otherwise: "left",
        silence: "left",
      },
    ];
    expect(of(chat([[15, "it is 199 yuan"]], [], { points, nodes, facts: [] }).notes[2], "price")).toEqual([]);
  });

  it("say what this was the place for: what the model says at the same place and nobody had said", () => {
    const { notes } = chat([[15, "what for? It is sturdy, order it now"]]);
    expect(of(notes[2], "missing")).toEqual([{ kind: "missing", titles: ["recommends", "stock"], learned: [] }]);
    expect(of(chat([[15, MODEL]]).notes[2], "missing")).toEqual([]);
  });

  it("say where the model never comes what the customer waited for, and what they had just told", () => {
    const { notes } = chat([
      [15, "what for?"],
      [28, "I see"],
    ]);
    expect(of(notes[4], "missing")).toEqual([{ kind: "missing", titles: ["asks for the order"], learned: ["use"] }]);
  });

  it("give no advice where nearly all is missing", () => expect(of(chat([[15, "hello"]]).notes[2], "missing")).toEqual([]));

  it("say that nobody answered, and what the end means", () => {
    const { notes } = chat([]);
    expect(notes[1]).toEqual([]);
    expect(notes[2]).toEqual([{ kind: "silent", s: 60 }]);
    expect(notes[3]).toEqual([
      { kind: "silent", s: 95 },
      { kind: "ending", ending: "left", meaning: "nobody there" },
    ]);
  });

  it("say that somebody had gone", () => {
    const { notes } = chat([
      [15, "order it now"],
      [90, "and in stock"],
    ]);
    expect(notes[4]).toEqual([{ kind: "gone" }]);
  });
});

describe("the model chat", () => {
  it("goes turn by turn, from the customer's lines to what they say last", () => {
    expect(chat([]).model).toEqual({
      turns: [{ node: "start", customer: ["hello", "I want a bag"], agent: [MODEL], points: ["need", "bag", "value", "stock", "order"] }],
      closing: "both, then",
    });
  });
});

describe("facts that nobody asked for", () => {
  it("come with what asks for them", () => {
    expect(neverAsked(chat([[15, "hello"]]).noted)).toEqual([{ name: "use", value: "the office", asks: "asks for the use" }]);
    expect(neverAsked(chat([[15, MODEL]]).noted)).toEqual([]);
  });
});

describe("the parts of a grade", () => {
  it("add up to the total, and name their lines", () => {
    const { grade, state } = chat([
      [15, "what for? sturdy"],
      [28, "order it now!!"],
    ]);
    const own = grade.customers[0];
    if (!own) throw new Error("no customer");
    const rows = partRows(own, state);
    expect(rows.reduce((sum, { got }) => sum + got, 0)).toBeCloseTo(own.total, 6);
    expect(rows.reduce((sum, { of: most }) => sum + most, 0)).toBeCloseTo(100, 6);
    expect(Object.fromEntries(rows.map(({ part, lines }) => [part, lines]))).toEqual({
      ...{ first_response: [2], average_response: [2], needs: [2], recommendation: [], points: [2], order: [4], tone: [4], ending: [5] },
    });
  });

  it("are the mean of the customers", () => {
    const [good, bad] = [chat([[15, MODEL]]).grade.customers, chat([]).grade.customers];
    const rows = partsOfRun([...good, ...bad]);
    expect(rows.reduce((sum, { got }) => sum + got, 0)).toBeCloseTo(((good[0]?.total ?? 0) + (bad[0]?.total ?? 0)) / 2, 6);
    expect(rows.find(({ part }) => part === "order")).toEqual({ part: "order", got: 5, of: 10 });
    expect(partsOfRun([])).toEqual([]);
  });

  it("differ from one try to another by what was gained", () => {
    const [now, then] = [chat([[15, MODEL]]).grade, chat([[15, "order it now"]]).grade];
    const rows = partDifferences(now.customers, then.customers);
    expect(rows.reduce((sum, { difference }) => sum + difference, 0)).toBeCloseTo(now.total - then.total, 6);
    expect(rows.find(({ part }) => part === "needs")).toMatchObject({ now: 15, then: 0, difference: 15 });
  });
});

describe("a marked reply", () => {
  const read = (from: number, to: number, severity: "block" | "warn") => ({
    slug: "x",
    severity,
    group: "superlative",
    from,
    to,
    found: "",
  });
  it.each([
    ["nothing found", "hello", [], [], [["hello", null]]],
    [
      "a point",
      "so sturdy!",
      [{ slug: "v", from: 3, to: 9 }],
      [],
      [
        ["so ", null],
        ["sturdy", "point"],
        ["!", null],
      ],
    ],
    [
      "a term over a point",
      "the best",
      [{ slug: "v", from: 0, to: 8 }],
      [read(4, 8, "block")],
      [
        ["the ", "point"],
        ["best", "block"],
      ],
    ],
    [
      "a fault over a point",
      "so very sturdy",
      [
        { slug: "v", from: 3, to: 14 },
        { slug: "f", from: 3, to: 7 },
      ],
      [],
      [
        ["so ", null],
        ["very", "fault"],
        [" sturdy", "point"],
      ],
    ],
    ["beyond its end", "hi", [{ slug: "v", from: 0, to: 9 }], [read(1, 1, "warn")], [["hi", null]]],
    ["an empty text", "", [], [], []],
  ])("%s", (_, text, points, found, pieces) => {
    expect(markedPieces(text, { points, terms: found }, new Set(["f"])).map(({ text: piece, mark }) => [piece, mark])).toEqual(pieces);
  });
});

describe("what a browser is told", () => {
  it("never holds the wordings of what was not said, nor the ways of the chat", () => {
    const { simulation, run, machine, grade } = chat([[15, "hello"]]);
    const view = customersView(
      simulation,
      { chats: run.customers, machine, grade, granted: [] },
      { chatLocale: "zh-CN", locale: "zh-CN", terms: texts },
    );
    const told = JSON.stringify(
      view.map(({ model: _, lines, ...rest }) => ({ ...rest, lines: lines.map(({ turn: __, ...line }) => line) })),
    );
    for (const hidden of ["怎么用", "现在拍", "any_of", "otherwise", "patience"]) expect(told).not.toContain(hidden);
    expect(view[0]?.unsaid.map(({ title }) => title)).toEqual(["问用途", "推荐", "讲价值", "有没有", "要单"]);
  });

  it("says for each turn what the model said at the same place, and from where it can be tried again", () => {
    const { simulation, run, machine, grade } = chat([
      [15, "what for?"],
      [28, "I see, do go on a little"],
    ]);
    const [view] = customersView(
      simulation,
      { chats: run.customers, machine, grade, granted: [] },
      { chatLocale: "en", locale: "en", terms: texts },
    );
    expect(view?.lines.map(({ turn }) => turn && [turn.n, turn.ms, turn.model?.agent])).toEqual([
      null,
      null,
      [0, 10_000, [MODEL]],
      null,
      [1, 25_000, undefined],
      null,
    ]);
    expect(view?.lines.map(({ reading }) => reading)).toEqual([null, null, "folded", null, "open", null]);
  });
});
