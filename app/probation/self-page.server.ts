import { desc, eq } from "drizzle-orm";
import { person, selfAssessment } from "@db/schema";
import { versionById } from "~/curriculum/queries.server";
import type { Reader } from "~/platform/database.server";
import { type Locale, pick } from "~/platform/locale";
import type { Entries } from "./rules";
import { sheetOf } from "./self.server";
import type { GradingSheet } from "./sheet.server";

/** The newest self-assessment of this employment as its own person works on it; null when none was begun. */
export async function selfAssessmentOf(reader: Reader, personId: string, locale: Locale) {
  const [row] = await reader
    .select({ self: selfAssessment, name: person.name, state: person.state, employedSince: person.employedSince })
    .from(selfAssessment)
    .innerJoin(person, eq(person.id, selfAssessment.personId))
    .where(eq(selfAssessment.personId, personId))
    .orderBy(desc(selfAssessment.startedAt))
    .limit(1);
  if (!row || row.self.startedAt < row.employedSince) return null;
  const { id, areas, draft, draftRevision, submittedAt, closedAt, gradingId, checklistVersionId } = row.self;
  const version = await versionById(reader, checklistVersionId, "checklist");
  if (!version) throw new Error(`self-assessment ${id} names a version that is no checklist`);
  const say = (text: { "zh-CN": string; en: string }) => pick(text, locale);
  const sheet = sheetOf(version.body, areas);
  return {
    id,
    person: { id: personId, name: row.name, state: row.state },
    submittedAt,
    closed: closedAt !== null,
    /** The grading that it stands beside. */
    gradingId,
    revision: draftRevision,
    entries: draft as Entries,
    carried: version.body.areas.filter((area) => areas !== null && !areas.includes(area.slug)).map((area) => say(area.title)),
    areas: sheet.areas.map((area): GradingSheet["areas"][number] => ({
      slug: area.slug,
      title: say(area.title),
      how: say(area.how),
      weight: area.weight,
      items: area.items.map((item) => ({
        slug: item.slug,
        title: say(item.title),
        critical: item.critical,
        evidence: item.evidence,
        descriptors: item.descriptors.map(say),
        drawn: [],
        puzzles: [],
        written: null,
      })),
    })),
  };
}

export type SelfSheet = NonNullable<Awaited<ReturnType<typeof selfAssessmentOf>>>;
