import { type Locale, type LocalText, pick } from "~/platform/locale";
import { plain, withoutControls } from "~/wording/normalise";
import type { ChatLine } from "../chat";
import { REPLY_LENGTH } from "../lengths";
import { type Grade, isRecord, type QuestionFacts } from "../question";
import { type Finding, findingsIn, type ReplyQuestion } from "./findings";
import { judge, type ReplyReason } from "./judge";

/** What a free reply and a rewritten one have in common. */

export type ReplyAnswer = { text: string };
export type ReplyView<K extends "free_reply" | "rewrite"> = { type: K; stem: string; chat: ChatLine[] };

/** What the machine saw, in the reader's language; `from` and `to` are places in the answer's own text, in UTF-16 units. */
export type ReplyFinding = {
  kind: Finding["kind"];
  from: number;
  to: number;
  /** The point that it is, or why it is prohibited; null for a figure. */
  about: string | null;
  /** For a prohibited term: what to say instead. */
  instead: string | null;
  denied: boolean;
};
export type ReplyKey = {
  findings: ReplyFinding[];
  /** Points that the reply does not say. */
  missing: { kind: "must" | "should"; point: string }[];
  /** What holds the reply back from being right, or makes it wrong. */
  reasons: ReplyReason[];
  /** Replies that a supervisor would be glad of. */
  models: string[];
};

/** The reply that a posted value is: lines are kept, other controls become spaces. Null when nothing in it can be seen. */
export function parseReply(raw: unknown): ReplyAnswer | null {
  if (!isRecord(raw) || typeof raw.text !== "string" || raw.text.length > 2 * REPLY_LENGTH) return null;
  // A form posts a line's end as two characters, of which the field counted one.
  const text = raw.text.replace(/\r\n?/g, "\n").split("\n").map(withoutControls).join("\n");
  return text.length > REPLY_LENGTH || plain(text).trim() === "" ? null : { text };
}

/** The same out of a plain form. */
export function replyFromForm([text]: readonly string[]): unknown {
  return text && plain(text).trim() !== "" ? { text } : null;
}

/**
 * Two points for everything that must be said, one for everything that should be. What is surely wrong is worth nothing: it would have gone
 * to a customer. What is undecided is worth what was found, as the machine's guess. A reply without the things it should say is still right.
 */
export function gradeReply(question: ReplyQuestion, { text }: ReplyAnswer, facts: QuestionFacts): Grade {
  const findings = findingsIn(question, text, facts);
  const of = 2 * findings.must.length + findings.should.length;
  const { verdict } = judge(question, text, findings);
  if (verdict === "wrong") return { points: 0, of, correct: false };
  const points = 2 * findings.must.filter(Boolean).length + findings.should.filter(Boolean).length;
  return verdict === "right" ? { points, of, correct: true } : { points, of, correct: false, undecided: true };
}

/** What the machine found in a reply, what is missing, and the model answers; for an unanswered question only these. */
export function replyKey(question: ReplyQuestion, locale: Locale, answer: ReplyAnswer | null, facts: QuestionFacts): ReplyKey {
  const models = [...question.model_answers[locale]];
  const missing = (points: readonly { point: LocalText }[], said: readonly boolean[], kind: "must" | "should") =>
    points.filter((_, at) => !said[at]).map(({ point }) => ({ kind, point: pick(point, locale) }));
  if (!answer)
    return {
      findings: [],
      missing: [...missing(question.must_say, [], "must"), ...missing(question.should_say, [], "should")],
      reasons: [],
      models,
    };
  const findings = findingsIn(question, answer.text, facts);
  return {
    findings: findings.found.map((finding) => ({
      kind: finding.kind,
      from: finding.from,
      to: finding.to,
      about: "point" in finding ? pick(finding.point, locale) : "term" in finding ? pick(finding.term.reason, locale) : null,
      instead: "term" in finding ? pick(finding.term.instead, locale) : null,
      denied: finding.denied,
    })),
    missing: [...missing(question.must_say, findings.must, "must"), ...missing(question.should_say, findings.should, "should")],
    reasons: judge(question, answer.text, findings).reasons,
    models,
  };
}
