import type { Customer, Ending, ReplyPoint, Simulation } from "./pack-simulation";
import { atomsIn, namesPoint } from "./simulation-conditions";
import type { ChatLine, CustomerState, RunState } from "./simulation-run";

/**
 * What each part of a customer's chat counts, of 100.
 * - `first_response`, `average_response`: all of it up to the limit of the simulation, from there in a straight line down to nothing at four times the limit. The
 *   average is that of every wait, the one that was never answered among them
 * - `needs`, `recommendation`, `order`: the weighted share of the points of that kind that were said; asking for the order is worth as much as recommending
 * - `points`: the same of all other points (value, fact, apology, other); faults bring nothing
 * - `tone`: all of it, less a half for each line that is rude or shouts
 * - `ending`: what the end is worth
 * A part of which a customer has nothing (a complaint asks for no order) leaves its weight to the others, as they weigh. A need that the customer told unasked,
 * before the agent had a turn in which asking for it would have led anywhere, is none that could have been found: it is left out as if the customer did not have it.
 */
export const GRADE_WEIGHTS = {
  first_response: 10,
  average_response: 10,
  needs: 15,
  recommendation: 10,
  points: 25,
  order: 10,
  tone: 5,
  ending: 15,
} as const;
export type GradePart = keyof typeof GRADE_WEIGHTS;
const parts = Object.keys(GRADE_WEIGHTS) as GradePart[];

/** What an end is worth, of 100, where it does not say so itself. */
const ENDING_WORTH: Record<Ending["kind"], number> = { bought_more: 100, bought: 90, left: 30, complained: 0 };

/** What an end is worth, of 100. */
export const worthOf = ({ worth, kind }: Ending): number => worth ?? ENDING_WORTH[kind];

/** A reply is worth nothing from so many times the limit on. */
const WORTHLESS_AT = 4;
const TONE_COST = 0.5;

/** `line`: the line of the chat in which it was first said; null: it was not. `told`: a need of which the customer left nothing to ask. */
export type PointMark = { slug: string; kind: ReplyPoint["kind"]; line: number | null; told?: true };
/** A turn: the agent's lines between two of the customer's, and the points that were said in them. */
export type TurnMark = { lines: number[]; waitedS: number | null; points: string[] };

export type CustomerGrade = {
  slug: string;
  /** Null: nobody waited yet. */
  firstS: number | null;
  averageS: number | null;
  turns: TurnMark[];
  points: PointMark[];
  prohibited: { line: number; from: number; to: number; found: string; term: string }[];
  tone: { line: number; fault: "rude" | "shouting" }[];
  ending: { slug: string; kind: Ending["kind"]; line: number } | null;
  /** 0–1; null: there was nothing of it to do. */
  shares: Record<GradePart, number | null>;
  total: number;
};

/** `total` of 100: the mean of the customers. */
export type RunGrade = { customers: CustomerGrade[]; total: number; pass: number; hasProhibited: boolean; passed: boolean };

/** So many places are kept: the noise of binary fractions lies far behind them. */
const exact = (value: number): number => Math.round(value * 1e9) / 1e9;
const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);
const mean = (values: readonly number[]): number | null => (values.length === 0 ? null : sum(values) / values.length);

function speedShare(seconds: number | null, limit: number): number | null {
  if (seconds === null) return null;
  return Math.min(1, Math.max(0, (WORTHLESS_AT * limit - seconds) / ((WORTHLESS_AT - 1) * limit)));
}

const isSaidBy = (line: ChatLine, slug: string) => line.who === "agent" && line.read.points.some((point) => point.slug === slug);

/** Every wait in seconds, in their order: those that a reply ended, and at last the one that none did. */
function waitsOf({ lines, ended }: CustomerState): number[] {
  const answered = lines.flatMap((line) => (line.who === "agent" && line.waitedMs !== null ? [line.waitedMs] : []));
  const unanswered = ended?.unansweredMs ?? null;
  return (unanswered === null ? answered : [...answered, unanswered]).map((ms) => ms / 1000);
}

function turnsOf({ lines }: CustomerState): TurnMark[] {
  const turns: TurnMark[] = [];
  lines.forEach((line, at) => {
    if (line.who !== "agent") return;
    let turn = turns.at(-1);
    if (!turn || turn.lines.at(-1) !== at - 1) turns.push((turn = { lines: [], waitedS: null, points: [] }));
    turn.lines.push(at);
    if (line.waitedMs !== null) turn.waitedS = line.waitedMs / 1000;
    for (const { slug } of line.read.points) if (!turn.points.includes(slug)) turn.points.push(slug);
  });
  return turns;
}

/** The weighted share of these points that were said. */
function pointShare(points: readonly ReplyPoint[], said: ReadonlySet<string>): number | null {
  const all = sum(points.map(({ weight }) => weight));
  return all === 0 ? null : sum(points.filter(({ slug }) => said.has(slug)).map(({ weight }) => weight)) / all;
}

/** What the marks of a customer's points make of the parts that count points. */
function pointShares(customer: Customer, marks: readonly PointMark[]) {
  const said = new Set(marks.flatMap(({ slug, line }) => (line === null ? [] : [slug])));
  const told = new Set(marks.flatMap(({ slug, line, told: isTold }) => (isTold && line === null ? [slug] : [])));
  const share = (...kinds: ReplyPoint["kind"][]) =>
    pointShare(
      customer.points.filter(({ slug, kind }) => kinds.includes(kind) && !told.has(slug)),
      said,
    );
  return {
    needs: share("need"),
    recommendation: share("recommendation"),
    points: share("value", "fact", "apology", "other"),
    order: share("order"),
  };
}

/** Whether the customer told what a need asks for before the agent answered anywhere where one of the ways listens for the question. */
function isToldUnasked({ facts, nodes }: Customer, lines: readonly ChatLine[], need: string): boolean {
  const asked = new Set(facts.filter(({ asked_with }) => asked_with === need).map(({ slug }) => slug));
  const tells = (slug: string | null) => nodes.some((node) => node.slug === slug && node.tells?.some((fact) => asked.has(fact)));
  const listens = (slug: string | null) =>
    nodes.some((node) => node.slug === slug && node.ways.some(({ when }) => [...atomsIn(when)].some(({ atom }) => namesPoint(atom, need))));
  let node: string | null = null;
  for (const line of lines) {
    if (line.who !== "agent") node = line.node;
    if (line.who === "agent" ? listens(node) : tells(node)) return line.who !== "agent";
  }
  return false;
}

/** What each part of a customer's chat brought, of how many points of 100: the parts of which there was nothing leave theirs to the others. */
export function partPoints(shares: CustomerGrade["shares"]): { part: GradePart; got: number; of: number }[] {
  const graded = parts.flatMap((part) => (shares[part] === null ? [] : [{ part, weight: GRADE_WEIGHTS[part], share: shares[part] }]));
  const all = sum(graded.map(({ weight }) => weight));
  return graded.map(({ part, weight, share }) => ({ part, got: (100 * weight * share) / all, of: (100 * weight) / all }));
}

const totalOf = (shares: CustomerGrade["shares"]): number => exact(sum(partPoints(shares).map(({ got }) => got)));

function gradeCustomer(customer: Customer, state: CustomerState, limits: Simulation["limits"]): CustomerGrade {
  // What is said to somebody who has gone helps nobody; what is forbidden stays forbidden.
  const inTime = state.lines.slice(0, state.ended?.line);
  const points = customer.points.map(({ slug, kind }) => {
    const line = inTime.findIndex((one) => isSaidBy(one, slug));
    if (line >= 0) return { slug, kind, line };
    return { slug, kind, line: null, ...(kind === "need" && isToldUnasked(customer, inTime, slug) && { told: true as const }) };
  });
  const replies = state.lines.flatMap((line, at) => (line.who === "agent" ? [{ at, read: line.read }] : []));
  const prohibited = replies.flatMap(({ at, read }) =>
    read.terms.flatMap(({ severity, slug, from, to, found }) => (severity === "block" ? [{ line: at, from, to, found, term: slug }] : [])),
  );
  const tone = replies.flatMap(({ at, read }): CustomerGrade["tone"] =>
    read.terms.some(({ group }) => group === "rude")
      ? [{ line: at, fault: "rude" }]
      : read.shouting
        ? [{ line: at, fault: "shouting" }]
        : [],
  );
  const waits = waitsOf(state);
  const firstS = waits[0] ?? null;
  const averageS = mean(waits);
  const { ended } = state;
  const shares = {
    first_response: speedShare(firstS, limits.first_s),
    average_response: speedShare(averageS, limits.average_s),
    ...pointShares(customer, points),
    // Who says nothing has no tone.
    tone: replies.length === 0 ? 0 : Math.max(0, 1 - TONE_COST * tone.length),
    ending: ended ? worthOf(ended.ending) / 100 : 0,
  };
  return {
    ...{ slug: customer.slug, firstS, averageS, turns: turnsOf(state), points, prohibited, tone },
    ending: ended && { slug: ended.ending.slug, kind: ended.ending.kind, line: ended.line },
    shares,
    total: totalOf(shares),
  };
}

/** A customer's grade with other marks for its points; whatever does not hang on them stays. */
export function withPoints(customer: Customer, grade: CustomerGrade, points: PointMark[]): CustomerGrade {
  const shares = { ...grade.shares, ...pointShares(customer, points) };
  return { ...grade, points, shares, total: totalOf(shares) };
}

/**
 * What the grades of its customers make of a run: the mean, 0–100. Passed: every chat is over, the total reaches the pass mark of the simulation (compared
 * unrounded), and no term was sent that must not be sent, whatever the total.
 */
export function gradeOfAll({ customers: all, pass }: Simulation, customers: CustomerGrade[]): RunGrade {
  const total = exact(mean(customers.map((grade) => grade.total)) ?? 0);
  const hasProhibited = customers.some(({ prohibited }) => prohibited.length > 0);
  const isOver = customers.length === all.length && customers.every(({ ending }) => ending !== null);
  return { customers, total, pass, hasProhibited, passed: isOver && !hasProhibited && total >= pass };
}

/** The grade of a run as it stands, each customer by `GRADE_WEIGHTS`. */
export function gradeRun(simulation: Simulation, state: RunState): RunGrade {
  const customers = simulation.customers.flatMap((customer, at) => {
    const own = state.customers[at];
    return own ? [gradeCustomer(customer, own, simulation.limits)] : [];
  });
  return gradeOfAll(simulation, customers);
}
