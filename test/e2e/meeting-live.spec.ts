import { freePort } from "@db/postmaster";
import { type RunningApp, startApp } from "@test/setup/app";
import { barriersOf } from "./barriers";
import { expect, open, type Page, type Shop, test } from "./shop";

/** The demo's next meeting. */
async function nextMeeting(shop: Shop): Promise<string> {
  const [row] = await shop.sql<{ id: string }[]>`select id from meeting where closed_at is null order by planned_at limit 1`;
  if (!row) throw new Error("the demo has no meeting that is prepared");
  return row.id;
}

/** The cases of its agenda as they come on, each with what should have been said. */
async function casesOf(shop: Shop, meetingId: string) {
  return shop.sql<{ title: string; better: string; kind: string }[]>`
    select c.title, c.better, c.kind from meeting_case g join chat_case c on c.id = g.case_id
    where g.meeting_id = ${meetingId} and g.with_case is null order by c.kind <> 'lost', g.position, c.number`;
}

const second = (shop: Shop, port: number): Promise<RunningApp> =>
  startApp({ dataDir: shop.app.dataDir, port, env: { PUBLIC_URL: `http://localhost:${port}`, WORKER: "none" } });
const title = (page: Page) => page.locator("#stage-title");
/** The page has not been loaded anew since it was marked. */
const mark = (page: Page) => page.evaluate(() => document.body.setAttribute("data-same", "yes"));
const isSame = (page: Page) => page.evaluate(() => document.body.getAttribute("data-same"));

test("everybody follows one presenter, over two processes, and whoever's process is killed catches up", async ({ shop, watch }) => {
  test.setTimeout(240_000);
  const meetingId = await nextMeeting(shop);
  const cases = await casesOf(shop, meetingId);
  const port = await freePort();
  let other = await second(shop, port);
  try {
    const presenter = await watch.page(shop, "supervisor", { width: 1280, locale: "en" });
    await open(presenter, `/meetings/${meetingId}`);
    await presenter.getByRole("link", { name: "Present", exact: true }).click();
    await presenter.getByRole("button", { name: "Begin", exact: true }).click();
    // Anew: the page of the agenda, which they came from, says all.
    await open(presenter, `/meetings/${meetingId}/present`);
    await expect(title(presenter)).toContainText(cases[0]?.title ?? "?");
    expect(await barriersOf(presenter)).toEqual([]);

    const here = await watch.page(shop, "agent", { width: 360, locale: "en" });
    await open(here, `/meetings/${meetingId}/live`);
    const there = await watch.page(shop, "manager", { width: 1280, locale: "en" });
    await open(there, `${other.url}/meetings/${meetingId}/live`);
    for (const page of [here, there]) {
      await expect(title(page)).toContainText(cases[0]?.title ?? "?");
      await mark(page);
    }
    await expect(presenter.getByText("2 follow")).toBeVisible();

    // One more case, and what should have been said in it, step by step.
    await presenter.keyboard.press("ArrowRight");
    for (const page of [presenter, here, there]) await expect(title(page)).toContainText(cases[1]?.title ?? "?");
    const pieces = [...new Intl.Segmenter("zh", { granularity: "sentence" }).segment(cases[1]?.better ?? "")].map(({ segment }) =>
      segment.trim(),
    );
    for (const page of [presenter, here, there]) expect(await page.content()).not.toContain(pieces[0]);
    await presenter.keyboard.press("Space");
    for (const page of [presenter, here, there]) await expect(page.getByText(pieces[0] ?? "?", { exact: true })).toBeVisible();

    // A vote: how many at once, for what at its end.
    await presenter.keyboard.press("v");
    await here.locator("button[name=choice][value=a]").click();
    await there.locator("button[name=choice][value=b]").click();
    await expect(presenter.getByText("2 have voted")).toBeVisible();
    await expect(presenter.getByText("1 vote", { exact: true })).toHaveCount(0);
    await here.locator("button[name=choice][value=b]").click();
    await expect(here.locator("button[name=choice][value=b]")).toHaveAttribute("aria-pressed", "true");
    expect(await barriersOf(here)).toEqual([]);
    await presenter.keyboard.press("v");
    for (const page of [presenter, here, there]) await expect(page.getByText("2 votes", { exact: true })).toBeVisible();

    await presenter.getByRole("button", { name: "Note 2 as there" }).click();
    await expect(presenter.getByText("All of them are noted as there.")).toBeVisible();

    // The process behind one of them is killed; meanwhile the meeting goes on.
    watch.unreached();
    await other.kill("SIGKILL");
    await expect(there.getByText("Connection lost. Trying again …")).toBeVisible();
    await presenter.keyboard.press("ArrowRight");
    await expect(title(here)).toContainText(cases[2]?.title ?? "?");
    await presenter.keyboard.press("ArrowRight");
    await expect(title(here)).toContainText(cases[3]?.title ?? "?");
    other = await second(shop, port);
    await expect(title(there)).toContainText(cases[3]?.title ?? "?", { timeout: 30_000 });
    await expect(there.getByText("Connection lost. Trying again …")).toHaveCount(0);
    for (const page of [here, there]) expect(await isSame(page)).toBe("yes");

    // What it asks for is written down where it always is, and the way leads back to the same case.
    await presenter.getByRole("link", { name: "Tell another department" }).click();
    await presenter.waitForURL(/\/actions\/\d+\?from=present&kind=tell$/);
    await presenter.getByRole("link", { name: "The meeting", exact: true }).click();
    await expect(title(presenter)).toContainText(cases[3]?.title ?? "?");
  } finally {
    watch.unreached();
    await other.stop({ wipe: false });
  }
});

test("without script the page shows how it stands, and votes by an ordinary form", async ({ shop, watch, browser }) => {
  const meetingId = await nextMeeting(shop);
  const presenter = await watch.page(shop, "supervisor", { width: 360, locale: "en" });
  await open(presenter, `/meetings/${meetingId}/present`);
  const begin = presenter.getByRole("button", { name: "Begin", exact: true });
  if (await begin.isVisible()) await begin.click();
  await presenter.getByRole("button", { name: /^Vote/ }).click();
  await expect(presenter.getByText("0 have voted")).toBeVisible();

  const signedIn = await shop.signIns.context("agent", { width: 360, locale: "en", theme: "light" });
  const context = await browser.newContext({ baseURL: shop.app.url, javaScriptEnabled: false, locale: "en" });
  await context.addCookies(await signedIn.cookies());
  await signedIn.close();
  const page = await context.newPage();
  await page.goto(`/meetings/${meetingId}/live`);
  await page.locator("button[name=choice][value=a]").click();
  await expect(page.locator("button[name=choice][value=a]")).toHaveAttribute("aria-pressed", "true");
  await expect(page.getByRole("link", { name: "Refresh" })).toBeVisible();
  await expect(presenter.getByText("1 has voted")).toBeVisible();
  await presenter.getByRole("button", { name: /^End the vote/ }).click();
  await expect(presenter.getByText("1 vote", { exact: true })).toBeVisible();
  await page.getByRole("link", { name: "Refresh" }).click();
  await expect(page.getByText("1 vote", { exact: true })).toBeVisible();
  await context.close();
});
