import { momentNow } from "~/platform/moment";
import { countWaiting, wipe, wipeOthers } from "../store";
import { type Here, noteHere, type ToWorker, whoIsHere } from "./here";
import { offlinePage } from "./offline-page";
import { asKept, isLastingPicture, outdated, ownerOf, planOf } from "./plan";
import type { Build, Fetching, WorkerScope } from "./scope";

declare const self: WorkerScope & { location: Location };
/** Put in by the build; see vite.config.ts. */
declare const OFFLINE_BUILD: Build;

const ASSETS = "deskready assets ";
const PAGES = "deskready pages ";
const assets = ASSETS + OFFLINE_BUILD.version;
/** A kept page is fetched anew when it is older: what changes in it is the frame; the questions lie in the store. */
const PAGE_FRESH_MS = 6 * 3_600_000;
/** So long a page that is kept may keep somebody waiting on a network that does not answer. */
const PATIENCE_MS = 4_000;
/** The headers of a document that make it what it is; how it was packed on its way is none of them. */
const HEADERS =
  /^(content-type|content-security-policy|x-frame-options|x-content-type-options|referrer-policy|cross-origin-opener-policy|permissions-policy)$/;
const KEPT_AT = "x-kept-at";
const KEPT_BUILD = "x-kept-build";

self.addEventListener("install", (event) => {
  event.waitUntil(
    caches
      .open(assets)
      .then((cache) => cache.add(OFFLINE_BUILD.style))
      .then(() => self.skipWaiting()),
  );
});

self.addEventListener("activate", (event) => {
  const takeOver = async () => {
    await Promise.all(outdated(await caches.keys(), ASSETS, OFFLINE_BUILD.version).map((name) => caches.delete(name)));
    await self.registration.navigationPreload?.enable();
    await self.clients.claim();
  };
  event.waitUntil(takeOver());
});

self.addEventListener("message", (event) => {
  const told = event.data as ToWorker;
  if (told.type === "here") event.waitUntil(welcome(told.here));
  if (told.type === "pictures") event.waitUntil(keepPictures(told.person, told.addresses));
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  const plan = planOf({ method: request.method, mode: request.mode, url, origin: self.location.origin });
  if (plan === "asset") event.respondWith(asset(request));
  if (plan === "picture") event.respondWith(picture(request));
  if (plan === "sign_out") event.respondWith(signOut(request));
  // With its query: a drill of what was chosen is another page than the one that is kept.
  if (plan === "page") event.respondWith(page(event, url.pathname + url.search));
});

/** From here, or fetched once and kept. */
async function asset(request: Request): Promise<Response> {
  const found = await caches.match(request);
  if (found) return found;
  const response = await fetch(request);
  if (response.ok) await (await caches.open(assets)).put(request, response.clone());
  return response;
}

async function picture(request: Request): Promise<Response> {
  const here = await whoIsHere();
  const found = here && (await (await caches.open(PAGES + here.person)).match(request));
  return found ?? fetch(request);
}

/** A page from the network; when that is away, the kept one, else the page that says so. */
async function page(event: Fetching, path: string): Promise<Response> {
  const { request, preloadResponse } = event;
  const fromNetwork = preloadResponse.then((response) => response ?? fetch(request));
  fromNetwork.catch(() => undefined);
  const here = await whoIsHere();
  const keptHere = request.method === "GET" && here?.keeps === path ? await keptPage(here, path) : null;
  try {
    const response = await (keptHere ? inTime(fromNetwork) : fromNetwork);
    if (here?.keeps === path) event.waitUntil(keepPage(path, response.clone()));
    return response;
  } catch {
    return keptHere ?? standIn(here);
  }
}

function inTime<T>(work: Promise<T>): Promise<T> {
  return Promise.race([work, new Promise<T>((_, reject) => setTimeout(reject, PATIENCE_MS))]);
}

/** Keep a page for the person whose it says it is, whoever was thought to be here. */
async function keepPage(path: string, response: Response): Promise<void> {
  if (!response.ok || response.redirected || !response.headers.get("content-type")?.startsWith("text/html")) return;
  const html = await response.text();
  const owner = ownerOf(html);
  if (owner === null) return;
  const headers = new Headers([...response.headers].filter(([name]) => HEADERS.test(name)));
  headers.set(KEPT_AT, String(momentNow().wall));
  headers.set(KEPT_BUILD, OFFLINE_BUILD.version);
  await (await caches.open(PAGES + owner)).put(path, new Response(html, { headers }));
}

async function keptPage(here: Here, path: string): Promise<Response | null> {
  const found = await (await caches.open(PAGES + here.person)).match(path);
  if (!found) return null;
  return new Response(asKept(await found.text(), Number(found.headers.get(KEPT_AT))), { headers: found.headers });
}

async function standIn(here: Here | null): Promise<Response> {
  const nothing = { answer: 0, practical: 0, chat: 0 };
  const counts = here ? await countWaiting(here.person).catch(() => nothing) : nothing;
  const goOn = here?.keeps && (await (await caches.open(PAGES + here.person)).match(here.keeps)) ? here.keeps : null;
  const nonce = crypto.randomUUID();
  const html = offlinePage({
    locale: here?.locale ?? "zh-CN",
    theme: here?.theme ?? null,
    style: OFFLINE_BUILD.style,
    goOn,
    counts,
    nonce,
  });
  const policy = `default-src 'none'; style-src 'self'; img-src 'self'; script-src 'nonce-${nonce}'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'`;
  return new Response(html, {
    status: 503,
    headers: { "Content-Type": "text/html; charset=utf-8", "Content-Security-Policy": policy, "Cache-Control": "no-store" },
  });
}

/** Somebody is here: the pages of everybody else go, and theirs is brought up to date with the scripts that it needs. */
async function welcome(here: Here): Promise<void> {
  await noteHere(here);
  const own = PAGES + here.person;
  const others = (await caches.keys()).filter((name) => name.startsWith(PAGES) && name !== own);
  await Promise.all([...others.map((name) => caches.delete(name)), wipeOthers(here.person).catch(() => undefined)]);
  if (here.keeps === null) return;
  const before = await (await caches.open(own)).match(here.keeps);
  const age = momentNow().wall - Number(before?.headers.get(KEPT_AT) ?? 0);
  if (age < PAGE_FRESH_MS && before?.headers.get(KEPT_BUILD) === OFFLINE_BUILD.version) return;
  for (const script of OFFLINE_BUILD.scripts) await asset(new Request(script));
  await keepPage(here.keeps, await fetch(here.keeps, { headers: { Accept: "text/html" }, redirect: "manual" }));
}

async function keepPictures(person: string, addresses: readonly string[]): Promise<void> {
  const here = await whoIsHere();
  if (here?.person !== person) return;
  const cache = await caches.open(PAGES + person);
  for (const address of addresses) {
    if (!isLastingPicture(address) || (await cache.match(address))) continue;
    const response = await fetch(address);
    if (response.ok) await cache.put(address, response);
  }
}

/** After a sign-out nothing of the person is here, but what was not sent: of that a page asks before. */
async function signOut(request: Request): Promise<Response> {
  const here = await whoIsHere();
  const response = await fetch(request).catch((error: unknown) => {
    if (request.mode === "navigate") return standIn(here);
    throw error;
  });
  if (here && (response.ok || response.type === "opaqueredirect")) {
    await noteHere(null);
    await caches.delete(PAGES + here.person);
    await wipe(here.person, true).catch(() => undefined);
  }
  return response;
}
