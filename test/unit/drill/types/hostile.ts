import fc from "fast-check";
import type { Question } from "~/drill/types/question";
import { gradeOf, parseAnswer, verdictOf } from "~/drill/types/registry";
import { anyText } from "@test/factories/text";
import { noFacts } from "../questions";

/** What is an answer to no question of any type. */
export const noAnswers: [string, unknown][] = [
  ["null", null],
  ["nothing", undefined],
  ["a bare text", "a"],
  ["a bare list", ["a"]],
  ["a number", 1],
  ["an empty object", {}],
  ["SQL for a name", { "'; drop table attempt; --": "a" }],
  ["a function's name", { constructor: "a" }],
  ["1 MB", { text: "一".repeat(500_000) }],
];

const anyAnswer = (ids: readonly string[]) => {
  const id = fc.oneof(fc.constantFrom(...ids, "0", "1", "2", "__proto__", ""), anyText(4));
  const pair = fc.record({ left: id, right: id }, { requiredKeys: [] });
  return fc.oneof(
    fc.anything(),
    fc.record({ text: anyText(90) }),
    fc.record({ truth: fc.oneof(fc.boolean(), fc.constant(null), id), reason: fc.oneof(id, fc.constant(null)) }, { requiredKeys: [] }),
    fc.record({ blanks: fc.dictionary(id, fc.oneof(anyText(110), fc.anything())) }),
    fc.record({ steps: fc.array(fc.oneof(id, fc.anything()), { maxLength: 9 }) }),
    fc.record({ pairs: fc.array(fc.oneof(pair, fc.anything()), { maxLength: 9 }) }),
  );
};

/** Whatever is posted: no failure, whole points of whole ones, right only at all of them, and what was stored is read as it was. */
export function holdsAgainstAnything(question: Question, ids: readonly string[]): void {
  fc.assert(
    fc.property(anyAnswer(ids), (raw) => {
      const once = parseAnswer(question, raw);
      if (JSON.stringify(parseAnswer(question, once)) !== JSON.stringify(once)) return false;
      if (JSON.stringify(parseAnswer(question, JSON.parse(JSON.stringify(once)))) !== JSON.stringify(once)) return false;
      const { points, of, correct } = gradeOf({ body: question, facts: noFacts }, raw);
      verdictOf({ body: question, facts: noFacts }, raw, "en");
      return Number.isInteger(points) && points >= 0 && points <= of && correct === (points === of);
    }),
    { numRuns: 400 },
  );
}
