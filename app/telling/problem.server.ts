import { preferredLocale } from "~/platform/locale";
import { type Translate, translate } from "~/platform/messages";
import { apiMessages } from "./messages.api";

/** What an API request is refused for: a text `<code>.title` and `<code>.detail` of the API messages. */
export type ProblemCode =
  | "key_missing"
  | "key_unknown"
  | "key_expired"
  | "key_revoked"
  | "wrong_scope"
  | "too_many"
  | "no_such_agent"
  | "no_such_address"
  | "bad_parameter";

const statusOf: Record<ProblemCode, number> = {
  key_missing: 401,
  key_unknown: 401,
  key_expired: 401,
  key_revoked: 401,
  wrong_scope: 403,
  too_many: 429,
  no_such_agent: 404,
  no_such_address: 404,
  bad_parameter: 400,
};

/** A refusal as problem+json (RFC 9457) in the language that the request prefers. Throw it. */
export function apiProblem(
  request: Request,
  code: ProblemCode,
  params: Record<string, string | number> = {},
  headers: Record<string, string> = {},
): Response {
  const locale = preferredLocale(request.headers.get("Accept-Language"));
  const t = translate(apiMessages, locale) as Translate;
  const status = statusOf[code];
  const body = {
    type: `urn:deskready:problem:${code}`,
    title: t(`${code}.title`, params),
    status,
    detail: t(`${code}.detail`, params),
    ...params,
  };
  return new Response(JSON.stringify(body), {
    status,
    headers: {
      "Content-Type": "application/problem+json; charset=utf-8",
      "Content-Language": locale,
      "Cache-Control": "no-store",
      ...(status === 401
        ? { "WWW-Authenticate": `Bearer realm="Deskready"${code === "key_missing" ? "" : ', error="invalid_token"'}` }
        : {}),
      ...headers,
    },
  });
}
