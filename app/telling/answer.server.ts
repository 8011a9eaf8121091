import { createHash } from "node:crypto";

/** A body as an API answers it: with a strong ETag over its very bytes, and 304 without them when the asker has them already. */
export function apiAnswer(request: Request, value: unknown, headers: Record<string, string> = {}): Response {
  const body = JSON.stringify(value);
  const tag = `"${createHash("sha256").update(body).digest("base64url").slice(0, 32)}"`;
  const all = { ETag: tag, "Cache-Control": "private, no-cache", Vary: "Authorization", ...headers };
  if (holds(request.headers.get("If-None-Match"), tag)) return new Response(null, { status: 304, headers: all });
  return new Response(body, { headers: { "Content-Type": "application/json; charset=utf-8", ...all } });
}

/** If-None-Match compares weakly (RFC 9110): a proxy on the way may have marked the tag as weak. */
function holds(header: string | null, tag: string): boolean {
  return (header ?? "").split(",").some((one) => one.trim() === "*" || one.trim().replace(/^W\//, "") === tag);
}
