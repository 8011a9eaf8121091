import { and, eq, isNull } from "drizzle-orm";
import { chatCase, meeting, meetingCase, team } from "@db/schema";
import { currentVersions } from "~/curriculum/queries.server";
import type { Reader } from "~/platform/database.server";
import { addDays, plainDateIn } from "~/platform/dates";
import { type Locale, pick } from "~/platform/locale";
import { peopleOf } from "./people.server";
import { leads, type Reach } from "./reach";

/** So many days somebody has, unless the meeting says otherwise. */
const USUAL_DAYS = 7;

/** What there is to choose from for an action about a case of an open agenda; null: there is none that somebody leads. */
export async function actionPage(reader: Reader, reach: Reach, meetingId: string, number: number, locale: Locale, now: Date) {
  const [row] = await reader
    .select({ teamId: meeting.teamId, zone: team.zone, id: chatCase.id, title: chatCase.title, personId: chatCase.personId })
    .from(meetingCase)
    .innerJoin(meeting, eq(meeting.id, meetingCase.meetingId))
    .innerJoin(team, eq(team.id, meeting.teamId))
    .innerJoin(chatCase, eq(chatCase.id, meetingCase.caseId))
    .where(and(eq(meetingCase.meetingId, meetingId), eq(chatCase.number, number), isNull(meeting.closedAt)));
  if (!row || !leads(reach, row.teamId)) return null;
  const [people, lessons, scripts] = await Promise.all([
    peopleOf(reader, row.teamId, now),
    currentVersions(reader, "lesson"),
    currentVersions(reader, "script"),
  ]);
  const today = plainDateIn(row.zone, now);
  const choices = (versions: readonly { slug: string; body: { title: { "zh-CN": string; en: string } } }[]) =>
    versions
      .map(({ slug, body }) => ({ value: slug, label: pick(body.title, locale) }))
      .sort((a, b) => a.label.localeCompare(b.label, locale));
  return {
    ...{ meetingId, caseId: row.id, number, title: row.title, today, due: addDays(today, USUAL_DAYS) },
    owners: people.map(({ id, name }) => ({ value: id, label: name })),
    agents: people.filter(({ isAgent }) => isAgent).map(({ id, name }) => ({ value: id, label: name })),
    concerned: row.personId,
    me: reach.personId,
    lessons: choices(lessons),
    scripts: choices(scripts),
  };
}
export type ActionPage = NonNullable<Awaited<ReturnType<typeof actionPage>>>;
