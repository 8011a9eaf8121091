import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { gradeRun } from "~/curriculum/simulation-grade";
import { type RunEvent, stateAt } from "~/curriculum/simulation-run";
import { customer, small, terms } from "./simulation-chat";

const played = small(customer(), customer({ slug: "bo", arrives_s: 30 }));
const texts = ["hello", "what for", "order it now", "现在拍", "199 yuan", "the best", "the City bag, sturdy", "!!", ""];
const sensible = fc.record({
  at: fc.integer({ min: 0, max: 200_000 }),
  kind: fc.constant("reply" as const),
  customer: fc.constantFrom("an", "bo"),
  text: fc.constantFrom(...texts),
});
const anything = fc.record({
  at: fc.oneof(fc.double(), fc.integer()),
  kind: fc.constant("reply" as const),
  customer: fc.oneof(fc.constantFrom("an", "bo", "__proto__"), fc.string()),
  text: fc.oneof(fc.string({ unit: "binary" }), fc.constantFrom(...texts)),
});
const at = fc.integer({ min: 0, max: 250_000 });
const run = (events: readonly RunEvent[], when: number) => stateAt(played, "zh-CN", events, when, terms);

describe("any list of events", () => {
  it("gives a state and a grade from 0 to 100", () => {
    fc.assert(
      fc.property(fc.array(anything, { maxLength: 40 }), fc.oneof(fc.double(), fc.integer()), (events, when) => {
        const { total } = gradeRun(played, run(events, when));
        expect(total >= 0 && total <= 100).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  it("gives states that only grow with time, and what comes later changes nothing before it", () => {
    fc.assert(
      fc.property(fc.array(sensible, { maxLength: 30 }), at, at, (events, a, b) => {
        const [early, late] = [Math.min(a, b), Math.max(a, b)];
        const [first, then] = [run(events, early), run(events, late)];
        first.customers.forEach((state, index) => {
          const later = then.customers[index];
          expect(later?.lines.slice(0, state.lines.length)).toEqual(state.lines);
          expect(later?.facts).toEqual(expect.arrayContaining(state.facts));
          if (state.ended) expect(later?.ended).toEqual(state.ended);
          // What was announced is what comes, unless the agent does something before.
          const isQuiet = !events.some((event) => event.customer === state.slug && event.at > early && event.at < (state.next?.at ?? 0));
          if (state.next && state.next.kind !== "reaction" && isQuiet && state.next.at > early + 1)
            expect(run(events, state.next.at - 1).customers[index]?.next).toEqual(state.next);
        });
        expect(
          run(
            events.filter((event) => event.at <= early),
            early,
          ),
        ).toEqual(first);
      }),
      { numRuns: 300 },
    );
  });

  it("gives the same in whatever order they stand, and as often as it is asked", () => {
    const differing = fc.uniqueArray(sensible, { maxLength: 30, selector: (event) => `${event.at} ${event.customer}` });
    fc.assert(
      fc.property(differing, at, (events, when) => {
        expect(run([...events].reverse(), when)).toEqual(run(events, when));
        expect(gradeRun(played, run(events, when))).toEqual(gradeRun(played, run(structuredClone(events), when)));
      }),
      { numRuns: 200 },
    );
  });
});

describe("a flood", () => {
  it.each([
    ["of one word", "the best order it now 不能说最好"],
    ["of signs", "！？¥"],
    ["of capitals", "ORDER IT NOW "],
  ])(
    "of 2 000 messages of 200 kB %s is read to its end",
    (_, words) => {
      const events = Array.from({ length: 2000 }, (__, index): RunEvent => ({
        at: index * 100,
        kind: "reply",
        customer: index % 2 === 0 ? "an" : "bo",
        text: `${index} ${words}`.padEnd(200_000, words),
      }));
      const state = run(events, 250_000);
      expect(state.isOver).toBe(true);
      expect(gradeRun(played, state).passed).toBe(false);
    },
    30_000,
  );
});
