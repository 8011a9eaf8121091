import type { ActionFunctionArgs } from "@remix-run/node";
import type { RequestContext } from "~/people/guard.server";

type Asked = {
  cookie?: string;
  form?: Record<string, string | string[] | Blob>;
  params?: Record<string, string>;
  headers?: Record<string, string>;
  address?: string;
};

/** What a loader or an action is called with: a request with a session's cookie, and what Express adds to it. With `form` it is a POST. */
export function routeArgs(
  path: string,
  { cookie, form, params = {}, headers = {}, address = "203.0.113.7" }: Asked = {},
): ActionFunctionArgs {
  const context: RequestContext = { requestId: "test", nonce: "test", address, demo: false, memo: new Map(), setCookies: [] };
  const request = new Request(`http://shop.test${path}`, {
    method: form ? "POST" : "GET",
    headers: { "Accept-Language": "en", ...(cookie ? { Cookie: cookie } : {}), ...headers },
    body: form ? formData(form) : undefined,
  });
  return { request, params, context };
}

function formData(fields: Record<string, string | string[] | Blob>): FormData {
  const data = new FormData();
  for (const [name, value] of Object.entries(fields)) for (const one of Array.isArray(value) ? value : [value]) data.append(name, one);
  return data;
}
