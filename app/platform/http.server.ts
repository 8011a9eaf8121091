import { isUnavailable } from "./database.server";
import { isId } from "./ids";
import { keptText } from "./whole-text.server";

/** What an expected error carries to the error page: a key `error.<code>` of the ui messages. */
export type Problem = { problem: string; params?: Record<string, string | number> };

/** An expected error as a page in the reader's language. Throw it: `throw problem(404, "not_found")`. */
export function problem(status: number, code: string, params?: Record<string, string | number>): Response {
  const body: Problem = { problem: code, params };
  return new Response(JSON.stringify(body), { status, headers: { "Content-Type": "application/json; charset=utf-8" } });
}

/** The same, or a page that says to wait when the database is away. For what comes before the guard. */
export async function orUnavailable<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    throw isUnavailable(error) ? problem(503, "unavailable") : error;
  }
}

/**
 * A path of this site to go to, or `fallback`. Refuses other hosts, protocol-relative and backslash forms, control characters.
 */
export function safeRedirect(to: unknown, fallback = "/"): string {
  if (typeof to !== "string" || !to.startsWith("/") || to.length > 2000) return fallback;
  if (to.startsWith("//") || to.includes("\\") || /\p{Cc}/u.test(to)) return fallback;
  try {
    const url = new URL(to, "http://self.invalid");
    if (url.host !== "self.invalid" || url.pathname.startsWith("//")) return fallback;
    return url.pathname + url.search + url.hash;
  } catch {
    return fallback;
  }
}

const FORM_BYTES = 1_000_000;

/**
 * The posted form. Throws 413 for more than `maxBytes` (default 1 MB), whatever its length was said to be, and 400 for what is no whole form.
 * The NUL character, which PostgreSQL cannot keep, is dropped from texts.
 */
export async function readForm(request: Request, maxBytes = FORM_BYTES): Promise<FormData> {
  const said = request.headers.get("Content-Length");
  if (said !== null && Number(said) > maxBytes) {
    if (request.body) void drain(request.body.getReader());
    throw problem(413, "too_large");
  }
  const text = keptText(request);
  if (text !== null) return formOf(text);
  const body = { overflown: false };
  const headers = { "Content-Type": request.headers.get("Content-Type") ?? "" };
  try {
    const form = await new Response(request.body && upTo(maxBytes, request.body, body), { headers }).formData();
    return [...form.values()].some((value) => typeof value === "string" && value.includes(NUL)) ? withoutNul(form) : form;
  } catch {
    throw body.overflown ? problem(413, "too_large") : problem(400, "bad_request");
  }
}

/** A form out of its text. */
function formOf(text: string): FormData {
  const form = new FormData();
  for (const [name, value] of new URLSearchParams(text)) form.append(name, value.replaceAll(NUL, ""));
  return form;
}

/** The body up to `most` bytes, and an error beyond. */
function upTo(most: number, body: ReadableStream<Uint8Array>, seen: { overflown: boolean }): ReadableStream<Uint8Array> {
  const reader = body.getReader();
  let bytes = 0;
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { done, value } = await reader.read();
      if (done) return controller.close();
      bytes += value.byteLength;
      if (bytes <= most) return controller.enqueue(value);
      seen.overflown = true;
      controller.error(new Error("the body is too large"));
      void drain(reader);
    },
  });
}

/** Read and drop what comes: the sender gets to hear the answer, and the connection stays good for the next request. */
async function drain(reader: ReadableStreamDefaultReader<Uint8Array>): Promise<void> {
  // A sender who gives up ends it, as the server's time limit of a request does.
  const ended = () =>
    reader.read().then(
      ({ done }) => done,
      () => true,
    );
  while (!(await ended()));
}

const NUL = "\u0000";

function withoutNul(form: FormData): FormData {
  const clean = new FormData();
  for (const [name, value] of form) clean.append(name, typeof value === "string" ? value.replaceAll(NUL, "") : value);
  return clean;
}

/** The submission id of a form, or null when it has none. Throws 400 on one that is malformed. */
export function submissionIdOf(form: FormData): string | null {
  const value = form.get("submissionId");
  if (value === null || value === "") return null;
  if (!isId(value)) throw problem(400, "bad_request");
  return value;
}

/** A text field of a form, trimmed; "" when missing or a file. */
export function textOf(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === "string" ? value.trim() : "";
}

/** The id in a route's parameter. Throws 404 when it is malformed. */
export function idParam(value: string | undefined): string {
  if (!isId(value)) throw problem(404, "not_found");
  return value;
}

/** The slug in a route's parameter, fit for an address again. Throws 404 when it could be none: what is no slug names nothing. */
export function slugParam(value: string | undefined): string {
  if (!value || !/^[a-z0-9-]{1,100}$/.test(value)) throw problem(404, "not_found");
  return value;
}
