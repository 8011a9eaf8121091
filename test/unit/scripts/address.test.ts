import { describe, expect, it } from "vitest";
import { askedIn, scriptsAddress } from "~/scripts/address";

const asked = (query: string) => askedIn(new URLSearchParams(query));

describe("the address of the scripts", () => {
  it.each([
    ["", null, {}, "/scripts"],
    ["q=发货&branch=delay", "late", {}, "/scripts/late?q=%E5%8F%91%E8%B4%A7&branch=delay"],
    ["product=bag&colour=2&feature=1&text=en", "late", {}, "/scripts/late?product=bag&colour=2&feature=1&text=en"],
    ["product=bag&colour=2", "late", { product: null }, "/scripts/late"],
    ["find=bag&page=3&favourites=first", null, { page: 1 }, "/scripts?favourites=first"],
    ["store=0193b3a0-0000-7000-8000-000000000001&platform=jd", "late", {}, "/scripts/late?store=0193b3a0-0000-7000-8000-000000000001"],
    ["store=every&platform=jd", null, {}, "/scripts?platform=jd&store=every"],
    ["gap.city=%E6%88%90%E9%83%BD&product=bag", "late", { page: 1 }, "/scripts/late?product=bag&gap.city=%E6%88%90%E9%83%BD"],
    ["gap.city=%E6%88%90%E9%83%BD", "late", { gaps: {} }, "/scripts/late"],
    ["find=bag", "late", { branch: "delay" }, "/scripts/late?branch=delay"],
  ])("%s of %s with %j", (query, slug, changes, address) => {
    expect(scriptsAddress(asked(query), slug, changes)).toBe(address);
  });

  it.each([
    "branch=../x",
    "platform=A%20B",
    "product=%00",
    "store=1",
    "store=other",
    "gap.nonsense=1",
    "gap.city=",
    "text=fr",
    "page=-4",
    "colour=x",
    "favourites=1",
    "page=NaN",
  ])("takes no notice of %s", (query) => {
    expect(asked(query)).toEqual(asked(""));
  });
});
