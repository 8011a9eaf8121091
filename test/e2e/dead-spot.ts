import type { BrowserContext, Page } from "@playwright/test";
import { expect, type Shop } from "./shop";
import type { Look } from "./signed-in";
import { Sessions } from "./wire";

/** A phone that may lose its network; what its browser says of that on the console is no fault, so nobody watches it. */
export async function phoneOf(shop: Shop, login: string, look: Partial<Look> = {}): Promise<Page> {
  const context = await shop.signIns.context(null, { width: 360, locale: "en", theme: "light", ...look });
  await enter(shop, context, login);
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  return page;
}

/** Somebody signs in on this phone, in place of whoever was there. */
export async function enter(shop: Shop, context: BrowserContext, login: string): Promise<void> {
  await context.clearCookies({ name: "deskready" });
  await new Sessions(shop).enter(context, login);
}

export async function personId(shop: Shop, login: string): Promise<string> {
  const [row] = await shop.sql<{ id: string }[]>`select id from person where login = ${login}`;
  return row?.id ?? "";
}

/** Wait until the worker has taken its place and everything is here that is needed without a connection. */
export async function settled(page: Page, person: string): Promise<void> {
  const isKept = (who: string) =>
    caches
      .open(`deskready pages ${who}`)
      .then(async (cache) => navigator.serviceWorker.controller !== null && Boolean(await cache.match("/drill")));
  await expect.poll(() => page.evaluate(isKept, person)).toBe(true);
  await expect.poll(async () => (await keptIn(page, person)).kept).toContain("ahead");
}

/** What the browser keeps of somebody: the keys of what is kept, and how much waits. */
export function keptIn(page: Page, person: string): Promise<{ kept: string[]; waiting: number }> {
  return page.evaluate(async (who) => {
    const name = `deskready ${who}`;
    const all = await indexedDB.databases();
    if (!all.some((db) => db.name === name)) return { kept: [], waiting: 0 };
    const done = <T>(asked: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        asked.onsuccess = () => resolve(asked.result);
        asked.onerror = () => reject(asked.error);
      });
    const db = await done(indexedDB.open(name));
    const tx = db.transaction(["kept", "waiting"]);
    const kept = (await done(tx.objectStore("kept").getAllKeys())).map(String);
    const waiting = await done(tx.objectStore("waiting").count());
    db.close();
    return { kept, waiting };
  }, person);
}

/** What the browser keeps of what somebody has typed, as text. */
export function typedIn(page: Page, person: string): Promise<string> {
  return page.evaluate(async (who) => {
    const done = <T>(asked: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        asked.onsuccess = () => resolve(asked.result);
        asked.onerror = () => reject(asked.error);
      });
    const db = await done(indexedDB.open(`deskready ${who}`));
    const typed: unknown = await done(db.transaction("kept").objectStore("kept").get("typed"));
    db.close();
    return JSON.stringify(typed ?? null);
  }, person);
}

/** The names of databases and caches that name somebody. */
export function tracesOf(page: Page, person: string): Promise<string[]> {
  return page.evaluate(async (who) => {
    const names = [...(await indexedDB.databases()).map((db) => db.name ?? ""), ...(await caches.keys())];
    return names.filter((name) => name.includes(who));
  }, person);
}

export const network = (page: Page) => page.locator("[data-network]");
export const stem = (page: Page) => page.locator("form[action='/drill'] h2");

/** Answer what is asked, somehow. Returns what was asked. */
export async function answer(page: Page): Promise<string> {
  const form = page.locator("form[action='/drill']");
  const asked = await stem(page).innerText();
  const texts = form.locator("input[type=text], input[inputmode], textarea");
  const selects = form.locator("select");
  if ((await texts.count()) > 0) for (const field of await texts.all()) await field.fill("3");
  else if ((await selects.count()) > 0) for (const field of await selects.all()) await field.selectOption({ index: 1 });
  else await form.locator("label, button[aria-pressed], [role=listitem] button").first().click();
  await form.locator("button[type=submit]").last().click();
  return asked;
}

/** Go on to the next question. */
export async function goOn(page: Page): Promise<void> {
  await page.locator("main a[href='/drill'][class*=bg-accent]").click();
}

export type Stored = { stem: string; at: Date; offline: boolean };

/** The answers of somebody that the server took since a moment of its own clock, in the order of their times. */
export async function storedSince(shop: Shop, login: string, since: Date): Promise<Stored[]> {
  return shop.sql<Stored[]>`
    select v.body -> 'stem' ->> 'en' as stem, a.at, a.offline
    from attempt a join person p on p.id = a.person_id join content_version v on v.id = a.question_version_id
    where p.login = ${login} and a.context = 'drill' and a.stored_at > ${since} order by a.at, a.id`;
}

/** The database's own time. */
export async function nowIn({ sql }: Shop): Promise<Date> {
  const [row] = await sql<{ now: Date }[]>`select clock_timestamp() as now`;
  if (!row) throw new Error("the database has no time");
  return row.now;
}
