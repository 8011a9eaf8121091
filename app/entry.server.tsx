import { createReadableStreamFromReadable, type EntryContext, type HandleErrorFunction } from "@remix-run/node";
import { isRouteErrorResponse, RemixServer } from "@remix-run/react";
import type { AppLoadContext } from "@remix-run/server-runtime";
import { isbot } from "isbot";
import { renderToPipeableStream } from "react-dom/server";
import { isUnavailable } from "./platform/database.server";
import { log, loggedPath } from "./platform/log.server";
import { NonceContext } from "./platform/nonce";
import { withoutGaps } from "./platform/page-gaps.server";
import { contentSecurityPolicy } from "./platform/security-headers.server";

export const streamTimeout = 10_000;

/** Render a document. Everything is awaited by the loaders, so the shell is the page. */
export default function handleRequest(
  request: Request,
  status: number,
  headers: Headers,
  remix: EntryContext,
  context: AppLoadContext,
): Promise<Response> {
  const waitForAll = isbot(request.headers.get("user-agent") ?? "");
  return new Promise((resolve, reject) => {
    let statusCode = status;
    const { pipe, abort } = renderToPipeableStream(
      <NonceContext.Provider value={context.nonce}>
        <RemixServer context={remix} url={request.url} nonce={context.nonce} />
      </NonceContext.Provider>,
      {
        nonce: context.nonce,
        [waitForAll ? "onAllReady" : "onShellReady"]() {
          const body = withoutGaps();
          headers.set("Content-Type", "text/html; charset=utf-8");
          headers.set("Content-Security-Policy", contentSecurityPolicy(context.nonce, import.meta.env.DEV));
          headers.set("Cache-Control", headers.get("Cache-Control") ?? "private, no-store");
          // Without clearing it, the timer keeps every finished render alive for its ten seconds.
          body.on("close", () => clearTimeout(timer));
          resolve(new Response(createReadableStreamFromReadable(body), { headers, status: statusCode }));
          pipe(body);
        },
        onShellError: reject,
        onError(error: unknown) {
          statusCode = 500;
          log.error({ err: error, requestId: context.requestId }, "rendering failed");
        },
      },
    );
    const timer = setTimeout(abort, streamTimeout + 1000);
  });
}

/** Unexpected errors only: logged with the request id that the page shows. A database that is away makes it a 503, whichever statement found out. */
export const handleError: HandleErrorFunction = (error, { request, context }) => {
  if (request.signal.aborted || (isRouteErrorResponse(error) && error.status < 500)) return;
  context.unavailable ||= isUnavailable(error);
  log.error({ err: error, requestId: context.requestId, path: loggedPath(new URL(request.url).pathname) }, "unexpected error");
};
