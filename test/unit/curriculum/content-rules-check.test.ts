import { execFile } from "node:child_process";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "deskready-content-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** Runs the command itself over the packs in `folder`. */
function check(...flags: string[]): Promise<{ code: number; lines: string[] }> {
  return new Promise((done) => {
    const command = [resolve("node_modules/tsx/dist/cli.mjs"), "app/processes/content-check.ts", ...flags];
    execFile(process.execPath, command, { env: { ...process.env, CONTENT_DIR: folder } }, (error, stdout) =>
      done({ code: error ? Number(error.code) : 0, lines: stdout.split("\n").filter(Boolean) }),
    );
  });
}

async function write(file: string, yaml: string) {
  await mkdir(join(folder, "small", file, ".."), { recursive: true });
  await writeFile(join(folder, "small", file), yaml);
}

const both = (zh: string, en: string) => `{ zh-CN: "${zh}", en: "${en}" }`;
const term = (slug: string, word: string) =>
  `- { slug: ${slug}, group: superlative, words: { zh-CN: ["${word}"] }, severity: block, reason: ${both("理由", "A reason")}, instead: ${both("说事实", "A fact")} }`;

describe("npm run content:check", { timeout: 30_000 }, () => {
  it("names every fault with file and path, and fails", async () => {
    await write(
      "pack.yaml",
      `{ slug: small, version: 1, name: ${both("小包", "Small")}, description: ${both("一个小包", "A small pack")} }`,
    );
    await write("topics/topics.yaml", `- { slug: lost, title: ${both("没有题", "No question")} }\n- { slug: Bad }`);
    await write("terms/terms.yaml", [term("best", "最好"), term("again", "最 好")].join("\n"));
    await write("lessons/torn.yaml", "title: [");
    const { code, lines } = await check();
    expect(code).toBe(1);
    expect(lines).toEqual([
      expect.stringMatching(/^small\/lessons\/torn\.yaml {2}\S.* at line 1/),
      "small/topics/topics.yaml  [1 Bad].slug  a slug is lower-case words joined by hyphens",
      expect.stringMatching(/^small\/topics\/topics\.yaml {2}\[1 Bad\]\.title {2}/),
      "small/topics/topics.yaml  lost  the topic has no question",
      'small/terms/terms.yaml  again.words.zh-CN.0  "最 好" is a word of "best" too, in terms/terms.yaml',
      "small: 1 topic, 2 term; 5 faults",
    ]);
  });

  it("prints one line of JSON for each pack, and passes a sound one", async () => {
    await write(
      "pack.yaml",
      `{ slug: small, version: 3, name: ${both("小包", "Small")}, description: ${both("一个小包", "A small pack")} }`,
    );
    await write("terms/terms.yaml", term("best", "最好"));
    const { code, lines } = await check("--json");
    expect([code, lines.length]).toEqual([0, 1]);
    expect(JSON.parse(lines[0] ?? "")).toMatchObject({
      pack: "small",
      version: 3,
      counts: { term: 1, lesson: 0 },
      languages: { "zh-CN": { term: { items: 1, texts: 3, length: 7 } }, en: { term: { items: 1, texts: 2, length: 4 } } },
      faults: [],
    });
  });

  it("names what two packs both bring, at the later one", async () => {
    const pack = (slug: string) =>
      `{ slug: ${slug}, version: 1, name: ${both("小包", "Small")}, description: ${both("一个小包", "A small pack")} }`;
    await write("pack.yaml", pack("small"));
    await write("terms/terms.yaml", term("best", "最好"));
    await write("../tiny/pack.yaml", pack("tiny"));
    await write("../tiny/terms/words.yaml", term("best", "顶级"));
    const { code, lines } = await check();
    expect(code).toBe(1);
    expect(lines).toEqual([
      "small: 1 term; 0 faults",
      'tiny/terms/words.yaml  best  the term "best" stands already in another pack, in small/terms/terms.yaml',
      "tiny: 1 term; 1 faults",
    ]);
  });

  it("fails where there is nothing to check", async () => {
    const { code, lines } = await check();
    expect([code, lines]).toEqual([1, [`there is no pack under ${folder}`]]);
  });

  it("reads an export as one library: packs may name each other's items, and what they were made from is there", async () => {
    const pack = (slug: string) =>
      `{ slug: ${slug}, version: 1, name: ${both("小包", "Small")}, description: ${both("一个小包", "A small pack")} }`;
    await write("pack.yaml", pack("small"));
    await write("topics/topics.yaml", `- { slug: prices, title: ${both("价格", "Prices")} }`);
    await write("../shop/pack.yaml", pack("shop"));
    await write(
      "../shop/questions/q.yaml",
      `{ slug: q, topic: prices, lesson: nowhere, difficulty: 1, quality: confidence, required: false, type: number, stem: ${both("对吗？", "Is it so?")}, explanation: ${both("因为", "Because")}, answer: 7, unit: ${both("个", "pieces")} }`,
    );
    await write("../shop/terms/terms.yaml", [term("best", "最好"), term("old", "第一")].join("\n"));
    await write("../shop/archived.yaml", "term: { old: { by_hand: true, superseded_by: term/best } }");
    await write("../shop/made-from.yaml", "term: { best: topic/prices, old: topic/gone }");
    const { code, lines } = await check();
    expect(code).toBe(1);
    expect(lines.filter((line) => line.includes("made-from.yaml"))).toEqual(['shop/made-from.yaml  term.old  there is no topic "gone"']);
    expect(lines.join("\n")).not.toContain('no topic "prices"');
    expect(lines.join("\n")).not.toContain("the topic has no question");
    expect(lines.at(-1)).toMatch(/^small: 1 topic; 0 faults$/);
  });
});
