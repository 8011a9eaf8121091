import type { Simulation } from "~/curriculum/pack-simulation";
import { gradeOfAll, type RunGrade, withPoints } from "~/curriculum/simulation-grade";
import type { CustomerState, RunState } from "~/curriculum/simulation-run";
import { plain } from "~/wording/normalise";

/** Which sentences of a run no machine can judge, and what it is worth when somebody has. */

/** A point that somebody saw in a line where the machine found none. */
export type Granted = { customer: string; point: string; line: number };

/** A message with less to it says nothing that could be a point: so many Chinese characters, or so many words. */
const ENOUGH = { characters: 6, words: 4 };
/** Of what is left when the pleasantries are taken away, so much is more than a greeting. */
const MORE_THAN_A_GREETING = { characters: 3, words: 2 };

const PLEASANTRIES = new RegExp(
  [
    "亲爱的|亲亲?|(?:您|你)好|哈喽|早上好|上午好|中午好|下午好|晚上好|我?在(?:的|呢|哦|线)?|欢迎(?:光临|来到|您)?(?:本|我们|小)?(?:店铺?)?",
    "很?高兴为(?:您|你)服务|为(?:您|你)服务|我是客服\\p{Script=Han}{0,3}|请问|有(?:什么|啥)(?:可以|能)?(?:帮到?|为)?(?:您|你)?(?:服务)?(?:的|吗|呢)*",
    "(?:请|麻烦)?(?:您|你)?稍(?:等|候)(?:一下|一会|片刻|哈)?|马上(?:来|就来)?|好的|好呢|好嘞|嗯+|收到|不客气|(?:非常)?(?:谢谢|感谢)(?:您|你)?(?:的)?(?:支持|光临|理解|等待|耐心)*",
    "我?(?:再|去|来|先|帮(?:您|你))*(?:看看|看一下|问问|问一下|查查|查一下)",
    "\\b(?:let me|i(?:['’]ll| will)) (?:check|ask|have a look|look)(?: (?:it|that))?\\b",
    "\\b(?:hi|hello|hey|dear|good (?:morning|afternoon|evening)|welcome(?: to (?:our|the) (?:shop|store))?|i(?:['’]m| am) here)\\b",
    "\\b(?:(?:how|what) (?:can|may) i (?:help|do for)(?: you)?(?: with)?(?: today)?|happy to help|(?:just )?(?:one|a) (?:moment|second|minute)|please(?: wait)?)\\b",
    "\\b(?:thank you(?: (?:so|very) much)?|thanks(?: for (?:waiting|writing))?|ok(?:ay)?|sure|got it|you['’]re welcome|sir|madam)\\b",
  ].join("|"),
  "gu",
);
const HAN = /\p{Script=Han}/gu;
const WORD = /[\p{Script=Latin}\p{N}][\p{Script=Latin}\p{N}'’.-]*/gu;

function hasAtLeast(text: string, { characters, words }: typeof ENOUGH): boolean {
  const count = (pattern: RegExp) => text.match(pattern)?.length ?? 0;
  return count(HAN) / characters + count(WORD) / words >= 1;
}

/** Whether a message says something: enough of it, and more than a greeting. */
export function saysSomething(text: string): boolean {
  const read = plain(text);
  return hasAtLeast(read, ENOUGH) && hasAtLeast(read.replace(PLEASANTRIES, " "), MORE_THAN_A_GREETING);
}

/** The lines that no machine can judge: sent before the customer went, saying something, and no point was found in them. */
export function unreadLines({ lines, ended }: Pick<CustomerState, "lines" | "ended">): number[] {
  return lines.flatMap((line, at) =>
    line.who === "agent" && (ended === null || at < ended.line) && line.read.points.length === 0 && saysSomething(line.text) ? [at] : [],
  );
}

/**
 * Whether passing hangs on sentences that no machine can judge: the run is over and not passed, nothing prohibited was sent, and if each unread message held the
 * best of the points that were not found with that customer, the total would reach the pass mark with the endings as they are.
 */
export function isUndecided(simulation: Simulation, state: RunState, grade: RunGrade): boolean {
  if (!state.isOver || grade.passed || grade.hasProhibited) return false;
  const granted = simulation.customers.flatMap((customer, at): Granted[] => {
    const [own, graded] = [state.customers[at], grade.customers[at]];
    if (!own || !graded) return [];
    const unread = unreadLines(own);
    // Parts count points by their weight: what one brings does not hang on the others.
    const worth = (slug: string) =>
      withPoints(
        customer,
        graded,
        graded.points.map((point) => (point.slug === slug ? { ...point, line: 0 } : point)),
      ).total;
    return graded.points
      .filter(({ kind, line }) => line === null && kind !== "fault")
      .map(({ slug }) => ({ slug, total: worth(slug) }))
      .sort((a, b) => b.total - a.total)
      .slice(0, unread.length)
      .map(({ slug }, n) => ({ customer: customer.slug, point: slug, line: unread[n] ?? 0 }));
  });
  return granted.length > 0 && withGranted(simulation, grade, granted).passed;
}

/**
 * The grade when these points count as said, each in its line. `grade`: the machine's. The ending stays as it is: the customer reacted to what the machine read.
 * What the machine found itself keeps its line.
 */
export function withGranted(simulation: Simulation, grade: RunGrade, granted: readonly Granted[]): RunGrade {
  const customers = grade.customers.map((one, at) => {
    const customer = simulation.customers[at];
    const own = granted.filter((g) => g.customer === one.slug && one.points.some(({ slug, line }) => slug === g.point && line === null));
    if (!customer || own.length === 0) return one;
    const points = one.points.map((point) => {
      const lines = own.filter((g) => g.point === point.slug).map(({ line }) => line);
      return lines.length === 0 ? point : { ...point, line: Math.min(...lines) };
    });
    const turns = one.turns.map((turn) => {
      const now = points.filter(({ slug, line }) => line !== null && turn.lines.includes(line) && own.some((g) => g.point === slug));
      return { ...turn, points: [...turn.points, ...now.map(({ slug }) => slug)] };
    });
    return withPoints(customer, { ...one, turns }, points);
  });
  return gradeOfAll(simulation, customers);
}
