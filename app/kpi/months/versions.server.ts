import { and, asc, desc, eq, sql } from "drizzle-orm";
import { kpiDispute, kpiScore, kpiStatement, person } from "@db/schema";
import type { Reader } from "~/platform/database.server";
import type { PlainDate } from "~/platform/dates";
import type { Locale } from "~/platform/locale";
import { disputedKey } from "../disputes/dispute-rules";
import { stateOf } from "./month-row.server";
import { namesFor } from "./names.server";
import { differences } from "./statement-difference";

/** Whose month it is and of which team; null: nothing is known of that month of theirs. */
export async function monthOf(reader: Reader, personId: string, month: PlainDate) {
  const [row] = await reader
    .select({ teamId: kpiScore.teamId, state: kpiScore.state, name: person.name })
    .from(kpiScore)
    .innerJoin(person, eq(person.id, kpiScore.personId))
    .where(and(eq(kpiScore.personId, personId), eq(kpiScore.month, month)));
  return row ?? null;
}

/** Every version of somebody's statement of a month, newest first, with what each changed; and the disputes about it. */
export async function versionsPage(reader: Reader, { personId, month }: { personId: string; month: PlainDate }, locale: Locale) {
  const of = await monthOf(reader, personId, month);
  if (!of) return null;
  const [rows, disputes, state] = await Promise.all([
    reader
      .select({
        ...{ id: kpiStatement.id, version: kpiStatement.version, kind: kpiStatement.kind, score: kpiStatement.score },
        ...{ bonusFen: kpiStatement.bonusFen, trace: kpiStatement.trace, reason: kpiStatement.reason, madeAt: kpiStatement.madeAt },
        by: sql<string | null>`(select p.name from person p where p.id = ${kpiStatement.madeBy})`,
      })
      .from(kpiStatement)
      .where(and(eq(kpiStatement.personId, personId), eq(kpiStatement.month, month)))
      .orderBy(desc(kpiStatement.version)),
    reader
      .select()
      .from(kpiDispute)
      .where(and(eq(kpiDispute.personId, personId), eq(kpiDispute.month, month)))
      .orderBy(asc(kpiDispute.openedAt)),
    stateOf(reader, { teamId: of.teamId, month }),
  ]);
  const names = await namesFor(
    reader,
    month,
    rows.flatMap(({ trace }) => trace.stores.map(({ storeId }) => storeId)),
    locale,
  );
  return {
    ...{ personId, name: of.name, teamId: of.teamId, month, names },
    mayDispute: state === "published" && rows.length > 0,
    versions: rows.map(({ trace, ...row }, at) => {
      const before = rows[at + 1];
      return { ...row, changes: before ? differences(before, { ...row, trace }) : null };
    }),
    disputes: disputes.map((d) => ({
      id: d.id,
      about: d.about,
      storeId: d.storeId,
      metric: d.metric,
      outcome: d.outcome,
      key: disputedKey(d),
    })),
  };
}
