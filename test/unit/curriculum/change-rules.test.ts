import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Change, changedItems, changeFaults, faultKey, fileOf, type Library } from "~/curriculum/change-rules";
import { isWritten } from "~/curriculum/content-ground";
import { contentFaults } from "~/curriculum/content-rules";
import type { ItemBody, ItemKind } from "~/curriculum/pack";
import { packFaults } from "~/curriculum/pack-rules";
import type { PackFault, PackItem } from "~/curriculum/read-pack.server";
import { activities, both, form, item, lesson, packWith, plan, practical, question, quiz, script, term, topic } from "./content-rules-pack";

const LESSONS = ["speaking", "prices", "rules"];
const TOPICS = ["speaking", "money", "delivery-rules", "unused"];
const nth = <T>(list: readonly T[], n: number) => list[n % list.length] as T;
const words = (n: number) => Array.from({ length: 12 }, (_, at) => String.fromCodePoint(0x4e00 + ((n * 197 + at * 31) % 9000))).join("");
const latin = (n: number) => Array.from({ length: 8 }, (_, at) => ((n + 11) * 48_611 * (at + 3)).toString(36)).join(" ");
const asking = (n: number) => ({ stem: both(words(n), latin(n)) });

/** A question as the catalogue makes it. */
const made = (product: string, lessonSlug: string, topicSlug: string) =>
  question(`cat-${product}-${topicSlug}`, 0, {
    ...{ lesson: lessonSlug, topic: topicSlug, required: false, stem: both("这款多少钱？", "What does it cost?") },
    made_from: { product, template: "price", basis: "0123456789abcdef", untranslated: true },
  });
const product = (slug: string) =>
  item("product", `products/${slug}.yaml`, { slug, code: slug, name: both("包", "Bag"), family: "bags", price_yuan: 59 });

/** A library with a bit of everything, as the app holds it: each file is called by kind and slug. */
const library: PackItem[] = packWith(
  ...TOPICS.slice(1).map(topic),
  ...["prices", "rules", "lonely"].map((slug) =>
    lesson(slug, { check: [`${slug}-0`, `${slug}-1`], forms: slug === "rules" ? ["form"] : [] }),
  ),
  ...["prices", "rules", "lonely"].flatMap((slug, at) =>
    [0, 1, 2, 3].map((n) => question(`${slug}-${n}`, 0, { ...asking(at * 10 + n), lesson: slug, topic: nth(TOPICS, at + n) })),
  ),
  ...Array.from({ length: 20 }, (_, n) => question(`more-${n}`, 0, { ...asking(100 + n), topic: nth(TOPICS, n), lesson: nth(LESSONS, n) })),
  question("find", 0, { ...asking(90), type: "find_product", required: false, options: undefined, products: ["bag-0", "bag-1"] }),
  question("alike", 0, { ...asking(3), topic: "money" }),
  ...[0, 1, 2, 3].map((n) => product(`bag-${n}`)),
  ...[0, 1, 2, 3].flatMap((n) => [made(`bag-${n}`, "prices", "money"), made(`bag-${n}`, "lonely", "unused")]),
  quiz("check"),
  quiz("second"),
  form("form"),
  practical("other"),
  item("exam", "exams/exam.yaml", {
    ...{ slug: "exam", title: both("考", "Exam"), intro: both("考", "An exam"), pass: 80, minutes: 20, role: "rules_exam" },
    blueprint: [
      { topic: "money", count: 3 },
      { topic: "delivery-rules", count: 9 },
    ],
  }),
  plan({
    days: [
      {
        ...{ day: 1, title: both("第一天", "Day one"), goal: both("会说话", "Able to speak") },
        activities: [
          ...activities,
          { slug: "prices", kind: "lesson", ref: "prices", minutes: 3 },
          { slug: "e", kind: "exam", ref: "exam", minutes: 5 },
        ],
      },
    ],
  }),
  term("best"),
  term("cheapest", { words: { "zh-CN": ["最便宜", "最好"], en: ["cheapest"] } }),
  script("again", { prepared: 3 }),
).map((one) => ({ ...one, file: fileOf(one) }));

/** What the check of a change is given: of the catalogue the names, unless it changes itself. */
function asHeld(items: readonly PackItem[], changes: readonly Change[]): Library {
  const changed = new Set(changes.map(fileOf));
  const whole = (one: PackItem) => changed.has(one.file) || (isWritten(one) && one.kind !== "product");
  const groups = new Map<string, { lesson: string; topic: string; slugs: Set<string> }>();
  for (const one of items)
    if (one.kind === "question" && !isWritten(one)) {
      const { lesson: of, topic: about } = one.body;
      const group = groups.get(`${of} ${about}`) ?? { lesson: of, topic: about, slugs: new Set() };
      groups.set(`${of} ${about}`, { ...group, slugs: group.slugs.add(one.slug) });
    }
  const products = new Set(items.flatMap((one) => (one.kind === "product" ? [one.slug] : [])));
  return { items: items.filter(whole), made: [...groups.values()], products };
}

/** The same by all rules over everything, before and after. */
function byEverything(items: readonly PackItem[], changes: readonly Change[]): PackFault[] {
  const all = (list: readonly PackItem[]) => [...packFaults(list, () => true), ...contentFaults(list)];
  const standing = new Set(all(items).map(faultKey));
  const after = changedItems(items, changes);
  const hard = new Set(packFaults(after, () => true).map(faultKey));
  const files = new Set(changes.map(fileOf));
  return all(after).filter((fault) => !standing.has(faultKey(fault)) || (files.has(fault.file) && hard.has(faultKey(fault))));
}

const said = (faults: readonly PackFault[]) => faults.map(({ file, path, rule }) => `${file} ${path}: ${rule}`).sort();

/** Ways to change a body, by what it has. */
const TEXTS = [
  "淘宝要求 48 小时内发货。",
  "最好的包，最便宜。",
  "![图](https://elsewhere.example/p.png)",
  "平常的一句话。",
  "字".repeat(1500),
];
function changedBody(body: Record<string, unknown>, how: number, n: number): Record<string, unknown> {
  const other = nth(library, n).body as Record<string, unknown>;
  const text = both(nth(TEXTS, n), "An ordinary line, within 48 hours as Taobao wants, the best.");
  const options = body.options as { correct?: boolean; text?: object }[] | undefined;
  const ways: (Record<string, unknown> | null)[] = [
    "lesson" in body ? { lesson: nth([...LESSONS, "lonely", "nowhere"], n) } : null,
    "topic" in body ? { topic: nth([...TOPICS, "nowhere"], n) } : null,
    "stem" in body ? { stem: other.stem ?? text } : null,
    "explanation" in body ? { explanation: text } : null,
    "check" in body ? { check: ["prices-0", nth(["rules-1", "cat-bag-0-money", "find", "nowhere"], n)] } : null,
    "forms" in body ? { forms: nth([[], ["form"], ["nowhere"]], n) } : null,
    "sources" in body ? { sources: n % 2 ? [] : [{ name: text, checked_on: "2026-01-01" }], minutes: 3 + (n % 20) } : null,
    "body" in body ? { body: text } : null,
    "questions" in body ? { questions: ["ask-first", "prices-0", nth(["find", "cat-bag-1-money", "nowhere", "more-3"], n)] } : null,
    "words" in body ? { words: { "zh-CN": [nth(["时间", "最好", "……", "经过"], n)], en: ["whole story"] } } : null,
    "variants" in body ? { prepared: 1 + (n % 11) > 10 ? undefined : 1 + (n % 11) } : null,
    "blueprint" in body ? { blueprint: [{ topic: nth(TOPICS, n), count: 1 + (n % 12) }] } : null,
    "title" in body ? { title: text } : null,
    options?.[0]?.text
      ? { options: options.map((o, at) => ({ ...o, text: both(`${nth(TEXTS, n + at)}${at}`, `line ${n} ${at}`) })) }
      : null,
  ];
  const possible = ways.filter((way) => way !== null);
  return { ...body, ...(possible.length > 0 ? nth(possible, how) : {}) };
}

const oneChange = fc.record({
  at: fc.nat(),
  what: fc.constantFrom("change", "change", "change", "remove", "add"),
  how: fc.nat(50),
  n: fc.nat(200),
});

function changeOf({ at, what, how, n }: { at: number; what: string; how: number; n: number }): Change {
  const { kind, slug, body } = nth(library, at);
  if (what === "remove") return { kind, slug, body: null };
  const next = changedBody(body as Record<string, unknown>, how, n);
  const name = what === "add" ? `${slug}-new` : slug;
  return { kind, slug: name, body: { ...next, slug: name } as ItemBody<ItemKind> };
}

describe("the check of a change", () => {
  it("finds what all rules over the whole library find, whatever is changed, taken out or added", async () => {
    let found = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(oneChange, { minLength: 1, maxLength: 3 }), async (list) => {
        const changes = [...new Map(list.map(changeOf).map((change) => [fileOf(change), change])).values()];
        const expected = said(byEverything(library, changes));
        found += expected.length;
        expect(said(await changeFaults(asHeld(library, changes), changes))).toEqual(expected);
      }),
      { numRuns: 250 },
    );
    expect(found).toBeGreaterThan(200);
  }, 60_000);

  const faultsOf = async (...changes: Change[]) => said(await changeFaults(asHeld(library, changes), changes));
  const bodyOf = (kind: ItemKind, slug: string) =>
    library.find((one) => one.kind === kind && one.slug === slug)?.body as ItemBody<ItemKind>;

  it.each(library.map((one) => [one.file, one] as const))("finds the same when %s is taken out", async (_, { kind, slug }) => {
    const changes = [{ kind, slug, body: null }];
    expect(said(await changeFaults(asHeld(library, changes), changes))).toEqual(said(byEverything(library, changes)));
  });

  it("names the questions of the catalogue that would lose their lesson", async () => {
    expect(await faultsOf({ kind: "lesson", slug: "lonely", body: null })).toContain(
      'question/cat-bag-2-unused cat-bag-2-unused: there is no lesson "lonely"',
    );
  });

  it("lets what was wrong before keep nobody from mending something else", async () => {
    const body = { ...bodyOf("question", "alike"), difficulty: 5 } as ItemBody<"question">;
    expect(await faultsOf({ kind: "question", slug: "alike", body })).toEqual([]);
  });

  it("tells apart faults that differ in nothing but the number in a name", () => {
    const asks = (slug: string) => ({
      file: "question/q",
      path: "q",
      rule: `asks the same as "${slug}" in question/${slug} (similarity 0.91)`,
    });
    expect(faultKey(asks("lesson-1-q1"))).not.toBe(faultKey(asks("lesson-1-q2")));
    const share = (n: number) => ({ file: "questions", path: "en", rule: `the right option is the longest in ${n} of 330 (${n / 3.3}%)` });
    expect(faultKey(share(120))).toBe(faultKey(share(121)));
  });
});
