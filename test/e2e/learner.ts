import { readFileSync } from "node:fs";
import { answerTo } from "@db/demo/curriculum";
import type { Asked, Question } from "~/drill/types/question";
import type { DrillReply } from "~/training/bank.server";
import { newId } from "~/platform/ids";
import type { LocalText } from "~/platform/locale";
import { answerFor, give, Mouse, Thumb } from "./hands";
import { expect, open, type Page, post, type Shop } from "./shop";

export type Activity = { slug: string; kind: "lesson" | "quiz" | "practical" | "acknowledgement" | "exam"; ref: string };
type Day = { day: number; opens_after_accepted: string[]; activities: Activity[] };
type Version = { id: string; kind: string; slug: string; body: unknown };

/** A photo small enough to post by the dozen. */
export const PHOTO = "content/demo/desk.webp";
export const photo = () => ({ base64: readFileSync(PHOTO).toString("base64") });

/** The content with its keys: what a diligent trainee knows. Read as the owner, never from a page. */
export class Curriculum {
  private constructor(private readonly versions: Version[]) {}

  static async read({ sql }: Shop): Promise<Curriculum> {
    const rows = await sql<
      Version[]
    >`select v.id, i.kind, i.slug, v.body from content_item i join content_version v on v.id = i.current_version_id`;
    return new Curriculum([...rows]);
  }

  body<T>(kind: string, slug: string): T {
    const found = this.versions.find((v) => v.kind === kind && v.slug === slug);
    if (!found) throw new Error(`there is no ${kind} ${slug}`);
    return found.body as T;
  }

  question(by: { id: string } | { slug: string }): { id: string; slug: string; body: Question } {
    const found = this.versions.find((v) => v.kind === "question" && ("id" in by ? v.id === by.id : v.slug === by.slug));
    if (!found) throw new Error(`there is no question ${JSON.stringify(by)}`);
    return { id: found.id, slug: found.slug, body: found.body as Question };
  }

  /** Every question with the products that it may name. */
  questions(): ({ id: string; slug: string } & Asked)[] {
    const products = new Map(
      this.of("product").map(({ slug, body }) => {
        const { code, name, shelf = null } = body as { code: string; name: LocalText; shelf?: string };
        return [slug, { slug, code, name, shelf, picture: null }];
      }),
    );
    return this.of("question").map(({ id, slug, body }) => ({ id, slug, body: body as Question, facts: { products, terms: [] } }));
  }

  /** Everything in force of one kind. */
  of(kind: string): Version[] {
    return this.versions.filter((version) => version.kind === kind);
  }

  get days(): Day[] {
    return this.body<{ days: Day[] }>("plan", "taobao-15-day").days;
  }
}

/** Somebody who walks the plan by the same forms that the pages post; `page` is signed in as them. */
export class Learner {
  constructor(
    readonly page: Page,
    readonly personId: string,
    private readonly shop: Shop,
    private readonly curriculum: Curriculum,
  ) {}

  /** Everything of a day but what `except` names, in the plan's order. */
  async doDay(day: number, except: readonly string[] = []): Promise<void> {
    for (const activity of this.curriculum.days.find((d) => d.day === day)?.activities ?? []) {
      if (except.includes(activity.slug)) continue;
      if (activity.kind === "lesson") await this.learn(activity);
      else if (activity.kind === "practical") await this.practise(activity.slug);
      else if (activity.kind === "acknowledgement") throw new Error("the rules are signed on their page");
      else await this.sit(activity.slug);
    }
  }

  async learn({ slug, ref }: Activity): Promise<void> {
    let done = false;
    for (const asked of this.curriculum.body<{ check: string[] }>("lesson", ref).check) {
      const { id, body } = this.curriculum.question({ slug: asked });
      const fields = { question: id, attemptId: newId(), ms: "4000", payload: JSON.stringify(answerTo(body, true, 0)) };
      const reply = await post(this.page, `/learn/${slug}/check`, fields);
      done = (JSON.parse(reply.body) as { done?: boolean }).done ?? false;
    }
    expect(done, `${slug} is learnt`).toBe(true);
  }

  async practise(slug: string): Promise<void> {
    const { photos } = this.curriculum.body<{ photos: { min: number } }>("practical", slug);
    const fields = { intent: "practical", note: "按步骤做完了。", photos: Array.from({ length: photos.min }, photo) };
    expect((await post(this.page, `/learn/${slug}`, fields)).redirected, `${slug} is handed in`).toBe(true);
  }

  /** Begin, answer everything rightly, hand in. */
  async sit(slug: string): Promise<void> {
    const at = `/learn/${slug}/sitting`;
    expect((await post(this.page, at, { intent: "start" })).redirected, `${slug} begins`).toBe(true);
    const { id, drawn } = await this.openSitting(slug);
    const changes = Object.fromEntries(
      drawn.map((q) => [q, { answer: answerTo(this.curriculum.question({ id: q }).body, true, 0), ms: 3000 }]),
    );
    const saved = await post(this.page, `${at}/answers`, {
      intent: "save",
      sittingId: id,
      revision: "0",
      changes: JSON.stringify(changes),
    });
    expect(saved.status, saved.body).toBe(200);
    expect((await post(this.page, at, { intent: "submit", sittingId: id })).redirected, `${slug} is handed in`).toBe(true);
    expect(await this.status(slug)).toBe("done");
  }

  /** Drill what is due and today's new ones, all rightly and quickly; `everything`: until nothing is asked that could still turn fluent. */
  async drill(everything = false): Promise<void> {
    await open(this.page, "/drill");
    const first = this.page.locator("input[name=ticket]");
    if ((await first.count()) === 0) return;
    let tickets = [await first.inputValue()];
    for (let round = 0; tickets.length > 0 && round < 40; round++) {
      const answers = tickets.map((ticket) => {
        // A ticket says in its open part which version was asked.
        const [, , , versionId = ""] = JSON.parse(Buffer.from(ticket.split(".")[0] ?? "", "base64url").toString("utf8")) as string[];
        return { ticket, answer: answerTo(this.curriculum.question({ id: versionId }).body, true, 0), ms: 1500 };
      });
      const reply = await post(this.page, "/drill/answer", { answers: JSON.stringify(answers), held: "", want: "20" });
      const { results, next, required, fluent } = JSON.parse(reply.body) as DrillReply;
      for (const result of results) expect(result, JSON.stringify(result)).toMatchObject({ ok: true, verdict: { correct: true } });
      if (everything && fluent === required) return;
      tickets = next.filter(({ reason }) => everything || reason !== "ahead").map(({ ticket }) => ticket);
    }
  }

  /** The open sitting of an activity and its questions in order. */
  async openSitting(slug: string): Promise<{ id: string; drawn: string[] }> {
    const [row] = await this.shop.sql<{ id: string; drawn: string[] }[]>`
      select id, drawn from sitting where person_id = ${this.personId} and slug = ${slug} and submitted_at is null`;
    if (!row) throw new Error(`no sitting of ${slug} is open`);
    return row;
  }

  async status(slug: string): Promise<string | undefined> {
    const [row] = await this.shop.sql<
      { status: string }[]
    >`select status from activity_state where person_id = ${this.personId} and slug = ${slug}`;
    return row?.status;
  }

  /** Answer the question that the page shows, by its fields. */
  async answerOnPage(question: Question): Promise<void> {
    await give(this.page, new Mouse(), question, answerFor(question, true, "zh-CN"), "zh-CN");
  }

  /** Answer the questions at the end of the lesson that is open on the page, until it says that the lesson is done. */
  async learnOnPage({ ref }: Activity): Promise<void> {
    const asked = this.curriculum.body<{ check: string[] }>("lesson", ref).check.map((slug) => this.curriculum.question({ slug }).body);
    const check = this.page.locator("#check");
    for (const question of asked) {
      await expect(check.locator("h3")).toHaveText(question.stem["zh-CN"]);
      await this.answerOnPage(question);
      await check.locator("button[type=submit]").click();
      await check.getByRole("status").locator("a").click();
    }
    await expect(check.getByRole("status")).toBeVisible();
  }

  /** Sit the test that is open on the page: every question in its turn, then hand in. */
  async sitOnPage(slug: string): Promise<void> {
    await expect(this.page.locator("[data-question]")).toBeVisible();
    const { drawn } = await this.openSitting(slug);
    for (const id of drawn) {
      const { body } = this.curriculum.question({ id });
      await expect(this.page.locator("[data-question]")).toHaveText(body.stem["zh-CN"]);
      await this.answerOnPage(body);
      await this.page.locator("form button[name=to]").last().click();
    }
    await this.page.locator("form:has(input[value=submit]) button[type=submit]").click();
    await this.page.waitForURL(/\/result\//);
  }
}

/** Answer what the drill asks on a phone in Chinese, all of it rightly; the slugs of what it asked. */
export async function drillByThumb(page: Page, curriculum: Curriculum): Promise<string[]> {
  const asked: string[] = [];
  for (let isLast = false; !isLast;) {
    const stem = await page.locator("form h2").innerText();
    const question = curriculum.questions().find(({ body }) => body.stem["zh-CN"] === stem);
    if (!question) throw new Error(`nobody knows the question ${stem}`);
    asked.push(question.slug);
    await give(page, new Thumb(), question.body, answerFor(question.body, true, "zh-CN"), "zh-CN");
    await page.getByRole("button", { name: "提交", exact: true }).tap();
    await expect(page.locator("main [role=status]")).toContainText("答对了");
    const goOn = page.getByRole("link", { name: /^(下一题|完成)$/ });
    isLast = (await goOn.innerText()) === "完成";
    await goOn.tap();
  }
  return asked;
}
