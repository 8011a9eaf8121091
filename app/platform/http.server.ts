import { isId } from "./ids";

/** What an expected error carries to the error page: a key `error.<code>` of the ui messages. */
export type Problem = { problem: string; params?: Record<string, string | number> };

/** An expected error as a page in the reader's language. Throw it: `throw problem(404, "not_found")`. */
export function problem(status: number, code: string, params?: Record<string, string | number>): Response {
  const body: Problem = { problem: code, params };
  return new Response(JSON.stringify(body), { status, headers: { "Content-Type": "application/json; charset=utf-8" } });
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
 * The posted form. Throws 413 for more than `maxBytes` (default 1 MB), 400 for what is no form.
 */
export async function readForm(request: Request, maxBytes = FORM_BYTES): Promise<FormData> {
  const length = Number(request.headers.get("Content-Length") ?? 0);
  if (length > maxBytes) throw problem(413, "too_large");
  try {
    return await request.formData();
  } catch {
    throw problem(400, "bad_request");
  }
}

/** The submission id of a form, or null when it has none. Throws 400 on one that is malformed. */
export function submissionIdOf(form: FormData): string | null {
  const value = form.get("submissionId");
  if (value === null || value === "") return null;
  if (!isId(value)) throw problem(400, "bad_request");
  return value;
}

/** A text field of a form, trimmed; "" when missing or a file. The NUL character, which PostgreSQL cannot keep, is dropped. */
export function textOf(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === "string" ? value.replaceAll("\u0000", "").trim() : "";
}

/** The id in a route's parameter. Throws 404 when it is malformed. */
export function idParam(value: string | undefined): string {
  if (!isId(value)) throw problem(404, "not_found");
  return value;
}
