import { eq } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { audit, platformAccount, scriptStore, setting, store } from "@db/schema";
import { rebuildSearch } from "~/curriculum/search.server";
import { action as settingsAction, loader as settingsLoader } from "~/people/routes/settings";
import { readSetting } from "~/people/settings.server";
import { clock } from "~/platform/clock.server";
import { setDb } from "~/platform/database.server";
import { newId } from "~/platform/ids";
import { action, loader } from "~/scripts/routes/scripts";
import { both } from "@test/factories/curriculum";
import { routeArgs } from "@test/factories/request";
import { freshDatabase, MONDAY } from "@test/setup/database";

const { db, owner, make } = await freshDatabase();
setDb(db);
clock.setOffset(MONDAY.getTime() - Date.now());

const ids: Record<"tmall" | "jd" | "pdd" | "old", string> = { tmall: "", jd: "", pdd: "", old: "" };
const people: Record<"agent" | "single" | "manager" | "writer" | "administrator" | "supervisor", { id: string; cookie: string }> = {
  agent: { id: "", cookie: "" },
  single: { id: "", cookie: "" },
  manager: { id: "", cookie: "" },
  writer: { id: "", cookie: "" },
  administrator: { id: "", cookie: "" },
  supervisor: { id: "", cookie: "" },
};

beforeAll(async () => {
  const text = both("{{agent}} by {{courier}} on {{date}}: {{product}}");
  const variants = [
    { slug: "one", customer: both("one"), text },
    { slug: "two", customer: both("two"), text: both("Hello") },
  ];
  await make.content("script", "anywhere", { variants });
  await make.content("script", "on-jd", { platforms: ["jd"] });
  await make.content("script", "on-tmall", { platforms: ["tmall"] });
  await make.content("script", "scoped");
  await rebuildSearch(db);
  ids.tmall = (await make.store({ name: "Flagship", platform: "tmall" })).id;
  ids.jd = (await make.store({ name: "Own JD", platform: "jd" })).id;
  ids.pdd = (await make.store({ name: "On PDD", platform: "pdd" })).id;
  ids.old = (await make.store({ name: "Old", platform: "jd", archivedAt: MONDAY })).id;
  const team = await make.team();
  for (const [name, role] of [
    ["agent", "agent"],
    ["single", "agent"],
    ["manager", "manager"],
    ["writer", "content_owner"],
    ["administrator", "administrator"],
    ["supervisor", "supervisor"],
  ] as const) {
    const teamId = role === "administrator" || role === "content_owner" ? null : team.id;
    const { id } = await make.person({ name: `The ${name}`, roles: [role], teamId, state: role === "agent" ? "training" : null });
    people[name] = { id, cookie: await make.signIn(id) };
  }
  await make.storesOf(people.agent.id, { [ids.jd]: 60, [ids.pdd]: 40 });
  await make.storesOf(people.single.id, { [ids.jd]: 100 });
  await owner
    .insert(platformAccount)
    .values({ storeId: ids.jd, nick: "Own JD:Little One", personId: people.single.id, from: "2026-01-05", to: null });
});

const at = (search = "", who = people.supervisor, slug: string | null = null) =>
  loader(routeArgs(`/scripts${slug ? `/${slug}` : ""}${search}`, { cookie: who.cookie, params: slug ? { slug } : {} }));
const slugs = async (search: string, who = people.supervisor) => (await at(search, who)).list.rows.map(({ slug }) => slug).sort();

/** What the form of a script's stores answers: its status, and what it refused. */
async function set(stores: string[] | "every", who = people.writer, more: Record<string, string> = {}, slug = "scoped") {
  const args = routeArgs(`/scripts/${slug}`, {
    cookie: who.cookie,
    params: { slug },
    form: { where: stores === "every" ? "every" : "these", submissionId: newId(), ...more },
  });
  const body = await args.request.formData();
  if (stores !== "every") for (const id of stores) body.append("store", id);
  const request = new Request(args.request.url, { method: "POST", body, headers: withoutType(args.request.headers) });
  try {
    const result = await action({ ...args, request });
    return { status: result.init?.status, code: result.data.refusals[0]?.code };
  } catch (thrown) {
    if (thrown instanceof Response) return { status: thrown.status, to: thrown.headers.get("Location") };
    throw thrown;
  }
}

function withoutType(headers: Headers): Headers {
  const copy = new Headers(headers);
  copy.delete("Content-Type");
  copy.delete("Content-Length");
  return copy;
}

const rows = () => owner.select({ storeId: scriptStore.storeId, setBy: scriptStore.setBy }).from(scriptStore);
const trail = () =>
  owner
    .select({ action: audit.action, before: audit.before, after: audit.after })
    .from(audit)
    .where(eq(audit.subjectId, "scoped"))
    .orderBy(audit.at, audit.id);

describe("the stores of a script", () => {
  it("are set by whoever keeps the library, audited, and set again to undo it", async () => {
    expect(await set([ids.tmall, ids.jd], people.writer, { returnTo: "/scripts/scoped?q=a" })).toEqual({
      status: 302,
      to: "/scripts/scoped?q=a",
    });
    expect((await at("", people.agent, "scoped")).script?.stores?.map(({ name }) => name)).toEqual(["Flagship", "Own JD"]);
    expect(await set([ids.jd, ids.tmall], people.manager)).toMatchObject({ status: 302 });
    expect((await rows()).map((row) => row.setBy)).toEqual([people.writer.id, people.writer.id]);
    expect(await set([ids.jd], people.manager)).toMatchObject({ status: 302 });
    expect(await rows()).toEqual([{ storeId: ids.jd, setBy: people.writer.id }]);
    expect(await set("every", people.manager)).toMatchObject({ status: 302 });
    expect(await rows()).toEqual([]);
    expect((await at("", people.agent, "scoped")).script?.stores).toBeNull();
    expect(await trail()).toEqual([
      { action: "scripts.stores_set", before: { stores: [] }, after: { stores: ["Flagship", "Own JD"] } },
      { action: "scripts.stores_set", before: { stores: ["Flagship", "Own JD"] }, after: { stores: ["Own JD"] } },
      { action: "scripts.stores_lifted", before: { stores: ["Own JD"] }, after: { stores: [] } },
    ]);
  });

  it("are nobody else's to set, nor of what is not there", async () => {
    for (const who of [people.agent, people.supervisor]) expect(await set([ids.jd], who)).toMatchObject({ status: 403 });
    expect(await set([ids.jd], people.writer, {}, "nothing")).toMatchObject({ status: 404 });
    expect(await rows()).toEqual([]);
    expect((await at("", people.manager, "scoped")).keeps).toBe(true);
    expect((await at("", people.supervisor, "scoped")).keeps).toBe(false);
  });

  it.each([
    ["none of them", () => [], {}, "scope_empty"],
    ["one that nobody knows", () => [ids.jd, newId()], {}, "store_unknown"],
    ["what is no store", () => ["x"], {}, "store_unknown"],
    ["one that is put away", () => [ids.old], {}, "store_unknown"],
    ["nothing said", () => [ids.jd], { where: "nowhere" }, "scope_missing"],
  ])("are refused: %s", async (_, stores, more, code) => {
    expect(await set(stores(), people.writer, more)).toEqual({ status: 400, code });
    expect(await rows()).toEqual([]);
  });

  it("that are put away later stay until they are unticked", async () => {
    await set([ids.jd, ids.tmall]);
    await owner.update(store).set({ archivedAt: MONDAY }).where(eq(store.id, ids.tmall));
    expect(await set([ids.jd, ids.tmall])).toMatchObject({ status: 302 });
    expect(await rows()).toHaveLength(2);
    expect(await set([ids.jd])).toMatchObject({ status: 302 });
    expect(await set([ids.jd, ids.tmall])).toEqual({ status: 400, code: "store_unknown" });
    await owner.update(store).set({ archivedAt: null }).where(eq(store.id, ids.tmall));
    await set("every");
  });
});

describe("the list of a store", () => {
  beforeAll(() => set([ids.jd]));

  it("holds what holds on its platform and is scoped to no others", async () => {
    expect(await slugs("")).toEqual(["anywhere", "on-jd", "on-tmall", "scoped"]);
    expect(await slugs(`?store=${ids.jd}`)).toEqual(["anywhere", "on-jd", "scoped"]);
    expect(await slugs(`?store=${ids.tmall}`)).toEqual(["anywhere", "on-tmall"]);
    // A platform that the packs do not know has what holds on all of them.
    expect(await slugs(`?store=${ids.pdd}`)).toEqual(["anywhere"]);
    expect(await slugs("?store=every&platform=jd")).toEqual(["anywhere", "on-jd", "scoped"]);
    // The platform is the store's, whatever the address says beside it; the branches count the same.
    const { list } = await at(`?store=${ids.tmall}&platform=jd`);
    expect([list.rows.length, list.total, list.found]).toEqual([2, 2, 2]);
    expect((await at(`?store=${ids.tmall}&q=scoped`)).list.rows).toEqual([]);
  });

  it("says of each where alone it holds", async () => {
    expect((await at("")).list.rows.map(({ slug, stores }) => [slug, stores]).filter(([, stores]) => stores)).toEqual([
      ["scoped", ["Own JD"]],
    ]);
  });

  it("is of a store in use; any other is as if none were asked for", async () => {
    for (const id of [ids.old, newId(), "x"]) {
      const page = await at(`?store=${id}`);
      expect([page.list.total, page.asked.store]).toEqual([4, null]);
    }
  });

  it("offers all stores in use, one's own first; whoever serves a single one finds it chosen", async () => {
    const offered = async (who: typeof people.agent) => (await at("", who)).desk.stores.map(({ name, own }) => [name, own]);
    expect(await offered(people.supervisor)).toEqual([
      ["Flagship", false],
      ["On PDD", false],
      ["Own JD", false],
    ]);
    expect(await offered(people.agent)).toEqual([
      ["On PDD", true],
      ["Own JD", true],
      ["Flagship", false],
    ]);
    expect((await at("", people.agent)).asked.store).toBeNull();
    const { asked, list } = await at("", people.single);
    expect([asked.store, list.total]).toEqual([ids.jd, 3]);
    for (const search of ["?store=every", "?platform=jd"]) expect((await at(search, people.single)).desk.chosen).toBeNull();
    expect(await slugs("?store=every", people.single)).toHaveLength(4);
  });
});

describe("what is filled in by hand", () => {
  it("is preset with the name by which the reader serves in that store", async () => {
    const name = async (who: typeof people.agent, search = "") => (await at(search, who, "anywhere")).byHand.presets.agent;
    expect(await name(people.single)).toBe("Little One");
    expect(await name(people.single, `?store=${ids.tmall}`)).toBe("The single");
    expect(await name(people.supervisor, `?store=${ids.jd}`)).toBe("The supervisor");
    // The list reads as the script does.
    const { list } = await at("", people.single);
    expect(list.rows.find(({ slug }) => slug === "anywhere")?.line).toEqual([{ as: "text", text: "Hello" }]);
  });

  it("asks for what this script leaves open, and offers the shop's couriers and the next days", async () => {
    await owner.insert(setting).values({ key: "couriers", value: ["中通", "顺丰"], updatedAt: MONDAY });
    const { byHand } = await at("?text=zh-CN", people.supervisor, "anywhere");
    expect(byHand.names).toEqual(["agent", "courier", "date"]);
    expect(byHand.choices.courier).toEqual([{ value: "中通" }, { value: "顺丰" }]);
    expect(byHand.choices.date?.map(({ value }) => value)).toEqual(["3月2日", "3月3日"]);
    expect((await at("")).byHand.names).toEqual([]);
    await owner.delete(setting).where(eq(setting.key, "couriers"));
  });
});

describe("the couriers of the shop", () => {
  const save = async (couriers: string, who = people.administrator) => {
    try {
      const args = routeArgs("/settings", { cookie: who.cookie, form: { step: "couriers", couriers, submissionId: newId() } });
      const { init, data } = await settingsAction(args);
      return { status: init?.status, code: data.refusals[0]?.code };
    } catch (thrown) {
      if (thrown instanceof Response) return { status: thrown.status };
      throw thrown;
    }
  };

  it("are the administrator's to write, once and audited", async () => {
    expect(await readSetting(db, "couriers")).toEqual([]);
    expect(await save("中通\n圆通\n\n中通")).toEqual({ status: 302 });
    expect(await save("中通\n圆通")).toEqual({ status: 302 });
    expect(await readSetting(db, "couriers")).toEqual(["中通", "圆通"]);
    expect(await save("")).toEqual({ status: 302 });
    const written = await owner.select().from(audit).where(eq(audit.subjectId, "couriers")).orderBy(audit.at, audit.id);
    expect(written.map(({ before, after }) => [before, after])).toEqual([
      [null, ["中通", "圆通"]],
      [["中通", "圆通"], []],
    ]);
  });

  it("are refused when a name is too long or there are too many, and read by managers", async () => {
    expect(await save("顺".repeat(21))).toEqual({ status: 400, code: "courier_long" });
    expect(await save(Array.from({ length: 13 }, (_, i) => `c${i}`).join("\n"))).toEqual({ status: 400, code: "couriers_many" });
    expect(await save("中通", people.manager)).toEqual({ status: 403 });
    const args = routeArgs("/settings", { cookie: people.manager.cookie });
    expect(await settingsLoader(args)).toMatchObject({ couriers: [], mayEdit: false });
  });
});
