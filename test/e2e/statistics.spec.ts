import { newId } from "../../app/platform/ids";
import { expect, open, type Shop, test } from "./shop";

type Question = { id: string; version: string; slug: string; body: { options: { id: string; correct: boolean }[] } };

/** Answers of forty people who are not of the demo, stored two hours ago: `option` says what the i-th of them picked of a question. */
async function answered(shop: Shop, question: Question, option: (i: number) => string, ms: number): Promise<void> {
  const key = question.body.options.find((o) => o.correct)?.id;
  for (let i = 0; i < 40; i++) {
    const picked = option(i);
    const correct = picked === key;
    await shop.sql`insert into attempt (person_id, id, question_version_id, context, context_id, item_id, answer, correct, share, answer_ms, at, stored_at)
      values (${newId()}, ${newId()}, ${question.version}, 'drill', ${question.id}, ${question.id}, ${JSON.stringify({ option: picked })}::text::jsonb, ${correct},
        ${correct ? 1 : 0}, ${ms + i * 50}, now() - interval '2 hours', now() - interval '2 hours')`;
  }
}

test("the library says how its questions do, marks what is amiss and leads to where it is mended", async ({ shop, watch }) => {
  const questions = await shop.sql<Question[]>`
    select i.id, v.id as version, i.slug, v.body from content_item i join content_version v on v.id = i.current_version_id
    where i.kind = 'question' and v.body ->> 'type' = 'single_choice' and jsonb_array_length(v.body -> 'options') >= 4 and v.body -> 'made_from' is null
      and not exists (select from attempt a where a.question_version_id = v.id)
    order by i.slug limit 3`;
  const [hard, easy, sound] = questions;
  if (!hard || !easy || !sound) throw new Error("too few questions");
  const keyOf = (q: Question) => q.body.options.find((o) => o.correct)?.id ?? "a";
  const wrongOf = (q: Question) => q.body.options.flatMap((o) => (o.correct ? [] : [o.id]));
  await answered(shop, hard, (i) => (i % 5 === 0 ? keyOf(hard) : (wrongOf(hard)[i % 2] ?? "")), 40_000);
  await answered(shop, easy, () => keyOf(easy), 5_000);
  await answered(shop, sound, (i) => (i % 2 === 0 ? keyOf(sound) : (wrongOf(sound)[i % 3] ?? "")), 8_000);
  // What was stored before the mark was counted: begin anew, as after a restore.
  await shop.sql`delete from statistics_mark`;
  for (const table of ["question_stat", "question_time", "question_pick", "question_rest", "question_health"])
    await shop.sql`delete from ${shop.sql(table)}`;
  await shop.sql`select graphile_worker.add_job('count-answers', '{}'::json)`;
  // Counted in portions: other walks of this shop have left answers too, so wait for these questions themselves.
  const spoken = () => shop.sql`select from question_health where version_id in ${shop.sql([hard.version, easy.version])} and trouble > 0`;
  await expect(async () => expect(await spoken()).toHaveLength(2)).toPass();

  const page = await watch.page(shop, "content owner", { locale: "en" });
  await open(page, "/library/statistics");
  const rowOf = ({ slug }: Question) => page.getByRole("row").filter({ has: page.locator(`a[href^="/library/question/${slug}"]`) });
  await expect(rowOf(hard)).toContainText("Too hard");
  await expect(rowOf(hard)).toContainText("20 % of 40");
  const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("link", { name: "Download as CSV" }).click()]);
  expect(download.suggestedFilename()).toMatch(/^deskready-questions-.*\.csv$/);
  await page.getByLabel("Mark", { exact: true }).selectOption({ label: "Too easy" });
  await expect(page).toHaveURL(/flag=too_easy/);
  await expect(rowOf(hard)).toHaveCount(0);
  await rowOf(easy).getByRole("link").first().press("Enter");
  await expect(page.getByRole("heading", { name: "How it does" })).toBeVisible();
  await expect(page.getByText("Ask for its use instead")).toBeVisible();
  await expect(page.getByRole("img", { name: /: 40 of 40$/ })).toBeVisible();
  await open(page, `/library?kind=question&q=${hard.slug}`);
  await expect(page.getByText("Too hard")).toBeVisible();

  const phone = await watch.page(shop, "content owner", { width: 360, locale: "zh-CN", touch: true });
  await open(phone, `/library/question/${hard.slug}`);
  await expect(phone.getByRole("heading", { name: "这道题表现如何" })).toBeVisible();
  await expect(phone.getByText("从来没人选")).toBeVisible();
  for (const path of ["/library/statistics", `/library/question/${hard.slug}`]) {
    await open(phone, path);
    expect(await phone.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(0);
  }
});
