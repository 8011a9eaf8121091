import type { LocalText } from "~/platform/locale";
import { isDeniedAfter, isDeniedAround } from "~/wording/denial";
import { fold } from "~/wording/fold";
import { type KeyPointFound, keyPointsIn } from "~/wording/key-points";
import { findTerms } from "~/wording/terms";
import type { ProhibitedTerm, QuestionFacts, QuestionOf } from "../question";
import { figuresBeyond } from "./figures";

export type ReplyQuestion = QuestionOf<"free_reply"> | QuestionOf<"rewrite">;

type Span = { from: number; to: number };
/**
 * One thing that the machine saw in a reply. `must`, `should`: a point that it says; `must_not`: one that it should have left out;
 * `block`, `warn`: a prohibited term; `figure`: a sum or number that the question does not know. `denied`: the words are there, and the reply
 * denies them or takes them back.
 */
export type Finding = Span &
  (
    | { kind: "must" | "should" | "must_not"; point: LocalText; denied: boolean }
    | { kind: "block" | "warn"; term: ProhibitedTerm; denied: boolean }
    | { kind: "figure"; denied: false }
  );

export type Findings = {
  /** In the order of the text; they may overlap. */
  found: Finding[];
  /** For each point whether the reply says it and neither denies it nor takes it back. */
  must: boolean[];
  should: boolean[];
};

/** Everything that the machine sees in a reply: points, prohibited terms, figures of the agent's own. */
export function findingsIn(question: ReplyQuestion, text: string, facts: QuestionFacts): Findings {
  const folded = fold(text);
  const denied = (found: KeyPointFound) => found.negated || isDeniedAfter(folded, found.to);
  const points = (kind: "must" | "should" | "must_not") => {
    const asked = { must: question.must_say, should: question.should_say, must_not: question.must_not_say }[kind];
    return keyPointsIn(text, asked).map((found, at): (Finding & { kind: typeof kind }) | null => {
      const point = asked[at]?.point;
      return found && point ? { kind, point, from: found.from, to: found.to, denied: denied(found) } : null;
    });
  };
  const must = points("must");
  const should = points("should");
  const said = [...must, ...should].filter((point) => point !== null && !point.denied);
  const bySlug = new Map(facts.terms.map((term) => [term.slug, term]));
  const terms = findTerms(text, facts.terms).flatMap(({ termSlug, severity, from, to }): Finding[] => {
    const term = bySlug.get(termSlug);
    // What the question itself asks to be said is no offence: 「不能加微信」 holds 「加微信」.
    if (!term || said.some((point) => point && point.from <= from && to <= point.to)) return [];
    return [{ kind: severity, term, from, to, denied: isDeniedAround(text, from, to) }];
  });
  const figures = figuresBeyond(question, text).map((span): Finding => ({ kind: "figure", denied: false, ...span }));
  const found = [...must, ...should, ...points("must_not"), ...terms, ...figures].filter((finding) => finding !== null);
  return {
    found: found.sort((a, b) => a.from - b.from || b.to - a.to),
    must: must.map((point) => point !== null && !point.denied),
    should: should.map((point) => point !== null && !point.denied),
  };
}
