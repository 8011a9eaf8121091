import { describe, expect, it } from "vitest";
import { gradeRun } from "~/curriculum/simulation-grade";
import { LONGEST_RUN_MS, stateAt } from "~/curriculum/simulation-run";
import { customersView } from "~/simulator/debrief-view";
import { grantFaults } from "~/simulator/grant-rules";
import { isUndecided } from "~/simulator/undecided-rules";
import { customer, type Replies, sent, small, terms } from "../curriculum/simulation-chat";

/** A customer to whom one should not say "surely" before a word about the stock. */
const hurried = {
  ...{ slug: "surely", title: { "zh-CN": "空口打包票", en: "vouches for it" }, kind: "fault", until: "stock" },
  any_of: { "zh-CN": ["肯定有"], en: ["surely"] },
};
/** What the customer hears, and a good chat can do without. */
const aside = {
  ...{ slug: "aside", title: { "zh-CN": "聊天气", en: "speaks of the weather" }, kind: "other", weight: 0 },
  any_of: { "zh-CN": ["天气"], en: ["weather"] },
};
const simulation = small(customer({ points: [...customer().points, hurried, aside] }));

function debrief(...replies: Replies) {
  const state = stateAt(simulation, "en", sent(...replies), LONGEST_RUN_MS, terms);
  const machine = gradeRun(simulation, state);
  const [view] = customersView(
    simulation,
    { chats: state.customers, machine, grade: machine, granted: [] },
    { chatLocale: "en", locale: "en", terms: new Map() },
  );
  if (!view) throw new Error("no customer");
  return { state, machine, view };
}

const faults = (...replies: Replies) =>
  debrief(...replies).view.lines.map(({ notes, pieces }) => [
    notes.filter(({ kind }) => kind === "fault").length,
    pieces.some(({ mark }) => mark === "fault"),
  ]);

describe("what a chat can do without", () => {
  it("is told beside its line, and never missed", () => {
    const { view } = debrief([15, "what weather"], [28, "hello"]);
    expect(view.lines[2]?.notes).toContainEqual({ kind: "extra", title: "speaks of the weather" });
    expect(view.lines[2]?.pieces).toEqual([{ text: "what weather", mark: null }]);
    expect(debrief([15, "hello"]).view.unsaid.map(({ slug }) => slug)).toEqual(["need", "bag", "value", "stock", "order"]);
  });
});

describe("a fault", () => {
  it("stands beside each line in which it was made, and is never found", () => {
    const { view } = debrief([15, "surely, what for?"], [28, "surely"]);
    expect(view.lines[2]?.notes).toContainEqual({ kind: "fault", title: "vouches for it" });
    expect(view.lines.flatMap(({ notes }) => notes)).not.toContainEqual({ kind: "point", title: "vouches for it", seen: false });
    expect(view.lines[4]?.notes).toContainEqual({ kind: "fault", title: "vouches for it" });
    expect(view.lines[2]?.pieces).toContainEqual({ text: "surely", mark: "fault" });
  });

  it("is none once said what it lacks, in the same message or before", () => {
    expect(faults([15, "in stock, surely"])[2]).toEqual([0, false]);
    expect(faults([15, "it is in stock"], [28, "surely"])[4]).toEqual([0, false]);
    expect(faults([15, "surely"], [28, "in stock"])[2]).toEqual([1, true]);
  });

  it("brings nothing, is not missed, and is nothing that a supervisor could count", () => {
    const [without, made] = [debrief([15, "hello"]), debrief([15, "surely"])];
    expect(made.machine.total).toBe(without.machine.total);
    expect(without.view.unsaid.map(({ slug }) => slug)).not.toContain("surely");
    expect(without.view.unread.map(({ slug }) => slug)).not.toContain("surely");
    const chats = without.state.customers;
    expect(grantFaults({ grade: without.machine, chats }, [{ customer: "an", point: "need", line: 2 }])).toBe(false);
    expect(grantFaults({ grade: without.machine, chats }, [{ customer: "an", point: "surely", line: 2 }])).toBe(true);
    expect(isUndecided(simulation, without.state, without.machine)).toBe(false);
  });
});
