import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { QuestionPlayer } from "~/drill/types/players";
import type { Question } from "~/drill/types/question";
import { type Answer, answerFromForm, parseAnswer, verdictOf, viewOf } from "~/drill/types/registry";
import { ReaderProvider } from "~/platform/use-locale";
import { noFacts } from "../questions";
import { shopQuestions } from "./shop-content";

const reader = { locale: "en" as const, zone: "Asia/Shanghai", now: new Date(0) };

/** What the server writes: the page before, or without, its script. */
function written(question: Question, answer: Answer | null, judged = false): string {
  const asked = { body: question, facts: noFacts };
  const verdict = judged ? verdictOf(asked, answer, "en") : null;
  return renderToStaticMarkup(
    <ReaderProvider.Provider value={reader}>
      <QuestionPlayer view={viewOf(asked, "en", "seed")} answer={answer} verdict={verdict} keys />
    </ReaderProvider.Provider>,
  );
}

const read = (text: string) => text.replaceAll("&#x27;", "'").replaceAll("&quot;", '"').replaceAll("&amp;", "&");
/** The groups of values that the fields named `answer` can post, in the order of the page. */
function choices(html: string): string[][] {
  const fields = html.match(/<select[^>]*name="answer".*?<\/select>|<input[^>]*name="answer"[^>]*>/gs) ?? [];
  return fields.map((field) => [...field.matchAll(/ value="([^"]*)"/g)].map(([, value = ""]) => read(value)).filter((v) => v !== ""));
}

/** A question of each type, an answer that is partly wrong, and words that its review must hold. */
const cases = {
  true_false: { posts: ["truth=true", "reason=a"], says: "Your answer" },
  number: { posts: ["twelve"], says: "Right answer" },
  fill_blanks: { posts: ["a", "<i>x</i>"], says: "&lt;i&gt;x&lt;/i&gt;" },
  order_steps: { posts: ["1=2", "2=1"], says: "You did not place it" },
  match: { posts: ["1=1"], says: "You chose nothing" },
} as const;

describe.each(Object.entries(cases))("%s", (type, { posts, says }) => {
  const question = shopQuestions(type as keyof typeof cases)[0] as Question;
  const answer = parseAnswer(question, answerFromForm(question, posts));

  it("can be answered without script", () => {
    const fields = choices(written(question, null));
    expect(fields.length).toBeGreaterThan(0);
    // A radio's only value, a list's first, a typed text.
    for (const [value] of fields.filter((f) => f.length > 0 && type !== "fill_blanks"))
      expect(parseAnswer(question, answerFromForm(question, [value ?? ""]))).not.toBeNull();
  });

  it("shows what was answered before", () => {
    expect(answer).not.toBeNull();
    expect(written(question, answer)).not.toBe(written(question, null));
  });

  it("shows what was right, says it in words, and takes no more", () => {
    const html = written(question, answer, true);
    expect(html).toContain(says);
    expect(html).toContain("<svg");
    expect(html).not.toMatch(/<select|<input(?![^>]*disabled|[^>]*type="radio")|<button/);
    expect(written(question, null, true)).toContain("<svg");
  });
});

it("blanks post their ids before what is written, in the order of the text", () => {
  const question = shopQuestions("fill_blanks")[0] as Question;
  const hidden = choices(written(question, null)).map(([value]) => value);
  expect(hidden).toEqual(["a", undefined, "b", undefined, "c", undefined, "d", undefined]);
});

it("a step can be given every place, a left side every right one", () => {
  const [steps, pairs] = [shopQuestions("order_steps")[0], shopQuestions("match")[0]];
  if (!steps || !pairs) throw new Error("no questions");
  const places = choices(written(steps, null));
  expect(places.map((p) => p.length)).toEqual(steps.steps.map(() => steps.steps.length));
  const rights = choices(written(pairs, null));
  expect(rights.map((r) => r.length)).toEqual(pairs.pairs.map(() => pairs.pairs.length + pairs.extra.length));
});
