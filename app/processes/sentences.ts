import type { NextFunction, Request, Response } from "express";
import type { RequestContext } from "~/people/guard.server";
import { browserLocale } from "~/people/request-locale.server";
import { translate } from "~/platform/messages";
import { codeOfStatus, type ErrorCode } from "~/ui/error-codes";
import { uiMessages } from "~/ui/messages";

const POLICY = "default-src 'none'; style-src-attr 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** Whether the answer will be looked at in a window of its own, rather than taken by a script or a picture. */
function isForWindow(req: Request): boolean {
  return req.accepts(["text/plain", "text/html"]) === "text/html";
}

/** Whether it is asked for under /api: programs get refusals that they can read, whoever looks. */
export function isForPrograms(req: Request): boolean {
  return req.path === "/api" || req.path.startsWith("/api/");
}

/**
 * Answer with what went otherwise and what to do, in the language of the browser: for requests that reach no page of the app.
 */
export async function say(req: Request, res: Response, status: number, code: ErrorCode = codeOfStatus(status)): Promise<void> {
  const locale = await browserLocale(req.get("cookie") ?? null, req.get("accept-language") ?? null);
  const t = translate(uiMessages, locale);
  const [title, body, action] = [t(`error.${code}.title`), t(`error.${code}.body`), t(`error.${code}.action`)];
  const number = code === "unexpected" ? t("error.number", { id: String(res.locals.requestId) }) : "";
  for (const name of ["Content-Length", "Content-Disposition", "X-Remix-Catch", "X-Remix-Error"]) res.removeHeader(name);
  res.status(status).set({ "Cache-Control": "private, no-store", "Content-Security-Policy": POLICY });
  if (isForPrograms(req)) {
    const problem = { type: `urn:deskready:problem:${code}`, title, status, detail: [body, action, number].filter(Boolean).join(" ") };
    return void res
      .set({ "Content-Language": locale, "Content-Type": "application/problem+json; charset=utf-8" })
      .end(JSON.stringify(problem));
  }
  if (!isForWindow(req)) return void res.type("text/plain").end([title, body, action, number].filter(Boolean).join("\n") + "\n");
  res.type("text/html").end(`<!DOCTYPE html><html lang="${locale}"><meta charset="utf-8"><title>${title}</title>
<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark">
<body style="max-width:30rem;margin:18vh auto;padding:0 1.5rem;font:1rem/1.6 system-ui,sans-serif">
<h1 style="font-size:1.35rem">${title}</h1>${[body, action, number]
    .filter(Boolean)
    .map((line) => `<p>${line}</p>`)
    .join("")}
<p><a href="/">${t("error.home")}</a></p>`);
}

/**
 * Files and actions without a page answer a refusal for scripts, as JSON. Somebody who has one in a window of its own reads a sentence instead,
 * and so does whoever asks for a page while the database is away.
 */
export function sentences(req: Request, res: Response, next: NextFunction): void {
  const [write, end] = [res.write.bind(res), res.end.bind(res)];
  let replaced: boolean | undefined;
  const isReplaced = () => {
    if (replaced !== undefined) return replaced;
    const away = (res.locals.context as RequestContext | undefined)?.unavailable === true;
    if (away && res.statusCode === 500) res.statusCode = 503;
    const isPage = String(res.getHeader("Content-Type") ?? "").startsWith("text/html");
    // The framework's own words for an address without a loader or an action; it calls a missing loader a bad request.
    const isFramework = res.hasHeader("X-Remix-Error");
    if (isFramework && res.statusCode === 400) res.statusCode = 405;
    return (replaced = res.statusCode >= 400 && (isFramework || ((!isPage || away) && !isForPrograms(req) && isForWindow(req))));
  };
  res.write = ((...args: Parameters<typeof write>) => isReplaced() || write(...args)) as typeof res.write;
  res.end = ((...args: Parameters<typeof end>) => {
    if (!isReplaced()) return end(...args);
    Object.assign(res, { write, end });
    void say(req, res, res.statusCode);
    return res;
  }) as typeof res.end;
  next();
}
