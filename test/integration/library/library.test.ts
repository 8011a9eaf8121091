import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { eq } from "drizzle-orm";
import { connect } from "@db/client";
import { contentDraft, contentItem } from "@db/schema";
import { rebuildSearch } from "~/curriculum/search.server";
import { loader } from "~/library/routes/library";
import { setDb } from "~/platform/database.server";
import { both } from "@test/factories/curriculum";
import { routeArgs } from "@test/factories/request";
import { freshDatabase, MONDAY } from "@test/setup/database";

const { db, owner, make, appUrl } = await freshDatabase();
let statements = 0;
const counted = connect(appUrl, { max: 3, onStatement: () => void statements++ });
afterAll(counted.close);

let cookie = "";
beforeAll(async () => {
  await make.plan();
  await make.content("topic", "shipping", { title: { "zh-CN": "发货时效", en: "Dispatch" } });
  await make.content("script", "when-sent", {
    title: { "zh-CN": "什么时候发货", en: "When it is sent" },
    situation: { "zh-CN": "客户付款后催单", en: "The customer has paid and asks" },
  });
  await make.content("script", "other", {
    why: { "zh-CN": "答应的时间要做到，今天下午四点前付款当天发货。", en: "Promise what you keep" },
  });
  await make.content("question", "ship-q", {
    topic: "shipping",
    lesson: "lesson-1",
    critical: true,
    stem: { "zh-CN": "重庆的订单几天到？", en: "How long to Chongqing?" },
  });
  await make.content("lesson", "old-lesson", { title: { "zh-CN": "旧课", en: "Old lesson on 退货" } });
  await make.content("product", "bag-9", { code: "BX-709", name: both("Ferry crossbody") });
  await make.content("script", "close", { branch: "closing" });
  await make.content("term", "cheapest", { group: "promise" });
  await make.content("term", "best", { group: "promise", words: { "zh-CN": ["最好"], en: ["best"] } });
  const entry = (slug: string) => ({
    slug,
    title: both(slug),
    critical: true,
    descriptors: [1, 2, 3, 4, 5].map((n) => both(`${n}`)) as never,
  });
  await make.content("checklist", "probation", {
    areas: [
      { slug: "features", title: both("Features"), how: both("how"), weight: 60, items: [entry("a")] },
      { slug: "prices", title: both("Prices"), how: both("how"), weight: 40, items: [entry("b"), entry("c")] },
    ],
  });
  await make.content("conduct_rules", "conduct");
  for (let n = 0; n < 30; n++) await make.content("house_form", `form-${n}`, { intro: both("paginated") });
  await owner.update(contentItem).set({ archivedAt: MONDAY }).where(eq(contentItem.slug, "old-lesson"));
  const { id: editorId } = await make.manager();
  const [item] = await owner.select().from(contentItem).where(eq(contentItem.slug, "lesson-2"));
  await owner.insert(contentDraft).values({
    kind: "lesson",
    slug: "lesson-2",
    itemId: item?.id ?? null,
    body: {},
    editorId,
    revision: 1,
    createdAt: MONDAY,
    updatedAt: MONDAY,
  });
  await rebuildSearch(db);
  cookie = await make.signIn(editorId);
  setDb(counted.db, () => void statements++);
});
beforeEach(() => {
  statements = 0;
});

const ask = (search: string) => loader(routeArgs(`/library${search}`, { cookie }));
const list = async (search: string) => {
  const page = (await ask(search)).list;
  if (!page) throw new Error("no list");
  return page;
};
const slugs = async (search: string) => (await list(search)).rows.map((r) => r.slug);
const q = (words: string, more = "") => `?q=${encodeURIComponent(words)}${more}`;
const marked = (pieces: { text: string; hit: boolean }[]) => pieces.filter((p) => p.hit).map((p) => p.text);

describe("searching", () => {
  it.each([
    ["two characters", "发货"],
    ["traditional characters", "發貨"],
    ["pinyin", "fahuo"],
    ["unfinished pinyin", "fahu"],
    ["pinyin with tones", "fāhuò"],
    ["first letters", "fh"],
    ["first letters in capitals of full width", "ＦＨ"],
  ])("finds by %s, the title before the text", async (_, words) => {
    expect(await slugs(q(words, "&kind=script"))).toEqual(["when-sent", "other"]);
  });

  it.each([
    ["English in any case", "FERRY cross", "bag-9"],
    ["full width", "ｆｅｒｒｙ", "bag-9"],
    ["a code with and without its hyphen", "bx709", "bag-9"],
    ["a reading that depends on the word", "chongqing", "ship-q"],
    ["words of both languages", "付款 promise", "other"],
    ["a slug", "when-sent", "when-sent"],
  ])("finds %s", async (_, words, slug) => {
    expect(await slugs(q(words))).toContain(slug);
  });

  it.each(["发火机", "zzz", "%", "_", "?!", "发货 zzz"])("finds nothing for %s", async (words) => {
    expect(await list(q(words))).toMatchObject({ rows: [], total: 0 });
  });

  it("takes syllables apart from each other as one phrase, and as single words only where nothing holds the phrase", async () => {
    expect(await slugs(q("fa huo", "&kind=script"))).toEqual(["when-sent", "other"]);
    expect(await slugs(q("cui dan"))).toEqual(["when-sent"]);
    // 「四点前付款」 holds 点 and 款, and not one after the other.
    expect(await slugs(q("dian kuan"))).toEqual(["other"]);
    const [hit] = (await list(q("cui da"))).rows;
    expect(hit && marked(hit.about)).toEqual(["催单"]);
    expect((await list(q("fa huo"))).total).toBe((await list(q("fahuo"))).total);
  });

  it.each([
    ["a letter swapped with its neighbour", "fahou", "fahuo"],
    ["a letter too many", "fahuoo", "fahuo"],
    ["syllables apart", "chong qinh", "chongqing"],
    ["a letter left out", "promse", "promise"],
    ["two slips", "chonqinng", "chongqing"],
    ["a wrong first letter", "gerry", "ferry"],
    ["one of several words", "ferry crosbody", "ferry crossbody"],
  ])("says what may have been meant by %s", async (_, typed, meant) => {
    const page = await list(q(typed));
    expect([page.total, page.meant[0]]).toEqual([0, meant]);
    expect((await list(q(meant))).total).toBeGreaterThan(0);
  });

  it.each([
    ["finds something", q("fahuo")],
    ["is like nothing", q("qwxyzzy")],
    ["is short", q("xzq")],
    ["would find nothing under the same filters", q("promse", "&kind=script&pack=shop")],
    ["is no word", q("%%%%")],
  ])("says nothing of the kind where a search %s", async (_, search) => {
    expect((await list(search)).meant).toEqual([]);
  });

  it("costs at most six statements where nothing is found", async () => {
    await ask(q("chong qinh"));
    statements = 0;
    await ask(q("chong qinh"));
    expect(statements).toBeLessThanOrEqual(6);
  });

  it("marks the hit where it stands, as written or as it sounds", async () => {
    const [title, text] = (await list(q("fahuo", "&kind=script"))).rows;
    expect(text && marked(text.about)).toEqual(["发货"]);
    expect(title?.slug).toBe("when-sent");
    const [english] = (await list(q("promise"))).rows;
    expect(english && marked(english.about)).toEqual(["Promise"]);
  });

  it("counts by kind what is found, and filters by kind, topic, pack and state", async () => {
    const page = await list(q("发货"));
    expect(page.counts).toMatchObject({ script: 2, question: 0 });
    expect(page.topics).toContainEqual({ value: "shipping", label: "Dispatch" });
    expect(await slugs("?topic=shipping")).toEqual(["ship-q"]);
    expect(await slugs("?kind=script&pack=shop")).toEqual([]);
    expect(await slugs(q("旧课"))).toEqual([]);
    expect((await list(q("旧课", "&state=archived"))).rows).toMatchObject([{ slug: "old-lesson", archived: true }]);
    expect((await list("?state=draft")).rows).toMatchObject([{ slug: "lesson-2", draft: true }]);
  });

  it("pages", async () => {
    const first = await list("?kind=house_form");
    expect([first.rows.length, first.total, first.pages]).toEqual([25, 30, 2]);
    const second = await list("?kind=house_form&page=2");
    expect(second.rows).toHaveLength(5);
    expect(second.rows[0]?.slug).not.toBe(first.rows[0]?.slug);
  });

  it.each(["?kind=nothing&q=%00", "?page=-3&kind=script", "?topic=../x&pack=%27&kind=script", `?q=${"发".repeat(500)}`, "?state=gone&q=x"])(
    "answers %s",
    async (search) => {
      expect((await ask(search)).list).not.toBeNull();
    },
  );

  it("costs at most six statements, session and drafts included", async () => {
    await ask(q("发货"));
    statements = 0;
    await ask(q("发货"));
    expect(statements).toBeLessThanOrEqual(6);
  });
});

describe("the tree", () => {
  const tree = async (search = "") => {
    const { tree: found } = await ask(search);
    if (!found) throw new Error("no tree");
    return found;
  };

  it("holds plans, days and activities with their marks; the first plan is unfolded", async () => {
    const { plans, counts } = await tree();
    expect(counts).toMatchObject({ plan: 1, script: 3 });
    expect(plans[0]).toMatchObject({ slug: "plan", dayCount: 4 });
    expect(plans[0]?.days?.[0]?.activities[0]).toMatchObject({ slug: "lesson-1", questions: 4, children: null, draft: false });
    expect(plans[0]?.days?.[1]?.activities[0]).toMatchObject({ slug: "lesson-2", draft: true });
  });

  it("shows the questions of a lesson that the address unfolds", async () => {
    const { plans } = await tree("?open=p.plan,d.plan.1,l.lesson-1,<script>");
    expect(plans[0]).toMatchObject({ days: [{ open: true }, { open: false }, {}, {}] });
    expect((await tree("?open=d.plan.1")).plans[0]).toMatchObject({ dayCount: 4, days: null });
    expect(plans[0]?.days?.[0]?.activities[0]?.children?.map((c) => [c.slug, c.critical])).toContainEqual(["ship-q", true]);
  });

  it("holds beside the plans what there is of every other kind, folded, and unfolds it group by group", async () => {
    const folded = (await tree()).branches;
    expect(folded.map((b) => [b.branch, b.count, b.groups])).toEqual([
      ["script", 3, null],
      ["term", 2, null],
      ["checklist", 1, null],
      ["form", 30, null],
      ["product", 1, null],
      ["rules", 1, null],
    ]);
    const { branches } = await tree("?open=k.script,g.script.closing,k.term,k.checklist,k.product,g.product.bags,k.rules");
    const groups = Object.fromEntries(branches.map((b) => [b.branch, b.groups]));
    // As a sale runs, from the greeting on.
    expect(groups.script?.map((g) => [g.group, g.count, g.leaves?.map((l) => l.slug) ?? null])).toEqual([
      ["greeting", 2, null],
      ["closing", 1, ["close"]],
    ]);
    expect(groups.term?.map((g) => [g.group, g.count, g.leaves])).toEqual([["promise", 2, null]]);
    expect(groups.product).toMatchObject([{ group: "bags", count: 1, leaves: [{ slug: "bag-9", title: "BX-709 Ferry crossbody" }] }]);
    expect(groups.checklist).toMatchObject([
      { key: null, leaves: [{ slug: "probation", areas: [{ title: "Features", weight: 60, items: 1 }, { weight: 40 }] }] },
    ]);
    expect(groups.rules).toMatchObject([{ key: null, leaves: [{ kind: "conduct_rules", slug: "conduct" }] }]);
    expect(groups.form).toBeNull();
  });

  it("costs at most five statements, session and drafts included", async () => {
    const search = "?open=p.plan,l.lesson-1,k.script,k.product,g.product.bags,k.checklist";
    await tree(search);
    statements = 0;
    await tree(search);
    expect(statements).toBeLessThanOrEqual(5);
  });
});
