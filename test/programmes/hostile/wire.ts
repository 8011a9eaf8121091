import { Agent, request } from "node:http";

export type Sent = {
  method?: string;
  cookie: string | null;
  origin?: string | null;
  type?: string;
  body: string | Buffer;
  breakAt?: number;
};
export type Heard = { status: number; text: string };

export const agent = new Agent({ keepAlive: true, maxSockets: 16 });
/** For the storms: everything at once. */
export const wide = new Agent({ keepAlive: true, maxSockets: 200 });
const PATIENCE_MS = 60_000;

let sent = 0;

/** One request by hand, over connections that are kept, as our script asks and as anything else does in turn. `breakAt`: the connection ends after so many bytes of the body. */
export function send(
  url: string,
  path: string,
  { method = "POST", cookie, origin = url, type, body, breakAt }: Sent,
  by = agent,
  tries = 2,
): Promise<Heard | null> {
  const { hostname, port, host } = new URL(url);
  const bytes = Buffer.from(body);
  const headers: Record<string, string> = {
    Host: host,
    "Accept-Language": "en",
    Accept: sent++ % 2 === 0 ? "application/json" : "*/*",
    "Content-Length": String(bytes.length),
  };
  if (cookie !== null) headers.Cookie = cookie;
  if (origin !== null) headers.Origin = origin;
  if (type) headers["Content-Type"] = type;
  return new Promise((resolve, reject) => {
    const out = request(
      { hostname, port, method, path, headers, agent: breakAt === undefined ? by : undefined, timeout: PATIENCE_MS },
      (answer) => {
        const parts: Buffer[] = [];
        answer.on("data", (part: Buffer) => parts.push(part));
        answer.on("end", () => resolve({ status: answer.statusCode ?? 0, text: Buffer.concat(parts).toString() }));
        answer.on("error", reject);
      },
    );
    out.on("timeout", () => out.destroy(new Error(`${path} did not answer within ${PATIENCE_MS} ms`)));
    out.on("error", (error) => {
      if (breakAt !== undefined) return resolve(null);
      // The server ended a connection just as it was used again: that is nobody's fault, and sending once more is what a browser does.
      const ended = "code" in error && (error.code === "ECONNRESET" || error.code === "EPIPE");
      if (ended && tries > 0) return resolve(send(url, path, { method, cookie, origin, type, body }, by, tries - 1));
      reject(error);
    });
    if (breakAt === undefined) return void out.end(bytes);
    out.write(bytes.subarray(0, breakAt), () => out.destroy());
  });
}

/** The fields as a browser encodes them. */
export async function encoded(fields: [string, string][], multipart: boolean): Promise<{ type: string; body: Buffer }> {
  const form = multipart ? new FormData() : new URLSearchParams();
  for (const [name, value] of fields) form.append(name, value);
  const made = new Request("http://any.test", { method: "POST", body: form });
  return { type: made.headers.get("Content-Type") ?? "", body: Buffer.from(await made.arrayBuffer()) };
}
