import { describe, expect, it } from "vitest";
import { listedIn } from "~/wording/lint";
import { looksLike, pairsFor } from "~/wording/shapes";
import { termsOfPack } from "@test/labelled/judge";

const terms = await termsOfPack();
const found = (text: string) => listedIn(text, terms, null).map(({ hit }) => hit.found);

describe("a listed word in disguise", () => {
  it.each([
    ["figures for letters of a short word", "Te11 me your passw0rd", "Te11 me your passw0rd"],
    ["a figure that stays", "论轻便，T0P1 的托特", "T0P1"],
    ["a sign for a letter, of an owner", "Same outline as Pr@da's", "Pr@da"],
    ["letters and a sign, spaced", "my W h @ t s A p p is the same", "W h @ t s A p p"],
    ["dots between capitals", "It runs on a Y.K.K. zip", "Y.K.K. zip"],
    ["letters of another script", "Wаtеrрrооf, all of it", "Wаtеrрrооf"],
    ["letters that look like one", "the systern did it", "the systern did it"],
    ["a star in a wording", "Nobody asked, sh*t up", "sh*t up"],
    ["a word broken in two", "No i dea, honestly", "No i dea"],
    ["a hyphen with spaces around it", "Drop - pr00f corners", "Drop - pr00f"],
    ["a stop between", "Shut. up", "Shut. up"],
    ["a word put in", "Recommended by so many experts", "Recommended by so many experts"],
    ["a bar between characters", "缝的是真丨皮", "真丨皮"],
    ["a syllable in dots", "刷 d.a.n 一天五单", "刷 d.a.n"],
    ["a character taken apart", "品质天花木反", "天花木反"],
    ["a character that nobody uses", "没辧法，三点以后的单截不住", "没辧法"],
    ["a character that looks alike", "团里退一只得等主菅来", "等主菅来"],
    ["a word with its neighbour", "手漫无，雾蓝不等人", "手漫无"],
    ["a figure for its sound", "手慢5，就剩这些", "手慢5"],
    ["a character again and again", "快递太太太烂了", "快递太太太烂"],
    ["a filler put in", "先确认下收货再退您", "先确认下收货"],
  ])("is found with %s", (_, text, disguised) => {
    expect(found(text)).toContain(disguised);
  });

  it.each([
    "背一阵子会松",
    "您签收的第 1 天算起",
    "The rest of the best. Deal with it later",
    "It comes in 600D or 840D nylon, 15.6 inch",
    "Modern return labels are in the parcel",
    "晚上十点以后没有人在",
    "您电脑几寸？不清楚就量一下",
  ])("is not seen in %s", (text) => {
    expect(found(text).filter((word) => word !== "the best")).toEqual([]);
  });
});

describe("what characters are put together from", () => {
  it.each([
    ["慢", "漫", true],
    ["管", "菅", true],
    ["慢", "慢", false],
    ["慢", "快", false],
  ])("%s looks like %s: %s", (one, other, like) => {
    expect(looksLike(one, other)).toBe(like);
  });

  it.each([
    ["木反", "板"],
    ["月要", "腰"],
    ["言平", "评"],
    ["反木", undefined],
  ])("%s is read %s", (two, one) => {
    expect(pairsFor(new Set("板腰评")).get(two.charAt(0))?.get(two.charAt(1))).toBe(one);
  });
});
