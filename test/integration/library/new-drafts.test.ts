import { beforeAll, describe, expect, it } from "vitest";
import { beginItem } from "~/curriculum/drafts.server";
import type { ItemKind } from "~/curriculum/pack";
import { rebuildSearch } from "~/curriculum/search.server";
import { loader } from "~/library/routes/library";
import { setDb } from "~/platform/database.server";
import { both } from "@test/factories/curriculum";
import { routeArgs } from "@test/factories/request";
import { freshDatabase, MONDAY } from "@test/setup/database";

const { db, ctx, make } = await freshDatabase();
setDb(db);
let owner = "";
let supervisor = "";

beforeAll(async () => {
  await make.plan();
  await rebuildSearch(db);
  const { id } = await make.person({ roles: ["content_owner"] });
  owner = await make.signIn(id);
  supervisor = await make.signIn((await make.person({ roles: ["supervisor"] })).id);
  const begin = async (kind: ItemKind, slug: string, body: Record<string, unknown>) =>
    expect(await beginItem(ctx(MONDAY, id), { kind, slug }, body)).toMatchObject({ ok: true });
  await begin("lesson", "new-lesson", { title: { "zh-CN": "预售话术", en: "" }, body: { "zh-CN": "定金不退的说法", en: "deposits" } });
  await begin("question", "new-question", {
    type: "single_choice",
    stem: both("Which one is sent first?"),
    lesson: "lesson-1",
    topic: "topic",
    options: [{ id: "a", text: null }],
  });
  await begin("topic", "new-topic", { title: both("not shown in the library") });
});

const ask = (search: string, cookie = owner) => loader(routeArgs(`/library${search}`, { cookie }));
const found = async (search: string, cookie = owner) =>
  (await ask(search, cookie)).list?.rows.filter((row) => row.version === null).map((row) => row.slug);

describe("what was begun and never published", () => {
  it.each([
    ["by kind", "?kind=lesson", ["new-lesson"]],
    ["by state", "?state=draft", ["new-lesson", "new-question"]],
    ["by topic", "?topic=topic", ["new-question"]],
    ["by the pack that it will belong to", "?pack=shop", ["new-lesson", "new-question"]],
    ["by its title", "?q=预售", ["new-lesson"]],
    ["by pinyin", "?q=yushou", ["new-lesson"]],
    ["by first letters", "?q=ysh&kind=lesson", ["new-lesson"]],
    ["by its text", "?q=deposits", ["new-lesson"]],
    ["not among the archived", "?state=archived", []],
    ["not under another pack", "?pack=test", []],
    ["not by other words", "?q=zzz", []],
    ["on the first page only", "?kind=lesson&page=2", []],
  ])("is found %s", async (_, search, slugs) => {
    expect(await found(search)).toEqual(slugs);
  });

  it("is counted and marked, with the place of the hit in its own language", async () => {
    const list = (await ask("?q=定金")).list;
    expect(list).toMatchObject({ total: 1, pages: 1, counts: { lesson: 1, question: 0 } });
    expect(list?.rows[0]).toMatchObject({ draft: true, version: null, pack: "shop", aboutLang: "zh-CN" });
    expect((await ask("?q=deposits")).list?.rows[0]).toMatchObject({ aboutLang: null });
  });

  it("stands beside the tree, and its questions under their lesson", async () => {
    const { tree } = await ask("?open=p.plan,l.lesson-1");
    expect(tree?.drafts.map((d) => [d.kind, d.slug, d.title])).toEqual([
      ["lesson", "new-lesson", "预售话术"],
      ["question", "new-question", "Which one is sent first?"],
    ]);
    const activity = tree?.plans[0]?.days?.[0]?.activities[0];
    expect(activity).toMatchObject({ slug: "lesson-1", questions: 4 });
    expect(activity?.children?.at(-1)).toMatchObject({ slug: "new-question", isNew: true, draft: true });
    expect(tree?.counts).toMatchObject({ lesson: 3 });
  });

  it("is seen by nobody who may not edit", async () => {
    expect(await found("?state=draft", supervisor)).toEqual([]);
    expect(await found("?q=deposits", supervisor)).toEqual([]);
    const { tree } = await ask("?open=p.plan,l.lesson-1", supervisor);
    expect(tree).toMatchObject({ drafts: [], counts: { lesson: 2 } });
    expect(JSON.stringify(tree)).not.toContain("new-question");
    const trainee = await make.signIn((await make.trainee((await make.team()).id)).id);
    await expect(ask("", trainee)).rejects.toMatchObject({ status: 403 });
  });
});
