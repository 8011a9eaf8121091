import { describe, expect, it } from "vitest";
import { renderMarkdown, unseenPictures } from "~/ui/markdown.server";

const flat = (text: string) => JSON.stringify(renderMarkdown(text));

describe("renderMarkdown", () => {
  it("keeps the structure of running text and moves h1 down", () => {
    expect(renderMarkdown("# Title\n\nA **bold** word.").nodes.filter((n) => typeof n !== "string")).toEqual([
      { tag: "h2", in: ["Title"] },
      { tag: "p", in: ["A ", { tag: "strong", in: ["bold"] }, " word."] },
    ]);
  });

  it("keeps tables, task lists, ordered lists that start later, and pictures", () => {
    const text = flat("| a | b |\n|---|---|\n| 1 | 2 |\n\n- [x] done\n\n3. third\n\n![a bag](/files/1)");
    expect(text).toContain('{"tag":"td","in":["1"]}');
    expect(text).toContain('{"tag":"input","checked":true}');
    expect(text).toContain('"start":3');
    expect(text).toContain('{"tag":"img","src":"/files/1","alt":"a bag"}');
  });

  it.each([
    ["<script>alert(1)</script>", "script"],
    ["<img src=x onerror=alert(1)>", "onerror"],
    ["[x](javascript:alert(1))", "javascript:"],
    ["[x](data:text/html,hi)", "data:"],
    ["![x](javascript:alert(1))", "javascript:"],
    ["<iframe src='https://e.example'></iframe>", "iframe"],
  ])("lets nothing run: %s", (text, trace) => {
    expect(flat(text).replace(/"in":\["[^"]*"\]/g, "")).not.toContain(trace);
  });

  it.each(["https://elsewhere.example/p.png", "http://127.0.0.1/p.png", "//elsewhere.example/p.png", "p.png", "../files/1"])(
    "shows of a picture at %s only what it is of, and tells whoever asks",
    (address) => {
      const text = `Look: ![a bag](${address})\n\n[![its back][b]](/files/2)\n\n[b]: ${address}`;
      expect(flat(text)).not.toContain('"src"');
      expect(flat(text)).toContain('{"tag":"img","alt":"a bag"}');
      expect(unseenPictures(text)).toHaveLength(2);
    },
  );

  it("has nothing to tell of pictures of its own, nor of text about pictures", () => {
    expect(unseenPictures("![a bag](/files/1)\n\n`![x](https://elsewhere.example/p.png)`\n\n[a link](https://elsewhere.example)")).toEqual(
      [],
    );
  });

  it("answers an empty text with nothing", () => {
    expect(renderMarkdown("")).toEqual({ nodes: [] });
  });
});
