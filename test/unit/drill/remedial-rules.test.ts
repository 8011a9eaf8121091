import { describe, expect, it } from "vitest";
import { minutesFor } from "~/drill/remedial-minutes";
import {
  assignRefusals,
  dueRefusals,
  isMended,
  type MendingAnswer,
  pressing,
  type RemedialFacts,
  standingOf,
} from "~/drill/remedial-rules";

const NOON = new Date("2026-03-02T04:00:00.000Z");
const minutes = (n: number) => new Date(NOON.getTime() + n * 60_000);
const TARGET = 12_000;

/** An answer `at` so many minutes after it was assigned; asked ten seconds before, unless said otherwise. */
function answer(at: number, more: Partial<MendingAnswer> = {}): MendingAnswer {
  const asked = { askedAt: new Date(minutes(at).getTime() - 10_000), ms: 8000, targetMs: TARGET };
  return { id: `at ${at}`, at: minutes(at), correct: true, offline: false, pending: false, ...asked, ...more };
}
const wrong = { correct: false };
const slow = { ms: TARGET + 1 };
const offline = { offline: true };
const pending = { pending: true };

describe("standingOf", () => {
  it.each<[string, MendingAnswer[], string | null, string | null]>([
    ["nothing answered", [], null, null],
    ["right and in time once", [answer(1)], "at 1", "right"],
    ["in exactly the target", [answer(1, { ms: TARGET })], "at 1", "right"],
    ["a millisecond too late", [answer(1, slow)], null, "slow"],
    ["wrong", [answer(1, wrong)], null, "wrong"],
    ["wrong, then right", [answer(1, wrong), answer(2)], "at 2", "right"],
    ["right, then wrong", [answer(1), answer(2, wrong)], null, "wrong"],
    ["right, then right but slow: it was quick once and is right still", [answer(1), answer(2, slow)], "at 1", "slow"],
    ["right, wrong, right but slow: not quick since it was wrong", [answer(1), answer(2, wrong), answer(3, slow)], null, "slow"],
    ["right twice: the later one is named", [answer(1), answer(30)], "at 30", "right"],
    ["only before it was assigned", [answer(-1)], null, null],
    ["right before, wrong after", [answer(-1), answer(1, wrong)], null, "wrong"],
    ["wrong before, right after", [answer(-1, wrong), answer(1)], "at 1", "right"],
    ["at the very instant", [answer(0)], "at 0", "right"],
    ["asked before it was assigned, answered after", [answer(1, { askedAt: minutes(-5) })], "at 1", "right"],
    ["right without a connection: nobody knows how quickly", [answer(1, offline)], null, "slow"],
    ["wrong without a connection", [answer(1), answer(2, { ...wrong, ...offline })], null, "wrong"],
    ["wrong without a connection, given earlier and arrived later", [answer(5), answer(2, { ...wrong, ...offline })], "at 5", "right"],
    ["waits for a supervisor, whatever the machine guesses", [answer(1, pending)], null, "waiting"],
    ["right, then one that waits: open until it is graded", [answer(1), answer(2, pending)], null, "waiting"],
    ["one that waits, then right", [answer(1, pending), answer(2)], "at 2", "right"],
    ["graded right", [answer(1, { pending: false, correct: true })], "at 1", "right"],
    ["graded wrong after a later right one: what came last holds", [answer(1, wrong), answer(2)], "at 2", "right"],
    ["one that waits for a guess of wrong", [answer(1, { ...pending, ...wrong })], null, "waiting"],
  ])("%s", (_, answers, mendedBy, last) => {
    const standing = standingOf(answers, NOON, null);
    expect([standing.mendedBy, standing.last]).toEqual([mendedBy, last]);
    expect(standing.mendedAt === null).toBe(mendedBy === null);
    expect(standing.lastAt === null).toBe(last === null);
  });

  it("hears nothing of what was asked before a material change of the question", () => {
    expect(standingOf([answer(1), answer(2, wrong)], NOON, minutes(3))).toMatchObject({ mendedBy: null, last: null });
    expect(standingOf([answer(1, wrong), answer(5)], NOON, minutes(3))).toMatchObject({ mendedBy: "at 5", last: "right" });
    expect(standingOf([answer(1), answer(5, wrong)], NOON, minutes(6))).toMatchObject({ mendedBy: null, last: null });
  });
});

describe("isMended", () => {
  const mended = { mendedAt: NOON, droppedAt: null };
  const open = { mendedAt: null, droppedAt: null };
  const dropped = { mendedAt: null, droppedAt: NOON };
  it.each([
    [[mended, mended], true],
    [[mended, open], false],
    [[mended, dropped], true],
    [[dropped], true],
    [[open, dropped], false],
  ])("%j is %s", (questions, done) => expect(isMended(questions)).toBe(done));
});

describe("pressing", () => {
  it.each([
    ["2026-03-05", "open"],
    ["2026-03-04", "open"],
    ["2026-03-03", "soon"],
    ["2026-03-02", "soon"],
    ["2026-03-01", "late"],
  ])("due %s on the second of March is %s", (due, how) => expect(pressing(due, "2026-03-02")).toBe(how));
});

describe("minutesFor", () => {
  it.each([
    [[], 1],
    [[12_000], 1],
    [[12_000, 12_000, 12_000, 12_000], 2],
    [Array<number>(8).fill(45_000), 7],
  ])("%j takes %s", (targets, count) => expect(minutesFor(targets)).toBe(count));
});

describe("assignRefusals", () => {
  const sound: RemedialFacts = { title: "发货时间", reason: "答应了明天到", due: "2026-03-05", today: "2026-03-02", items: 3, people: 1 };
  it.each<[Partial<RemedialFacts>, string]>([
    [{}, ""],
    [{ due: "2026-03-02" }, ""],
    [{ due: "2026-03-01" }, "due_past"],
    [{ due: "2026-08-29" }, ""],
    [{ due: "2026-08-30" }, "due_far"],
    [{ title: "  " }, "title_missing"],
    [{ title: "好".repeat(61) }, "title_too_long"],
    [{ reason: "" }, "reason_missing"],
    [{ reason: "x".repeat(501) }, "reason_too_long"],
    [{ items: 0 }, "items_missing"],
    [{ items: 40 }, ""],
    [{ items: 41 }, "items_too_many"],
    [{ people: 0 }, "people_missing"],
    [{ people: 201 }, "people_too_many"],
    [{ title: "", people: 0 }, "title_missing,people_missing"],
  ])("%j: %s", (change, codes) =>
    expect(
      assignRefusals({ ...sound, ...change })
        .map(({ code }) => code)
        .join(),
    ).toBe(codes),
  );

  it("says no to a day that is over, and to one in a year", () => {
    expect(dueRefusals("2026-03-01", "2026-03-02")).toMatchObject([{ code: "due_past", field: "due" }]);
    expect(dueRefusals("2027-03-02", "2026-03-02")).toMatchObject([{ code: "due_far", params: { count: 180 } }]);
  });
});
