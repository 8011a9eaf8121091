import { lookup } from "node:dns/promises";
import { type IncomingMessage, request as httpRequest, type RequestOptions } from "node:http";
import { request as httpsRequest } from "node:https";
import { isIP } from "node:net";
import { type AddressRange, isWithin, kindOfAddress, mayConnect } from "./addresses";
import { env } from "./env.server";

/** The whole of it: looking up the name, connecting, sending, and reading what comes back. */
const MOST_MS = 10_000;
const MOST_BYTES = 64 * 1024;

/** Why nothing was heard: a code that pages put into words. */
export type OutgoingFault =
  "address_malformed" | "address_forbidden" | "needs_https" | "unknown_host" | "unreachable" | "not_trusted" | "timed_out" | "cut_off";

/** The answer of the other side as far as it was read (`whole`: to its end), or why there was none; `ms` is how long it took. */
export type Heard = { status: number; body: string; whole: boolean; ms: number } | { fault: OutgoingFault; ms: number };

export type Outgoing = { url: string; body: string; headers?: Record<string, string> };
/** `allow`: private ranges that may be reached (the setting WEBHOOK_ALLOW_CIDR unless given). `resolve` and `mostMs` are for tests. */
export type OutgoingRules = { allow?: readonly AddressRange[]; resolve?: (host: string) => Promise<string[]>; mostMs?: number };

/**
 * Whether a URL could be a target at all, before any name is looked up: http or https, without name and password in it. An address written out is judged at once.
 * Returns what is wrong, or null.
 */
export function targetFault(text: string, allow: readonly AddressRange[] = env.WEBHOOK_ALLOW_CIDR): OutgoingFault | null {
  const url = parsed(text);
  if (!url) return "address_malformed";
  const host = bare(url);
  if (isIP(host) === 0) return url.protocol === "http:" && allow.length === 0 ? "needs_https" : null;
  return placeFault(url, [host], allow);
}

/**
 * POST something to another system. The name is resolved once, every address that it has is judged, and the connection goes to the one that was judged, so that a name
 * which changes its mind in between leads nowhere. Redirects are not followed: their status is the answer. Ends within ten seconds and reads at most 64 kB. Never throws.
 */
export async function post({ url: text, body, headers = {} }: Outgoing, rules: OutgoingRules = {}): Promise<Heard> {
  const { allow = env.WEBHOOK_ALLOW_CIDR, resolve = addressesOf, mostMs = MOST_MS } = rules;
  const began = performance.now();
  const ms = () => Math.round(performance.now() - began);
  const url = parsed(text);
  if (!url) return { fault: "address_malformed", ms: 0 };
  const timer = new AbortController();
  const timeout = setTimeout(() => timer.abort(), mostMs);
  try {
    const found = await Promise.race([placeOf(url, resolve, allow), aborted(timer.signal)]);
    if ("fault" in found) return { ...found, ms: ms() };
    return { ...(await exchange(url, found.address, body, headers, timer.signal)), ms: ms() };
  } catch (error) {
    return { fault: timer.signal.aborted ? "timed_out" : faultOf(error), ms: ms() };
  } finally {
    clearTimeout(timeout);
  }
}

function parsed(text: string): URL | null {
  if (text.length > 2000) return null;
  try {
    const url = new URL(text);
    const isOurs = (url.protocol === "https:" || url.protocol === "http:") && url.username === "" && url.password === "";
    return isOurs ? url : null;
  } catch {
    return null;
  }
}

/** The host without the brackets of an IPv6 address. */
function bare(url: URL): string {
  return url.hostname.replace(/^\[|\]$/g, "");
}

async function addressesOf(host: string): Promise<string[]> {
  return (await lookup(host, { all: true, verbatim: true })).map(({ address }) => address);
}

/** The one address to connect to. IPv4 first: many houses have nothing else. */
async function placeOf(
  url: URL,
  resolve: (host: string) => Promise<string[]>,
  allow: readonly AddressRange[],
): Promise<{ address: string } | { fault: OutgoingFault }> {
  const host = bare(url);
  const addresses = isIP(host) ? [host] : await resolve(host).catch(() => []);
  const address = addresses.find((one) => isIP(one) === 4) ?? addresses[0];
  if (address === undefined) return { fault: "unknown_host" };
  const fault = placeFault(url, addresses, allow);
  return fault ? { fault } : { address };
}

/** A name that has one forbidden address among good ones is refused whole. In clear text only to what is allowed by name of its range. */
function placeFault(url: URL, addresses: readonly string[], allow: readonly AddressRange[]): OutgoingFault | null {
  if (!addresses.every((address) => mayConnect(address, allow))) return "address_forbidden";
  const isHouse = addresses.every((address) => kindOfAddress(address) === "private" && isWithin(address, allow));
  return url.protocol === "http:" && !isHouse ? "needs_https" : null;
}

function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => signal.addEventListener("abort", () => reject(new Error("timed out")), { once: true }));
}

type Answer = { status: number; body: string; whole: boolean };

function exchange(url: URL, address: string, body: string, headers: Record<string, string>, signal: AbortSignal): Promise<Answer> {
  const secure = url.protocol === "https:";
  const options: RequestOptions & { servername?: string } = {
    method: "POST",
    // Host header and certificate go by the name, the connection by the address that was judged.
    lookup: (_host, wanted, done) => {
      const family = isIP(address);
      if (typeof wanted === "object" && wanted.all) done(null, [{ address, family }]);
      else done(null, address, family);
    },
    ...(secure && isIP(bare(url)) === 0 ? { servername: url.hostname } : {}),
    agent: false,
    signal,
    headers: {
      "User-Agent": "Deskready",
      "Content-Type": "application/json; charset=utf-8",
      ...headers,
      "Content-Length": String(Buffer.byteLength(body)),
      Connection: "close",
    },
  };
  return new Promise((resolve, reject) => {
    const request = (secure ? httpsRequest : httpRequest)(url, options, (response) => {
      read(response)
        .then(resolve, reject)
        .finally(() => request.destroy());
    });
    request.on("error", reject);
    request.end(body);
  });
}

/** What came, up to 64 kB; the rest is not waited for. */
async function read(response: IncomingMessage): Promise<Answer> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    chunks.push(chunk.subarray(0, MOST_BYTES - bytes));
    bytes += chunk.length;
    if (bytes > MOST_BYTES) break;
  }
  return { status: response.statusCode ?? 0, body: Buffer.concat(chunks).toString("utf8"), whole: bytes <= MOST_BYTES };
}

function faultOf(error: unknown): OutgoingFault {
  const code = String((error as NodeJS.ErrnoException).code ?? "");
  if (/CERT|SELF_SIGNED|UNABLE_TO_VERIFY|ERR_TLS|ERR_SSL|EPROTO/.test(code)) return "not_trusted";
  return /ECONNRESET|ERR_STREAM_PREMATURE_CLOSE|^HPE_|EPIPE/.test(code) ? "cut_off" : "unreachable";
}
