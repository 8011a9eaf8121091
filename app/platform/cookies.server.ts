import { createCookie } from "@remix-run/node";
import { env } from "./env.server";

const secure = env.PUBLIC_URL?.startsWith("https://") ?? false;
const base = { path: "/", sameSite: "lax", httpOnly: true, secure } as const;

/** Language chosen before signing in, or on this browser. */
export const localeCookie = createCookie("deskready-lang", { ...base, maxAge: 31_536_000 });
/** light, dark, or absent: as the system says. */
export const themeCookie = createCookie("deskready-theme", { ...base, maxAge: 31_536_000 });
/** One short message for the next page; a key `toast.<code>` of the ui messages. Read only in root. */
const toastCookie = createCookie("deskready-toast", { ...base, maxAge: 60 });

/** The Set-Cookie value that shows `toast.<code>` on the next page. */
export function toast(code: string): Promise<string> {
  return toastCookie.serialize({ code });
}

/** The toast of this request, if any, and the value that clears it. */
export async function readToast(request: Request): Promise<{ code: string; clear: string } | null> {
  const value: unknown = await toastCookie.parse(request.headers.get("Cookie")).catch(() => null);
  const code = (value as { code?: unknown } | null)?.code;
  return typeof code === "string" ? { code, clear: await toastCookie.serialize("", { maxAge: 0 }) } : null;
}
