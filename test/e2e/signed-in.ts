import type { Browser, BrowserContext } from "@playwright/test";
import type { RunningApp } from "@test/setup/app";

export type Look = {
  width: 360 | 1280;
  locale: "zh-CN" | "en";
  theme: "light" | "dark";
  /** A finger instead of a mouse. */ touch?: boolean;
};

/** Every way a screen is looked at: two sizes, two languages, two themes. */
export const looks: Look[] = ([360, 1280] as const).flatMap((width) =>
  (["zh-CN", "en"] as const).flatMap((locale) => (["light", "dark"] as const).map((theme) => ({ width, locale, theme }))),
);

/** What a cookie of the app holds: JSON in base64. */
function cookieValue(value: string): string {
  return encodeURIComponent(Buffer.from(JSON.stringify(value)).toString("base64"));
}

/** Sign in once by a one-time link and hand out contexts that carry the session, in any look. */
export class SignIns {
  private readonly sessions = new Map<string, { name: string; value: string }>();

  constructor(
    private readonly app: RunningApp,
    private readonly browser: Browser,
  ) {}

  /** A fresh context for a role of the demo; null: nobody signed in. */
  async context(role: string | null, look: Look): Promise<BrowserContext> {
    const context = await this.browser.newContext({
      baseURL: this.app.url,
      viewport: { width: look.width, height: look.width === 360 ? 740 : 800 },
      locale: look.locale,
      colorScheme: look.theme,
      deviceScaleFactor: look.width === 360 ? 2 : 1,
      timezoneId: "Asia/Shanghai",
      reducedMotion: "reduce",
      hasTouch: look.touch ?? false,
      isMobile: look.touch ?? false,
    });
    const cookie = (name: string, value: string) => ({ name, value, url: this.app.url });
    await context.addCookies([cookie("deskready-lang", cookieValue(look.locale)), cookie("deskready-theme", cookieValue(look.theme))]);
    if (role !== null) {
      const session = await this.session(role);
      await context.addCookies([cookie(session.name, session.value)]);
    }
    return context;
  }

  private async session(role: string): Promise<{ name: string; value: string }> {
    const known = this.sessions.get(role);
    if (known) return known;
    const link = this.app.links[role];
    if (!link) throw new Error(`the demo has no link for ${role}`);
    const answer = await fetch(this.app.url + new URL(link).pathname, {
      method: "POST",
      redirect: "manual",
      headers: { Origin: this.app.url },
      body: new URLSearchParams(),
    });
    const found = answer.headers
      .getSetCookie()
      .map((c) => /^(deskready|__Host-deskready)=([^;]+)/.exec(c))
      .find(Boolean);
    if (!found?.[1] || !found[2]) throw new Error(`signing in as ${role} gave ${answer.status}`);
    const session = { name: found[1], value: found[2] };
    this.sessions.set(role, session);
    return session;
  }
}
