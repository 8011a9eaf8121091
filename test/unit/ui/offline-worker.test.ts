import { describe, expect, it } from "vitest";
import { offlinePage } from "~/ui/offline/worker/offline-page";
import { asKept, outdated, ownerOf, planOf } from "~/ui/offline/worker/plan";

const origin = "https://desk.example.com";
const id = "0190a000-0000-7000-8000-000000000001";

describe("the worker's plan for a request", () => {
  it.each([
    ["GET", "navigate", "/drill", "page"],
    ["POST", "navigate", "/drill", "page"],
    ["POST", "navigate", "/sign-out", "sign_out"],
    ["POST", "cors", "/sign-out.data", "sign_out"],
    ["GET", "cors", "/assets/around-x.js", "asset"],
    ["POST", "cors", "/assets/around-x.js", "pass"],
    ["GET", "no-cors", `/pictures/${id}`, "picture"],
    ["GET", "no-cors", "/products/bag/picture", "pass"],
    ["GET", "no-cors", `/files/${id}`, "pass"],
    ["GET", "cors", "/drill.data", "pass"],
    ["POST", "cors", "/drill/answer", "pass"],
    ["GET", "cors", "https://elsewhere.example/assets/a.js", "pass"],
  ])("%s %s %s: %s", (method, mode, path, plan) => {
    expect(planOf({ method, mode, url: new URL(path, origin), origin })).toBe(plan);
  });
});

describe("a kept page", () => {
  const html = `<!DOCTYPE html><html lang="en"><body><div data-person="${id}" class="flex">…</div></body></html>`;
  it("says whose it is by its frame alone", () => {
    expect(ownerOf(html)).toBe(id);
    expect(ownerOf("<html><body>Sign in</body></html>")).toBeNull();
    expect(ownerOf(`<script>{"data-person":"${id}"}</script>`)).toBeNull();
  });
  it("says since when it lies here", () => {
    expect(asKept(html, 17)).toContain('<html data-kept="17" lang="en">');
  });
});

it("keeps the build before, whose pages may be open, and drops those before that", () => {
  expect(outdated(["a 1", "a 2", "a 3", "pages x"], "a ", "3")).toEqual(["a 1"]);
  expect(outdated(["a 3"], "a ", "3")).toEqual([]);
});

describe("the page without a connection", () => {
  const base = {
    theme: null,
    style: "/assets/theme-x.css",
    goOn: "/drill",
    counts: { answer: 0, practical: 0, chat: 0 },
    nonce: "n",
  } as const;
  it("says in either language how much waits, and where work goes on", () => {
    const en = offlinePage({ ...base, locale: "en", counts: { answer: 12, practical: 1, chat: 0 } });
    expect(en).toContain("12 answers wait on this device");
    expect(en).toContain("One practical waits");
    expect(en).toContain('<a href="/drill"');
    const zh = offlinePage({ ...base, locale: "zh-CN", counts: { answer: 12, practical: 0, chat: 0 } });
    expect(zh).toContain('<html lang="zh-CN">');
    expect(zh).toContain("12 个答案存在本机");
  });
  it("leads nowhere when nothing is kept, and wears the reader's theme", () => {
    const html = offlinePage({ ...base, locale: "en", goOn: null, theme: "dark" });
    expect(html).not.toContain("/drill");
    expect(html).toContain('data-theme="dark"');
  });
});
