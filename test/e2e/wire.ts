import { createHash, randomBytes } from "node:crypto";
import { request } from "node:http";
import type { BrowserContext } from "@playwright/test";
import type { Shop } from "./shop";

export type Asked = {
  method?: string;
  /** A Cookie header. */
  cookie?: string;
  headers?: Record<string, string>;
  /** Sent as it is, piece by piece and without a length when it is a list. */
  body?: string | Buffer | readonly Buffer[];
  /** The Origin of a write; null leaves it out. */
  origin?: string | null;
};
export type Answered = { status: number; headers: Record<string, string | string[] | undefined>; text: string };

const FORM = "application/x-www-form-urlencoded";
/** What a browser says that opens an address in a window. */
export const WINDOW = { Accept: "text/html,application/xhtml+xml,*/*;q=0.8" };

/** One request by hand: any host, any origin, any path, as no browser would send it. Redirects are not followed. */
export function ask(
  base: string,
  path: string,
  { method = "GET", cookie, headers = {}, body, origin = base }: Asked = {},
): Promise<Answered> {
  const { host, port } = new URL(base);
  const sent: Record<string, string> = { Host: host, "Accept-Language": "en", ...headers };
  if (cookie) sent.Cookie = cookie;
  if (method !== "GET" && method !== "HEAD" && origin !== null) sent.Origin = origin;
  if (body !== undefined && !("Content-Type" in sent)) sent["Content-Type"] = FORM;
  if (typeof body === "string" || Buffer.isBuffer(body)) sent["Content-Length"] = String(Buffer.byteLength(body));
  return new Promise((resolve, reject) => {
    const out = request({ host: "127.0.0.1", port, method, path, headers: sent }, (answer) => {
      const parts: Buffer[] = [];
      answer.on("data", (part: Buffer) => parts.push(part));
      answer.on("error", reject);
      answer.on("end", () => resolve({ status: answer.statusCode ?? 0, headers: answer.headers, text: Buffer.concat(parts).toString() }));
    });
    out.on("error", reject);
    if (Array.isArray(body)) for (const part of body as readonly Buffer[]) out.write(part);
    else if (body !== undefined) out.write(body);
    out.end();
  });
}

/** A form post by hand. */
export function send(base: string, path: string, fields: Record<string, string>, asked: Asked = {}): Promise<Answered> {
  return ask(base, path, { method: "POST", body: new URLSearchParams(fields).toString(), ...asked });
}

/** What an answer says to a person: the error page that it is, or its text. */
export function said({ text }: Answered): string {
  return /data-error-page="(\w+)"/.exec(text)?.[1] ?? text;
}

/** Sessions of the demo's people by login name, each of its own, so that one can end without anybody else's ending. */
export class Sessions {
  constructor(private readonly shop: Shop) {}

  /** A fresh session: its token, and the Cookie header that carries it. */
  async open(login: string): Promise<{ token: string; cookie: string; personId: string }> {
    const token = randomBytes(25).toString("hex");
    const [row] = await this.shop.sql<{ person_id: string }[]>`
      insert into session (id, person_id, expires_at) select ${digest(token)}, id, now() + interval '1 day' from person where login = ${login}
      returning person_id`;
    if (!row) throw new Error(`nobody is called ${login}`);
    return { token, cookie: `deskready=${token}`, personId: row.person_id };
  }

  /** The same in a browser. */
  async enter(context: BrowserContext, login: string): Promise<string> {
    const { token } = await this.open(login);
    await context.addCookies([{ name: "deskready", value: token, url: this.shop.app.url }]);
    return token;
  }

  async end(token: string): Promise<void> {
    await this.shop.sql`delete from session where id = ${digest(token)}`;
  }
}

function digest(token: string): string {
  return createHash("sha256").update(token).digest("hex");
}
