import type { Db } from "~/platform/database.server";
import type { Locale } from "~/platform/locale";
import type { AskableVersion } from "./askable.server";
import { bankOf, type BankRow, cardsOf } from "./bank.server";
import { asBankCard, type CardState } from "./card";
import { type Line, LINE_MOST, nextOf, without } from "./line";
import { type Choice, chosenOf } from "./mastery";
import { type BankCard, newPerDay, type Pick as QueuePick, queueOf, type Reason, type Road } from "./schedule";
import { askedNow, turnShelf } from "./shelf.server";
import { targetMs, type Targets } from "./targets";
import { issueTicket } from "./ticket.server";
import { tuningInForce } from "./tuning.server";
import { type QuestionView, viewOf } from "./types/registry";

/** A question as a drill asks it: all that a browser may know before the answer. */
export type DrillQuestion = {
  ticket: string;
  itemId: string;
  view: QuestionView;
  /** The time in which an answer counts as quick. */
  targetMs: number;
  /** The slug of the lesson that teaches it. */
  lesson: string;
  topic: string;
  critical: boolean;
  reason: Reason;
};

export type GoAsk = {
  personId: string;
  now: Date;
  road: Road;
  /** When the person's day began: new ones begun since are of today's share. */
  dayBegan: Date;
  /** Questions that the browser holds already. */
  held: ReadonlySet<string>;
  /** How many to hand out in full; the others stand in the line. */
  count: number;
  locale: Locale;
  /** Only these, asked whether or not they are due. Null: the whole bank, as the schedule has it. */
  only: Choice | null;
};

/** A go through the bank: its first questions, the line of the others, and how many there were to ask in all. */
export type Go = {
  questions: DrillQuestion[];
  line: Line;
  waiting: number;
  /** When the next question comes, where none does now; null when there is none at all. */
  nextAt: Date | null;
};

/** Plan a go: look at the whole bank once and rank it. */
export async function planGo(db: Db, ask: GoAsk): Promise<Go> {
  const { now, road, held, count, locale, only, personId } = ask;
  const { targets } = await tuningInForce(db, now);
  const { rows, versions } = await bankWithVersions(db, personId);
  const inUse = rows.flatMap((row) => {
    const version = versions.get(row.itemId);
    return version ? [{ ...row, version, topic: version.body.topic }] : [];
  });
  const cards = (only ? chosenOf(only, inUse, now) : inUse).map(({ version, ...row }) =>
    asBankCard(row, version.body.critical, targetMs(version.body, locale, targets)),
  );
  const queue = (only ? everyOne(cards, only, now) : queueOf(cards, now, road, newOnesLeft(rows, ask))).filter(({ id }) => !held.has(id));
  const required = rows.filter((row) => row.required);
  const line: Line = {
    plannedAt: now,
    readyBy: road?.readyBy ?? null,
    required: required.length,
    fluent: required.filter(({ fluentUntil }) => fluentUntil !== null && fluentUntil > now).length,
    whole: queue.length <= count + LINE_MOST,
    chosen: only !== null,
    locale,
    order: queue.slice(count, count + LINE_MOST).map(({ id, reason }) => ({ itemId: id, reason, from: null })),
  };
  const byItem = new Map(rows.map((row) => [row.itemId, row]));
  const questions = asQuestions({ ...ask, targets }, line.readyBy, queue.slice(0, count), versions, (item) => byItem.get(item));
  const times = queue.length > 0 ? [] : rows.map((row) => row.dueAt.getTime());
  return { questions, line, waiting: queue.length, nextAt: times.length > 0 ? new Date(Math.min(...times)) : null };
}

/** How many new ones may still be begun today. */
function newOnesLeft(rows: readonly BankRow[], { dayBegan, road }: GoAsk): number {
  const unseen = rows.filter((row) => row.reviewedAt === null).length;
  const begun = rows.filter((row) => row.begunAt !== null && row.begunAt >= dayBegan).length;
  return newPerDay(unseen + begun, road) - begun;
}

/** To whom and in which language questions are handed out now. `held`: what the browser holds already. */
type Handing = Pick<GoAsk, "personId" | "now" | "held" | "locale">;

/** The next questions of a line and what is left of it. `known`: cards that were just read. What went out of use meanwhile is left out. */
export async function goOnLine(
  db: Db,
  to: Handing,
  line: Line,
  want: number,
  known: ReadonlyMap<string, CardState>,
): Promise<{ questions: DrillQuestion[]; line: Line }> {
  const next = nextOf(line, to.now, to.held, want);
  const items = next.map(({ itemId }) => itemId);
  const rows = await cardsOf(
    db,
    to.personId,
    items.filter((item) => !known.has(item)),
  );
  if (rows[0]) turnShelf(db, rows[0].contentRevision);
  const read = new Map(rows.map((row) => [row.itemId, row]));
  const versions = await askedNow(db, items);
  const picks = next.map(({ itemId, reason }) => ({ id: itemId, reason }));
  const cardOf = (item: string) => known.get(item) ?? read.get(item);
  const { targets } = await tuningInForce(db, to.now);
  return { questions: asQuestions({ ...to, targets }, line.readyBy, picks, versions, cardOf), line: without(line, new Set(items)) };
}

function asQuestions(
  { personId, now, locale, targets }: Handing & { targets: Targets },
  readyBy: Date | null,
  picks: readonly QueuePick[],
  versions: ReadonlyMap<string, AskableVersion>,
  cardOf: (item: string) => CardState | undefined,
): DrillQuestion[] {
  return picks.flatMap(({ id, reason }) => {
    const version = versions.get(id);
    const card = cardOf(id);
    if (!version || !card) return [];
    const ticket = issueTicket({ personId, itemId: id, versionId: version.id, issuedAt: now, readyBy, card });
    return [asDrillQuestion(version, ticket, reason, locale, targets)];
  });
}

/** A question under its ticket. The ticket orders its options. */
export function asDrillQuestion(version: AskableVersion, ticket: string, reason: Reason, locale: Locale, targets: Targets): DrillQuestion {
  const { itemId, body } = version;
  return {
    ticket,
    itemId,
    view: viewOf(version, locale, ticket),
    targetMs: targetMs(body, locale, targets),
    lesson: body.lesson,
    topic: body.topic,
    critical: body.critical,
    reason,
  };
}

/** A bank with the version in force of each question: one statement, while the questions are in memory. */
export async function bankWithVersions(db: Db, personId: string): Promise<{ rows: BankRow[]; versions: Map<string, AskableVersion> }> {
  const rows = await bankOf(db, personId);
  if (rows[0]) turnShelf(db, rows[0].contentRevision);
  const versions = await askedNow(
    db,
    rows.map((row) => row.itemId),
  );
  return { rows, versions };
}

/** A chosen set, due or not: the weakest as they come; else never answered first, then what is not fluent, then what is, what was longest not asked before the rest. */
function everyOne(cards: readonly BankCard[], { by }: Choice, now: Date): QueuePick[] {
  const rank = ({ memory, fluentUntil }: BankCard) =>
    memory === null ? 0 : (fluentUntil === null ? 0 : 1e14) + memory.reviewedAt.getTime();
  const ranked = by === "weakest" ? cards : cards.toSorted((a, b) => rank(a) - rank(b) || (a.id < b.id ? -1 : 1));
  return ranked.map((card) => ({ id: card.id, reason: card.memory === null ? "new" : card.dueAt <= now ? "due" : "ahead" }));
}
