import { describe, expect, it } from "vitest";
import { namelessPictureUrl, pictureUrl } from "~/curriculum/picture";
import { currentVersion } from "~/curriculum/queries.server";
import { loader as openNameless } from "~/curriculum/routes/nameless-picture";
import { loader } from "~/curriculum/routes/picture";
import { factsFor } from "~/drill/question-facts.server";
import type { Question } from "~/drill/types/question";
import { setDb } from "~/platform/database.server";
import { newId } from "~/platform/ids";
import { routeArgs } from "@test/factories/request";
import { freshDatabase } from "@test/setup/database";

const { db, owner, make } = await freshDatabase();
setDb(db);
// The pack's own bag, under its own name: its picture lies in the repository.
const version = await make.content("product", "city-backpack-14");
await owner.execute(`update content_item set pack = 'taobao-cs' where id = '${version.itemId}'`);
const bare = await make.content("product", "without-picture");
const plainOne = await make.content("product", "never-drawn", { picture: undefined });
const lesson = await make.content("lesson", "not-a-product");
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

describe("/pictures/:versionId", () => {
  const openVersion = (versionId: string, who = cookie) =>
    openNameless(routeArgs(`/pictures/${versionId}`, { cookie: who, params: { versionId } })).catch(
      (thrown: unknown) => thrown as Response,
    );

  it("serves the same drawing for ever, under an address that names nothing", async () => {
    const product = await currentVersion(db, "product", "city-backpack-14");
    const url = namelessPictureUrl({ id: product?.id ?? "", body: { picture: "bag.svg" } }) ?? "";
    expect(url).toMatch(/^\/pictures\/[0-9a-f-]{36}$/);
    const response = await openVersion(url.slice("/pictures/".length));
    expect(response.status).toBe(200);
    expect(await response.text()).toContain("<svg");
    expect(Object.fromEntries(response.headers)).toMatchObject({
      "content-type": "image/svg+xml; charset=utf-8",
      "content-security-policy": "default-src 'none'; style-src 'unsafe-inline'; sandbox",
      "cache-control": "private, max-age=31536000, immutable",
    });
    expect(JSON.stringify([...response.headers])).not.toContain("backpack");
    expect(namelessPictureUrl({ id: "x", body: {} })).toBeNull();
  });

  it("stands in the facts of a question", async () => {
    const body = {
      type: "image_choice",
      options: [{ product: "city-backpack-14" }, { product: "without-picture" }, { product: "never-drawn" }, { product: "gone" }],
    };
    const { products } = await factsFor(db, [body as unknown as Question]);
    expect([...products.values()].map(({ slug, picture }) => [slug, picture === null]).sort()).toEqual([
      ["city-backpack-14", false],
      ["never-drawn", true],
      ["without-picture", false],
    ]);
    expect(products.get("city-backpack-14")?.picture).toMatch(/^\/pictures\/[0-9a-f-]{36}$/);
  });

  it.each([
    ["a version whose picture is nowhere", bare.id],
    ["a version without a picture", plainOne.id],
    ["a version of something else", lesson.id],
    ["a version that there is not", newId()],
    ["a slug", "city-backpack-14"],
    ["a path", "../../pack"],
    ["NUL", "\u0000"],
  ])("answers 404 to %s", async (_name, versionId) => {
    expect((await openVersion(versionId)).status).toBe(404);
  });

  it("asks for a session", async () => {
    expect((await openVersion(newId(), "")).status).toBe(302);
  });
});
