import { describe, expect, it } from "vitest";
import { contentSecurityPolicy, isOwnOrigin } from "~/platform/security-headers.server";

describe("isOwnOrigin", () => {
  it.each([
    [{ origin: "http://localhost:3000", host: "localhost:3000" }, undefined, true, "the page's own host"],
    [{ origin: "http://evil.example", host: "localhost:3000" }, undefined, false, "another host"],
    [{ origin: "https://desk.example.com", host: "10.0.0.5:3000" }, "https://desk.example.com", true, "the public address behind a proxy"],
    [
      { origin: "http://10.0.0.5:3000", host: "10.0.0.5:3000" },
      "https://desk.example.com",
      false,
      "the Host header does not count when there is a public address",
    ],
    [{ origin: "http://desk.example.com", host: "x" }, "https://desk.example.com", false, "the scheme counts"],
    [{ origin: "null", host: "localhost:3000" }, undefined, false, "an opaque origin"],
    [{ host: "localhost:3000", secFetchSite: "same-origin" }, undefined, true, "no Origin, but the browser says same-origin"],
    [{ host: "localhost:3000", secFetchSite: "cross-site" }, undefined, false, "no Origin, cross-site"],
    [{ host: "localhost:3000" }, undefined, false, "neither"],
  ])("%j with %s → %s (%s)", (headers, publicUrl, expected, why) => {
    expect(isOwnOrigin(headers, publicUrl), why).toBe(expected);
  });
});

describe("contentSecurityPolicy", () => {
  it("allows scripts and styles by nonce only, and no frames", () => {
    const policy = contentSecurityPolicy("abc", false);
    expect(policy).toContain("script-src 'self' 'nonce-abc';");
    expect(policy).toContain("style-src 'self' 'nonce-abc';");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toContain("unsafe-eval");
  });
});
