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
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  let ms = atMs;
  for (let i = 5; i >= 0; i--) {
    bytes[i] = ms % 256;
    ms = Math.floor(ms / 256);
  }
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x70;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = Array.from(bytes, (b) => b.toString(16).padStart(2, "0")).join("");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
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
