import { describe, expect, it } from "vitest";
import { originOf, successorOf, tidyOrigin } from "~/curriculum/lineage-rules";

describe("what something was made from", () => {
  it.each([
    ["lesson/bag-families", { type: "item", kind: "lesson", slug: "bag-families" }],
    ["house_form/who-to-ask", { type: "item", kind: "house_form", slug: "who-to-ask" }],
    ["a complaint of May", { type: "note", text: "a complaint of May" }],
    ["case/2026-05-001", { type: "note", text: "case/2026-05-001" }],
    ["lesson/Not A Slug", { type: "note", text: "lesson/Not A Slug" }],
    ["toString/x", { type: "note", text: "toString/x" }],
    ["", { type: "note", text: "" }],
  ])("%s", (text, origin) => expect(originOf(text)).toEqual(origin));

  it.each([
    ["https://desk.example.com/library/lesson/bag-families", "lesson/bag-families"],
    ["/library/script/when-sent/history?from=1&to=2", "script/when-sent"],
    [" https://desk.example.com/products/bg-1001 ", "product/bg-1001"],
    ["/library/drafts", "/library/drafts"],
    ["  two   words ", "two words"],
    ["https://example.com/rules/2026", "https://example.com/rules/2026"],
  ])("typed as %s it is kept as %s", (typed, kept) => expect(tidyOrigin(typed)).toBe(kept));
});

it.each([
  ["other-lesson", { kind: "lesson", slug: "other-lesson" }],
  ["quiz/other", { kind: "quiz", slug: "other" }],
  ["/library/plan/p", { kind: "plan", slug: "p" }],
  ["some words", null],
])("a lesson's successor typed as %s", (typed, ref) => expect(successorOf(typed, "lesson")).toEqual(ref));
