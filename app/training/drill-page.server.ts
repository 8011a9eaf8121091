import { bankOf } from "~/drill/bank.server";
import type { DrillQuestion } from "~/drill/session.server";
import type { Db } from "~/platform/database.server";
import { type Locale, pick } from "~/platform/locale";
import { drillStart } from "./bank.server";
import { trainingOf } from "./facts.server";

/** Questions of one go; more wait behind them. */
const ONE_GO = 20;
/** So many are on the page at first; the others come while it is worked through. */
const AT_FIRST = 6;

/** What the drill's page shows. `lessons`: where the lessons of the plan are, by slug. */
export type DrillPageData = {
  questions: DrillQuestion[];
  /** How many this go has. */
  planned: number;
  waiting: number;
  required: number;
  fluent: number;
  lessons: Record<string, { to: string; title: string }>;
  /** When the next question comes, where none does now; null when there is none at all. */
  nextAt: Date | null;
};

/** The drill of somebody, ready to begin. */
export async function drillPage(db: Db, personId: string, now: Date, locale: Locale): Promise<DrillPageData> {
  const [start, training] = await Promise.all([
    drillStart(db, personId, { now, held: [], count: AT_FIRST, locale }),
    trainingOf(db, personId, now),
  ]);
  const lessons = (training?.activities ?? []).flatMap((a) =>
    a.kind === "lesson" ? [[a.ref, { to: `/learn/${a.slug}`, title: pick(a.title, locale) }] as const] : [],
  );
  const { questions, waiting, required, fluent } = start;
  const nextAt = questions.length > 0 ? null : await nextDue(db, personId);
  return { questions, planned: Math.min(ONE_GO, waiting), waiting, required, fluent, lessons: Object.fromEntries(lessons), nextAt };
}

async function nextDue(db: Db, personId: string): Promise<Date | null> {
  const times = (await bankOf(db, personId)).map((row) => row.dueAt.getTime());
  return times.length > 0 ? new Date(Math.min(...times)) : null;
}
