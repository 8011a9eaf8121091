import { fold } from "~/wording/fold";
import { plain } from "~/wording/normalise";
import { bigramsOf, similarity } from "~/wording/similarity";
import { textsOf } from "./figures";
import type { Findings, ReplyQuestion } from "./findings";

/** What holds a reply back from being surely right, or makes it surely wrong. Shown to whoever decides. */
export const replyReasons = ["term", "must_not", "copy", "short", "off_subject", "missing", "denied", "figure", "list", "long"] as const;
export type ReplyReason = (typeof replyReasons)[number];
export type Judgement = { verdict: "right" | "wrong" | "undecided"; reasons: ReplyReason[] };

/** So much like the stem, the poor text or a line of the chat (Dice of pairs of characters) that it is that text again. */
const COPY = 0.8;
/** Chinese characters; a word of another script counts for one and a half. */
const SHORT = 10;
/** More of the letters than this in the found wordings alone: key words without sentences. */
const LIST = 0.6;
/** So many times as long as the longest model answer: something of everything. */
const LONG = 3;

function lengthOf(text: string): number {
  const words = plain(text);
  const han = words.match(/\p{Script=Han}/gu)?.length ?? 0;
  return han + 1.5 * (words.replace(/\p{Script=Han}/gu, " ").match(/[\p{L}\p{N}]+/gu)?.length ?? 0);
}

function isCopy(question: ReplyQuestion, text: string): boolean {
  const lines = (question.chat ?? []).map((line) => line.text);
  const sources = [question.stem, ...lines, ...(question.type === "rewrite" ? [question.poor] : [])];
  const pairs = bigramsOf(text);
  return sources.some((source) => [source["zh-CN"], source.en].some((one) => similarity(pairs, bigramsOf(one), COPY) >= COPY));
}

/** The words of a text that tell its subject: pairs of neighbouring Chinese characters, and longer words of other scripts. */
function wordsOf(text: string): Set<string> {
  const words = plain(text);
  const pairs = (words.match(/\p{Script=Han}+/gu) ?? []).flatMap((run) => [...run].slice(1).map((_, at) => run.slice(at, at + 2)));
  return new Set([...pairs, ...(words.match(/\p{Script=Latin}{4,}|\p{N}{2,}/gu) ?? [])]);
}

function isOffSubject(question: ReplyQuestion, text: string): boolean {
  const known = wordsOf(textsOf(question).join("\n"));
  return ![...wordsOf(text)].some((word) => known.has(word));
}

function isList(text: string, { found }: Findings): boolean {
  const folded = fold(text);
  const points = found.filter(({ kind }) => kind === "must" || kind === "should");
  const inside = folded.from.filter((from) => points.some((point) => point.from <= from && from < point.to)).length;
  return inside > folded.words.length * LIST;
}

function isLong(question: ReplyQuestion, text: string): boolean {
  const models = [...question.model_answers["zh-CN"], ...question.model_answers.en];
  return lengthOf(text) > LONG * Math.max(...models.map(lengthOf));
}

/**
 * Surely wrong: an undenied prohibited term or point that must not be said; a copy of the stem, the poor text or a line of the chat that
 * leaves a point out; none of the points, and short or without one word of the question's own.
 * Surely right: every point that must be said, none of them denied or taken back; no such term or point, denied or not; no figure that the
 * question does not know; whole sentences, no longer than three model answers.
 * Everything between a supervisor decides.
 */
export function judge(question: ReplyQuestion, text: string, findings: Findings): Judgement {
  const { found, must } = findings;
  const all = must.every(Boolean);
  const none = !must.some(Boolean);
  const offends = (kind: "block" | "must_not") => found.some((finding) => finding.kind === kind && !finding.denied);
  const wrong: [ReplyReason, boolean][] = [
    ["term", offends("block")],
    ["must_not", offends("must_not")],
    ["copy", !all && isCopy(question, text)],
    ["short", none && lengthOf(text) < SHORT],
    ["off_subject", none && isOffSubject(question, text)],
  ];
  const against = wrong.filter(([, holds]) => holds).map(([reason]) => reason);
  if (against.length > 0) return { verdict: "wrong", reasons: against };
  const open: [ReplyReason, boolean][] = [
    ["missing", !all],
    ["denied", found.some(({ kind, denied }) => denied && kind !== "should" && kind !== "warn")],
    ["figure", found.some(({ kind }) => kind === "figure")],
    ["list", isList(text, findings)],
    ["long", isLong(question, text)],
    ["copy", isCopy(question, text)],
  ];
  const doubts = open.filter(([, holds]) => holds).map(([reason]) => reason);
  return { verdict: doubts.length > 0 ? "undecided" : "right", reasons: doubts };
}
