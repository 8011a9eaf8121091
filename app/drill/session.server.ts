import { versionsById } from "~/curriculum/queries.server";
import type { Reader } from "~/platform/database.server";
import type { Locale } from "~/platform/locale";
import { askable, type AskableVersion } from "./askable.server";
import { type BankRow, bankOf } from "./bank.server";
import { asBankCard } from "./card";
import { type BankCard, queueOf, type Reason, type Road } from "./schedule";
import { targetMs, type Targets } from "./targets";
import { tuningInForce } from "./tuning.server";
import { issueTicket } from "./ticket.server";
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

export type SessionAsk = {
  personId: string;
  now: Date;
  road: Road;
  /** How many new ones may still be begun today. */
  newLeft: number;
  /** Questions that the browser holds already. */
  held: readonly string[];
  count: number;
  locale: Locale;
  /** Only these: a topic, the weakest, a remedial set. Null: the whole bank. Asked whether or not they are due. */
  only?: (asked: AskableVersion) => boolean;
};

/** The next questions for somebody, best first, each with its ticket; and how many more wait now. */
export async function nextQuestions(reader: Reader, ask: SessionAsk): Promise<{ questions: DrillQuestion[]; waiting: number }> {
  const { now, road, held, count, locale } = ask;
  const { targets } = await tuningInForce(reader, now);
  const { rows, versions } = await bankWithVersions(reader, ask.personId);
  const cards = rows.flatMap((row) => {
    const version = versions.get(row.itemId);
    return version && (!ask.only || ask.only(version))
      ? [asBankCard(row, version.body.critical, targetMs(version.body, locale, targets))]
      : [];
  });
  const isHeld = new Set(held);
  const queue = (ask.only ? everyOne(cards, now) : queueOf(cards, now, road, ask.newLeft)).filter(({ id }) => !isHeld.has(id));
  const questions = queue.slice(0, count).flatMap(({ id, reason }) => {
    const version = versions.get(id);
    if (!version) return [];
    const ticket = issueTicket({
      personId: ask.personId,
      itemId: id,
      versionId: version.id,
      issuedAt: now,
      readyBy: road?.readyBy ?? null,
    });
    return [asDrillQuestion(version, ticket, reason, locale, targets)];
  });
  return { questions, waiting: queue.length };
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

/** A bank with the version in force of each question. */
export async function bankWithVersions(
  reader: Reader,
  personId: string,
): Promise<{ rows: BankRow[]; versions: Map<string, AskableVersion> }> {
  const rows = await bankOf(reader, personId);
  const found = await versionsById(
    reader,
    rows.map((row) => row.versionId),
  );
  const asked = await askable(reader, [...found.values()]);
  return { rows, versions: new Map(asked.map((version) => [version.itemId, version])) };
}

/** A chosen set, due or not: never answered first, then what is nearest to being forgotten. */
function everyOne(cards: readonly BankCard[], now: Date): { id: string; reason: Reason }[] {
  const rank = (card: BankCard) => (card.memory === null ? 0 : (card.fluentUntil?.getTime() ?? 1));
  return cards
    .toSorted((a, b) => rank(a) - rank(b) || (a.id < b.id ? -1 : 1))
    .map((card) => ({ id: card.id, reason: card.memory === null ? "new" : card.dueAt <= now ? "due" : "ahead" }));
}
