import { randomBytes } from "node:crypto";
import { resolve } from "node:path";
import { createRequestHandler } from "@remix-run/express";
import type { ServerBuild } from "@remix-run/node";
import compression from "compression";
import express, { type Express, type NextFunction, type Request, type Response } from "express";
import { sql } from "drizzle-orm";
import { collectDefaultMetrics, Histogram, register } from "prom-client";
import type { RequestContext } from "~/people/guard.server";
import { db } from "~/platform/database.server";
import { env } from "~/platform/env.server";
import { newId } from "~/platform/ids";
import { log } from "~/platform/log.server";
import { commonHeaders, isOwnOrigin } from "~/platform/security-headers.server";

const requestSeconds = new Histogram({
  name: "deskready_request_seconds",
  help: "Time to answer",
  labelNames: ["method", "status"],
  buckets: [0.01, 0.05, 0.1, 0.5, 1, 5],
});

function isLoopback(address: string | undefined): boolean {
  return address === "127.0.0.1" || address === "::1" || address === "::ffff:127.0.0.1";
}

/** Request id, headers, log and metrics of every answer. */
function observe(req: Request, res: Response, next: NextFunction): void {
  const started = process.hrtime.bigint();
  const requestId = newId();
  res.locals.requestId = requestId;
  res.setHeader("X-Request-Id", requestId);
  for (const [name, value] of Object.entries(commonHeaders)) res.setHeader(name, value);
  res.on("close", () => {
    const ms = Number(process.hrtime.bigint() - started) / 1e6;
    requestSeconds.observe({ method: req.method, status: String(res.statusCode) }, ms / 1000);
    // Links carry tokens in their path: those are never logged.
    const path = req.path.replace(/^\/(invitation|reset|link|set-up)\/[^/]+/, "/$1/…");
    log.info(
      { requestId, method: req.method, path, status: res.statusCode, ms: Math.round(ms), aborted: !res.writableFinished || undefined },
      "request",
    );
  });
  next();
}

/** A write that does not come from our own pages is refused before anything reads it. */
function sameOriginOnly(req: Request, res: Response, next: NextFunction): void {
  const reads = req.method === "GET" || req.method === "HEAD";
  if (reads || isOwnOrigin({ origin: req.get("origin"), host: req.get("host"), secFetchSite: req.get("sec-fetch-site") }, env.PUBLIC_URL))
    return next();
  res.status(403).type("text/plain").send("This request did not come from Deskready's own pages. 该请求并非来自本系统页面。\n");
}

function health(app: Express): void {
  app.get("/healthz", (_req, res) => void res.type("text/plain").send("ok\n"));
  app.get("/readyz", async (_req, res) => {
    try {
      await db().execute(sql`select 1`);
      res.type("text/plain").send("ready\n");
    } catch {
      res.status(503).type("text/plain").send("the database does not answer\n");
    }
  });
  app.get("/metrics", async (req, res) => {
    const token = req.get("authorization")?.replace(/^Bearer /, "");
    if (!isLoopback(req.socket.remoteAddress) && (env.METRICS_TOKEN === undefined || token !== env.METRICS_TOKEN))
      return void res.status(404).end();
    res.type(register.contentType).send(await register.metrics());
  });
}

/**
 * The Express app. `build` brings the Remix routes; `demo` says whether this is the demo shop; `vite` is there in development.
 */
export function createApp(
  build: ServerBuild | (() => Promise<ServerBuild>),
  demo: boolean,
  vite?: { middlewares: express.Handler },
): Express {
  collectDefaultMetrics();
  const app = express();
  app.disable("x-powered-by");
  app.set("trust proxy", env.TRUST_PROXY);
  app.use(observe);
  health(app);
  app.use(compression({ threshold: 800 }));
  if (vite) app.use(vite.middlewares);
  else {
    const client = resolve("build/client");
    app.use("/assets", express.static(`${client}/assets`, { immutable: true, maxAge: "1y", fallthrough: false }));
  }
  app.use(sameOriginOnly);
  const handler = createRequestHandler({
    build,
    mode: env.NODE_ENV === "development" ? "development" : "production",
    getLoadContext(req, res): RequestContext {
      const setCookies: string[] = [];
      const writeHead = res.writeHead.bind(res) as typeof res.writeHead;
      // A session that was prolonged while loading sets its cookie on whatever the answer is.
      res.writeHead = ((...args: Parameters<typeof writeHead>) => {
        for (const cookie of setCookies) res.append("Set-Cookie", cookie);
        return writeHead(...args);
      }) as typeof res.writeHead;
      return {
        requestId: String(res.locals.requestId),
        nonce: randomBytes(16).toString("base64"),
        address: req.ip ?? "",
        demo,
        memo: new Map(),
        setCookies,
      };
    },
  });
  app.all("*", handler);
  app.use((error: Error, _req: Request, res: Response, next: NextFunction) => {
    if (res.headersSent) return next(error);
    log.error({ err: error, requestId: String(res.locals.requestId) }, "request failed");
    res
      .status(500)
      .type("text/plain")
      .send(`Something went wrong. 出错了。 (${String(res.locals.requestId)})\n`);
  });
  return app;
}
