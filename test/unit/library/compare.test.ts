import { describe, expect, it } from "vitest";
import { diffBodies } from "~/library/body-diff";
import { fateOf, standing, undoOf } from "~/library/history-rules";
import { restsOn } from "~/library/rests-rules";
import { proposedDay, retestRefusal } from "~/library/retest-rules";
import { mergeBodies } from "~/library/three-way";
import { faultInChinese } from "~/library/faults-zh";
import { pinEffect, replan } from "~/training/pin-rules";
import { both } from "@test/factories/curriculum";

describe("diffBodies", () => {
  it("names words that changed, Chinese by its own words", () => {
    const rows = diffBodies(
      { title: { "zh-CN": "我们承诺明天发货", en: "Seven days" } },
      { title: { "zh-CN": "我们保证明天发货", en: "Seven days" } },
    );
    expect(rows.map((r) => r.path.join("."))).toEqual(["title.zh-CN"]);
    expect(rows[0]?.stretches.filter((s) => s.was !== "kept").map((s) => `${s.was} ${s.text}`)).toEqual(["removed 承诺", "added 保证"]);
  });

  it.each([
    ["nothing", { a: 1, b: [] }, { a: 1, b: [] }, []],
    ["a number", { pass: 80 }, { pass: 90 }, ["pass"]],
    ["a field that came", {}, { note: "x" }, ["note"]],
    ["a list of names", { check: ["a", "b"] }, { check: ["a", "c"] }, ["check"]],
    [
      "an entry by its letter",
      {
        o: [
          { id: "a", t: 1 },
          { id: "b", t: 2 },
        ],
      },
      {
        o: [
          { id: "b", t: 3 },
          { id: "a", t: 1 },
        ],
      },
      ["o.b.t", "o.order"],
    ],
    [
      "an entry that went",
      {
        o: [
          { id: "a", t: 1 },
          { id: "b", t: 2 },
        ],
      },
      { o: [{ id: "a", t: 1 }] },
      ["o.b.id", "o.b.t"],
    ],
    [
      "one step put before others",
      { steps: [both("one"), both("two")] },
      { steps: [both("new"), both("one"), both("two")] },
      ["steps.1.zh-CN", "steps.1.en"],
    ],
  ])("finds %s", (_, before, after, paths) => {
    expect(diffBodies(before, after).map((r) => r.path.join("."))).toEqual(paths);
  });
});

describe("mergeBodies", () => {
  const base = {
    title: "a",
    text: "b",
    o: [
      { id: "x", t: 1 },
      { id: "y", t: 2 },
    ],
  };
  it.each([
    ["theirs alone", { ...base, title: "T" }, base, { ...base, title: "T" }, []],
    ["ours alone", base, { ...base, text: "M" }, { ...base, text: "M" }, []],
    ["both, in different places", { ...base, title: "T" }, { ...base, text: "M" }, { ...base, title: "T", text: "M" }, []],
    ["both alike", { ...base, title: "S" }, { ...base, title: "S" }, { ...base, title: "S" }, []],
    ["both differently: ours, and named", { ...base, title: "T" }, { ...base, title: "M" }, { ...base, title: "M" }, ["title"]],
    [
      "an entry they added",
      { ...base, o: [...base.o, { id: "z", t: 3 }] },
      {
        ...base,
        o: [
          { id: "x", t: 9 },
          { id: "y", t: 2 },
        ],
      },
      {
        ...base,
        o: [
          { id: "x", t: 9 },
          { id: "y", t: 2 },
          { id: "z", t: 3 },
        ],
      },
      [],
    ],
    [
      "an entry they removed",
      { ...base, o: [{ id: "x", t: 1 }] },
      { ...base, text: "M" },
      { ...base, text: "M", o: [{ id: "x", t: 1 }] },
      [],
    ],
    [
      "an entry that we removed and they changed",
      {
        ...base,
        o: [
          { id: "x", t: 1 },
          { id: "y", t: 5 },
        ],
      },
      { ...base, o: [{ id: "x", t: 8 }] },
      { ...base, o: [{ id: "x", t: 8 }] },
      ["o.y"],
    ],
  ])("takes %s", (_, theirs, mine, body, conflicts) => {
    const merge = mergeBodies(base, theirs, mine);
    expect(merge.body).toEqual(body);
    expect(merge.conflicts.map((c) => c.join("."))).toEqual(conflicts);
  });
});

describe("history", () => {
  const v = (version: number, undoes: number | null = null) => ({
    id: `v${version}`,
    version,
    undoes: undoes === null ? null : `v${undoes}`,
  });
  it.each([
    ["the last", [v(1), v(2), v(3)], 3, { restores: v(2) }],
    ["not one that a later stands upon", [v(1), v(2), v(3)], 2, { refused: "undo_later_stands" }],
    ["an earlier one once the later was taken back", [v(1), v(2), v(3), v(4, 3)], 2, { restores: v(1) }],
    ["not the first", [v(1)], 1, { refused: "undo_nothing_before" }],
    ["not one twice", [v(1), v(2), v(3), v(4, 3)], 3, { refused: "undo_later_stands" }],
    ["what came after an undoing", [v(1), v(2), v(3, 2), v(4)], 4, { restores: v(1) }],
  ])("takes back %s", (_, versions, version, expected) => {
    expect(undoOf(versions, `v${version}`)).toEqual(expected);
  });

  it("says what became of each", () => {
    const versions = [v(1), v(2), v(3), v(4, 3)];
    expect(versions.map((x) => fateOf(versions, x.id))).toEqual(["superseded", "in_force", "undone", "undoing"]);
    expect(standing(versions).map((x) => x.version)).toEqual([1, 2]);
  });
});

describe("what a publication does to whom", () => {
  it.each([
    ["open", false, "follows"],
    ["open", true, "follows"],
    ["started", false, "keeps"],
    ["started", true, "replaced"],
    ["submitted", false, "keeps"],
    ["submitted", true, "replaced"],
    ["returned", false, "keeps"],
    ["returned", true, "replaced"],
    ["done", false, "stands"],
    ["done", true, "stands"],
  ] as const)("%s, material %s: %s", (status, material, effect) => {
    expect(pinEffect(status, material)).toBe(effect);
  });

  it("re-plans: what was begun is kept, what left is not asked for", () => {
    const running = (slug: string, status: "open" | "started" | "done") => ({ slug, kind: "lesson", ref: slug, status });
    const planned = (slug: string) => ({ slug, kind: "lesson", ref: slug });
    expect(replan([running("a", "done"), running("b", "open"), running("c", "started")], [planned("a"), planned("d")])).toEqual({
      added: ["d"],
      moved: ["a"],
      removed: ["b"],
      released: ["c"],
    });
  });
});

describe("restsOn", () => {
  const item = (kind: "lesson" | "question" | "quiz" | "exam" | "plan" | "house_form", slug: string, body: object) => ({
    kind,
    slug,
    body,
  });
  const library = [
    item("lesson", "l1", { check: ["q1"], forms: ["f"] }),
    item("lesson", "l2", { check: ["q3"], forms: [] }),
    item("question", "q1", { lesson: "l1", topic: "t" }),
    item("question", "q2", { lesson: "l1", topic: "t" }),
    item("question", "q3", { lesson: "l2", topic: "u" }),
    item("quiz", "z", { questions: ["q2"] }),
    item("exam", "e", { blueprint: [{ topic: "t" }] }),
    item("plan", "p", { days: [{ activities: [{ kind: "quiz", ref: "z" }] }] }),
    item("plan", "other", { days: [{ activities: [{ kind: "lesson", ref: "l2" }] }] }),
  ];
  it.each([
    ["lesson", "l1", "exam e, plan p, question q1, question q2, quiz z"],
    ["question", "q1", "exam e, lesson l1"],
    ["question", "q2", "exam e, plan p, quiz z"],
    ["house_form", "f", "lesson l1"],
    ["quiz", "z", "plan p"],
    ["lesson", "l2", "plan other, question q3"],
    ["plan", "p", ""],
  ] as const)("%s %s carries %s", (kind, slug, expected) => {
    const names = restsOn(library, [{ kind, slug }]).map((n) => `${n.kind} ${n.slug}`);
    expect(names.join(", ")).toBe(expected);
  });
});

describe("the word on a re-test", () => {
  const today = "2026-03-02";
  it("is proposed as far ahead as the pack says, and not at all where none does", () =>
    expect([7, 10, null].map((days) => proposedDay(today, days))).toEqual(["2026-03-09", "2026-03-12", null]));
  it.each([
    ["a day", { dueOn: "2026-03-09", reason: "" }, null, null],
    ["today", { dueOn: today, reason: "" }, null, null],
    ["the past", { dueOn: "2026-03-01", reason: "" }, null, "date_past"],
    ["no day at all", { dueOn: "soon", reason: "" }, null, "date_malformed"],
    ["two years", { dueOn: "2028-03-09", reason: "" }, null, "date_far"],
    ["none, without why", { dueOn: null, reason: " " }, null, "reason_missing"],
    ["none, with why", { dueOn: null, reason: "wording only" }, null, null],
    ["later, without why", { dueOn: "2026-03-20", reason: "" }, { dueOn: "2026-03-09" }, "reason_missing"],
    ["later, with why", { dueOn: "2026-03-20", reason: "holidays" }, { dueOn: "2026-03-09" }, null],
    ["the same again", { dueOn: "2026-03-09", reason: "x y z" }, { dueOn: "2026-03-09" }, "retest_same"],
  ])("%s", (_, word, before, code) => {
    expect(retestRefusal(word, before, today)?.code ?? null).toBe(code);
  });
});

describe("faults in Chinese", () => {
  it.each([
    ["a lesson has at least 3 questions, this one 1", "每门课至少 3 道题，这门课有 1 道"],
    ['there is no lesson "x"', "没有这项内容：lesson「x」"],
    ["must not be empty", "不能为空"],
    ["something new", "something new"],
  ])("%s", (rule, words) => expect(faultInChinese(rule)).toBe(words));
});
