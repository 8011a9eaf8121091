import { describe, expect, it } from "vitest";
import { pictureUrl } from "~/curriculum/picture";
import { currentVersion } from "~/curriculum/queries.server";
import { loader } from "~/curriculum/routes/picture";
import { setDb } from "~/platform/database.server";
import { routeArgs } from "@test/factories/request";
import { freshDatabase } from "@test/setup/database";

const { db, owner, make } = await freshDatabase();
setDb(db);
// The pack's own bag, under its own name: its picture lies in the repository.
const version = await make.content("product", "city-backpack-14");
await owner.execute(`update content_item set pack = 'taobao-cs' where id = '${version.itemId}'`);
await make.content("product", "without-picture");
const cookie = await make.signIn((await make.trainee((await make.team()).id)).id);
const open = (slug: string, search = "", who = cookie) =>
  loader(routeArgs(`/products/${slug}/picture${search}`, { cookie: who, params: { slug } })).catch((thrown: unknown) => thrown as Response);

describe("/products/:slug/picture", () => {
  it("serves the drawing so that it can neither run nor load anything, to be kept as long as it does not change", async () => {
    const product = await currentVersion(db, "product", "city-backpack-14");
    const url = pictureUrl({ slug: "city-backpack-14", digest: product?.digest ?? "", body: { picture: "bag.svg" } }) ?? "";
    const response = await open("city-backpack-14", url.slice(url.indexOf("?")));
    expect(response.status).toBe(200);
    expect(await response.text()).toContain("<svg");
    expect(Object.fromEntries(response.headers)).toMatchObject({
      "content-type": "image/svg+xml; charset=utf-8",
      "content-security-policy": "default-src 'none'; style-src 'unsafe-inline'; sandbox",
      "cache-control": "private, max-age=31536000, immutable",
    });
    expect((await open("city-backpack-14", "?v=older")).headers.get("Cache-Control")).toBe("private, no-cache");
  });

  it.each(["nothing", "without-picture", "../../pack", "\u0000"])("answers 404 to %j", async (slug) => {
    expect((await open(slug)).status).toBe(404);
  });

  it("asks for a session", async () => {
    expect((await open("city-backpack-14", "", "")).status).toBe(302);
  });
});
