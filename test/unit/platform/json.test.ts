import fc from "fast-check";
import { anyText } from "@test/factories/text";
import { describe, expect, it } from "vitest";
import { parseChanges } from "~/drill/save";
import { givenAnswers } from "~/drill/ticket.server";
import { newId } from "~/platform/ids";
import { parseJson, parseTyped } from "~/platform/json";

const half = "好的\ud83d";

describe("posted JSON", () => {
  it.each<[string, string]>([
    ["no JSON", "{"],
    ["too deep", `${"[".repeat(100_000)}${"]".repeat(100_000)}`],
    ["nothing", ""],
  ])("that is %s is none", (_name, text) => {
    expect(parseJson(text)).toBeUndefined();
    expect(parseTyped(text)).toBeUndefined();
  });

  it("is refused where it holds what cannot be stored, mended where it was typed", () => {
    for (const text of [JSON.stringify({ a: half }), '{"a":"x\\u0000"}']) expect(parseJson(text)).toBeUndefined();
    expect(parseTyped(JSON.stringify({ a: [half, "😀"], n: 1 }))).toEqual({ a: ["好的\ufffd", "😀"], n: 1 });
    expect(parseTyped('{"a":"x\\u0000y","\\u0000":1,"\\ud800":2}')).toEqual({ a: "xy" });
  });

  it("can be stored, whatever was typed", () => {
    fc.assert(
      fc.property(anyText(), anyText(), (key, text) => {
        const kept = JSON.stringify(parseTyped(JSON.stringify([text, { [key]: [text] }])));
        return !/(?<!\\)\\u(?:0000|d[89a-f])/.test(kept);
      }),
    );
  });
});

it("half an emoji in one answer costs neither it nor the others", () => {
  const answers = [half, "二"].map((text) => ({ ticket: "t", answer: { text }, ms: 1 }));
  expect(givenAnswers(JSON.stringify(answers), 9)?.map(({ answer }) => answer)).toEqual([{ text: "好的\ufffd" }, { text: "二" }]);
  const id = newId();
  expect(parseChanges(JSON.stringify({ [id]: { answer: { text: half }, ms: 1 } }))).toEqual({
    [id]: { answer: { text: "好的\ufffd" }, ms: 1 },
  });
});
