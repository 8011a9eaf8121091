import type { DrillQuestion } from "~/drill/session.server";
import type { Db } from "~/platform/database.server";
import type { Locale } from "~/platform/locale";
import { drillStart } from "./bank.server";

/** As many questions as a day in a warehouse without a connection may take. */
const AHEAD = 60;

/** What a browser fetches ahead: the questions that come next for somebody, each with its ticket, none with its key. `person`: whose they are. */
export type DrillAhead = { person: string; locale: Locale; questions: DrillQuestion[] };

/** See `DrillAhead`. */
export async function drillAhead(db: Db, personId: string, now: Date, locale: Locale): Promise<DrillAhead> {
  const { questions } = await drillStart(db, personId, { now, held: new Set(), count: AHEAD, locale, only: null });
  return { person: personId, locale, questions };
}
