import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { simulation } from "~/curriculum/pack-simulation";
import { readPack } from "~/curriculum/read-pack.server";
import { readerFor } from "~/curriculum/simulation-reply";
import { platforms } from "~/curriculum/pack-basics";
import { lint, type LintTerm } from "~/wording/lint";
import { customer, given } from "./simulation-chat";

/** What a customer reads in a reply, with the terms that are shipped. */

const { pack } = await readPack(join("content", "taobao-cs"));
const terms: LintTerm[] = (pack?.items ?? []).flatMap((item) => (item.kind === "term" ? [item.body] : []));

const point = (slug: string, zh: string[], en: string[]) => ({
  ...{ slug, title: { "zh-CN": slug, en: slug }, kind: "fact", any_of: { "zh-CN": zh, en } },
});
const [an] = simulation.parse(
  given([
    customer({
      facts: [],
      points: [
        point("in-time", ["能到", "能赶上", "赶得上"], ["will make it", "there by the 13th"]),
        point("honest", ["不敢保证", "不敢跟您保证", "不敢骗您", "说不准"], ["can't promise", "won't promise", "not sure", "no guarantee"]),
        point("courier", ["看快递", "由快递定"], ["up to the courier"]),
        point("sorry", ["抱歉"], ["sorry"]),
        { ...customer().points[4] },
      ],
      nodes: [{ ...customer().nodes[1], ways: [] }],
    }),
  ]),
).customers;
const read = (text: string, on: readonly string[] = platforms) => {
  if (!an) throw new Error("no customer");
  return readerFor(terms, on)(an, text);
};
const groups = (text: string, on?: readonly string[]) => read(text, on).terms.map(({ group }) => group);
const points = (text: string) => read(text).points.map(({ slug }) => slug);

describe("prohibited terms in a reply", () => {
  it.each<[string, string]>([
    ["这是最好的皮", "superlative"],
    ["V信我，给您便宜", "off_platform"],
    ["+薇❤️聊", "off_platform"],
    ["加 我 微 ❤ 信", "off_platform"],
    ["jia wei xin 说", "off_platform"],
    ["Add me on W e C h a t", "off_platform"],
    ["您这人有bing吧", "rude"],
    ["不敢说您有病", "rude"],
  ])("are read through their disguise: %s", (text, group) => {
    expect(groups(text)).toContain(group);
  });

  it.each([
    "加微信真不行",
    "不敢跟您保证",
    "不敢骗您说是最好的",
    "不敢跟您打包票说是全网最低价",
    "不能保证今天一定到",
    "保证不了明天到，看快递",
    "平台不让加微信的，就在这里聊",
    "We can't add you on WeChat, sorry",
    "I wouldn't dare say it's the best",
    "I can't promise you that it will definitely arrive tomorrow",
    "不想忽悠您说保证不褪色",
  ])("are none where it refuses them: %s", (text) => {
    expect(groups(text)).toEqual([]);
  });

  it("are those that the editor marks", () => {
    for (const text of ["加薇信聊", "全网蕞低价", "支付饱转我", "100%不掉色", "guaranteed to be the cheapest", "质量很好，您放心"])
      expect(read(text).terms.map(({ slug }) => slug)).toEqual(
        lint(text, { terms, platform: null }).flatMap(({ rule, term }) => (rule === "prohibited" && term ? [term.slug] : [])),
      );
  });

  it("are those of its platforms", () => {
    const own = terms.find((term) => term.platforms.join() === "jd");
    const word = own?.words["zh-CN"][0] ?? "";
    expect(read(word, ["jd"]).terms.map(({ slug }) => slug)).toEqual([own?.slug]);
    expect(read(word, ["taobao", "tmall"]).terms.map(({ slug }) => slug)).not.toContain(own?.slug);
    expect(groups("加我微信", ["taobao", "tmall"])).toEqual(["off_platform"]);
  });
});

describe("key points in a reply", () => {
  it.each<[string, string[]]>([
    ["13 号能到", ["in-time"]],
    ["不敢跟您保证 13 号能到", ["honest"]],
    ["不敢骗您说 13 号能赶上，得看快递", ["honest", "courier"]],
    ["没法给您打包票说赶得上", []],
    ["不敢保证能到，但是应该赶得上", ["in-time", "honest"]],
    ["不敢说死由快递定", ["courier"]],
    ["不会骗您，13 号能到", ["in-time"]],
    ["It will make it", ["in-time"]],
    ["I can't promise you that it will really be there by the 13th", ["honest"]],
    ["I can't say how sorry I am", ["sorry"]],
    ["I won't promise, it is up to the courier", ["honest", "courier"]],
    ["No, I really can't promise it", ["honest"]],
    ["I do not know and am not sure", ["honest"]],
    ["There is nothing for it: no guarantee", ["honest"]],
    ["It may be late but I can't promise that it will make it", ["honest"]],
  ])("%s", (text, slugs) => {
    expect(points(text)).toEqual(slugs);
  });
});
