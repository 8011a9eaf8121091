import { mkdirSync } from "node:fs";
import { barriersOf } from "./barriers";
import { screens } from "./screens";
import { expect, test } from "./shop";
import { looks } from "./signed-in";

const folder = ".data/shots";
/** `SHOTS=cases,case` and `LOOKS=360-en-light` take some of them only. */
const only = process.env.SHOTS?.split(",");
const seen = process.env.LOOKS?.split(",");
mkdirSync(folder, { recursive: true });

for (const screen of screens.filter((s) => !only || only.includes(s.name))) {
  test(screen.name, async ({ shop }) => {
    const pass = async (seconds: number) => {
      await shop.sql`update simulation_run set started_at = started_at - make_interval(secs => ${seconds}) where ended_at is null`;
    };
    const faults: string[] = [];
    for (const look of looks) {
      const name = `${look.width}-${look.locale}-${look.theme}`;
      if (seen && !seen.includes(name)) continue;
      const label = `${screen.name}-${name}`;
      const context = await shop.signIns.context(screen.role, look);
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
      await screen.open(page, pass, shop);
      await page.waitForLoadState("networkidle");
      await page.screenshot({ path: `${folder}/${label}.png`, fullPage: true, timeout: 60_000 });
      const wider = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      if (wider > 0) faults.push(`${label}: ${wider} px wider than the screen`);
      faults.push(...(await barriersOf(page)).map((barrier) => `${label}: ${barrier}`));
      await context.close();
    }
    expect(faults).toEqual([]);
  });
}
