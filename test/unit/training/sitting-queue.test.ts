import { describe, expect, it } from "vitest";
import { changed, landed, letGo, loaded, type Queue, restored, returned, takeOff, toKeep, unsent } from "~/training/ui/sitting/queue";

const option = (letter: string) => ({ option: letter });
const change = (letter: string | null) => ({ answer: letter === null ? null : option(letter), ms: 1000 });
const start = loaded(3, { q1: option("a") });
const fly = (queue: Queue) => {
  const next = takeOff(queue);
  if (!next) throw new Error("nothing to send");
  return next;
};

describe("the answers of a window", () => {
  it("sends a change once and knows it saved", () => {
    const flying = fly(changed(start, "q2", change("b")));
    expect(flying.flying).toEqual({ q2: change("b") });
    expect(takeOff(flying)).toBeNull();
    const done = landed(flying, { state: "saved", revision: 4, answers: { q1: option("a"), q2: option("b") } });
    expect(done).toEqual(loaded(4, { q1: option("a"), q2: option("b") }));
    expect(unsent(done)).toEqual({});
  });

  it("does not send what changes nothing", () => {
    expect(takeOff(changed(start, "q1", change("a")))).toBeNull();
    expect(takeOff(changed(start, "q9", change(null)))).toBeNull();
  });

  it("keeps what is answered while a batch is on its way", () => {
    const flying = fly(changed(start, "q2", change("b")));
    const more = changed(changed(flying, "q2", change("c")), "q1", change(null));
    const done = landed(more, { state: "saved", revision: 4, answers: { q1: option("a"), q2: option("b") } });
    expect(done.answers).toEqual({ q2: option("c") });
    expect(unsent(done)).toEqual({ q2: change("c"), q1: change(null) });
  });

  it("sends a lost batch again, the newer answer first", () => {
    const flying = fly(changed(changed(start, "q2", change("b")), "q3", change("a")));
    const back = returned(changed(flying, "q2", change("c")));
    expect(fly(back).flying).toEqual({ q2: change("c"), q3: change("a") });
  });

  it("takes its own save for saved when only the answer to it was lost", () => {
    const retried = fly(returned(fly(changed(start, "q2", change("b")))));
    const done = landed(retried, { state: "newer", revision: 4, answers: { q1: option("a"), q2: option("b") } });
    expect(done).toEqual(loaded(4, { q1: option("a"), q2: option("b") }));
  });

  it("shows the newer answers of another window and offers its own", () => {
    const older = fly(changed(start, "q2", change("b")));
    const told = landed(older, { state: "newer", revision: 9, answers: { q1: option("a"), q2: option("c"), q5: option("d") } });
    expect(told.answers).toEqual({ q1: option("a"), q2: option("c"), q5: option("d") });
    expect(told.conflict).toEqual({ q2: change("b") });
    expect(unsent(told)).toEqual({});
    expect(letGo(told).conflict).toBeNull();
    const insisted = changed(told, "q2", change("b"));
    expect(insisted.conflict).toBeNull();
    expect(fly(insisted)).toMatchObject({ revision: 9, flying: { q2: change("b") } });
  });
});

describe("what a reload finds on the device", () => {
  it("is sent when the server has seen nothing since", () => {
    const queue = restored(start, { revision: 3, changes: { q1: change("b"), q2: change("c") }, conflict: {} });
    expect(queue.answers).toEqual({ q1: option("b"), q2: option("c") });
    expect(queue.conflict).toBeNull();
    expect(unsent(queue)).toEqual({ q1: change("b"), q2: change("c") });
  });

  it("is nothing new when it had arrived after all", () => {
    expect(restored(loaded(4, { q1: option("b") }), { revision: 3, changes: { q1: change("b") }, conflict: {} })).toEqual(
      loaded(4, { q1: option("b") }),
    );
  });

  it("fills gaps, and asks where another device has answered otherwise", () => {
    const queue = restored(loaded(7, { q1: option("d") }), { revision: 3, changes: { q1: change("b"), q2: change("c") }, conflict: {} });
    expect(queue.answers).toEqual({ q1: option("d"), q2: option("c") });
    expect(unsent(queue)).toEqual({ q2: change("c") });
    expect(queue.conflict).toEqual({ q1: change("b") });
  });

  it("asks again what was not decided, and keeps nothing once all is saved", () => {
    const undecided = restored(loaded(7, { q1: option("d") }), { revision: 7, changes: {}, conflict: { q1: change("b") } });
    expect(undecided.answers).toEqual({ q1: option("d") });
    expect(toKeep(undecided)).toEqual({ revision: 7, changes: {}, conflict: { q1: change("b") } });
    expect(toKeep(letGo(undecided))).toBeNull();
    expect(toKeep(start)).toBeNull();
  });
});
