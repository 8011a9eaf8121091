import type { ChatLine } from "@db/schema";
import type { Locale } from "~/platform/locale";
import type { LossReason } from "./reasons";
import { TITLE_LENGTH } from "./rules";

/** What is counted of a chat, as far as it says why the order was lost. */
export type ChatFacts = {
  firstResponseMs: number | null;
  longestGapMs: number | null;
  askedForOrder: boolean;
  hasTerms: boolean;
  wasTransferred: boolean;
  terms: readonly { line: number }[];
};

/** A first reply later than a minute scores no full points in the KPI; a pause of three minutes scores none (2-domain, Monthly KPI). */
const SLOW_FIRST_MS = 60_000;
const SLOW_LATER_MS = 180_000;

/** What a case of a chat begins with: all of it is for a human to change. */
export type Proposal = { title: string; reasons: LossReason[]; marked: number[] };

/** The reasons that the counts of a chat speak for, and the lines where they show; the title is what the customer asked first. Never more than three reasons. */
export function proposalFor(facts: ChatFacts, lines: readonly ChatLine[]): Proposal {
  const firstReply = lines.findIndex((line, at) => line.who === "agent" && lines.slice(0, at).some(({ who }) => who === "buyer"));
  const lastReply = lines.findLastIndex(({ who }) => who === "agent");
  const gapEnd = longestWait(lines);
  const found: { reason: LossReason; lines: number[] }[] = [
    ...(facts.firstResponseMs !== null && facts.firstResponseMs > SLOW_FIRST_MS
      ? [{ reason: "slow_first_reply" as const, lines: [firstReply] }]
      : []),
    ...(facts.longestGapMs !== null && facts.longestGapMs > SLOW_LATER_MS && gapEnd !== firstReply
      ? [{ reason: "slow_follow_up" as const, lines: [gapEnd] }]
      : []),
    ...(facts.hasTerms ? [{ reason: "rule_or_term" as const, lines: facts.terms.map(({ line }) => line) }] : []),
    ...(facts.wasTransferred ? [{ reason: "needless_transfer" as const, lines: [lastReply] }] : []),
    ...(facts.askedForOrder ? [] : [{ reason: "did_not_ask" as const, lines: [lastReply] }]),
  ];
  const some = found.slice(0, 3);
  const marked = [...new Set(some.flatMap((one) => one.lines))].filter((line) => line >= 0 && line < lines.length).sort((a, b) => a - b);
  return { title: titleOf(lines), reasons: some.map(({ reason }) => reason), marked };
}

/** The reply for which the customer waited longest; -1: there is none. */
function longestWait(lines: readonly ChatLine[]): number {
  let [asked, longest, found] = [null as number | null, 0, -1];
  for (const [at, line] of lines.entries()) {
    if (line.who === "buyer") asked ??= line.at;
    else if (line.who === "agent" && asked !== null) {
      if (line.at - asked > longest) [longest, found] = [line.at - asked, at];
      asked = null;
    }
  }
  return found;
}

/** A greeting is no title. */
const GREETING = /^(?:在吗|在么|在不在|你好|您好|亲|有人吗|hi|hello|hey|anyone there)[\s,.!?，。！？~～]*$/iu;

/** What the customer came for: their first line that says more than a greeting. */
function titleOf(lines: readonly ChatLine[]): string {
  const asked = lines.filter(({ who }) => who === "buyer").map(({ text }) => text.replace(/\s+/g, " ").trim());
  const first = asked.find((line) => line !== "" && !GREETING.test(line)) ?? asked[0] ?? "";
  return first.length > TITLE_LENGTH ? `${first.slice(0, TITLE_LENGTH - 1)}…` : first;
}

/** In which language some texts are written: one Chinese character in four makes it Chinese. */
export function languageOf(texts: readonly string[]): Locale {
  const said = texts.join("");
  const han = said.match(/\p{Script=Han}/gu)?.length ?? 0;
  return han * 4 >= said.replace(/\s/g, "").length ? "zh-CN" : "en";
}

/** In which language a chat was had. */
export const languageOfChat = (lines: readonly Pick<ChatLine, "text">[]): Locale => languageOf(lines.map(({ text }) => text));
