import type { Request, Response } from "@playwright/test";
import { AnswerKeys } from "@test/setup/answer-keys";
import { Drilled, everyKind } from "./drilled";
import { answerFor, give, Keys } from "./hands";
import { Curriculum, Learner } from "./learner";
import { expect, open, type Page, type Shop, test } from "./shop";

/** No key of a question reaches the browser before its answer: what a learner's pages receive is read, all of it. */

const LESSON = "bag-families";
const QUIZ = "day-1-check";

/** Reads every text that a page receives and knows which questions it has answered by then: those whose answers it has posted. */
class Wire {
  readonly faults: string[] = [];
  readonly read = new Set<string>();
  readonly shown = new Set<string>();
  private readonly answered = new Set<string>();
  private readonly atRequest = new WeakMap<Request, ReadonlySet<string>>();
  private readonly reading: Promise<void>[] = [];

  constructor(
    private readonly page: Page,
    private readonly keys: AnswerKeys,
    private readonly curriculum: Curriculum,
    private readonly drilled: Drilled,
  ) {
    page.on("request", (request) => {
      if (request.method() === "POST") for (const slug of this.answeredBy(request)) this.answered.add(slug);
      this.atRequest.set(request, new Set(this.answered));
    });
    page.on("response", (response) => this.reading.push(this.judge(response)));
  }

  /** The answers of a sitting are given when it is handed in. */
  handedIn(versions: readonly string[]): void {
    for (const id of versions) this.answered.add(this.curriculum.question({ id }).slug);
  }

  async settled(): Promise<void> {
    await Promise.all(this.reading);
  }

  private answeredBy(request: Request): string[] {
    const { pathname } = new URL(request.url());
    const posted = request.postData() ?? "";
    if (pathname.startsWith("/drill")) return this.drilled.slugsIn(posted);
    const question =
      pathname.endsWith("/check.data") || pathname.endsWith("/check")
        ? /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/.exec(/question[^]*/.exec(posted)?.[0] ?? "")
        : null;
    return question ? [this.curriculum.question({ id: question[0] }).slug] : [];
  }

  private async judge(response: Response): Promise<void> {
    const type = response.headers()["content-type"] ?? "";
    // A list of routes, asked for and dropped as pages change.
    if (new URL(response.url()).pathname === "/__manifest") return;
    if (!/json|html|script|text|svg/.test(type) || response.url().includes("/assets/") || response.status() === 302) return;
    const request = response.request();
    const { pathname } = new URL(response.url());
    // What was fetched ahead and dropped is asked for once more.
    const body = await response.text().catch(() => this.page.request.get(response.url()).then((again) => again.text()));
    const answered = this.atRequest.get(request) ?? new Set<string>();
    const at = `${request.method()} ${pathname}`;
    this.read.add(at);
    for (const kind of everyKind) if (body.includes(`"${kind}"`) || body.includes(`"${kind}\\"`)) this.shown.add(kind);
    const fields = this.keys.fields(withoutVerdicts(at, body));
    const verdictsAllowed = pathname.includes("/check") || pathname.includes("/result/") || pathname.includes("/pictures/");
    if (!verdictsAllowed && fields.length > 0) this.faults.push(`${at}: fields ${fields.join(", ")}`);
    this.faults.push(...this.keys.found(body, answered).map((fault) => `${at}: ${fault}`));
  }
}

/** What a reply to an answer says besides the verdict on it. */
function withoutVerdicts(at: string, body: string): string {
  if (at !== "POST /drill/answer") return body;
  return JSON.stringify({ ...(JSON.parse(body) as object), results: [] });
}

async function keysOf(shop: Shop): Promise<{ keys: AnswerKeys; curriculum: Curriculum }> {
  const curriculum = await Curriculum.read(shop);
  const taught = ["lesson", "practical", "acknowledgement", "plan", "topic"].flatMap((kind) =>
    curriculum.of(kind).map(({ body }) => JSON.stringify(body)),
  );
  return { curriculum, keys: new AnswerKeys(curriculum.questions(), taught) };
}

test("what gives an answer away is found in any form in which a page could send it", async ({ shop }) => {
  const { keys, curriculum } = await keysOf(shop);
  // What is made from the catalogue explains itself with an option's own words: there the fields tell.
  const questions = curriculum.questions();
  const silent = keys.silent(questions);
  expect(silent.filter(({ body }) => !body.made_from).map(({ slug }) => slug)).toEqual([]);
  for (const { slug, body } of everyKind.flatMap((kind) => questions.find((q) => q.body.type === kind && !silent.includes(q)) ?? [])) {
    const json = JSON.stringify({ next: [body] });
    const escaped = json.replace(/[\u0080-\uffff]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, "0")}`);
    const html = json.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("'", "&#x27;");
    for (const [form, planted] of Object.entries({ json, escaped, html, script: `enqueue(${JSON.stringify(json)})` })) {
      expect(
        keys.found(planted).filter((fault) => fault.startsWith(`${slug}:`)),
        `${slug} as ${form}`,
      ).not.toEqual([]);
      expect(keys.found(planted, new Set([slug])).filter((fault) => fault.startsWith(`${slug}:`))).toEqual([]);
    }
    expect(keys.fields(json)).toContain("explanation");
    expect(keys.fields(JSON.stringify(json))).toContain("explanation");
    if (body.type === "order_steps") {
      const steps = body.steps.map((step) => step.text.en);
      expect(keys.found(JSON.stringify(steps))).toContain(`${slug}: its steps in order`);
      expect(keys.found(JSON.stringify(steps.reverse()))).toEqual([]);
    }
  }
});

test("no key comes before its answer: drill, lesson, quiz and practical", async ({ shop, watch }) => {
  const { keys, curriculum } = await keysOf(shop);
  const drilled = await Drilled.begin(shop);
  const page = await watch.pageWith(shop, drilled.cookie, { locale: "zh-CN" });
  const wire = new Wire(page, keys, curriculum, drilled);

  await open(page, "/today");
  await open(page, "/drill");
  for (let n = 0; n < everyKind.length; n++) {
    const { body } = await drilled.asked(page);
    await give(page, new Keys(page), body, answerFor(body, false, "zh-CN"), "zh-CN");
    await page.keyboard.press(body.type === "free_reply" || body.type === "rewrite" ? "Control+Enter" : "Enter");
    await expect(page.locator("main [role=status]:has(a)")).toBeVisible();
    await page.keyboard.press("Enter");
    await expect(page.locator("main [role=status]:has(a)")).toHaveCount(0);
  }

  const learner = new Learner(page, drilled.personId, shop, curriculum);
  await open(page, `/learn/${LESSON}`);
  await learner.learnOnPage({ slug: LESSON, kind: "lesson", ref: LESSON });
  await open(page, "/learn/walk-the-shelves");
  await open(page, `/learn/${QUIZ}/sitting`);
  await page.locator("form:has(input[value=start]) button[type=submit]").click();
  await expect(page.locator("[data-question]")).toBeVisible();
  // Moved through, answered and saved, looked at from the address: nothing of a key until it is handed in.
  const { id, drawn } = await learner.openSitting(QUIZ);
  await open(page, `/learn/${QUIZ}/sitting?q=2`);
  await open(page, `/learn/${QUIZ}/result/${id}`);
  await open(page, `/learn/${QUIZ}/sitting?q=1`);
  page.on("request", (request) => {
    if (request.method() === "POST" && (request.postData() ?? "").includes("submit")) wire.handedIn(drawn);
  });
  await learner.sitOnPage(QUIZ);
  await wire.settled();

  expect(wire.faults).toEqual([]);
  // A watch that saw nothing would find nothing.
  for (const at of [
    "GET /drill",
    "POST /drill/answer",
    `GET /learn/${LESSON}`,
    "GET /learn/walk-the-shelves",
    `GET /learn/${QUIZ}/sitting`,
  ])
    expect([...wire.read]).toContain(at);
  expect(everyKind.filter((kind) => !wire.shown.has(kind))).toEqual([]);
});
