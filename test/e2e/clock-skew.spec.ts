import { Drilled } from "./drilled";
import { answerFor, give, Thumb } from "./hands";
import { Curriculum, PHOTO } from "./learner";
import { expect, open, test } from "./shop";

/** The clock of somebody's phone stands years off: nothing changes, neither what is taken nor the times that are kept. */

const YEAR = 365 * 86_400_000;

for (const [name, skew] of [
  ["in 1976, as after a flat battery", -50 * YEAR],
  ["eleven years ahead", 11 * YEAR],
] as const) {
  test(`a phone that believes to be ${name} drills, learns and hands in as any other`, async ({ shop, watch }) => {
    const curriculum = await Curriculum.read(shop);
    const drilled = await Drilled.begin(shop);
    const page = await watch.pageWith(shop, drilled.cookie, { locale: "en", width: 360, touch: true });
    await page.addInitScript((off) => {
      const RealDate = Date;
      const now = () => RealDate.now() + off;
      globalThis.Date = new Proxy(RealDate, {
        construct: (target, given) => (given.length === 0 ? new target(now()) : Reflect.construct(target, given)),
        get: (target, key) => (key === "now" ? now : (Reflect.get(target, key) as unknown)),
      });
    }, skew);

    await open(page, "/drill");
    expect(Math.abs((await page.evaluate(() => Date.now())) - Date.now() - skew)).toBeLessThan(60_000);
    for (let n = 0; n < 3; n++) {
      const { body } = await drilled.asked(page);
      await give(page, new Thumb(), body, answerFor(body, true, "en"), "en");
      await page.getByRole("button", { name: "Answer", exact: true }).tap();
      await expect(page.locator("main [role=status]:has(a)")).toContainText("Right");
      await page.locator("main [role=status] a").first().tap();
    }
    await open(page, "/learn/bag-families");
    const [first = ""] = curriculum.body<{ check: string[] }>("lesson", "bag-families").check;
    const { body } = curriculum.question({ slug: first });
    await give(page, new Thumb(), body, answerFor(body, true, "en"), "en");
    await page.locator("#check button[type=submit]").tap();
    await expect(page.locator("#check [role=status]")).toBeVisible();

    const practical = "walk-the-shelves";
    await open(page, `/learn/${practical}`);
    const { photos } = curriculum.body<{ photos: { min: number } }>("practical", practical);
    await page.locator("input[type=file]").setInputFiles(Array<string>(Math.max(1, photos.min)).fill(PHOTO));
    await page.locator("textarea[name=note]").fill("Done as told.");
    await page.locator("form:has(input[value=practical]) button[type=submit]").tap();
    await expect(page.locator("form:has(input[value=practical])")).toHaveCount(0);

    const attempts = await shop.sql<{ context: string; ms: number; off: number }[]>`
      select context, answer_ms as ms, abs(extract(epoch from stored_at - now()))::int as off from attempt where person_id = ${drilled.personId}`;
    expect(attempts.map(({ context }) => context).sort()).toEqual(["drill", "drill", "drill", "lesson"]);
    for (const { ms, off } of attempts) {
      expect(ms).toBeLessThan(120_000);
      expect(off).toBeLessThan(120);
    }
  });
}
