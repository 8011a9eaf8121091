import jsQR from "jsqr";
import { expect, open, type Page, test } from "./shop";

/** What a camera reads off the paper: the QR code as it is drawn, from its pixels, which a blank page of the browser unpacks. */
async function scanned(page: Page): Promise<string> {
  const png = await page.locator("svg.certificate-qr").screenshot({ scale: "css" });
  const blank = await page.context().newPage();
  const { data, width, height } = await blank.evaluate(async (base64) => {
    const bytes = Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));
    const bitmap = await createImageBitmap(new Blob([bytes], { type: "image/png" }));
    const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext("2d");
    if (!context) throw new Error("this browser draws nothing");
    context.drawImage(bitmap, 0, 0);
    return { data: [...context.getImageData(0, 0, bitmap.width, bitmap.height).data], width: bitmap.width, height: bitmap.height };
  }, png.toString("base64"));
  await blank.close();
  const read = jsQR(new Uint8ClampedArray(data), width, height);
  if (!read) throw new Error("no QR code could be read from the picture");
  return read.data;
}

test("a certificate is scanned by somebody who is not signed in, then revoked", async ({ shop, watch }) => {
  const agent = await watch.page(shop, "agent");
  await open(agent, "/profile");
  await agent.getByRole("link", { name: "Certificate of activation" }).click();
  await expect(agent.getByRole("heading", { name: "Certificate of Activation" })).toBeVisible();
  const address = await scanned(agent);
  expect(address).toMatch(new RegExp(`^${shop.app.url}/verify/[0-9A-Z]{26}$`));
  const name = await agent.locator(".certificate-name").textContent();

  // One sheet of A4, lying: 842 by 595 points.
  const sheets =
    (await agent.pdf({ preferCSSPageSize: true })).toString("latin1").match(/\/Type\s*\/Page\b[^]*?\/MediaBox\s*\[[^\]]*\]/g) ?? [];
  expect(sheets).toHaveLength(1);
  expect(sheets[0]).toMatch(/\[\s*0 0 84[12](\.\d+)? 59[456](\.\d+)?\s*\]/);

  const stranger = await watch.page(shop, null, { width: 360, locale: "zh-CN" });
  await stranger.goto(address);
  await expect(stranger.getByText("证书真实有效")).toBeVisible();
  await expect(stranger.getByText(name ?? "?", { exact: true })).toBeVisible();

  // The agent would rather not be named in full.
  await agent.getByLabel("Abbreviated").check();
  await agent.getByRole("button", { name: "Save" }).click();
  await expect(agent.locator(".certificate-name")).not.toHaveText(name ?? "?");
  await stranger.reload();
  await expect(stranger.getByText(name ?? "?", { exact: true })).toHaveCount(0);

  const badge = await agent.request.get(`${address}/credential.jwt`);
  expect(badge.headers()["content-type"]).toBe("application/jwt");
  expect((await badge.text()).split(".")).toHaveLength(3);

  const manager = await watch.page(shop, "manager");
  await open(manager, new URL(agent.url()).pathname);
  await manager.getByText("Revoke this certificate").click();
  await manager.getByLabel("Reason").fill("The paper was lost on the way home.");
  await manager.getByRole("button", { name: "Revoke" }).click();
  await manager.getByRole("alertdialog").getByRole("button", { name: "Revoke" }).click();
  await expect(manager.getByText("This certificate was revoked")).toBeVisible();
  await stranger.reload();
  await expect(stranger.getByText("这张证书已作废")).toBeVisible();

  // Typed by hand, with spaces: another one is issued and holds.
  await manager.getByRole("button", { name: "Issue another certificate" }).click();
  const code = manager.locator(".certificate-code");
  await expect(manager.getByText("This certificate was revoked")).toHaveCount(0);
  const printed = (await code.textContent()) ?? "";
  await stranger.getByRole("link", { name: "再核验一张" }).click();
  await stranger.getByLabel("证书编号").fill(` ${printed.toLowerCase().replaceAll("-", " ")} `);
  await stranger.getByRole("button", { name: "核验" }).click();
  await expect(stranger.getByText("证书真实有效")).toBeVisible();
});
