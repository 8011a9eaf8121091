import { newId } from "~/platform/ids";
import { expect, test } from "./shop";
import { type Answered, ask, said, send, Sessions, WINDOW } from "./wire";

const SOMEBODY = "chenxi";
const MANAGER = "zhaomin";

test.describe("what no page of ours would send", () => {
  test("addresses that cannot be read, or lead nowhere, get 4xx in the reader's language", async ({ shop }) => {
    const { url } = shop.app;
    const { cookie } = await new Sessions(shop).open(MANAGER);
    const unreadable = ["/%", "/learn/%E0%A4%A", "/people?q=%00", "/invitation/%00", "/people/%00", "/people?_data=frame"];
    for (const path of unreadable) expect([path, (await ask(url, path, { cookie })).status]).toEqual([path, 400]);
    for (const path of ["/assets/none.js", "/assets/..%2f..%2fserver/index.js", "/files/zz", "/people/zz", "/gate/zz/desk", "/no/such"])
      expect([path, (await ask(url, path, { cookie })).status]).toEqual([path, 404]);
    const long = await ask(url, `/people?q=${"x".repeat(30_000)}`, { cookie });
    expect(long.status).toBe(431);
    const english = await ask(url, "/files/zz", { cookie, headers: WINDOW });
    expect([english.headers["content-type"], english.text]).toEqual([
      "text/html; charset=utf-8",
      expect.stringContaining("There is no such page"),
    ]);
    const chinese = await ask(url, "/%", { headers: { ...WINDOW, "Accept-Language": "zh-CN,zh;q=0.9" } });
    expect(chinese.text).toMatch(/<html lang="zh-CN">[^]*无法识别此请求/);
    expect((await ask(url, "/%")).text).toContain("This could not be read\nSomething in the request is missing");
  });

  test("odd filters show the plain list", async ({ shop }) => {
    const { url } = shop.app;
    const { cookie } = await new Sessions(shop).open(MANAGER);
    const odd = [
      "page=-1",
      "page=1e9",
      "page=NaN",
      "page=99999999999999999999",
      "q=%25",
      "q=%5C",
      "q=_",
      "q=%F0%9F%98%80",
      "team=1&role=king",
    ];
    for (const list of ["/people", "/inbox", "/team", "/library", "/settings/audit"]) {
      const who = list === "/settings/audit" ? (await new Sessions(shop).open("admin")).cookie : cookie;
      for (const query of [
        ...odd,
        "state=x&sort=y&show=z&kind=w",
        "from=0000-01-01&until=9999-12-31",
        `q=${encodeURIComponent("长".repeat(700))}`,
      ])
        expect([list, query, (await ask(url, `${list}?${query}`, { cookie: who })).status]).toEqual([list, query, 200]);
    }
  });

  test("other methods, posts to what is only read, and visits to what only takes posts are refused", async ({ shop }) => {
    const { url } = shop.app;
    const { cookie } = await new Sessions(shop).open(SOMEBODY);
    const [before] = await shop.sql`select name from person where login = ${SOMEBODY}`;
    for (const method of ["PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "PROPFIND"])
      for (const path of ["/profile", "/sign-out", "/people", "/healthz", "/files/x"]) {
        const answer = await ask(url, path, { method, cookie, body: method === "TRACE" ? undefined : "intent=name&name=Other" });
        expect([method, path, answer.status, answer.headers.allow]).toEqual([method, path, 405, "GET, HEAD, POST"]);
      }
    const reading = ["/", "/today", "/inbox", "/people", "/library", `/files/${newId()}`, "/products/x/picture", "/settings/audit"];
    for (const path of reading) expect([path, (await send(url, path, { a: "1" }, { cookie })).status]).toEqual([path, 405]);
    const id = newId();
    const writing = ["/sign-out", "/preferences", "/learn/x/check", "/learn/x/sitting/answers", "/demo"];
    for (const path of [...writing, `/probation/${id}/grading/${id}/draft`]) {
      const answer = await ask(url, path, { cookie, headers: WINDOW });
      expect([path, answer.status]).toEqual([path, 405]);
      expect(answer.text).toContain("This address does not take that");
    }
    expect(await shop.sql`select name from person where login = ${SOMEBODY}`).toEqual([before]);
    expect((await ask(url, "/profile", { cookie })).status).toBe(200);
  });

  test("writes from elsewhere are refused before anything reads them", async ({ shop }) => {
    const { url } = shop.app;
    const { cookie } = await new Sessions(shop).open(SOMEBODY);
    const foreign = ["http://evil.example", "null", "https://localhost", `${url}.evil.example`, "not an origin", null];
    for (const path of ["/sign-in", "/profile", "/no/such", "/preferences"])
      for (const origin of foreign) {
        const answer = await send(url, path, { intent: "name", name: "Other" }, { cookie, origin });
        expect([path, origin, answer.status]).toEqual([path, origin, 403]);
        expect(answer.text).toContain("This was not sent from here");
      }
    const forwarded = await send(
      url,
      "/profile",
      {},
      { cookie, origin: "http://evil.example", headers: { "X-Forwarded-Host": "evil.example" } },
    );
    expect(forwarded.status).toBe(403);
    const browser = { cookie, origin: null, headers: { "Sec-Fetch-Site": "same-origin" } };
    expect((await send(url, "/profile", {}, browser)).status).toBe(400);
    for (const host of ["[", "a b", "a/b", "evil.example?x"])
      expect([host, (await ask(url, "/sign-in", { headers: { Host: host } })).status]).toEqual([host, 400]);
  });

  test("nobody is sent to another site", async ({ shop }) => {
    const { url } = shop.app;
    const { cookie } = await new Sessions(shop).open(SOMEBODY);
    const away = [
      "//evil.example",
      "/\\evil.example",
      "https://evil.example",
      "javascript:alert(1)",
      "/\t/evil.example",
      "/a/..//evil.example",
      "\r\nX: y",
    ];
    for (const next of away) {
      const query = new URLSearchParams({ next }).toString();
      expect([next, (await ask(url, `/sign-in?${query}`, { cookie })).headers.location]).toEqual([next, "/"]);
      const preference = await send(url, "/preferences", { theme: "system", returnTo: next }, { cookie });
      expect([next, preference.headers.location]).toEqual([next, "/"]);
    }
    // Somebody else's page as the one that a form was sent from.
    const kept = await send(url, "/profile", {}, { headers: { Referer: "https://evil.example/people" } });
    expect(kept.headers.location).toBe("/sign-in?next=%2Fprofile&kept=1");
  });

  test("bodies that are too large are refused early, whether or not they say so, and what is no form is refused", async ({ shop }) => {
    const { url } = shop.app;
    const { cookie } = await new Sessions(shop).open(SOMEBODY);
    const megabyte = Buffer.alloc(1_000_000, 97);
    const fifty = Array.from({ length: 50 }, () => megabyte);
    for (const path of ["/sign-in", "/profile", "/learn/price-wall", "/learn/x/check"]) {
      const streamed = await ask(url, path, { method: "POST", cookie, body: fifty });
      expect([path, streamed.status, said(streamed)]).toEqual([path, 413, expect.stringContaining("too_large")]);
      const announced = await ask(url, path, { method: "POST", cookie, body: fifty, headers: { "Content-Length": "50000000" } });
      expect([path, announced.status]).toEqual([path, 413]);
    }
    const noForms: [string, string][] = [
      ["application/json", "{}"],
      ["text/plain", "x"],
      ["multipart/form-data", "x"],
      ["multipart/form-data; boundary=b", '--b\r\nContent-Disposition: form-data; name="intent"\r\n\r\nname'],
    ];
    for (const [type, body] of noForms) {
      const answer = await ask(url, "/profile", { method: "POST", cookie, body, headers: { "Content-Type": type } });
      expect([type, answer.status, said(answer)]).toEqual([type, 400, "bad_request"]);
    }
    expect((await ask(url, "/profile", { method: "POST", cookie })).status).toBe(400);
  });

  test("cookies of other programs on the host disturb nothing", async ({ shop }) => {
    const { cookie } = await new Sessions(shop).open(SOMEBODY);
    for (const other of [
      "other=100%",
      "deskready=%E0%A4%A",
      "deskready=' or 1=1",
      "deskready-lang=%zz",
      "deskready-toast=bm9qc29u",
      "=; ;;",
    ])
      expect([other, (await ask(shop.app.url, "/sign-in", { cookie: other })).status]).toEqual([other, 200]);
    expect((await ask(shop.app.url, "/profile", { cookie: `other=100%; ${cookie}; deskready-lang=%zz` })).status).toBe(200);
  });
});

test("every answer says that it is not to be sniffed or framed, and documents run no foreign script", async ({ shop }) => {
  const { url } = shop.app;
  const { cookie } = await new Sessions(shop).open(SOMEBODY);
  const asset = /\/assets\/[\w.-]+\.js/.exec((await ask(url, "/sign-in")).text)?.[0] ?? "";
  const policyOf = (answer: Answered) => String(answer.headers["content-security-policy"]);
  const paths = ["/sign-in", "/today", "/no/such", "/%", "/files/zz", "/healthz", "/today.data", "/sign-out", "/products/x/picture", asset];
  for (const path of paths) {
    const answer = await ask(url, path, { cookie, headers: path.includes(".") ? {} : WINDOW });
    const { "x-content-type-options": sniff, "x-frame-options": frame } = answer.headers;
    expect([path, sniff, frame, policyOf(answer)]).toEqual([path, "nosniff", "DENY", expect.stringContaining("frame-ancestors 'none'")]);
    if (!String(answer.headers["content-type"]).startsWith("text/html")) continue;
    const script = /script-src ([^;]*)/.exec(policyOf(answer))?.[1] ?? /default-src ([^;]*)/.exec(policyOf(answer))?.[1] ?? "";
    expect([path, script]).toEqual([path, expect.stringMatching(/^('none'|'self' 'nonce-[\w+/=]{20,}')$/)]);
    expect([path, policyOf(answer)]).toEqual([path, expect.stringContaining("base-uri 'none'")]);
  }
  const nonces = await Promise.all([1, 2].map(async () => policyOf(await ask(url, "/sign-in"))));
  expect(nonces[0]).not.toBe(nonces[1]);
});

test("without the database every page says to wait, and works again once it is back", async ({ shop }) => {
  const { url } = shop.app;
  const { cookie } = await new Sessions(shop).open(SOMEBODY);
  await shop.withoutDatabase(async () => {
    for (const headers of [{ "Accept-Language": "en" }, { "Accept-Language": "zh-CN" }]) {
      const words = headers["Accept-Language"] === "en" ? "Back in a moment" : "请稍候";
      for (const path of ["/today", "/profile", "/invitation/x", `/files/${newId()}`]) {
        const answer = await ask(url, path, { cookie, headers: { ...WINDOW, ...headers } });
        expect([path, answer.status, answer.text]).toEqual([path, 503, expect.stringContaining(words)]);
      }
    }
    expect((await ask(url, "/today.data", { cookie })).status).toBe(503);
    const signIn = await send(url, "/sign-in", { identifier: "x", password: "y" });
    expect([signIn.status, said(signIn)]).toEqual([503, "unavailable"]);
    expect((await ask(url, "/readyz")).status).toBe(503);
    expect((await ask(url, "/sign-in")).status).toBe(200);
  });
  await expect.poll(async () => (await ask(url, "/today", { cookie })).status).toBe(200);
});
