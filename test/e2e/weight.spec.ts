import { gzipSync } from "node:zlib";
import { monthAddresses } from "./screens/kpi-months";
import { expect, open, type Page, test } from "./shop";

type Weight = { html: number; css: number; before: number; after: number };

/** What a first visit of `path` costs, gzipped, in bytes: `before` the page is usable, `after` once the browser was idle. */
async function weigh(page: Page, path: string): Promise<Weight> {
  const files = new Map<string, Promise<Buffer>>();
  page.on("response", (response) => {
    if (/\/assets\/.+\.(js|css)$/.test(response.url()) && response.ok()) files.set(new URL(response.url()).pathname, response.body());
  });
  await open(page, path);
  const html = await page.evaluate(() => fetch(location.href).then((answer) => answer.text()));
  await page.waitForLoadState("networkidle");
  const named = (file: string) => html.includes(file);
  const size = async (wanted: (file: string) => boolean) => {
    const bodies = await Promise.all([...files].filter(([file]) => wanted(file)).map(([, body]) => body));
    return bodies.reduce((sum, body) => sum + gzipSync(body).length, 0);
  };
  return {
    html: gzipSync(html).length,
    css: await size((file) => file.endsWith(".css")),
    before: await size((file) => file.endsWith(".js") && named(file)),
    after: await size((file) => file.endsWith(".js") && !named(file)),
  };
}

test("Today's first visit stays light", async ({ shop, watch }, info) => {
  for (const role of ["trainee", "supervisor", "manager"]) {
    const page = await watch.page(shop, role, { width: 360, locale: "zh-CN" });
    const weight = await weigh(page, "/today");
    info.annotations.push({ type: role, description: JSON.stringify(weight) });
    expect(weight.before, `${role}: script before Today is usable`).toBeLessThanOrEqual(115_000);
    expect(weight.after, `${role}: script after idle`).toBeLessThanOrEqual(60_000);
    expect(weight.css).toBeLessThanOrEqual(20_000);
    expect(weight.html).toBeLessThanOrEqual(20_000);
    // A sum of nothing would pass too.
    expect(weight.before).toBeGreaterThan(50_000);
    await page.context().close();
  }
});

test("no page weighs more than 170 kB of script", async ({ shop, watch }) => {
  const [meeting] = await shop.sql<{ id: string }[]>`select id from meeting where closed_at is null limit 1`;
  const { month, dispute } = await monthAddresses(shop);
  for (const [role, path] of [
    ["supervisor", `/meetings/${meeting?.id}/present`],
    ["supervisor", "/inbox"],
    ["manager", "/people/invite"],
    ["manager", "/people/import"],
    ["content owner", "/library"],
    ["supervisor", "/profile/notifications"],
    ["administrator", "/settings/notifications"],
    ["manager", "/kpi/months"],
    ["manager", month],
    ["manager", "/kpi/targets"],
    ["agent", dispute],
    ["agent", "/levels"],
    ["manager", "/results/grid"],
    ["supervisor", "/conduct"],
  ] as const) {
    const page = await watch.page(shop, role);
    const { before, after } = await weigh(page, path);
    expect([path, before + after < 170_000, before + after]).toEqual([path, true, before + after]);
    await page.context().close();
  }
});
