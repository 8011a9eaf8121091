import { once } from "node:events";
import { connect } from "node:net";
import type { ActionFunctionArgs, ServerBuild } from "@remix-run/node";
import express from "express";
import { afterEach, describe, expect, it } from "vitest";
import type { RequestContext } from "~/people/guard.server";
import { readForm } from "~/platform/http.server";
import { jsonAnswer } from "~/platform/whole-text.server";
import { shortWay } from "~/processes/short-way";

const ROUTE = "some/routes/answer";
const OURS = { Accept: "application/json", "Content-Type": "application/x-www-form-urlencoded" };
const opened: { close: () => void }[] = [];

afterEach(() => {
  for (const server of opened.splice(0)) server.close();
});

/** A server whose only action is called the short way, and what came out at its end. */
async function serve(action: (args: ActionFunctionArgs) => Promise<Response>) {
  const seen = { errors: [] as unknown[], reported: [] as unknown[] };
  const build = {
    routes: { [ROUTE]: { module: { action } } },
    entry: { module: { handleError: (error: unknown) => void seen.reported.push(error) } },
  } as unknown as ServerBuild;
  const app = express();
  app.post(
    "/answer",
    shortWay(build, ROUTE, () => ({}) as RequestContext),
  );
  app.post("/answer", (_req, res) => void res.status(299).end("the ordinary way"));
  app.use((error: unknown, _req: express.Request, res: express.Response, _next: express.NextFunction) => {
    seen.errors.push(error);
    res.status(500).end();
  });
  const server = app.listen(0, "127.0.0.1");
  opened.push(server);
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the server has no port");
  return { port: address.port, seen };
}

describe("the short way to an action", () => {
  it("hands it the form that was posted and gives back what it says, headers and all", async () => {
    const { port } = await serve(async ({ request }) => {
      const form = await readForm(request);
      return jsonAnswer(request, [...form], { "X-Told": "yes" });
    });
    const body = "%E7%94%B2=a+b%00&x=%ff&x=";
    const answer = await fetch(`http://127.0.0.1:${port}/answer`, { method: "POST", headers: OURS, body });
    expect([answer.status, answer.headers.get("X-Told"), answer.headers.get("Content-Type")]).toEqual([
      200,
      "yes",
      "application/json; charset=utf-8",
    ]);
    const fields = [
      ["甲", "a b"],
      ["x", "\ufffd"],
      ["x", ""],
    ];
    expect(await answer.json()).toEqual(fields);
    // As the ordinary way reads it.
    const headers = { "Content-Type": OURS["Content-Type"] };
    expect([...(await readForm(new Request("http://any.test", { method: "POST", headers, body })))]).toEqual(fields);
  });

  it("leaves to the ordinary way what our script does not send", async () => {
    const { port } = await serve(() => Promise.resolve(new Response("short")));
    const post = async (headers: Record<string, string>, body: string) =>
      (await fetch(`http://127.0.0.1:${port}/answer`, { method: "POST", headers, body })).text();
    expect(await post(OURS, "a=1")).toBe("short");
    expect(await post({ ...OURS, "Content-Type": `${OURS["Content-Type"]};charset=UTF-8` }, "a=1")).toBe("short");
    expect(await post({ ...OURS, Accept: "text/html" }, "a=1")).toBe("the ordinary way");
    expect(await post({ ...OURS, "Content-Type": "multipart/form-data; boundary=x" }, "a=1")).toBe("the ordinary way");
    expect(await post({ ...OURS, "Content-Type": `${OURS["Content-Type"]}; charset=utf-16` }, "a=1")).toBe("the ordinary way");
    expect(await post(OURS, "a".repeat(600_000))).toBe("the ordinary way");
  });

  it("takes what the action throws as its answer when it is one, and reports it when it is not", async () => {
    const { port, seen } = await serve(async ({ request }) => {
      const form = await readForm(request);
      throw form.has("refused") ? new Response("no", { status: 403 }) : new Error("broken");
    });
    const post = async (body: string) => (await fetch(`http://127.0.0.1:${port}/answer`, { method: "POST", headers: OURS, body })).status;
    expect([await post("refused"), await post("other")]).toEqual([403, 500]);
    expect(seen.reported).toEqual([new Error("broken")]);
    expect(seen.errors).toEqual([]);
  });

  it("takes nobody who hangs up in the middle for a fault of its own, and calls no action", async () => {
    let called = 0;
    const { port, seen } = await serve(() => Promise.resolve(new Response(String(++called))));
    const socket = connect(port, "127.0.0.1");
    await once(socket, "connect");
    socket.write(
      "POST /answer HTTP/1.1\r\nHost: any.test\r\nAccept: application/json\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 100\r\n\r\nhalf of it",
    );
    await new Promise((resolve) => setTimeout(resolve, 50));
    socket.destroy();
    await once(socket, "close");
    // The next one's answer comes after the end of the first was noticed.
    const next = await fetch(`http://127.0.0.1:${port}/answer`, { method: "POST", headers: OURS, body: "whole" });
    expect(await next.text()).toBe("1");
    expect(seen).toEqual({ errors: [], reported: [] });
  });
});
