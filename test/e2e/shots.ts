import { mkdirSync } from "node:fs";
import { expect, test } from "@playwright/test";
import { type RunningApp, startApp } from "@test/setup/app";
import { barriersOf } from "./barriers";
import { screens } from "./screens";
import { looks, SignIns } from "./signed-in";

const folder = ".data/shots";
const only = process.env.SHOTS?.split(",");
let app: RunningApp;
let signIns: SignIns;

test.beforeAll(async ({ browser }) => {
  test.setTimeout(300_000);
  mkdirSync(folder, { recursive: true });
  app = await startApp();
  signIns = new SignIns(app, browser);
});
test.afterAll(() => app.stop());

for (const screen of screens.filter((s) => !only || only.includes(s.name))) {
  test(screen.name, async () => {
    const faults: string[] = [];
    for (const look of looks) {
      const label = `${screen.name}-${look.width}-${look.locale}-${look.theme}`;
      const context = await signIns.context(screen.role, look);
      const page = await context.newPage();
      page.on("console", (message) => {
        // What a page answers by itself (not found, not open yet, a form to put right) is its own business.
        const from = message.location().url && new URL(message.location().url).pathname.replace(/\.data$/, "");
        const own = from === new URL(page.url()).pathname && /status of 4\d\d/.test(message.text());
        if (message.type() === "error" && !own) faults.push(`${label}: console: ${message.text()}`);
      });
      page.on("pageerror", (error) => faults.push(`${label}: ${error.message}`));
      page.on("response", (response) => {
        if (response.status() >= 500) faults.push(`${label}: ${response.status()} ${response.url()}`);
      });
      await screen.open(page);
      await page.waitForLoadState("networkidle");
      await page.screenshot({ path: `${folder}/${label}.png`, fullPage: true });
      const wider = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      if (wider > 0) faults.push(`${label}: ${wider} px wider than the screen`);
      faults.push(...(await barriersOf(page)).map((barrier) => `${label}: ${barrier}`));
      await context.close();
    }
    expect(faults).toEqual([]);
  });
}
