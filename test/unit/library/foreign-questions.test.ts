import fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import { question as questionSchema } from "~/curriculum/pack-question";
import { readPack } from "~/curriculum/read-pack.server";
import { questionKinds } from "~/drill/question-cells";
import type { Question } from "~/drill/types/question";
import { byReason, leaves } from "~/library/questions/export.server";
import { giftOf, readGift } from "~/library/questions/gift.server";
import { readMoodleXml } from "~/library/questions/moodle.server";
import { moodleXmlOf } from "~/library/questions/moodle-write";
import { plainOfHtml } from "~/library/questions/plain-html";
import { type Library, planImport, type PlanMeans } from "~/library/questions/plan";
import type { FileRow } from "~/library/questions/rows";
import type { Names } from "~/library/questions/words";
import { type Locale, locales } from "~/platform/locale";
import { anyText } from "../../factories/text";

const items = (await Promise.all(["content/taobao-cs", "content/foreign-trade"].map(readPack))).flatMap(({ pack }) => pack?.items ?? []);
const of = (kind: string) => items.filter((item) => item.kind === kind).map((item) => item.body) as never[];
const questions: Question[] = of("question");
const names: Names = { topic: of("topic"), lesson: of("lesson"), product: of("product") };
const known = (list: readonly Question[]): Library => ({
  questions: new Map(list.map((body) => [body.slug, { itemId: body.slug, versionId: body.slug, body, isArchived: false }])),
  drafts: new Map(),
  names,
});
const means = (language: Locale): PlanMeans => ({
  places: { topic: [], lesson: [] },
  language,
  settle: (body) => (questionSchema.safeParse(body).data as Record<string, unknown> | undefined) ?? body,
  spell: () => "spelled",
  mark: () => "abcdef",
});
vi.setConfig({ testTimeout: 30_000 });

const read = (text: string) => {
  const found = text.trimStart().startsWith("<") ? readMoodleXml(text) : readGift(text);
  if (!found.ok) throw new Error(found.fault);
  return found;
};
const answers = (rows: readonly FileRow[]) => rows.map((row) => ("foreign" in row ? row.foreign : null));

describe.each(locales)("questions in %s for other systems", (locale) => {
  it.each(["gift", "xml"] as const)("come back from %s as they are, the other language kept", (format) => {
    const { leaving, staying } = leaves(questions, format, locale, names);
    expect(leaving.length + staying.length).toBe(questions.length);
    const { rows, faults } = read(format === "gift" ? giftOf(leaving) : moodleXmlOf(leaving));
    expect(faults).toEqual([]);
    expect(rows.length).toBe(leaving.length);
    const plan = planImport(rows, known(questions), means(locale));
    expect(plan.filter(({ status }) => status !== "same").map(({ slug, status, faults: own }) => [slug, status, own])).toEqual([]);
  });

  it.each(["gift", "xml"] as const)("are new drafts from %s where the library has none of them, placed by their category", (format) => {
    const { leaving } = leaves(questions, format, locale, names);
    const { rows } = read(format === "gift" ? giftOf(leaving) : moodleXmlOf(leaving));
    const plan = planImport(rows, known([]), means(locale));
    expect([...new Set(plan.map(({ status }) => status))]).toEqual(["new"]);
    for (const { slug, body } of plan) {
      const was = questions.find((q) => q.slug === slug);
      expect([body.type, body.topic, body.lesson, (body.stem as Record<string, string>)[locale]]).toEqual([
        was?.type,
        was?.topic,
        was?.lesson,
        was?.stem[locale],
      ]);
    }
  });
});

it("says of every type whether it goes to other systems, and what is lost", () => {
  const { leaving, staying, lessened } = leaves(questions, "gift", "en", names);
  const types = new Set([...leaving.map(({ slug }) => questions.find((q) => q.slug === slug)?.type), ...staying.map(({ type }) => type)]);
  expect(types.size).toBe(questionKinds.length);
  expect(new Set(byReason(staying).map(({ type }) => type))).toEqual(
    new Set(
      ["rewrite", "spot_violation", "image_choice", "find_product", "choose_next_line", "order_steps", "fill_blanks"].filter((t) =>
        staying.some((s) => s.type === t),
      ),
    ),
  );
  expect(byReason(lessened).map(({ type, why }) => [type, why])).toEqual(
    expect.arrayContaining([
      ["number", "units"],
      ["free_reply", "key_points"],
      ["true_false", "reasons"],
    ]),
  );
});

describe("GIFT", () => {
  const choice = (right: string, ...wrong: string[]) => [
    { text: right, correct: true, share: 100, why: "" },
    ...wrong.map((text) => ({ text, correct: false, share: 0, why: "" })),
  ];
  it.each([
    ["::t::Q {=a ~b}", { kind: "choice", options: choice("a", "b") }],
    ["// note\n::t::Q {T}", { kind: "truth", answer: true }],
    ["Q {FALSE#no#yes}", { kind: "truth", answer: false }],
    ["Q {=one =two}", { kind: "short", accepted: ["one", "two"] }],
    ["Q {#359:1}", { kind: "number", answer: 359, tolerance: 1, unit: "" }],
    ["Q {#1..5}", { kind: "number", answer: 3, tolerance: 2, unit: "" }],
    [
      "Q {=a -> 1 =b -> 2 =c -> 3}",
      {
        kind: "pairs",
        pairs: [
          { left: "a", right: "1" },
          { left: "b", right: "2" },
          { left: "c", right: "3" },
        ],
        extra: [],
      },
    ],
    ["Q {}", { kind: "essay", models: [] }],
    ["The {=cat =dog} sat.", { kind: "blanks", body: "The [[a]] sat.", blanks: [{ id: "a", accepted: ["cat", "dog"] }] }],
    ["店铺券满 300 减多少？{=40元 =四十元}", { kind: "short", accepted: ["40元", "四十元"] }],
  ])("%s", (text, answer) => expect(answers(read(text).rows)[0]?.answer).toEqual(answer));

  it("reads weights, HTML, pictures and categories, and names what it does not carry", () => {
    const text =
      "$CATEGORY: $course$/售前/问候\n\n::第一题::[html]<p>看<b>图</b></p><img src\\='x.png' onerror\\=alert(1)> <script>alert(1)</script>{~%70%甲 ~%30%乙 ~%-100%丙}";
    const [first] = answers(read(text).rows);
    expect(first).toMatchObject({ name: "第一题", category: "售前/问候", stem: "看图", answer: { kind: "choices" } });
    expect(new Set(first?.lost)).toEqual(new Set(["pictures", "formatting", "shares"]));
    expect(JSON.stringify(first)).not.toMatch(/alert|onerror/);
  });

  it("names the question that is broken, and reads the others", () => {
    const { rows, faults } = read("A {=1 ~2}\n\nB {=1\n\nJust text.\n\nC {~1 ~2}\n\nD {=1 ~2 ~3 ~4 ~5 ~6 ~7 ~8 ~9}");
    expect(rows.length).toBe(1);
    expect(faults.map(({ at, code }) => [at.row, code])).toEqual([
      [3, "gift_unreadable"],
      [5, "gift_description"],
      [7, "answers_none"],
      [9, "options_too_many"],
    ]);
  });

  it("reads anything within moments, and never throws", () => {
    const signs = fc.string({ unit: fc.constantFrom(..."{}=~#:%\\>- \nTa1"), maxLength: 300 });
    fc.assert(
      fc.property(fc.oneof(signs, anyText(200)), (text) => void expect(readGift(text)).toHaveProperty("ok")),
      { numRuns: 300 },
    );
    for (const nasty of [
      "{".repeat(5000),
      "a{" + "~".repeat(5000),
      "a{" + "=a".repeat(5000) + "}",
      "{#" + "1".repeat(5000) + "}",
      "\\".repeat(9999),
    ])
      expect(readGift(nasty)).toHaveProperty("ok");
  }, 20_000);
});

describe("Moodle XML", () => {
  const quiz = (inside: string) => `<?xml version="1.0"?><quiz>${inside}</quiz>`;
  const question = (type: string, inside: string) =>
    quiz(
      `<question type="${type}"><name><text>n</text></name><questiontext format="html"><text><![CDATA[<p>Q</p>]]></text></questiontext>${inside}</question>`,
    );

  it.each([
    [
      "truefalse",
      '<answer fraction="0"><text>true</text></answer><answer fraction="100"><text>false</text></answer>',
      { kind: "truth", answer: false },
    ],
    [
      "shortanswer",
      '<answer fraction="100"><text>a</text></answer><answer fraction="50"><text>b</text></answer>',
      { kind: "short", accepted: ["a"] },
    ],
    [
      "numerical",
      '<answer fraction="100"><text>3.5</text><tolerance>0.1</tolerance></answer><units><unit><unit_name>cm</unit_name></unit></units>',
      { kind: "number", answer: 3.5, tolerance: 0.1, unit: "cm" },
    ],
    ["essay", "<graderinfo><text>good</text></graderinfo>", { kind: "essay", models: ["good"] }],
  ])("%s", (type, inside, answer) => expect(answers(read(question(type, inside)).rows)[0]?.answer).toEqual(answer));

  it("reads a text with gaps, and refuses one whose gaps are chosen", () => {
    const cloze = (text: string) =>
      quiz(`<question type="cloze"><name><text>c</text></name><questiontext><text>${text}</text></questiontext></question>`);
    expect(answers(read(cloze("Leaves {1:SHORTANSWER:=today~=now#ok} by {2:SA:%100%truck}.")).rows)[0]?.answer).toEqual({
      kind: "blanks",
      body: "Leaves [[a]] by [[b]].",
      blanks: [
        { id: "a", accepted: ["today", "now"] },
        { id: "b", accepted: ["truck"] },
      ],
    });
    expect(read(cloze("It is {1:MULTICHOICE:=a~b}.")).faults[0]?.code).toBe("xml_cloze");
  });

  it("names pictures, other types and empty questions", () => {
    const picture = question("shortanswer", '<answer fraction="100"><text>a</text></answer>')
      .replace("<p>Q</p>", "<p>Q <img src='@@PLUGINFILE@@/x.png'></p>")
      .replace("</questiontext>", '<file name="x.png" encoding="base64">AAAA</file></questiontext>');
    expect(answers(read(picture).rows)[0]?.lost).toEqual(["pictures"]);
    expect(read(question("ddwtos", "")).faults[0]).toMatchObject({ code: "xml_type", params: { type: "ddwtos" } });
    expect(read(question("shortanswer", "").replace("<p>Q</p>", "<img src='x.png'>")).faults[0]?.code).toBe("xml_empty");
  });

  it.each([
    ["a bomb of entities", '<?xml version="1.0"?><!DOCTYPE q [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><quiz>&b;</quiz>', "xml_doctype"],
    ["an outside entity", '<!DOCTYPE q SYSTEM "file:///etc/passwd"><quiz/>', "xml_doctype"],
    ["great depth", `<quiz>${"<a>".repeat(20_000)}${"</a>".repeat(20_000)}</quiz>`, "xml_no_quiz"],
    ["a torn file", "<quiz><question type=", "xml_unreadable"],
    ["another XML", "<svg></svg>", "xml_no_quiz"],
    ["no question", "<quiz></quiz>", "no_rows"],
  ])("refuses %s", (_, text, fault) => expect(readMoodleXml(text)).toMatchObject({ ok: false, fault }));

  it("never throws, whatever stands in it", () => {
    const pieces = fc.constantFrom(
      "<quiz>",
      "</quiz>",
      '<question type="cloze">',
      "</question>",
      "<text>",
      "</text>",
      "&lt;",
      "&#0;",
      "&#xffff;",
      "<![CDATA[",
      "]]>",
      "{1:SA:=a}",
      "<answer fraction='x'>",
      "</answer>",
      "__proto__",
      "<__proto__>",
      "</__proto__>",
    );
    fc.assert(
      fc.property(
        fc.array(fc.oneof(pieces, anyText(20)), { maxLength: 40 }),
        (parts) => void expect(readMoodleXml(`<quiz>${parts.join("")}</quiz>`)).toHaveProperty("ok"),
      ),
      { numRuns: 300 },
    );
  });
});

describe("HTML as plain text", () => {
  it.each([
    ["<p>a</p><p>b</p>", "a\n\nb"],
    ["a<br>b<br/>c", "a\nb\nc"],
    ["<ul><li>a</li><li>b</li></ul>", "- a\n- b"],
    ["1 &lt; 2 &amp;&nbsp;3 &#20803; &#x4e2d;", "1 < 2 & 3 元 中"],
    ["&constructor; &#0; &#x110000;", "&constructor; &#0; &#x110000;"],
    ["<script>x</script>a<style>b</style><!-- c --><img onerror=x>", "a"],
    ["<a href='javascript:x'>link</a>", "link"],
    ["a < b", "a < b"],
    ["<scr<script>ipt>x", ""],
  ])("%s", (html, text) => expect(plainOfHtml(html).text).toBe(text));
});
