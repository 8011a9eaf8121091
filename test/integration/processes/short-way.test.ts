import { once } from "node:events";
import { connect } from "node:net";
import type { ActionFunctionArgs, ServerBuild } from "@remix-run/node";
import express from "express";
import { afterEach, describe, expect, it } from "vitest";
import type { RequestContext } from "~/people/guard.server";
import { shortWay } from "~/processes/short-way";

const ROUTE = "some/routes/answer";
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
  it("hands it what was posted and gives back what it says, headers and all", async () => {
    const { port } = await serve(async ({ request }) =>
      Promise.resolve(new Response(`heard ${await request.text()}`, { status: 202, headers: { "X-Told": "yes" } })),
    );
    const answer = await fetch(`http://127.0.0.1:${port}/answer`, { method: "POST", body: "甲=乙" });
    expect([answer.status, answer.headers.get("X-Told"), await answer.text()]).toEqual([202, "yes", "heard 甲=乙"]);
  });

  it("takes what the action throws as its answer when it is one, and reports it when it is not", async () => {
    const { port, seen } = await serve(async ({ request }) => {
      const asked = await request.text();
      throw asked === "refused" ? new Response("no", { status: 403 }) : new Error("broken");
    });
    const post = async (body: string) => (await fetch(`http://127.0.0.1:${port}/answer`, { method: "POST", body })).status;
    expect([await post("refused"), await post("other")]).toEqual([403, 500]);
    expect(seen.reported).toEqual([new Error("broken")]);
    expect(seen.errors).toEqual([]);
  });

  it("takes nobody who hangs up in the middle for a fault of its own, and calls no action", async () => {
    let called = 0;
    const { port, seen } = await serve(() => Promise.resolve(new Response(String(++called))));
    const socket = connect(port, "127.0.0.1");
    await once(socket, "connect");
    socket.write("POST /answer HTTP/1.1\r\nHost: any.test\r\nContent-Length: 100\r\n\r\nhalf of it");
    await new Promise((resolve) => setTimeout(resolve, 50));
    socket.destroy();
    await once(socket, "close");
    // The next one's answer comes after the end of the first was noticed.
    const next = await fetch(`http://127.0.0.1:${port}/answer`, { method: "POST", body: "whole" });
    expect(await next.text()).toBe("1");
    expect(seen).toEqual({ errors: [], reported: [] });
  });
});
