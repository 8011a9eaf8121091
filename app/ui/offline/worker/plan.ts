/** What the worker does with a request. `pass`: nothing, the browser asks as ever. */
export type Plan = "asset" | "picture" | "page" | "sign_out" | "pass";
export type Asked = { method: string; mode: string; url: URL; origin: string };

/**
 * Which plan a request gets. Files under /assets carry a digest in their name, pictures of versions theirs in the address: these never change. Data and writes are
 * never kept.
 */
export function planOf({ method, mode, url, origin }: Asked): Plan {
  if (url.origin !== origin) return "pass";
  if (method === "POST" && /^\/sign-out(\.data)?$/.test(url.pathname)) return "sign_out";
  if (mode === "navigate") return "page";
  if (method !== "GET") return "pass";
  if (url.pathname.startsWith("/assets/")) return "asset";
  return isLastingPicture(url.pathname) ? "picture" : "pass";
}

/** Whether an address is that of a picture that never changes. */
export function isLastingPicture(path: string): boolean {
  return /^\/pictures\/[0-9a-f-]{36}$/.test(path);
}

/** The person whose page this is, by what its frame says; null: nobody's. */
export function ownerOf(html: string): string | null {
  return /<div data-person="([0-9a-f-]{36})"/.exec(html)?.[1] ?? null;
}

/** The page as it is shown without a connection: it says since when it lies here, so that nobody takes its questions for fresh. */
export function asKept(html: string, at: number): string {
  return html.replace("<html ", `<html data-kept="${at}" `);
}

/** The caches that go when a build takes over: those of builds before the last one, whose open pages may still fetch a script. */
export function outdated(names: readonly string[], prefix: string, current: string): string[] {
  const others = names.filter((name) => name.startsWith(prefix) && name !== prefix + current);
  return others.slice(0, -1);
}
