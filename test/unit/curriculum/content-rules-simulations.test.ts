import { resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { Ground } from "~/curriculum/content-ground";
import { contentFaultsOf } from "~/curriculum/content-rules";
import type { Condition } from "~/curriculum/pack-simulation";
import { readPack, type PackItem } from "~/curriculum/read-pack.server";
import { item, script, term } from "./content-rules-pack";
import { customer, given, say } from "./simulation-chat";

const FILE = "simulations/small.yaml";
const beside = [
  script("hello"),
  term("best"),
  term("unsaid", { words: { "zh-CN": ["内部价"], en: ["insider price"] } }),
  item("product", "products/products.yaml", {
    slug: "city",
    code: "C-1",
    name: { "zh-CN": "城行", en: "City" },
    family: "bags",
    price_yuan: 129,
  }),
];
const faultsOf = (simulation: PackItem) => contentFaultsOf(simulation, new Ground([simulation, ...beside]));
const of = (own: Record<string, unknown>, rest: Record<string, unknown> = {}) =>
  faultsOf(item("simulation", FILE, given([customer(own)], rest))).map(({ path, rule }) => [path.replace(/^small\.?/, ""), rule]);

const { nodes, endings, points, facts } = customer();
const [start, again] = nodes as [(typeof nodes)[0], (typeof nodes)[0]];
const [more, bought, left, complained] = endings as [(typeof endings)[0], (typeof endings)[0], (typeof endings)[0], (typeof endings)[0]];
/** The chat with one more way at its beginning. */
const withWay = (when: Condition) => ({ nodes: [{ ...start, ways: [...start.ways, { when, to: "left" }] }, again] });
const never = "the condition can never be met";

describe("the rules about simulations", () => {
  it("find nothing in a sound one", () => {
    expect(of({})).toEqual([]);
  });

  it("name file and path", () => {
    const [fault] = faultsOf(item("simulation", FILE, given([customer()], { products: ["gone"] })));
    expect(fault).toEqual({ file: FILE, path: "small.products.0", rule: 'there is no product "gone"' });
  });

  it.each<[string, Record<string, unknown>, string, string]>([
    [
      "a way to nowhere",
      { nodes: [{ ...start, otherwise: "gone" }, again] },
      "customers.0.nodes.0.otherwise",
      'there is no node and no ending "gone"',
    ],
    [
      "silence to nowhere",
      { nodes: [start, { ...again, silence: "gone" }] },
      "customers.0.nodes.1.silence",
      'there is no node and no ending "gone"',
    ],
    ["an unknown point", withWay({ not: { said: ["gone"] } }), "customers.0.nodes.0.ways.5.when.not.said", 'there is no point "gone"'],
    [
      "a fact asked with an unknown point",
      { facts: [{ ...facts[1], asked_with: "gone" }] },
      "customers.0.facts.0.asked_with",
      'there is no point "gone"',
    ],
    [
      "a line that tells no fact",
      { nodes: [start, { ...again, tells: ["gone"] }] },
      "customers.0.nodes.1.tells.0",
      'there is no fact "gone"',
    ],
    [
      "a node that nothing leads to",
      { nodes: [start, again, { ...again, slug: "alone" }] },
      "customers.0.nodes.2",
      'no way leads to the node "alone"',
    ],
    [
      "an ending that nothing leads to",
      { endings: [...endings, { ...left, slug: "other" }] },
      "customers.0.endings.4",
      'no way leads to the ending "other"',
    ],
    ["a point twice", { points: [...points, points[0]] }, "customers.0.points.5.slug", 'the short name "need" stands twice'],
    [
      "an ending named as a node",
      { endings: [...endings, { ...left, slug: "again" }] },
      "customers.0.endings.4.slug",
      'a node has the name "again" too',
    ],
    [
      "lines that go on when nobody replies",
      { nodes: [start, { ...again, silence: "again" }] },
      "customers.0.nodes.1.silence",
      'the lines go on for ever from the node "again" when nobody replies',
    ],
    [
      "a chat without end",
      { nodes: [start, { ...again, ways: [], otherwise: "again", silence: "again" }] },
      "customers.0.nodes.1",
      'the chat goes on without end from the node "again"',
    ],
    [
      "two endings",
      { nodes: [{ ...start, ways: start.ways.slice(1, 2) }, again], endings: [bought, left] },
      "customers.0.endings",
      "a customer has at least 3 endings, this one 2",
    ],
    [
      "a point that cannot be found",
      { points: [...points, { ...points[0], slug: "dots", any_of: { "zh-CN": ["…"], en: ["…"] } }] },
      "customers.0.points.5.any_of.zh-CN.0",
      '"…" has neither letter nor digit and cannot be found',
    ],
    [
      "a fault until an unknown point",
      { points: [...points, { ...points[0], slug: "push", kind: "fault", until: "gone" }] },
      "customers.0.points.5.until",
      'there is no point "gone"',
    ],
    [
      "a point that is none for a while",
      { points: [{ ...points[0], until: "bag" }, ...points.slice(1)] },
      "customers.0.points.0.until",
      "only a fault is one until something is said",
    ],
    [
      "the same point before and after",
      withWay({ before: ["need", "need"] }),
      "customers.0.nodes.0.ways.5.when.before",
      "names the same point before and after",
    ],
    ["said and not said", withWay({ all: [{ said: ["need"] }, { not: { said: ["need"] } }] }), "customers.0.nodes.0.ways.5.when", never],
    [
      "said now and never",
      withWay({ all: [{ said_now: ["need"] }, { not: { said: ["need"] } }] }),
      "customers.0.nodes.0.ways.5.when",
      never,
    ],
    [
      "each before the other",
      withWay({ all: [{ before: ["need", "bag"] }, { before: ["bag", "need"] }] }),
      "customers.0.nodes.0.ways.5.when",
      never,
    ],
    [
      "asked for, and the point not said",
      withWay({ all: [{ asked_order: true }, { not: { said: ["order"] } }] }),
      "customers.0.nodes.0.ways.5.when",
      never,
    ],
    [
      "a price without the value that was said",
      withWay({ all: [{ price_without_value: true }, { said: ["value"] }] }),
      "customers.0.nodes.0.ways.5.when",
      never,
    ],
    [
      "slow and not so slow",
      withWay({ all: [{ slower_than_s: 40 }, { not: { slower_than_s: 20 } }] }),
      "customers.0.nodes.0.ways.5.when",
      never,
    ],
    [
      "a group that no term is of",
      withWay({ prohibited: ["superlative", "rudeness"] }),
      "customers.0.nodes.0.ways.5.when.prohibited",
      'no term of the group "rudeness" must not be sent here',
    ],
    [
      "a group, and nothing prohibited",
      withWay({ all: [{ prohibited: ["superlative"] }, { not: { prohibited: true } }] }),
      "customers.0.nodes.0.ways.5.when",
      never,
    ],
    [
      "a group behind any",
      withWay({ prohibited: ["superlative"] }),
      "customers.0.nodes.0.ways.5.when",
      "one of the ways before it is taken whenever the condition is met",
    ],
    ["slower than anybody waits", withWay({ slower_than_s: 70 }), "customers.0.nodes.0.ways.5.when", never],
    [
      "slow where nobody waits",
      {
        nodes: [
          { ...start, lines: [{ ...say(0, "（没付款）", "(not paid)"), scene: true }] },
          { ...again, otherwise: "start" },
        ],
      },
      "customers.0.nodes.0.ways.1.when",
      never,
    ],
    ["no reply at all", withWay({ not: { replies_at_least: 1 } }), "customers.0.nodes.0.ways.5.when", never],
    [
      "a way behind another",
      withWay({ all: [{ asked_order: true }, { said: ["need"] }] }),
      "customers.0.nodes.0.ways.5.when",
      "one of the ways before it is taken whenever the condition is met",
    ],
  ])("find %s", (_, own, path, rule) => {
    expect(of(own)).toContainEqual([path, rule]);
  });

  it("find an unknown script and a customer of the same name", () => {
    expect(of({}, { scripts: ["hello", "gone"] })).toEqual([["scripts.1", 'there is no script "gone"']]);
    const twins = faultsOf(item("simulation", FILE, given([customer(), customer()])));
    expect(twins.map(({ path }) => path)).toEqual(["small.customers.1.slug"]);
  });

  it("find a point whose order, or any other, cannot be found at all", () => {
    const silent = points.map((point) => (point.slug === "order" ? { ...point, any_of: { "zh-CN": ["！"], en: ["!"] } } : point));
    expect(of({ points: silent })).toContainEqual(["customers.0.nodes.0.ways.3.when", never]);
  });
});

describe("a simulation played through", () => {
  it("finds a run that ends elsewhere, in each language", () => {
    const runs = { endings: [more, { ...bought, run: [say(10, "现在拍？", "hello")] }, left, complained] };
    expect(of(runs)).toEqual([["customers.0.endings.1.run", 'the run ends as "left" and not as "bought" (en)']]);
  });

  it("finds replies after the end", () => {
    const runs = { endings: [more, { ...bought, run: [...bought.run, say(5, "谢谢", "thanks")] }, left, complained] };
    expect(of(runs)).toEqual([
      ["customers.0.endings.1.run", "the chat is over before the last 1 of its replies (zh-CN)"],
      ["customers.0.endings.1.run", "the chat is over before the last 1 of its replies (en)"],
    ]);
  });

  it("finds a model run that does not pass, with its points", () => {
    const slow = of({ model_run: [say(10, "城行结实，现货，您怎么用？现在拍？", "order it now")] });
    expect(slow).toEqual([
      ["customers.0.model_run", 'the model run ends as "bought", and there is a better end (en)'],
      ["customers", "the model runs do not pass: 48.5 of 75 points (an 48.5) (en)"],
    ]);
  });

  it("finds a fault in a model run", () => {
    const fault = { ...points[0], slug: "push", kind: "fault", any_of: { "zh-CN": ["现在拍"], en: ["order it"] } };
    expect(of({ points: [...points, fault] })).toEqual([
      ["customers.0.model_run", 'the model run makes the fault "push" (zh-CN)'],
      ["customers.0.model_run", 'the model run makes the fault "push" (en)'],
    ]);
  });

  it("finds a prohibited term in a model run", () => {
    const [model] = customer().model_run as [ReturnType<typeof say>];
    const run = [{ ...model, text: { ...model.text, "zh-CN": `${model.text["zh-CN"]}给您内部价。` } }];
    expect(of({ model_run: run })).toEqual([
      ["customers.0.model_run", 'the model run ends as "complained", and there is a better end (zh-CN)'],
      ["customers", 'the model runs do not pass: a prohibited term was sent: "内部价" (zh-CN)'],
      ["customers.0.model_run.0.text.zh-CN", 'holds "内部价", prohibited by the term "unsaid" (内部价)'],
    ]);
  });

  it("finds one that carelessness passes, and one that it never ends", () => {
    expect(of({}, { pass: 29 })).toContainEqual(["customers", `whoever answers "Hi, I'm here" to everything passes with 29.5 points (en)`]);
    const patient = { nodes: [start, { ...again, otherwise: "again" }] };
    expect(of(patient)).toContainEqual(["customers.0", 'whoever answers "亲，在的" to everything is never left (zh-CN)']);
  });
});

describe("the pack for shops on Taobao, Tmall and JD", () => {
  it("has sound simulations, each customer with three endings or more", async () => {
    const { pack } = await readPack(resolve("content/taobao-cs"));
    const items = pack?.items ?? [];
    const ground = new Ground(items);
    const simulations = ground.of("simulation");
    expect(simulations.length).toBeGreaterThanOrEqual(3);
    expect(simulations.flatMap((one) => contentFaultsOf(one as PackItem, ground))).toEqual([]);
    // Every run of every simulation, in both languages, is played.
  }, 30_000);
});
