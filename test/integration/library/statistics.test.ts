import { parse } from "csv-parse/sync";
import { beforeAll, describe, expect, it } from "vitest";
import { questionHealth } from "@db/schema";
import { loader as list } from "~/library/routes/library";
import { loader as item } from "~/library/routes/item";
import { loader as statistics } from "~/library/routes/statistics";
import { loader as csv } from "~/library/routes/statistics-csv";
import type { StatisticsPage } from "~/library/statistics.server";
import { setDb } from "~/platform/database.server";
import { routeArgs } from "@test/factories/request";
import { freshDatabase } from "@test/setup/database";
import { visit } from "./visit";

const { db, owner, make } = await freshDatabase();
let cookie = "";

beforeAll(async () => {
  setDb(db);
  cookie = await make.signIn((await make.person({ name: "Lin", roles: ["content_owner"] })).id);
  await make.content("topic", "prices");
  const both = (text: string) => ({ "zh-CN": `中文 ${text}`, en: text });
  const figures = {
    ...{ answers: 60, firsts: 40, firstsCorrect: 20, discrimination: 0.31, medianMs: 9000, rulesId: null },
    ...{ flags: [] as string[], trouble: 0 },
  };
  const question = async (slug: string, stem: string, change: Partial<typeof figures>, topic = "prices") => {
    const version = await make.content("question", slug, { topic, stem: both(stem) });
    await owner.insert(questionHealth).values({ itemId: version.itemId, versionId: version.id, ...figures, ...change });
  };
  await question("sound", "=1+1 makes two", {});
  await question("hard", "how hard is this", { flags: ["too_hard", "slow"], trouble: 45, firstsCorrect: 4 });
  await question("misleads", "which one misleads", { flags: ["negative"], trouble: 100, discrimination: -0.4 }, "other");
  await question("young", "too young", { answers: 9, firsts: 9 });
});

const page = async (query: string) => (await visit(statistics, `/library/statistics${query}`, { cookie })).body.page as StatisticsPage;
const slugs = async (query: string) => (await page(query)).rows.map((row) => row.slug);

describe("the list of how questions do", () => {
  it("begins with the most trouble, and leaves out what has fewer than ten answers", async () => {
    expect(await slugs("")).toEqual(["misleads", "hard", "sound"]);
    expect(await page("")).toMatchObject({ total: 3, counted: 3, flagged: 2, topics: [{ value: "prices" }] });
  });

  it.each([
    ["?flag=any", ["misleads", "hard"]],
    ["?flag=slow", ["hard"]],
    ["?flag=too_easy", []],
    ["?topic=prices", ["hard", "sound"]],
    ["?type=single_choice&flag=negative", ["misleads"]],
    ["?type=match", []],
    ["?q=misleads", ["misleads"]],
    ["?q=%3F%21", []],
    ["?flag=nonsense&topic=%27&type=x&page=-3", ["misleads", "hard", "sound"]],
    ["?page=2", []],
  ])("%s", async (query, found) => {
    // The search goes by the summary that a publication writes; the factory writes none.
    if (query === "?q=misleads")
      await owner.execute(
        "insert into content_search select id, current_version_id, 1, kind, null, '{}', slug, '', slug, '' from content_item where kind = 'question'",
      );
    expect(await slugs(query)).toEqual(found);
  });

  it("is taken along as a CSV in which no text is a formula and numbers stay numbers", async () => {
    const answer = (await csv(routeArgs("/library/statistics.csv?topic=prices", { cookie }))) as Response;
    expect(answer.headers.get("Content-Disposition")).toMatch(/attachment; filename="deskready-questions-\d{4}-\d\d-\d\d\.csv"/);
    const text = await answer.text();
    const [heads, ...rows] = parse(text, { bom: true }) as string[][];
    expect(heads).toHaveLength(12);
    expect(rows.map((row) => row[0])).toEqual(["hard", "sound"]);
    expect(rows[0]).toEqual(expect.arrayContaining(["40", "10", "0.31", "9"]));
    const all = await (await csv(routeArgs("/library/statistics.csv", { cookie }))).text();
    expect(all).toContain("-0.4");
    expect(all).not.toContain("'-0.4");
    expect(all).not.toMatch(/[,\n"]=1\+1/);
  });
});

it("a flag stands in the library's list, and the question's page says how it does", async () => {
  const { body } = await visit(list, "/library?kind=question", { cookie });
  const rows = (body.list as { rows: { slug: string; flag: string | null }[] }).rows;
  expect(Object.fromEntries(rows.map(({ slug, flag }) => [slug, flag]))).toEqual({
    misleads: "negative",
    hard: "too_hard",
    sound: null,
    young: null,
  });
  const { body: shown } = await visit(item, "/library/question/hard", { cookie, params: { kind: "question", slug: "hard" } });
  expect(shown.figures).toMatchObject({ answers: 0, from: 10, flags: [], drift: null });
  const { body: topic } = await visit(item, "/library/product/none", { cookie, params: { kind: "product", slug: "none" } });
  expect(topic).toEqual({});
});
