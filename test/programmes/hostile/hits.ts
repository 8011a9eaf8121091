import fc from "fast-check";
import { answerTo } from "@db/demo/curriculum";
import type { Question } from "~/drill/types/question";

/** Where a ticket comes from; "minted" ones say nothing of their card, as those of an earlier release. All but the first four give no right to anything. */
export type Source =
  | "fresh"
  | "minted"
  | "replayed"
  | "old but good"
  | "forged"
  | "expired"
  | "foreign"
  | "not drawn"
  | "no such question"
  | "sealed nonsense";
/** What is said with a ticket; `raw` stands in the JSON as it is. */
export type Said = { right: boolean } | { value: unknown } | { raw: string } | { text: string; times: number };
export type One = { source: Source; n: number; said: Said; ms: Said; after: Said | null };
/** What says how the go continues: the one that the server gave, another person's, or anything. */
export type Line = "own" | "foreign" | { text: string };
export type Hit =
  | { class: string; to: "answers"; ones: One[]; session: 0 | 1; held: string; want: string; line: Line; multipart: boolean }
  | { class: string; to: "plain"; one: One; values: string[] | null; session: 0 | 1 }
  | { class: string; to: "sitting"; changes: string; question: number; said: Said; revision: string; id: "own" | "foreign" | "junk" }
  | { class: string; to: "raw"; path: string; method: string; type: string; body: string; times: number; latin1: boolean }
  | { class: string; to: "cut"; one: One; at: number }
  | { class: string; to: "door"; one: One; origin: string | null; cookie: string | null };

const nasty = [
  ...[
    "",
    " ",
    "\u0000",
    "a\u0000b",
    "😀".repeat(60),
    "👩‍👩‍👧‍👦",
    "一".repeat(150),
    "３９９",
    "ｂ",
    "b\u200b",
    "\u202eb\u202c",
    "\u2066\ufeff\u2028\u00ad",
  ],
  ...["\ud800", "\udfff\ud800", "é".normalize("NFD"), "ﷺ", "Z͑ͫ̓ͪ̂ͫ̽͏̴", "\r\n\r\n", "\u001b[31m", "ı", "ß", "㍿", "①", "½"],
  ...["'; drop table attempt; --", "<script>alert(1)</script>", "${7*7}", "../../etc/passwd", "__proto__", "constructor", "toString"],
  ...["-1", "0", "1e309", "NaN", "Infinity", "99999999999999999999", "0x10", "٣٩٩", "1,5", "null", "true", "[]", "{}"],
];
const nastyText = fc.oneof(
  fc.constantFrom(...nasty),
  fc.string({ unit: "binary", maxLength: 40 }),
  fc.string({ unit: "grapheme", maxLength: 40 }),
);
const name = fc.oneof(
  fc.constantFrom("option", "options", "text", "truth", "reason", "blanks", "steps", "pairs", "locale", "marks"),
  nastyText,
);

/** An answer that no page makes, of every shape that one has and of none. */
const junkAnswer: fc.Arbitrary<Said> = fc.oneof(
  nastyText.map((text) => ({ value: { text } })),
  nastyText.map((option) => ({ value: { option } })),
  fc.array(nastyText, { maxLength: 12 }).map((options) => ({ value: { options } })),
  fc.dictionary(nastyText, nastyText, { maxKeys: 8 }).map((blanks) => ({ value: { blanks } })),
  fc.array(fc.oneof(fc.constantFrom("1", "2", "3"), nastyText), { maxLength: 9 }).map((steps) => ({ value: { steps } })),
  fc.array(fc.record({ left: nastyText, right: nastyText }), { maxLength: 9 }).map((pairs) => ({ value: { pairs } })),
  fc
    .array(fc.record({ line: fc.double(), from: fc.integer(), to: fc.double() }), { maxLength: 9 })
    .map((marks) => ({ value: { locale: "en", marks } })),
  fc.dictionary(name, fc.jsonValue(), { maxKeys: 5 }).map((value) => ({ value })),
  fc.jsonValue().map((value) => ({ value })),
  fc
    .constantFrom(
      ...['{"__proto__":{"option":"a"}}', '{"constructor":{"prototype":{}}}', '{"text":"\\ud800"}', '{"text":"\\u0000"}', "1e999", "-0"],
      ...[`${"[".repeat(3000)}${"]".repeat(3000)}`, `${'{"text":'.repeat(2000)}1${"}".repeat(2000)}`, '{"option":"a","option":"b"}'],
    )
    .map((raw) => ({ raw })),
  fc.record({ text: fc.constantFrom("一", "x", "😀", "\u200b", " "), times: fc.constantFrom(201, 501, 5000, 100_000) }),
);

const forgedTime: fc.Arbitrary<Said> = fc.oneof(
  fc
    .constantFrom(
      ...[
        "NaN",
        "1e308",
        "-1e308",
        "1e999",
        "-1",
        "0",
        "-0",
        "299",
        "1e-300",
        '"1200"',
        "null",
        "true",
        "[]",
        "{}",
        '"NaN"',
        "9007199254740993",
      ],
    )
    .map((raw) => ({ raw })),
  fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => ({ value })),
  nastyText.map((value) => ({ value })),
);
const soundTime: fc.Arbitrary<Said> = fc.integer({ min: 300, max: 60_000 }).map((value) => ({ value }));
const soundAnswer: fc.Arbitrary<Said> = fc.boolean().map((right) => ({ right }));
const n = fc.nat(1_000_000);
const session = fc.constantFrom(0 as const, 1 as const);

const one = (parts: Partial<{ [K in keyof One]: fc.Arbitrary<One[K]> }> = {}): fc.Arbitrary<One> =>
  fc.record({ source: fc.constant<Source>("fresh"), n, said: soundAnswer, ms: soundTime, after: fc.constant(null), ...parts });
const worthless = fc.constantFrom<Source>("forged", "expired", "foreign", "not drawn", "no such question", "sealed nonsense");
const answers = (
  name: string,
  ones: fc.Arbitrary<One[]>,
  rest: Partial<{ held: fc.Arbitrary<string>; want: fc.Arbitrary<string>; line: fc.Arbitrary<Line> }> = {},
) =>
  fc.record({
    class: fc.constant(name),
    to: fc.constant("answers" as const),
    ones,
    session,
    held: fc.constant(""),
    want: fc.constant("0"),
    line: fc.constantFrom<Line>("own", { text: "" }),
    multipart: fc.boolean(),
    ...rest,
  });
const alone = (of: fc.Arbitrary<One>) => of.map((single) => [single]);
const any = fc.oneof(
  { arbitrary: one(), weight: 3 },
  { arbitrary: one({ source: fc.constantFrom<Source>("replayed", "old but good") }), weight: 2 },
  { arbitrary: one({ source: worthless }), weight: 2 },
  { arbitrary: one({ said: junkAnswer, ms: forgedTime, after: fc.option(forgedTime) }), weight: 2 },
);
const hugeText = (lengths: readonly number[]) =>
  fc
    .record({ text: fc.constantFrom(",", "x", "一", "0,"), times: fc.constantFrom(...lengths) })
    .map(({ text, times }) => text.repeat(times));
const longLine = fc.oneof(
  nastyText,
  hugeText([100, 20_000]),
  fc.array(fc.uuid(), { maxLength: 400 }).map((ids) => ids.join(",")),
);

const types = [
  ...["application/json", "text/plain", "multipart/form-data", "multipart/form-data; boundary=x", "multipart/form-data; boundary="],
  ...["application/x-www-form-urlencoded", "application/x-www-form-urlencoded; charset=utf-16", "image/png", "", "text/html;".repeat(50)],
];
const bodies = [
  ...[
    "",
    "answers",
    "answers=",
    "answers=%",
    "answers=%00%ff",
    "answers=[]",
    "answers={}",
    "answers=null",
    "answers=[null]",
    "answers=[[]]",
  ],
  ...['answers=[{"ticket":1}]', 'answers=[{"ticket":"x"},{}]', 'answers=[{"ticket":{"toString":"x"}}]', '{"answers":[]}', "answers=1e999"],
  `answers=${"[".repeat(50_000)}`,
  `answers=${"[".repeat(20_000)}${"]".repeat(20_000)}`,
  `answers=[${Array(101).fill('{"ticket":"x"}').join()}]`,
  'answers=[{"__proto__":{"ticket":"x"}}]',
  '--x\r\nContent-Disposition: form-data; name="answers"\r\n\r\n[{"ticket":"x"}]',
  '--x\r\nContent-Disposition: form-data; name="answers"\r\n\r\n[]\r\n--x',
  '--x\r\nContent-Disposition: form-data; name="answers"; filename="a.json"\r\nContent-Type: application/json\r\n\r\n[]\r\n--x--\r\n',
  "--x\r\nContent-Disposition: form-data\r\n\r\n[]\r\n--x--\r\n",
  "--x--\r\n",
  "\u0000\u0001\u0002\ufffd",
];
const raw = (name: string, body: fc.Arbitrary<{ body: string; times: number }>) =>
  fc
    .record({
      path: fc.constantFrom("/drill/answer", "/drill", "/drill.data"),
      type: fc.constantFrom(...types),
      body,
      latin1: fc.boolean(),
    })
    .map((hit) => ({
      ...hit,
      ...hit.body,
      class: name,
      to: "raw" as const,
      method: "POST",
    }));

/** Everything that is thrown at the drill and at an open sitting, the likely before the odd. */
export const anyHit: fc.Arbitrary<Hit> = fc.oneof(
  { weight: 12, arbitrary: answers("sound", alone(one({ source: fc.constantFrom<Source>("fresh", "fresh", "fresh", "minted") }))) },
  {
    weight: 10,
    arbitrary: answers("sound, in the plain form", alone(one())).map((h) => ({
      class: h.class,
      to: "plain" as const,
      one: h.ones[0] as One,
      values: null,
      session: h.session,
    })),
  },
  { weight: 10, arbitrary: answers("answered before", alone(one({ source: fc.constant("replayed") }))) },
  { weight: 4, arbitrary: answers("issued 80 days ago", alone(one({ source: fc.constant("old but good"), after: fc.option(soundTime) }))) },
  { weight: 14, arbitrary: answers("no right to answer", alone(one({ source: worthless, said: fc.oneof(soundAnswer, junkAnswer) }))) },
  { weight: 16, arbitrary: answers("no answer to it", alone(one({ said: junkAnswer }))) },
  { weight: 8, arbitrary: answers("forged times", alone(one({ ms: forgedTime, after: fc.option(forgedTime, { freq: 3 }) }))) },
  { weight: 8, arbitrary: answers("mixed batch", fc.array(any, { minLength: 2, maxLength: 8 })) },
  {
    weight: 3,
    arbitrary: answers(
      "one ticket twice in a batch",
      one().map((single) => [single, single, { ...single, said: { right: false } }]),
    ),
  },
  { weight: 1, arbitrary: answers("a hundred in a batch", fc.array(one({ source: worthless }), { minLength: 60, maxLength: 100 })) },
  {
    weight: 4,
    arbitrary: answers("held, want, line", alone(any), {
      held: longLine,
      want: fc.oneof(nastyText, fc.constantFrom("20", "1e9", "-5", "3.7")),
      line: fc.oneof(
        fc.constantFrom<Line>("own", "foreign"),
        longLine.map((text) => ({ text })),
      ),
    }),
  },
  {
    weight: 6,
    arbitrary: fc.record({
      class: fc.constant("plain form, hostile"),
      to: fc.constant("plain" as const),
      one: any,
      values: fc.option(fc.array(longLine, { maxLength: 6 })),
      session,
    }),
  },
  {
    weight: 8,
    arbitrary: fc.record({
      class: fc.constant("sitting"),
      to: fc.constant("sitting" as const),
      changes: fc.oneof(
        { weight: 4, arbitrary: fc.constant("") },
        { weight: 1, arbitrary: fc.oneof(nastyText, fc.json(), hugeText([50_000])) },
      ),
      question: fc.nat(40),
      said: fc.oneof(soundAnswer, junkAnswer),
      revision: fc.oneof({ weight: 4, arbitrary: fc.constant("") }, { weight: 1, arbitrary: nastyText }),
      id: fc.constantFrom("own" as const, "own" as const, "own" as const, "foreign" as const, "junk" as const),
    }),
  },
  {
    weight: 8,
    arbitrary: raw("no form, or half of one", fc.record({ body: fc.oneof(fc.constantFrom(...bodies), nastyText), times: fc.constant(1) })),
  },
  {
    weight: 1,
    arbitrary: raw(
      "1 MB and more",
      fc.record({ body: fc.constantFrom("answers=x", "一", "[", "answers=1&"), times: fc.constantFrom(120_000, 400_000) }),
    ),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      class: fc.constant("cut off"),
      to: fc.constant("cut" as const),
      one: one(),
      at: fc.double({ min: 0, max: 1, noNaN: true }),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      class: fc.constant("at the door"),
      to: fc.constant("door" as const),
      one: one(),
      origin: fc.constantFrom(null, "https://evil.example", "null", "http://localhost", "own"),
      cookie: fc.constantFrom(null, "deskready=", "deskready=nobody", "deskready=%00", "a=b; deskready=\u00ff", "stranger", "own"),
    }),
  },
);

/** What stands in the JSON for something said of a question. */
export function spoken(said: Said, question: Question): string {
  if ("right" in said) return JSON.stringify(answerTo(question, said.right, 0));
  if ("raw" in said) return said.raw;
  if ("times" in said) return JSON.stringify({ text: said.text.repeat(said.times) });
  return JSON.stringify(said.value) ?? "null";
}
