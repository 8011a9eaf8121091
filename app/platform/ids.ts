/** What the server's clock said when it wrote this page, and the page's own steady clock then. Null on the server itself. */
let served: { at: number; steady: number } | null = null;

/** In the browser: make ids by the server's clock from now on. A phone whose clock stands years off makes ids that are refused as too old. */
export function followServerTime(atMs: number): void {
  if (Number.isFinite(atMs) && atMs > 0) served = { at: atMs, steady: performance.now() };
}

function machineNow(): number {
  return served ? served.at + Math.round(performance.now() - served.steady) : Date.now();
}

/**
 * A UUIDv7 (RFC 9562): 48 bits of Unix milliseconds, then random. Sorts by time. Works in Node and in the browser.
 * `atMs` defaults to the clock of the server's machine: the time inside an id orders and partitions, it never decides a rule.
 */
export function newId(atMs: number = machineNow()): string {
  const time = Math.floor(atMs).toString(16).padStart(12, "0").slice(-12);
  return `${time.slice(0, 8)}-${time.slice(8)}-7${randomUuid().slice(15)}`;
}

/** Over plain http from another machine a browser makes no UUIDs, only random bytes. */
function randomUuid(): string {
  if (typeof crypto.randomUUID === "function") return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(31));
  return "xxxxxxxx-xxxx-4xxx-yxxx-xxxxxxxxxxxx".replace(/[xy]/g, (place, at: number) => {
    const four = (bytes[at % 31] ?? 0) & 15;
    return (place === "x" ? four : (four & 3) | 8).toString(16);
  });
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

/** Whether `value` is a UUID in canonical lower-case form. */
export function isId(value: unknown): value is string {
  return typeof value === "string" && UUID.test(value);
}

/** The Unix milliseconds inside a UUIDv7, or null when `id` is no UUIDv7. */
export function idTimeMs(id: string): number | null {
  return isId(id) && id[14] === "7" ? Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16) : null;
}
