import { existsSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { catalogueOfPack, judge, linesOf, precisionOf, printed, recallOf } from "@test/labelled/masking";

/** zh and en were written apart from the masker and frozen before it was there: only their figures are shown. own are the lines it was written by. */
const parts = ["zh", "en", "own"].filter((part) => existsSync(`test/labelled/masking/${part}.yaml`));
const catalogue = await catalogueOfPack();

describe.each(parts)("labelled lines (%s)", (part) => {
  it("are masked: recall at least 0.99, precision at least 0.95", () => {
    const judgement = judge(linesOf(part), catalogue);
    process.stdout.write(`${printed(part, judgement)}\n`);
    expect(recallOf(judgement.all)).toBeGreaterThanOrEqual(0.99);
    expect(precisionOf(judgement.all)).toBeGreaterThanOrEqual(0.95);
  });
});
