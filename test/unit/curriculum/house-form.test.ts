import { describe, expect, it } from "vitest";
import { houseFormIn } from "~/curriculum/house-form";
import { both } from "./content-rules-pack";

const form = {
  slug: "escalation",
  title: both("找谁", "Whom to ask"),
  intro: both("店里填好", "Filled in by the shop"),
  columns: [
    { slug: "what", title: both("事", "What") },
    { slug: "who", title: both("人", "Who"), hint: both("写名字", "A name") },
  ],
  rows: [[both("丢件", "Lost parcel"), "8001"], [both("破损", "Damage")]],
};

describe("houseFormIn", () => {
  it.each([
    [
      "en",
      "Whom to ask",
      "A name",
      [
        ["Lost parcel", "8001"],
        ["Damage", ""],
      ],
    ],
    [
      "zh-CN",
      "找谁",
      "写名字",
      [
        ["丢件", "8001"],
        ["破损", ""],
      ],
    ],
  ] as const)("says a form in %s; a plain cell stands in both languages, a missing one is empty", (locale, title, hint, rows) => {
    expect(houseFormIn(form, locale)).toMatchObject({ title, columns: [{ hint: null }, { hint }], rows });
  });
});
