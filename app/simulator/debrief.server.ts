import type { Simulation } from "~/curriculum/pack-simulation";
import type { GradePart, RunGrade } from "~/curriculum/simulation-grade";
import type { Reader } from "~/platform/database.server";
import { type Locale, pick } from "~/platform/locale";
import {
  type Comment,
  commentsOn,
  type Example,
  examplesOf,
  resultsOf,
  type RunHead,
  runHead,
  simulationOfRun,
  type StoredResult,
  termTexts,
} from "./debrief-read.server";
import { customersView, type CustomerView, plainChats, type PlainChat } from "./debrief-view";
import { type Try, triesOf } from "./tries.server";
import { partDifferences, partsOfRun } from "./parts-rules";

/** One grade of a run, as the page tells of it. */
export type GradeView = { number: number; total: number; passed: boolean; undecided: boolean; by: string | null; at: Date; remark: string };

export type DebriefPage = {
  runId: string;
  personId: string;
  name: string;
  isOwn: boolean;
  slug: string | null;
  title: string;
  /** The language of the chat. */
  chatLocale: Locale;
  recorded: boolean;
  counts: boolean;
  startedAt: Date;
  givenUp: boolean;
  pass: number;
  grade: GradeView;
  hasProhibited: boolean;
  /** The grades before, the latest first. */
  earlier: GradeView[];
  parts: { part: GradePart; got: number; of: number }[];
  customers: CustomerView[];
  comments: (Omit<Comment, "authorId"> & { isOwn: boolean })[];
  tries: Pick<Try, "runId" | "startedAt" | "total">[];
  /** Set when this run is held up as an example. */
  example: { reason: string; by: string } | null;
  examples: Pick<Example, "runId" | "name" | "reason">[];
};

/** So many earlier tries are offered to be laid beside it. */
const MOST_TRIES = 20;

type Viewer = { personId: string; locale: Locale };

const gradeView = ({ number, total, passed, undecided, by, gradedAt, remark }: StoredResult): GradeView => ({
  ...{ number, total: Number(total), passed, undecided, by, at: gradedAt, remark },
});

/** All that is said of a run that is over; null: it has no grade. */
export async function debriefPage(reader: Reader, run: RunHead, viewer: Viewer): Promise<DebriefPage | null> {
  const [simulation, results, comments, tries, examples] = await Promise.all([
    simulationOfRun(reader, run),
    resultsOf(reader, run.id),
    commentsOn(reader, run.id),
    run.itemId === null ? [] : triesOf(reader, run.personId, run.itemId),
    run.itemId === null ? [] : examplesOf(reader, run.itemId),
  ]);
  const [machine, last] = [results[0], results.at(-1)];
  if (!machine || !last) return null;
  const { locale } = viewer;
  const terms = await termTexts(reader, termsIn(last), locale);
  const example = examples.find(({ runId }) => runId === run.id);
  return {
    ...{ runId: run.id, personId: run.personId, name: run.name, isOwn: run.personId === viewer.personId, slug: run.slug },
    ...{ title: pick(simulation.title, locale), chatLocale: run.locale, recorded: run.recording !== null, counts: run.counts },
    ...{ startedAt: run.startedAt, givenUp: run.endedAs === "given_up", pass: last.grade.pass, grade: gradeView(last) },
    hasProhibited: last.hasProhibited,
    earlier: results.slice(0, -1).reverse().map(gradeView),
    parts: partsOfRun(last.grade.customers),
    customers: customersView(
      simulation,
      { chats: last.chats, machine: machine.grade, grade: last.grade, granted: last.granted },
      { chatLocale: run.locale, locale, terms },
    ),
    comments: comments.map(({ authorId, ...comment }) => ({ ...comment, isOwn: authorId === viewer.personId })),
    tries: tries
      .filter(({ runId }) => runId !== run.id)
      .slice(0, MOST_TRIES)
      .map(({ runId, startedAt, total }) => ({ runId, startedAt, total })),
    example: example ? { reason: example.reason, by: example.by } : null,
    examples: examples
      .filter(({ runId, personId }) => runId !== run.id && personId !== run.personId)
      .map(({ runId, name, reason }) => ({ runId, name, reason })),
  };
}

const termsIn = ({ chats }: StoredResult): string[] =>
  chats.flatMap(({ lines }) => lines.flatMap((line) => (line.who === "agent" ? line.read.terms.map(({ slug }) => slug) : [])));

/** One of two tries as they stand beside each other. */
export type Side = {
  runId: string;
  locale: Locale;
  startedAt: Date;
  total: number;
  passed: boolean;
  undecided: boolean;
  chats: PlainChat[];
};
export type Comparison = { title: string; now: Side; then: Side; parts: ReturnType<typeof partDifferences> };

/** A run beside another try of the same person at the same simulation; null: they are not that, or have no grade. */
export async function comparison(reader: Reader, run: RunHead, otherId: string, locale: Locale): Promise<Comparison | null> {
  const other = await runHead(reader, otherId);
  if (!other?.endedAt || other.id === run.id || other.personId !== run.personId || run.itemId === null || other.itemId !== run.itemId)
    return null;
  const [a, b] = await Promise.all([sideOf(reader, run, locale), sideOf(reader, other, locale)]);
  // The later one is `now`, whichever was opened.
  const [now, then] = run.startedAt >= other.startedAt ? [a, b] : [b, a];
  return (
    now && then && { title: now.title, now: now.side, then: then.side, parts: partDifferences(now.grade.customers, then.grade.customers) }
  );
}

async function sideOf(reader: Reader, run: RunHead, locale: Locale): Promise<{ side: Side; grade: RunGrade; title: string } | null> {
  const [simulation, results]: [Simulation, StoredResult[]] = await Promise.all([simulationOfRun(reader, run), resultsOf(reader, run.id)]);
  const last = results.at(-1);
  if (!last) return null;
  const { total, passed, undecided } = last;
  const side = { runId: run.id, locale: run.locale, startedAt: run.startedAt, total: Number(total), passed, undecided };
  return { side: { ...side, chats: plainChats(simulation, last.chats, locale) }, grade: last.grade, title: pick(simulation.title, locale) };
}

/** The chats of a run that is over, with the pace at which they were had; and, of an example, without a grade. Null: it has none. */
export async function chatsOfRun(reader: Reader, run: RunHead, locale: Locale): Promise<{ title: string; chats: PlainChat[] } | null> {
  const [simulation, results] = await Promise.all([simulationOfRun(reader, run), resultsOf(reader, run.id)]);
  const last = results.at(-1);
  return last ? { title: pick(simulation.title, locale), chats: plainChats(simulation, last.chats, locale) } : null;
}
