import { describe, expect, it } from "vitest";
import { couriersIn, LONGEST_COURIER, MOST_COURIERS } from "~/people/courier-rules";

describe("the couriers of the shop, one a line", () => {
  it.each([
    ["中通\n圆通\r\n 顺丰 ", ["中通", "圆通", "顺丰"]],
    ["\n\n中通\n\n中通\n", ["中通"]],
    ["", []],
    ["顺".repeat(LONGEST_COURIER), ["顺".repeat(LONGEST_COURIER)]],
  ])("%j", (text, names) => {
    expect(couriersIn(text)).toEqual({ ok: true, value: names });
  });

  it.each([
    ["顺".repeat(LONGEST_COURIER + 1), "courier_long"],
    [Array.from({ length: MOST_COURIERS + 1 }, (_, i) => `courier ${i}`).join("\n"), "couriers_many"],
  ])("%j is refused", (text, code) => {
    expect(couriersIn(text)).toMatchObject({ ok: false, refusals: [{ code, field: "couriers" }] });
  });
});
