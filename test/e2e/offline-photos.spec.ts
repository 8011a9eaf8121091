import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import { network, phoneOf } from "./dead-spot";
import { expect, open, type Shop, test } from "./shop";

const WHO = "chenxi";
const SLUG = "price-wall";

/** A large photo as a phone makes it: with the place where it was taken. */
async function photoWithPlace(page: Page): Promise<Buffer> {
  const plain = await page.evaluate(async () => {
    const canvas = document.createElement("canvas");
    [canvas.width, canvas.height] = [2400, 1800];
    const pen = canvas.getContext("2d");
    for (let n = 0; pen && n < 400; n++) {
      pen.fillStyle = `hsl(${n * 37} 60% 50%)`;
      pen.fillRect((n * 97) % 2400, (n * 61) % 1800, 140, 140);
    }
    return canvas.toDataURL("image/jpeg", 0.9).split(",")[1] ?? "";
  });
  const jpeg = Buffer.from(plain, "base64");
  const body = Buffer.concat([Buffer.from("Exif\0\0II*\0", "latin1"), Buffer.from("GPS 31.2304 N 121.4737 E PhoneModel-X")]);
  const length = Buffer.alloc(2);
  length.writeUInt16BE(body.length + 2);
  return Buffer.concat([jpeg.subarray(0, 2), Buffer.from([0xff, 0xe1]), length, body, jpeg.subarray(2)]);
}

async function handedIn({ sql }: Shop): Promise<{ id: string; note: string; file_ids: string[] }[]> {
  return sql`
    select s.id, s.note, s.file_ids from practical_submission s join person p on p.id = s.person_id
    where p.login = ${WHO} and s.slug = ${SLUG} order by s.submitted_at desc, s.attempt desc`;
}

/** It came back, whatever another test has done with it meanwhile. */
test.beforeAll(
  async ({ shop }) =>
    void (await shop.sql`
      update activity_state set status = 'returned' where slug = ${SLUG}
        and enrolment_id in (select e.id from enrolment e join person p on p.id = e.person_id where p.login = ${WHO} and e.ended_at is null)`),
);

test("photos taken in a dead spot wait on their page and arrive once, without the place where they were taken", async ({ shop }) => {
  const page = await phoneOf(shop, WHO);
  const before = (await handedIn(shop)).length;
  await open(page, `/learn/${SLUG}`);
  const taken = await photoWithPlace(page);
  expect(taken.includes("Exif")).toBe(true);
  await page.waitForLoadState("networkidle");
  await page.context().setOffline(true);
  const files = [1, 2, 3].map((n) => ({ name: `IMG_${n}.jpg`, mimeType: "image/jpeg", buffer: taken }));
  await page.locator("input[type=file]").setInputFiles(files);
  await expect(page.getByAltText("Photo 3")).toBeVisible();
  await page.locator("textarea[name=note]").fill("From the back of the hall");
  await page.locator("form:has(textarea[name=note]) button[type=submit]").last().click();
  await expect(page.getByText("Waits on this device")).toBeVisible();
  await expect(network(page)).toHaveText(/^Offline · 1 waiting/);
  expect(await handedIn(shop)).toHaveLength(before);

  await page.context().setOffline(false);
  await expect(network(page)).toHaveCount(0);
  await expect(page.getByText("Waits on this device")).toHaveCount(0);
  await open(page, `/learn/${SLUG}`);
  const [latest, ...earlier] = await handedIn(shop);
  expect(earlier).toHaveLength(before);
  expect(latest).toMatchObject({ note: "From the back of the hall" });
  const stored = await shop.sql<{ sha256: string; media_type: string }[]>`
    select sha256, media_type from file where id = any(${latest?.file_ids ?? []})`;
  expect(stored).toHaveLength(3);
  for (const { sha256, media_type } of stored) {
    const bytes = await readFile(join(shop.app.dataDir, "files", sha256.slice(0, 2), sha256));
    expect(media_type).toBe("image/jpeg");
    expect(bytes.includes("Exif") || bytes.includes("PhoneModel")).toBe(false);
    expect(bytes.length).toBeLessThan(taken.length);
  }
  await page.context().close();
});

test("the product can be installed in both languages, and its worker rules the whole site", async ({ shop }) => {
  const { url } = shop.app;
  for (const [lang, name] of [
    ["en", "Deskready 上岗"],
    ["zh-CN", "上岗 Deskready"],
  ] as const) {
    const answer = await fetch(`${url}/manifest.webmanifest?lang=${lang}`);
    expect(answer.headers.get("content-type")).toContain("application/manifest+json");
    const manifest = (await answer.json()) as {
      name: string;
      lang: string;
      id: string;
      icons: { src: string; type: string; sizes: string }[];
    };
    expect(manifest).toMatchObject({ name, lang, id: "/", display: "standalone", start_url: "/" });
    for (const { src, type } of manifest.icons) {
      const icon = await fetch(url + src);
      expect([icon.status, icon.headers.get("content-type")]).toEqual([200, type]);
    }
    expect(manifest.icons.map(({ sizes }) => sizes)).toEqual(expect.arrayContaining(["192x192", "512x512"]));
  }
  const worker = await fetch(`${url}/sw.js`);
  expect(worker.headers.get("service-worker-allowed")).toBe("/");
  expect(worker.headers.get("cache-control")).toBe("no-cache");
  expect(worker.headers.get("content-type")).toContain("javascript");
});
