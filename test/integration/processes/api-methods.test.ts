import { once } from "node:events";
import { request } from "node:http";
import type { ServerBuild } from "@remix-run/node";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createApp } from "~/processes/http";

/** A server of which only the outermost layer answers: nothing here reaches a route. */
const server = createApp(() => Promise.reject<ServerBuild>(new Error("a route was reached")), false).listen(0, "127.0.0.1");
let port = 0;
beforeAll(async () => {
  if (!server.listening) await once(server, "listening");
  const address = server.address();
  port = address !== null && typeof address === "object" ? address.port : 0;
});
afterAll(() => void server.close());

async function ask(method: string, path: string, headers: Record<string, string> = {}) {
  const asked = request({ host: "127.0.0.1", port, method, path, headers: { "Accept-Language": "en", ...headers } }).end();
  const [answer] = (await once(asked, "response")) as [import("node:http").IncomingMessage];
  let body = "";
  for await (const chunk of answer.setEncoding("utf8")) body += String(chunk);
  return { status: answer.statusCode, headers: answer.headers, body };
}

describe("a mail program that ends letters by itself", () => {
  const send = (path: string, headers: Record<string, string>) =>
    ask("POST", path, { "Content-Type": "application/x-www-form-urlencoded", ...headers });
  it("gets to the link without an origin; nothing else does, and nobody who is signed in", async () => {
    // Past the outermost layer a route is reached, which here fails.
    expect((await send("/unsubscribe/abc.def", {})).status).toBe(500);
    for (const path of ["/unsubscribe/", "/unsubscribe/a/b", "/confirm-email/abc", "/profile/notifications"])
      expect([path, (await send(path, {})).status]).toEqual([path, 403]);
    expect((await send("/unsubscribe/abc.def", { Cookie: "x=y" })).status).toBe(403);
    expect((await send("/unsubscribe/abc.def", { Origin: "https://evil.example.com" })).status).toBe(403);
  });
});

describe("what programs ask for otherwise than by reading", () => {
  it("says which methods there are", async () => {
    const answer = await ask("OPTIONS", "/api/v1/clearance");
    expect([answer.status, answer.headers.allow, answer.body]).toEqual([204, "GET, HEAD, OPTIONS", ""]);
  });

  it.each(["POST", "PUT", "PATCH", "DELETE", "PROPFIND"])("refuses %s in a form that a program can read", async (method) => {
    const answer = await ask(method, "/api/v1/clearance", { Accept: "text/html" });
    expect([answer.status, answer.headers.allow, answer.headers["content-type"]]).toEqual([
      405,
      "GET, HEAD, OPTIONS",
      "application/problem+json; charset=utf-8",
    ]);
    expect(JSON.parse(answer.body)).toMatchObject({ type: expect.stringMatching(/^urn:deskready:problem:/), status: 405 });
  });

  it("refuses an address that cannot be read, in the language that is asked for", async () => {
    const answer = await ask("GET", "/api/v1/clearance/%E0%A4%A", { "Accept-Language": "zh-CN" });
    expect([answer.status, answer.headers["content-language"]]).toEqual([400, "zh-CN"]);
    expect(JSON.parse(answer.body)).toMatchObject({ title: expect.stringMatching(/\p{Script=Han}/u) });
  });

  it("leaves pages as they were", async () => {
    const answer = await ask("OPTIONS", "/profile");
    expect([answer.status, answer.headers.allow]).toEqual([405, "GET, HEAD, POST"]);
    expect(answer.headers["content-type"]).toMatch(/^text\/plain/);
  });
});
