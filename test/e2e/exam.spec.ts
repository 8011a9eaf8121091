import { barriersOf } from "./barriers";
import type { Locale, LocalText } from "~/platform/locale";
import { AnswerKeys } from "@test/setup/answer-keys";
import { everyKind } from "./drilled";
import { answerFor, give, Keys, Thumb } from "./hands";
import { Curriculum } from "./learner";
import { expect, open, type Page, type Shop, test, type Watch } from "./shop";

/** A rules exam with a question of every type: by keyboard alone on a desk, by thumb on a phone; what waits for a person, and who sees what afterwards. */

/** A reply to the subject that says none of what must be said: no machine decides it. */
const unsure = (stem: LocalText, locale: Locale) =>
  locale === "en"
    ? `About “${stem.en.slice(0, 24)}”: I would like to read up on this and write to you again.`
    : `关于“${stem["zh-CN"].slice(0, 12)}”，这个情况我再帮您核实一下，稍后回您。`;

/** A trainee whose plan is this one exam, and whoever leads their team. */
class Candidate {
  private constructor(
    readonly page: Page,
    readonly personId: string,
    readonly name: string,
    readonly leader: string,
    readonly curriculum: Curriculum,
    private readonly shop: Shop,
  ) {}

  static async begin(shop: Shop, watch: Watch, look: Parameters<Watch["pageWith"]>[2]): Promise<Candidate> {
    const rows = await shop.sql<{ type: string; topic: string }[]>`
      select distinct on (v.body ->> 'type') v.body ->> 'type' as type, v.body ->> 'topic' as topic
      from content_item i join content_version v on v.id = i.current_version_id
      where i.kind = 'question' and i.archived_at is null and v.body -> 'made_from' is null order by v.body ->> 'type', i.slug`;
    const slug = `every-type-${Date.now()}`;
    const title = { "zh-CN": "各种题型的考试", en: "Exam of every type" };
    const blueprint = rows.map(({ type, topic }) => ({ topic, count: 1, types: [type] }));
    await shop.make.content("exam", slug, { title, minutes: 30, blueprint: blueprint as never });
    const day = { "zh-CN": "考试", en: "The exam" };
    const plan = await shop.make.content("plan", `plan-${slug}`, {
      days: [{ day: 1, title: day, goal: day, activities: [{ slug: "every-type", kind: "exam", ref: slug, minutes: 30 }] }],
    });
    const team = await shop.make.team({ name: `Exam ${Date.now()}` });
    const name = "Candidate Chen";
    const { id: personId } = await shop.make.trainee(team.id, { login: slug, name });
    const at = new Date(Date.now() - 7 * 86_400_000);
    await shop.make.enrolment({ personId, teamId: team.id, planVersionId: plan.id, startDate: at.toISOString().slice(0, 10), at });
    const leader = await shop.make.signIn((await shop.make.supervisor(team.id)).id);
    const page = await watch.pageWith(shop, await shop.make.signIn(personId), look);
    return new Candidate(page, personId, name, leader, await Curriculum.read(shop), shop);
  }

  /** Start from the plan; the questions in their order. */
  async start() {
    await open(this.page, "/learn/every-type/sitting");
    await this.page.locator("form:has(input[value=start]) button[type=submit]").click();
    await expect(this.page.locator("[data-question]")).toBeVisible();
    const [row] = await this.shop.sql<{ id: string; drawn: string[] }[]>`
      select id, drawn from sitting where person_id = ${this.personId} and submitted_at is null`;
    if (!row) throw new Error("nothing is open");
    return { sittingId: row.id, questions: row.drawn.map((id) => this.curriculum.question({ id })) };
  }

  waiting(sittingId: string) {
    return this.shop.sql`select attempt_id from attempt_waiting where context_id = ${sittingId} and closed_at is null`;
  }
}

/** A wrong answer, so that no right one stands on a page because it was given; to what a person judges one that a machine cannot decide. */
function answerIn(question: Parameters<typeof answerFor>[0], locale: Locale): unknown {
  const judged = question.type === "free_reply" || question.type === "rewrite";
  return judged ? { text: unsure(question.stem, locale) } : answerFor(question, false, locale);
}

test("every type is sat by keyboard alone, no key comes before the end, and what a person judges waits", async ({ shop, watch }) => {
  const candidate = await Candidate.begin(shop, watch, { locale: "en" });
  const { page } = candidate;
  const keys = new AnswerKeys(candidate.curriculum.questions(), []);
  const received: { at: string; body: string }[] = [];
  const reading: Promise<void>[] = [];
  page.on("response", (response) => {
    const { pathname } = new URL(response.url());
    if (pathname === "/__manifest" || pathname.startsWith("/assets/") || response.status() === 302) return;
    if (!/json|html|script|text|svg/.test(response.headers()["content-type"] ?? "")) return;
    const at = `${response.request().method()} ${pathname}`;
    reading.push(
      response.text().then(
        (body) => void received.push({ at, body }),
        () => undefined,
      ),
    );
  });

  const { sittingId, questions } = await candidate.start();
  expect(questions.map((q) => q.body.type).sort()).toEqual([...everyKind].sort());
  for (const [n, { body }] of questions.entries()) {
    await test.step(body.type, async () => {
      await expect(page.locator("[data-question]")).toHaveText(body.stem.en);
      await expect(page.getByText(`Question ${n + 1} of ${questions.length}`, { exact: true })).toBeVisible();
      await give(page, new Keys(page), body, answerIn(body, "en"), "en");
      await page.keyboard.press(body.type === "free_reply" || body.type === "rewrite" ? "Control+Enter" : "Enter");
      await expect(page.locator("[data-question]")).not.toHaveText(body.stem.en);
    });
  }
  await expect(page.getByText(`All ${questions.length} questions are answered.`)).toBeVisible();
  // What was answered stands where it was left, after a reload too.
  await expect(page.getByText("Saved", { exact: true })).toBeVisible();
  await page.reload();
  await expect(page.getByText(`All ${questions.length} questions are answered.`)).toBeVisible();
  await Promise.all(reading);
  const questionsOnly = received.filter(({ at }) => !at.includes("/pictures/"));
  expect(questionsOnly.length).toBeGreaterThan(2);
  for (const { at, body } of questionsOnly) {
    expect(
      keys.found(body).filter((fault) => questions.some((q) => fault.startsWith(`${q.slug}:`))),
      at,
    ).toEqual([]);
    // A picture's address does not name its product.
    for (const { body: asked } of questions)
      if (asked.type === "image_choice") for (const { product } of asked.options) expect(body).not.toContain(product);
  }
  for (let n = 0; n < 40; n++) {
    if (await page.evaluate(() => document.activeElement?.textContent === "Hand in")) break;
    await page.keyboard.press("Tab");
  }
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/result\//);

  await expect(page.getByText("2 answers wait for a supervisor.", { exact: false })).toBeVisible();
  await page.getByRole("button", { name: `All (${questions.length})` }).click();
  await expect(page.getByText("Waits for a supervisor", { exact: true })).toHaveCount(2);
  expect(await candidate.waiting(sittingId)).toHaveLength(2);
  await open(page, "/learn/every-type");
  await expect(page.getByText("Answers that a person has to judge wait for a supervisor", { exact: false })).toBeVisible();

  const leader = await watch.pageWith(shop, candidate.leader, { locale: "en" });
  await open(leader, `/training/${candidate.personId}`);
  await leader.getByRole("link", { name: "Attempt 1: Waits for a supervisor" }).click();
  await expect(leader.getByRole("heading", { name: `${candidate.name}: Exam of every type` })).toBeVisible();
  await expect(leader.getByText("2 answers wait for a supervisor.", { exact: false })).toBeVisible();
});

test("every type is sat by thumb on a phone, and fits", async ({ shop, watch }) => {
  const candidate = await Candidate.begin(shop, watch, { locale: "zh-CN", width: 360, touch: true });
  const { page } = candidate;
  const { questions } = await candidate.start();
  const faults: string[] = [];
  for (const { body } of questions) {
    await test.step(body.type, async () => {
      await expect(page.locator("[data-question]")).toHaveText(body.stem["zh-CN"]);
      faults.push(...(await faultsOf(page)).map((fault) => `${body.type}: ${fault}`));
      await give(page, new Thumb(), body, answerFor(body, true, "zh-CN"), "zh-CN");
      await page.locator("form button[name=to]").last().tap();
    });
  }
  await expect(page.getByText(`${questions.length} 道题都答完了。`)).toBeVisible();
  faults.push(...(await faultsOf(page)).map((fault) => `the end: ${fault}`));
  await page.getByRole("button", { name: "交卷", exact: true }).tap();
  await page.waitForURL(/\/result\//);
  await expect(page.getByText("全部答对。")).toBeVisible();
  faults.push(...(await faultsOf(page)).map((fault) => `the result: ${fault}`));
  expect(faults).toEqual([]);
});

/** What does not fit the phone, and what axe finds. */
async function faultsOf(page: Page): Promise<string[]> {
  const wider = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  return [...(wider > 0 ? [`${wider} px wider than the screen`] : []), ...(await barriersOf(page, "main"))];
}
