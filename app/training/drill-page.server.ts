import { issueLine } from "~/drill/line.server";
import type { DrillQuestion } from "~/drill/session.server";
import type { Db } from "~/platform/database.server";
import { type Locale, pick } from "~/platform/locale";
import { drillStart } from "./bank.server";

/** Questions of one go; more wait behind them. */
const ONE_GO = 20;
/** So many are on the page at first; the others come while it is worked through. */
const AT_FIRST = 6;

/** What the drill's page shows. `lessons`: where the lessons of the plan are, by slug. */
export type DrillPageData = {
  questions: DrillQuestion[];
  /** What comes behind them; it goes along with each answer. */
  line: string;
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
  const start = await drillStart(db, personId, { now, held: new Set(), count: AT_FIRST, locale, only: null });
  const { questions, line, waiting, nextAt, training } = start;
  const lessons = (training?.activities ?? []).flatMap((a) =>
    a.kind === "lesson" ? [[a.ref, { to: `/learn/${a.slug}`, title: pick(a.title, locale) }] as const] : [],
  );
  return {
    ...{ questions, waiting, nextAt, planned: Math.min(ONE_GO, waiting), lessons: Object.fromEntries(lessons) },
    ...{ line: issueLine(personId, line), required: line.required, fluent: line.fluent },
  };
}
