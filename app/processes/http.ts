import { randomBytes } from "node:crypto";
import { resolve } from "node:path";
import { createRequestHandler } from "@remix-run/express";
import type { ServerBuild } from "@remix-run/node";
import compression from "compression";
import express, { type Express, type NextFunction, type Request, type Response } from "express";
import { sql } from "drizzle-orm";
import { collectDefaultMetrics, Histogram, register } from "prom-client";
import type { RequestContext } from "~/people/guard.server";
import { visitorCame } from "~/platform/breath";
import { db } from "~/platform/database.server";
import { env } from "~/platform/env.server";
import { newId } from "~/platform/ids";
import { log, loggedPath } from "~/platform/log.server";
import { commonHeaders, isOwnOrigin } from "~/platform/security-headers.server";
import { isForPrograms, say, sentences } from "./sentences";
import { shortWay } from "./short-way";

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
  // Who sends a form may take minutes for it, and a stream of events never ends: nobody waits for those.
  const left = req.method === "GET" ? visitorCame() : () => undefined;
  const writeHead = res.writeHead.bind(res) as typeof res.writeHead;
  // What brings no policy of its own may still be framed by nobody.
  res.writeHead = ((...args: Parameters<typeof writeHead>) => {
    if (!res.hasHeader("Content-Security-Policy")) res.setHeader("Content-Security-Policy", "frame-ancestors 'none'");
    if (String(res.getHeader("Content-Type")).startsWith("text/event-stream")) left();
    return writeHead(...args);
  }) as typeof res.writeHead;
  res.on("close", () => {
    left();
    const ms = Number(process.hrtime.bigint() - started) / 1e6;
    // A connection that is meant to stay open says nothing of how fast anybody was answered.
    if (!String(res.getHeader("Content-Type")).startsWith("text/event-stream"))
      requestSeconds.observe({ method: req.method, status: String(res.statusCode) }, ms / 1000);
    log.info(
      {
        requestId,
        method: req.method,
        path: loggedPath(req.path),
        status: res.statusCode,
        ms: Math.round(ms),
        aborted: !res.writableFinished || undefined,
      },
      "request",
    );
  });
  next();
}

const METHODS = ["GET", "HEAD", "POST"];
/** Other systems only read. */
const API_METHODS = ["GET", "HEAD", "OPTIONS"];

/** What no page of ours asks for is refused before anything reads it: another method, an address that cannot be read, a write from elsewhere. */
async function refuseStrange(req: Request, res: Response, next: NextFunction): Promise<void> {
  const methods = isForPrograms(req) ? API_METHODS : METHODS;
  if (!methods.includes(req.method)) {
    res.setHeader("Allow", methods.join(", "));
    return say(req, res, 405);
  }
  if (req.method === "OPTIONS") return void res.status(204).set("Allow", methods.join(", ")).end();
  if (!isReadable(req)) return say(req, res, 400);
  // Links are built on PUBLIC_URL alone; with it set, no other name of this house gets any further.
  if (env.PUBLIC_URL) req.headers.host = new URL(env.PUBLIC_URL).host;
  delete req.headers["x-forwarded-host"];
  const writes = req.method === "POST" && !isOneClick(req);
  if (writes && !isOwnOrigin({ origin: req.get("origin"), host: req.get("host"), secFetchSite: req.get("sec-fetch-site") }, env.PUBLIC_URL))
    return say(req, res, 403, "foreign");
  next();
}

/** A mail program's own press on "unsubscribe" (RFC 8058): it has no origin, and the token in its address is all that it can do. */
function isOneClick(req: Request): boolean {
  return req.get("origin") === undefined && req.get("cookie") === undefined && /^\/unsubscribe\/[\w.-]+$/.test(req.path);
}

/** Whether host and address are such that every part of the app can read them. */
function isReadable(req: Request): boolean {
  const host = req.get("host") ?? "";
  if (!/^[\w.:[\]-]+$/.test(host)) return false;
  try {
    decodeURIComponent(req.path);
    const { pathname, searchParams } = new URL(`http://${host}${req.originalUrl}`);
    return !/%00/.test(pathname) && !searchParams.toString().includes("%00") && !searchParams.has("_data");
  } catch {
    return false;
  }
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
    // A proxy on this machine asks for somebody else.
    const isLocal = isLoopback(req.socket.remoteAddress) && req.get("x-forwarded-for") === undefined;
    if (!isLocal && (env.METRICS_TOKEN === undefined || token !== env.METRICS_TOKEN)) return say(req, res, 404);
    res.type(register.contentType).send(await register.metrics());
  });
}

/** What every loader and action of one request is handed. */
function contextOf(req: Request, res: Response, demo: boolean): RequestContext {
  const setCookies: string[] = [];
  const writeHead = res.writeHead.bind(res) as typeof res.writeHead;
  // A session that was prolonged while loading sets its cookie on whatever the answer is.
  res.writeHead = ((...args: Parameters<typeof writeHead>) => {
    for (const cookie of setCookies) res.append("Set-Cookie", cookie);
    return writeHead(...args);
  }) as typeof res.writeHead;
  let nonce: string | undefined;
  const context: RequestContext = {
    requestId: String(res.locals.requestId),
    // Only documents have one.
    get nonce() {
      return (nonce ??= randomBytes(16).toString("base64"));
    },
    address: req.ip ?? "",
    demo,
    memo: new Map(),
    setCookies,
    unavailable: false,
  };
  res.locals.context = context;
  return context;
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
  // Nobody asks Express what stands behind the question mark.
  app.disable("query parser");
  app.set("trust proxy", env.TRUST_PROXY);
  app.use(observe);
  health(app);
  app.use((req, res, next) => void refuseStrange(req, res, next).catch(next));
  if (typeof build !== "function")
    app.post(
      "/drill/answer",
      shortWay(build, "training/routes/drill-answer", (req, res) => contextOf(req, res, demo)),
    );
  app.use(compression({ threshold: 800 }));
  if (vite) app.use(vite.middlewares);
  else {
    const client = resolve("build/client");
    app.use("/assets", express.static(`${client}/assets`, { immutable: true, maxAge: "1y", fallthrough: false }));
    // It rules the whole site and is asked for anew with every build; what it may load itself is as narrow as what a page may.
    app.get("/sw.js", (_req, res) => {
      res.set({ "Service-Worker-Allowed": "/", "Content-Security-Policy": "default-src 'none'; connect-src 'self'" });
      res.sendFile(`${client}/sw.js`, { cacheControl: false, headers: { "Cache-Control": "no-cache" } });
    });
  }
  app.use(sentences);
  const handler = createRequestHandler({
    build,
    mode: env.NODE_ENV === "development" ? "development" : "production",
    getLoadContext: (req, res) => contextOf(req, res, demo),
  });
  app.all("*", handler);
  app.use((error: Error & { status?: number }, req: Request, res: Response, next: NextFunction) => {
    if (res.headersSent) return next(error);
    // What serves the assets forbids paths that lead out of its folder: to the reader there is no such page.
    const known = error.status === 403 ? 404 : error.status;
    const status = known !== undefined && known >= 400 && known < 500 ? known : 500;
    if (status === 500) log.error({ err: error, requestId: String(res.locals.requestId) }, "request failed");
    say(req, res, status).catch(next);
  });
  return app;
}
