import { type BrowserContext, test as base, expect, type Page } from "@playwright/test";
import { connect, connectRaw } from "@db/client";
import { startEmbedded } from "@db/embedded";
import { freePort } from "@db/postmaster";
import { factories } from "@test/factories";
import { type RunningApp, startApp } from "@test/setup/app";
import { type Look, SignIns } from "./signed-in";

export { expect, type Page };

/** The built app with the demo's shop, for all tests of a worker; and its database, as the owner sees it. */
export type Shop = {
  app: RunningApp;
  sql: ReturnType<typeof connectRaw>;
  /** Writes rows of people and content that the demo does not have. */
  make: ReturnType<typeof factories>;
  signIns: SignIns;
  /** Do something while the app's role gets no connection. */
  withoutDatabase(act: () => Promise<void>): Promise<void>;
};

const ordinary: Look = { width: 1280, locale: "en", theme: "light" };

type Answer = { status: number; path: RegExp };

/** Looks over the shoulder of every page: an error on the console, a 5xx, or a 4xx that nobody announced is a fault of the test. */
export class Watch {
  readonly faults: string[] = [];
  private readonly announced: Answer[] = [];
  private readonly pages: Page[] = [];
  private isUnreached = false;

  /** A refusal that the test is about to provoke. */
  refusal(status: number, path: RegExp): void {
    this.announced.push({ status, path });
  }

  /** The network or the server is about to go away: what the browser says of that is no fault. */
  unreached(): void {
    this.isUnreached = true;
  }

  /** A page of `role` (null: nobody signed in), watched, with script running. */
  async page(shop: Shop, role: string | null, look: Partial<Look> = {}): Promise<Page> {
    return this.pageIn(await shop.signIns.context(role, { ...ordinary, ...look }));
  }

  /** The same for somebody who is not of the demo, by the cookie of their session. */
  async pageWith(shop: Shop, cookie: string, look: Partial<Look> = {}): Promise<Page> {
    const context = await shop.signIns.context(null, { ...ordinary, ...look });
    const [name = "", value = ""] = cookie.split("=");
    await context.addCookies([{ name, value, url: shop.app.url }]);
    return this.pageIn(context);
  }

  private async pageIn(context: BrowserContext): Promise<Page> {
    const page = await context.newPage();
    page.setDefaultTimeout(15_000);
    this.follow(page);
    return page;
  }

  async close(): Promise<void> {
    await Promise.all(this.pages.map((page) => page.context().close()));
  }

  private isAnnounced(url: string, status?: number): boolean {
    return this.announced.some((a) => a.path.test(new URL(url).pathname) && (status === undefined || status === a.status));
  }

  private follow(page: Page): void {
    this.pages.push(page);
    page.on("pageerror", (error) => this.faults.push(`${page.url()}: ${error.message}`));
    page.on("response", (response) => {
      const status = response.status();
      if (status >= 400 && !this.isAnnounced(response.url(), status))
        this.faults.push(`${status} ${response.request().method()} ${response.url()}`);
    });
    page.on("console", (message) => {
      if (message.type() !== "error") return;
      // The browser tells of every 4xx in its own words: `response` above has judged it.
      if (/^Failed to load resource: the server responded with a status of 4\d\d/.test(message.text())) return;
      if (this.isUnreached && /^Failed to load resource: (net::ERR_|the server responded with a status of 503)/.test(message.text()))
        return;
      // It looks for a newer service worker whenever it likes, without a network too.
      if (message.text() === "An unknown error occurred when fetching the script.") return;
      // The framework tells of an answer that was half read when somebody went elsewhere.
      if (/^AbortError: (signal is aborted without reason|BodyStreamBuffer was aborted)/.test(message.text())) return;
      this.faults.push(`${page.url()}: ${message.text()}`);
    });
  }
}

export const test = base.extend<{ watch: Watch }, { shop: Shop }>({
  shop: [
    async ({ browser }, use) => {
      const port = await freePort();
      const app = await startApp({ port, env: { PUBLIC_URL: `http://localhost:${port}` } });
      // The app looks after the database: this process is its guest.
      const database = await startEmbedded(app.dataDir, { info: () => undefined, warn: () => undefined });
      const sql = connectRaw(database.urlFor("deskready_demo", "owner"), { max: 2, name: "deskready-e2e" });
      const owner = connect(database.urlFor("deskready_demo", "owner"), { max: 2, name: "deskready-e2e" });
      const superSql = connectRaw(database.superUrl, { max: 1, name: "deskready-e2e" });
      const withoutDatabase = async (act: () => Promise<void>) => {
        await superSql`alter role deskready_app connection limit 0`;
        await superSql`select pg_terminate_backend(pid) from pg_stat_activity where usename = 'deskready_app'`;
        try {
          await act();
        } finally {
          await superSql`alter role deskready_app connection limit -1`;
        }
      };
      await use({ app, sql, make: factories(owner.db), signIns: new SignIns(app, browser), withoutDatabase });
      await Promise.all([sql.end({ timeout: 5 }), owner.close(), superSql.end({ timeout: 5 })]);
      await database.stop();
      await app.stop();
    },
    { scope: "worker", timeout: 600_000 },
  ],
  watch: [
    async ({}, use) => {
      const watch = new Watch();
      await use(watch);
      await watch.close();
      expect(watch.faults, "what the pages complained of").toEqual([]);
    },
    { auto: true },
  ],
});

/** Go to a page and wait until its script has taken over. */
export async function open(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await ready(page);
}

/** Wait until the script of the page that is shown has taken over, and none is on its way. */
export async function ready(page: Page): Promise<void> {
  const isAlive = () => {
    const taken = (node: Element | null) => node !== null && Object.keys(node).some((key) => key.startsWith("__reactProps"));
    const settled = document.querySelector("[data-pending]") === null;
    return settled && taken(document.body) && [...document.querySelectorAll("main, form")].every(taken);
  };
  await page.waitForFunction(isAlive);
}

/** What a page posts: texts, and pictures by their bytes. */
export type Picture = { base64: string };
export type Fields = Record<string, string | readonly (string | Picture)[]>;
export type Reply = { status: number; redirected: boolean; body: string };

/** Post a form from the page, as its own script could: with the session's cookie and the page's origin. Redirects are not followed. */
export function post(page: Page, path: string, fields: Fields): Promise<Reply> {
  return page.evaluate(
    async ([to, values]) => {
      const picture = ({ base64 }: { base64: string }) =>
        new Blob([Uint8Array.from(atob(base64), (c) => c.charCodeAt(0))], { type: "image/webp" });
      const form = new FormData();
      for (const [name, value] of Object.entries(values)) {
        if (typeof value === "string") form.append(name, value);
        else
          for (const one of value)
            if (typeof one === "string") form.append(name, one);
            else form.append(name, picture(one), "photo.webp");
      }
      const answer = await fetch(to, { method: "POST", body: form, redirect: "manual" });
      const redirected = answer.type === "opaqueredirect";
      return { status: answer.status, redirected, body: redirected ? "" : await answer.text() };
    },
    [path, fields] as const,
  );
}

/** Press a button that asks first, and then its verb in the dialog. */
export async function confirm(page: Page, selector: string): Promise<void> {
  const button = page.locator(selector);
  await expect(button).toBeVisible();
  await ready(page);
  const label = (await button.innerText()).trim();
  await button.click();
  await page.getByRole("alertdialog").getByRole("button", { name: label, exact: true }).click();
}
