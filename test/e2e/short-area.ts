import { Curriculum, photo } from "./learner";
import { confirm, expect, open, type Page, post, type Shop } from "./shop";

type Item = { slug: string; evidence: string; mends?: { questions: string[] } };
export type Checklist = { areas: { slug: string; items: Item[] }[] };

/** The prices at 55 %, everything else well: 20·100 % + 15·55 % + 15·75 % + 15·100 % + 10·75 % + 5·75 % + 20·100 % = 85.75. */
const AREAS: Readonly<Record<string, number>> = { "product-process": 3, "inside-the-company": 3, "outside-contacts": 3 };
export const PRICES: Readonly<Record<string, number>> = {
  "prices-quote-ten": 3,
  "prices-what-you-pay": 3,
  "prices-why-worth-it": 2,
  "prices-compare-two": 2,
  "prices-stay-inside-limits": 1,
};

/** Whoever of the demo stands before the desk gate. */
export async function beforeTheDesk({ sql }: Shop): Promise<{ id: string; name: string }> {
  const [row] = await sql<{ id: string; name: string }[]>`select id, name from person where login = 'zhengjie'`;
  if (!row) throw new Error("the demo has nobody before the desk gate");
  return row;
}

/** The supervisor opens the desk gate: probation begins. */
export async function openDesk(supervisor: Page, personId: string): Promise<void> {
  await open(supervisor, `/gate/${personId}/desk`);
  await confirm(supervisor, "button[name=intent][value=confirm]");
  await expect(supervisor.locator("main figure svg[role=img]")).toHaveAccessibleName(/^The gate was opened|^关卡已通过/);
}

/** Fill the open sheet and submit it by the forms that its page posts. */
async function submitSheet(shop: Shop, grader: Page, sheet: string, grades: ReadonlyMap<string, number>, pictured: readonly string[]) {
  const gradingId = sheet.split("/").at(-1) ?? "";
  const revision = async () =>
    (await shop.sql<{ revision: number }[]>`select draft_revision as revision from grading where id = ${gradingId}`)[0]?.revision ?? 0;
  const changes = JSON.stringify(Object.fromEntries([...grades].map(([slug, grade]) => [slug, { grade }])));
  expect((await post(grader, `${sheet}/draft`, { intent: "save", revision: String(await revision()), changes })).status).toBe(200);
  for (const item of pictured)
    expect((await post(grader, `${sheet}/draft`, { intent: "add_picture", item, picture: [photo()] })).status).toBe(200);
  expect((await post(grader, sheet, { intent: "submit", revision: String(await revision()) })).redirected).toBe(true);
}

/** The sheet that the grader has open, begun if there is none. */
export async function ownSheet(grader: Page, personId: string): Promise<string> {
  await open(grader, `/probation/${personId}`);
  const begun = grader.locator('main a[href*="/grading/"]');
  if ((await begun.count()) > 0) await begun.first().click();
  else await grader.locator("main button[name=intent][value=start]").click();
  await grader.waitForURL(/\/grading\//);
  return new URL(grader.url()).pathname;
}

/** Grade the whole checklist: one area falls short. The address of the result. */
export async function gradeShort(shop: Shop, grader: Page, personId: string): Promise<string> {
  const { areas } = (await Curriculum.read(shop)).body<Checklist>("checklist", "probation");
  const sheet = await ownSheet(grader, personId);
  const items = areas.flatMap((area) => area.items.map((item) => ({ ...item, grade: PRICES[item.slug] ?? AREAS[area.slug] ?? 4 })));
  const pictured = items.filter(({ evidence }) => evidence === "required").map(({ slug }) => slug);
  await submitSheet(shop, grader, sheet, new Map(items.map(({ slug, grade }) => [slug, grade])), pictured);
  return sheet.replace("/grading/", "/result/");
}

/** Grade the retake of it, which passes. The address of the result. */
export async function gradeAgain(shop: Shop, grader: Page, personId: string): Promise<string> {
  const sheet = await ownSheet(grader, personId);
  await submitSheet(shop, grader, sheet, new Map(Object.keys(PRICES).map((slug) => [slug, 4])), []);
  return sheet.replace("/grading/", "/result/");
}
