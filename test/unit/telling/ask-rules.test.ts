import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { newId } from "~/platform/ids";
import { changesAsk, cursorOf, listAsk } from "~/telling/ask-rules";

const list = (query: string) => listAsk(new URLSearchParams(query));
const nothing = { clearance: null, changedSince: null, after: null, limit: 100 };

describe("what is asked of the list", () => {
  it.each([
    ["", nothing],
    ["clearance=full&limit=200", { ...nothing, clearance: "full", limit: 200 }],
    ["changed_since=2026-03-02T09:00:00%2B08:00", { ...nothing, changedSince: new Date("2026-03-02T01:00:00Z") }],
    ["changed_since=2026-03-02T09:00:00+08:00", { ...nothing, changedSince: new Date("2026-03-02T01:00:00Z") }],
    ["changed_since=2026-03-02T01:00Z", { ...nothing, changedSince: new Date("2026-03-02T01:00:00Z") }],
    ["clearance=all", { wrong: "clearance" }],
    ["clearance=", { wrong: "clearance" }],
    ["clearence=full", { wrong: "clearence" }],
    ["clearance=full&clearance=none", { wrong: "clearance" }],
    ["changed_since=yesterday", { wrong: "changed_since" }],
    ["changed_since=2026-03-02", { wrong: "changed_since" }],
    ["changed_since=2026-03-02T09:00:00", { wrong: "changed_since" }],
    ["changed_since=2026-13-02T09:00:00Z", { wrong: "changed_since" }],
    ["limit=0", { wrong: "limit" }],
    ["limit=201", { wrong: "limit" }],
    ["limit=1e1", { wrong: "limit" }],
    ["cursor=", { wrong: "cursor" }],
    ["cursor=abc", { wrong: "cursor" }],
  ])("?%s", (query, ask) => {
    expect(list(query)).toEqual(ask);
  });

  it("goes on from its own cursors, for any agent, and chokes on no other", () => {
    const id = newId();
    expect(list(`cursor=${cursorOf(id)}`)).toEqual({ ...nothing, after: id });
    fc.assert(fc.property(fc.string(), (text) => void list(new URLSearchParams({ cursor: text }).toString())));
  });
});

describe("what is asked of the changes", () => {
  it.each([
    ["", { afterSequence: 0, limit: 100 }],
    ["after_sequence=7&limit=5", { afterSequence: 7, limit: 5 }],
    ["after_sequence=-1", { wrong: "after_sequence" }],
    ["after_sequence=2147483648", { wrong: "after_sequence" }],
    ["after=7", { wrong: "after" }],
    ["limit=x", { wrong: "limit" }],
  ])("?%s", (query, ask) => {
    expect(changesAsk(new URLSearchParams(query))).toEqual(ask);
  });
});
