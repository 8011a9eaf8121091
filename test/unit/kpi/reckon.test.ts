import { describe, expect, it } from "vitest";
import { countedSums } from "~/kpi/reckon";

const filter = (slug: string, on: boolean) => ({ slug, on, title: { "zh-CN": slug, en: slug } });
/** Nothing hit: 100 inquiries; an empty chat (bit 0): 7; transferred (bit 2): 20; empty and transferred: 3. */
const chats = {
  conversion: {
    "0": { inquiries: 100, paid: 60 },
    "1": { inquiries: 7, paid: 0 },
    "4": { inquiries: 20, paid: 5 },
    "5": { inquiries: 3, paid: 0 },
  },
};

describe("what counts of a month", () => {
  it.each([
    [[filter("empty-chats", true), filter("transferred-chats", true)], { inquiries: 100, paid: 60 }],
    [[filter("empty-chats", true), filter("transferred-chats", false)], { inquiries: 120, paid: 65 }],
    [[filter("transferred-chats", true)], { inquiries: 107, paid: 60 }],
    [[], { inquiries: 130, paid: 65 }],
  ])("leaves out chats on which a filter hits that is on (%#)", (filters, counted) => {
    expect(countedSums({ chats }, filters).conversion).toEqual(counted);
  });

  it("adds what chats yield of other days to what is reported, whatever the filters are called in a rule set's order", () => {
    const sums = { conversion: { inquiries: 50, paid: 40 }, sales: { buyers: 9 }, chats };
    expect(countedSums(sums, [filter("transferred-chats", true), filter("empty-chats", true)])).toEqual({
      conversion: { inquiries: 150, paid: 100 },
      sales: { buyers: 9 },
    });
  });
});
