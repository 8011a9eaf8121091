import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { maskLine } from "~/chats/mask";
import { plainWord, wordLists } from "~/chats/mask-lexicon";
import { catalogueOfPack, markedLines } from "@test/labelled/masking";

const rulesAlone = (line: string) => maskLine(line, { tagger: null }).text;

describe("the tagger of the masker", () => {
  it.each([
    ["送鼓楼大街 庆丰包子铺 我老公开的，郭海滨", "庆丰包子铺"],
    ["兰州大学榆中校区 昆仑堂旁 韵达快递点 石昊 17693110284", "昆仑堂旁"],
    ["Not received! my place is 308, Shuguang Huayuan 3 haolou", "Shuguang"],
    ["37 Wukang Lu, 2nd floor, the blue door behind the bakery", "behind the bakery"],
    ["Noor, Fatima and Joelle each want one, can we share one shipping?", "Joelle"],
    ["hi its kev, order from last night", "kev"],
  ])("finds in %j what the rules do not: %j", (line, words) => {
    expect(rulesAlone(line)).toContain(words);
    expect(maskLine(line).text).not.toContain(words);
  });

  it.each([
    "这款有没有大一号的，出差三天够不够装",
    "您好，今天下单明天发，满300减40可以叠加",
    "Will it fit a 15.6 laptop? I'd mark it as a gift",
    "You can return it within 7 days, the zip is metal",
    "2000",
    "2000 / 2500",
  ])("leaves %j", (line) => expect(maskLine(line).text).toBe(line));

  it("keeps numbers what their form says they are", () =>
    expect(maskLine("车牌浙A12345，单号SF1234567890123").spans.map(({ kind }) => kind)).toEqual(["plate", "order"]));

  it("masks the nick of this chat's buyer, whatever it has learned", () =>
    expect(maskLine("白色恋人您好", { buyer: "白色恋人" }).text).toBe("〔买家〕您好"));

  it("finds hardly anything in the scripts and lessons of the pack that the rules do not find", async () => {
    const catalogue = await catalogueOfPack();
    const folder = join("content", "taobao-cs", "scripts");
    const lines = new Set(
      readdirSync(folder)
        .filter((file) => file.endsWith(".yaml"))
        .flatMap((file) => textsIn(parse(readFileSync(join(folder, file), "utf8")))),
    );
    const added = [...lines].flatMap((line) => {
      const byRules = maskLine(line, { catalogue, tagger: null }).spans;
      return maskLine(line, { catalogue }).spans.filter(({ from, to }) => !byRules.some((rule) => rule.from < to && from < rule.to));
    });
    expect(lines.size).toBeGreaterThan(500);
    expect(added.length).toBeLessThan(lines.size * 0.005);
  });

  it("knows names of many tongues, accents or not", () => {
    expect(["Kévin", "GIULIA", "Kowalski", "leather"].map((word) => wordLists(plainWord(word)))).toEqual([1, 1, 2, 4]);
  });
});

describe("marked lines", () => {
  it("are read with their marks and nicks", () =>
    expect(markedLines("part", "{buyer=lily_王王; agent=小满} 我叫«n 王小丽»\\n电话«p 13800138000»\n\n没有")).toEqual([
      {
        id: "part-1",
        text: "我叫王小丽\n电话13800138000",
        context: { buyer: "lily_王王", agent: "小满" },
        spans: [
          { kind: "name", words: "王小丽", from: 2 },
          { kind: "phone", words: "13800138000", from: 8 },
        ],
      },
      { id: "part-3", text: "没有", spans: [] },
    ]));
  it("are refused where a mark is not closed", () => expect(() => markedLines("part", "我叫«n 王小丽")).toThrow("line 1"));
});

function textsIn(value: unknown): string[] {
  if (typeof value === "string") return value.split("\n").filter((line) => line.length > 3);
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(textsIn) : [];
}
