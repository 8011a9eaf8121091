import { eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { connect } from "@db/client";
import { contentItem, scriptFavourite, scriptUse, setting } from "@db/schema";
import { rebuildSearch } from "~/curriculum/search.server";
import { clock } from "~/platform/clock.server";
import { setDb } from "~/platform/database.server";
import { newId } from "~/platform/ids";
import { plainText } from "~/scripts/fill-rules";
import { action as copied } from "~/scripts/routes/copied";
import { action as favourite } from "~/scripts/routes/favourite";
import { loader } from "~/scripts/routes/scripts";
import { loader as frame } from "~/frame";
import { both } from "@test/factories/curriculum";
import { routeArgs } from "@test/factories/request";
import { freshDatabase, MONDAY } from "@test/setup/database";

const { db, owner, make, appUrl, appSql } = await freshDatabase();
let statements = 0;
const counted = connect(appUrl, { max: 3, onStatement: () => void statements++ });
afterAll(counted.close);
clock.setOffset(MONDAY.getTime() - Date.now());

let agent = { id: "", cookie: "" };
let supervisor = { id: "", cookie: "" };
let administrator = "";
const versions = new Map<string, string>();

beforeAll(async () => {
  const script = async (slug: string, values: Parameters<typeof make.content<"script">>[2]) =>
    void versions.set(slug, (await make.content("script", slug, values)).id);
  await script("when-sent", {
    branch: "dispatch",
    title: { "zh-CN": "什么时候发货", en: "When it is sent" },
    situation: { "zh-CN": "客户付款后催单", en: "The customer has paid and asks" },
    customer_says: { "zh-CN": "几时发？", en: "sent when?" },
    variants: [
      { slug: "hurry", customer: both("in a hurry"), text: { "zh-CN": "走{{courier}}，到{{city}}。", en: "By {{courier}} to {{city}}." } },
      {
        slug: "calm",
        customer: both("patient"),
        text: {
          "zh-CN": "{{product}} {{colour}}，{{price}} 元，现有 {{stock}} 只。\n{{shop}}",
          en: "{{product}} in {{colour}}, {{price}} yuan, {{stock}} left.\n{{shop}}",
        },
      },
    ],
  });
  await script("hello", { platforms: ["jd"] });
  await script("hello-again", { platforms: ["taobao", "tmall"] });
  await script("refund-slow", { branch: "return_exchange", why: { "zh-CN": "退款要说清到账的时间", en: "Say when the refund arrives" } });
  await script("gone", { title: { "zh-CN": "旧的发货话术", en: "Old dispatch script" } });
  await make.content("product", "ridge", {
    name: { "zh-CN": "卷山背包", en: "Ridge backpack" },
    price_yuan: 169,
    colours: [
      { "zh-CN": "黑色", en: "Black" },
      { "zh-CN": "军绿", en: "Army green" },
    ],
  });
  await make.content("product", "no-more", { name: both("No more") });
  for (const slug of ["gone", "no-more"]) await owner.update(contentItem).set({ archivedAt: MONDAY }).where(eq(contentItem.slug, slug));
  await owner.insert(setting).values({ key: "shop_name", value: "木棉包袋", updatedAt: MONDAY });
  await rebuildSearch(db);
  const team = await make.team();
  const someone = async (role: "agent" | "supervisor") => {
    const { id } = await make.person({ roles: [role], teamId: team.id, state: role === "agent" ? "training" : null });
    return { id, cookie: await make.signIn(id) };
  };
  agent = await someone("agent");
  supervisor = await someone("supervisor");
  administrator = await make.signIn((await make.person({ roles: ["administrator"] })).id);
  setDb(counted.db, () => void statements++);
});
beforeEach(() => {
  statements = 0;
});

const at = (slug: string | null, search = "", { cookie = agent.cookie, locale = "en" } = {}) =>
  loader(
    routeArgs(`/scripts${slug ? `/${slug}` : ""}${search}`, {
      cookie,
      params: slug ? { slug } : {},
      headers: { "Accept-Language": locale },
    }),
  );
const slugs = async (search: string) => (await at(null, search)).list.rows.map((row) => row.slug);
const q = (words: string, more = "") => `?q=${encodeURIComponent(words)}${more}`;
const mark = (name: string) => `[${name}]`;
const said = async (search: string, locale = "en") =>
  (await at("when-sent", search, { locale })).script?.variants.map((variant) => plainText(variant.parts, mark));
/** The answer, thrown or not. */
const status = async (run: () => Promise<unknown>): Promise<number> => {
  try {
    const result = await run();
    return result instanceof Response ? result.status : 200;
  } catch (thrown) {
    if (thrown instanceof Response) return thrown.status;
    throw thrown;
  }
};

describe("the list", () => {
  it("goes along the branches, with what stands on each; what is archived is gone", async () => {
    const { list } = await at(null);
    expect(list.rows.map((row) => row.slug)).toEqual(["hello", "hello-again", "when-sent", "refund-slow"]);
    expect(list.branches.filter((one) => one.count > 0)).toEqual([
      { branch: "greeting", count: 2 },
      { branch: "dispatch", count: 1 },
      { branch: "return_exchange", count: 1 },
    ]);
    expect(list.branches).toHaveLength(12);
    expect(await slugs("?branch=dispatch")).toEqual(["when-sent"]);
    expect((await at(null, "?branch=dispatch")).list).toMatchObject({ found: 1, total: 4 });
  });

  it.each([
    ["发货", ["when-sent"]],
    ["發貨", ["when-sent"]],
    ["fahuo", ["when-sent"]],
    ["fa huo", ["when-sent"]],
    ["fh", ["when-sent"]],
    ["paid", ["when-sent"]],
    ["REFUND", ["refund-slow"]],
    ["到账", ["refund-slow"]],
    ["!?", []],
    ["nothing like it", []],
  ])("finds %s", async (words, expected) => {
    expect(await slugs(q(words))).toEqual(expected);
  });

  it("says what may have been meant, and counts branches among what was found", async () => {
    expect((await at(null, q("refnud"))).list.meant).toEqual(["refund"]);
    expect((await at(null, q("refund"))).list.branches.find((one) => one.count > 0)).toEqual({ branch: "return_exchange", count: 1 });
  });

  it("keeps to a platform", async () => {
    expect(await slugs("?platform=jd")).toEqual(["hello", "when-sent", "refund-slow"]);
    expect(await slugs("?platform=tmall")).toEqual(["hello-again", "when-sent", "refund-slow"]);
    expect(await slugs("?platform=other")).toEqual([]);
  });

  it("shows title, situation and how it begins in the reader's language, the words to the customer in their own", async () => {
    const row = async (search: string, locale: string) => {
      const found = (await at(null, search, { locale })).list.rows[0];
      return found && [found.title[0]?.text, found.about[0]?.text, plainText(found.line, mark)];
    };
    const branch = "?branch=dispatch";
    expect(await row(branch, "en")).toEqual(["When it is sent", "The customer has paid and asks", "By [courier] to [city]."]);
    expect(await row(branch, "zh-CN")).toEqual(["什么时候发货", "客户付款后催单", "走[courier]，到[city]。"]);
    expect(await row(`${branch}&text=zh-CN&product=ridge`, "en")).toEqual([
      "When it is sent",
      "The customer has paid and asks",
      "卷山背包 黑色，169 元，现有 3 只。",
    ]);
  });
});

describe("a script", () => {
  it("is filled from the product, in the language of the wording; the rest stays open", async () => {
    expect(await said("")).toEqual(["By [courier] to [city].", "[product] in [colour], [price] yuan, [stock] left.\n木棉包袋"]);
    expect((await said("?product=ridge&colour=1"))?.[1]).toBe("Ridge backpack in army green, 169 yuan, 3 left.\n木棉包袋");
    expect((await said("?product=ridge&text=zh-CN"))?.[1]).toBe("卷山背包 黑色，169 元，现有 3 只。\n木棉包袋");
    expect((await said("?product=ridge&text=en", "zh-CN"))?.[1]).toContain("Ridge backpack in black");
    expect((await said("?product=no-more"))?.[1]).toContain("[product]");
    const { script, product } = await at("when-sent", "?product=ridge&text=zh-CN");
    expect([script?.lead, script?.customerSays, script?.title, product?.colours]).toEqual([
      "calm",
      "几时发？",
      "When it is sent",
      ["Black", "Army green"],
    ]);
  });

  it("offers products by Chinese words, pinyin and English; archived ones not", async () => {
    for (const words of ["背包", "beibao", "ridge"])
      expect((await at("when-sent", `?find=${encodeURIComponent(words)}`)).offers).toEqual([
        { slug: "ridge", name: "Ridge backpack", code: "ridge", price: 169 },
      ]);
    expect((await at("when-sent", "?find=more")).offers).toEqual([]);
    expect((await at("when-sent")).offers).toBeNull();
  });

  it.each(["gone", "nothing", "ridge", "No-Slug"])("that is not there is not found: %s", async (slug) => {
    expect(await status(() => at(slug))).toBe(404);
  });

  it("costs at most six statements with the frame around it, once it was read", async () => {
    const page = "?product=ridge&q=fa+huo";
    for (let round = 0; round < 2; round++) {
      statements = 0;
      const args = routeArgs(`/scripts/when-sent${page}`, { cookie: supervisor.cookie, params: { slug: "when-sent" } });
      await Promise.all([loader(args), frame(args)]);
    }
    expect(statements).toBeLessThanOrEqual(6);
    statements = 0;
    const args = routeArgs("/scripts/when-sent?find=beibao", { cookie: agent.cookie, params: { slug: "when-sent" } });
    await Promise.all([loader(args), frame(args)]);
    expect(statements).toBeLessThanOrEqual(6);
  });

  it("is nobody's who does not serve, lead or write", async () => {
    expect(await status(() => at(null, "", { cookie: administrator }))).toBe(403);
    expect(await status(() => at(null, "", { cookie: "" }))).toBe(302);
  });
});

const star = (slug: string, on: "0" | "1", more: Record<string, string> = {}, cookie = agent.cookie) =>
  status(() =>
    favourite(routeArgs(`/scripts/${slug}/favourite`, { cookie, params: { slug }, form: { on, submissionId: newId(), ...more } })),
  );

describe("favourites", () => {
  it("are one's own, stand first when asked, and twice is once", async () => {
    expect(await star("refund-slow", "1")).toBe(302);
    expect(await star("refund-slow", "1")).toBe(302);
    expect(await slugs("?favourites=first")).toEqual(["refund-slow", "hello", "hello-again", "when-sent"]);
    expect((await at(null)).list.favourites).toBe(1);
    expect((await at("refund-slow")).script?.favourite).toBe(true);
    expect((await at("refund-slow", "", { cookie: supervisor.cookie })).script?.favourite).toBe(false);
    expect(await star("refund-slow", "0")).toBe(302);
    expect(await owner.select().from(scriptFavourite)).toEqual([]);
  });

  it("are of scripts that are there", async () => {
    expect(await star("gone", "1")).toBe(404);
    expect(await star("nothing", "1")).toBe(404);
    expect(await star("hello", "1", {}, administrator)).toBe(403);
  });
});

describe("the count of uses", () => {
  const copy = (fields: Record<string, string>, slug = "when-sent", cookie = agent.cookie) =>
    status(() =>
      copied(
        routeArgs(`/scripts/${slug}/copied`, {
          cookie,
          params: { slug },
          form: { id: newId(), version: versions.get("when-sent") ?? "", variant: "calm", ...fields },
        }),
      ),
    );

  it("is of those who lead; each copy is noted once, with its version and variant", async () => {
    const id = newId();
    expect(await copy({ id })).toBe(204);
    expect(await copy({ id })).toBe(204);
    expect(await copy({ variant: "hurry" })).toBe(204);
    const rows = await owner.select().from(scriptUse);
    expect(rows.map((row) => [row.personId, row.variant, row.versionId, row.at.getTime() - MONDAY.getTime() < 600_000])).toEqual([
      [agent.id, "calm", versions.get("when-sent"), true],
      [agent.id, "hurry", versions.get("when-sent"), true],
    ]);
    expect((await at("when-sent")).script?.uses).toBeNull();
    expect((await at("when-sent", "", { cookie: supervisor.cookie })).script?.uses).toBe(2);
    await owner.insert(scriptUse).values({
      ...{ personId: agent.id, itemId: rows[0]?.itemId ?? "", versionId: rows[0]?.versionId ?? "", variant: "calm" },
      at: new Date(MONDAY.getTime() - 31 * 86_400_000),
    });
    expect((await at("when-sent", "", { cookie: supervisor.cookie })).script?.uses).toBe(2);
  });

  it.each([
    ["no id", { id: "x" }, 400],
    ["no version", { version: "x" }, 400],
    ["a version that is none", { version: newId() }, 404],
    ["a variant that it has not", { variant: "other" }, 404],
  ])("refuses %s", async (_, fields, expected) => {
    const before = (await owner.select().from(scriptUse)).length;
    expect(await copy(fields)).toBe(expected);
    expect(await owner.select().from(scriptUse)).toHaveLength(before);
  });

  it("is of whoever copied it, whoever is signed in when it comes", async () => {
    const before = (await owner.select().from(scriptUse)).length;
    expect(await copy({ person: supervisor.id })).toBe(409);
    expect(await owner.select().from(scriptUse)).toHaveLength(before);
    expect(await copy({ person: agent.id })).toBe(204);
    expect(await owner.select().from(scriptUse)).toHaveLength(before + 1);
  });

  it("refuses another script's version, and somebody without the desk", async () => {
    expect(await copy({}, "hello")).toBe(404);
    expect(await copy({}, "when-sent", administrator)).toBe(403);
  });

  it("stays as it was written, and only what a script says is written", async () => {
    await expect(appSql`update script_use set variant = 'hurry'`).rejects.toThrow(/permission denied/);
    await expect(appSql`delete from script_use`).rejects.toThrow(/permission denied/);
    const [row] = await owner.select().from(scriptUse);
    if (!row) throw new Error("no use");
    await expect(owner.insert(scriptUse).values({ ...row, id: newId(), variant: "never" })).rejects.toMatchObject({
      cause: { code: "DR031" },
    });
    await expect(owner.update(scriptUse).set({ variant: "hurry" })).rejects.toMatchObject({ cause: { code: "DR031" } });
  });
});
