import type { ActionFunctionArgs, ServerBuild } from "@remix-run/node";
import type { Handler, Request as Asked, Response as Answer } from "express";
import type { RequestContext } from "~/people/guard.server";
import { keepText, keptText } from "~/platform/whole-text.server";

/** What is longer, or does not say how long it is, takes the ordinary way, which counts as it reads. */
const MOST_BYTES = 500_000;
/** What our own script sends. Anything else may want another form of answer. */
const JSON_TYPE = "application/json";
const FORM = /^application\/x-www-form-urlencoded(; ?charset=utf-8)?$/i;

/**
 * The way to a resource route's action without Remix's router, which looks through all routes for each request (docs/decisions/011): the same function of the same
 * module, called with the same request and context. Who may call it is decided there, as ever. Anything unusual goes on to Remix.
 */
export function shortWay(build: ServerBuild, routeId: string, contextOf: (req: Asked, res: Answer) => RequestContext): Handler {
  const action = build.routes[routeId]?.module.action;
  if (!action) throw new Error(`the route ${routeId} has no action`);
  return (req, res, next) => {
    const length = Number(req.get("content-length"));
    if (!(length >= 0 && length <= MOST_BYTES) || req.get("accept") !== JSON_TYPE || !FORM.test(req.get("content-type") ?? ""))
      return next();
    const context = contextOf(req, res);
    answer(req, res, context).catch((error: unknown) => {
      // Who hung up before the end of what they sent waits for no answer.
      if (!req.complete) return res.destroy();
      next(error);
    });
  };

  async function answer(req: Asked, res: Answer, context: RequestContext): Promise<void> {
    const request = await requestOf(req);
    const args = { request, params: {}, context } as ActionFunctionArgs;
    let said: unknown;
    try {
      said = await action?.(args);
    } catch (thrown) {
      said = thrown;
      if (!(thrown instanceof Response)) {
        build.entry.module.handleError?.(thrown, args);
        const status = context.unavailable === true ? 503 : 500;
        said = new Response("Unexpected Server Error", { status, headers: { "Content-Type": "text/plain" } });
      }
    }
    if (!(said instanceof Response)) throw new Error(`the action of ${routeId} returned no response`);
    res.status(said.status);
    for (const [name, value] of said.headers) res.append(name, value);
    res.end(keptText(said) ?? (await said.text()));
  }
}

async function requestOf(req: Asked): Promise<Request> {
  const body = await bodyOf(req);
  const headers = new Headers();
  for (const [name, value] of Object.entries(req.headers)) if (typeof value === "string") headers.append(name, value);
  const request = new Request(`${req.protocol}://${req.get("host")}${req.originalUrl}`, { method: "POST", headers });
  return keepText(request, body);
}

function bodyOf(req: Asked): Promise<string> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    req.on("data", (chunk: Buffer) => void chunks.push(chunk));
    req.on("end", () => resolve(Buffer.concat(chunks).toString()));
    req.on("error", reject);
  });
}
