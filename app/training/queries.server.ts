import { and, asc, desc, eq } from "drizzle-orm";
import { acknowledgementSignature, person, practicalSubmission, signoff } from "@db/schema";
import type { Reader } from "~/platform/database.server";

/** One thing handed in for a practical, with the decision on it. */
export type HandedIn = {
  id: string;
  attempt: number;
  slug: string;
  note: string;
  fileIds: string[];
  at: Date;
  decision: { accepted: boolean; remark: string; by: string; at: Date } | null;
};

/** What was handed in for the practicals of an enrolment (or one of them), the last first. One statement. */
export async function practicalHistory(reader: Reader, enrolmentId: string, slug?: string): Promise<HandedIn[]> {
  const rows = await reader
    .select({ submission: practicalSubmission, signoff, by: person.name })
    .from(practicalSubmission)
    .leftJoin(signoff, eq(signoff.submissionId, practicalSubmission.id))
    .leftJoin(person, eq(person.id, signoff.decidedBy))
    .where(and(eq(practicalSubmission.enrolmentId, enrolmentId), slug === undefined ? undefined : eq(practicalSubmission.slug, slug)))
    .orderBy(asc(practicalSubmission.slug), desc(practicalSubmission.attempt));
  return rows.map(({ submission: s, signoff: d, by }) => ({
    id: s.id,
    attempt: s.attempt,
    slug: s.slug,
    note: s.note,
    fileIds: s.fileIds,
    at: s.submittedAt,
    decision: d && { accepted: d.decision === "accepted", remark: d.remark, by: by ?? "", at: d.decidedAt },
  }));
}

/** The signature under an acknowledgement of an enrolment, or null. */
export async function signatureOf(
  reader: Reader,
  enrolmentId: string,
  slug: string,
): Promise<{ name: string; at: Date; versionId: string } | null> {
  const [row] = await reader
    .select({
      name: acknowledgementSignature.typedName,
      at: acknowledgementSignature.signedAt,
      versionId: acknowledgementSignature.contentVersionId,
    })
    .from(acknowledgementSignature)
    .where(and(eq(acknowledgementSignature.enrolmentId, enrolmentId), eq(acknowledgementSignature.slug, slug)))
    .orderBy(desc(acknowledgementSignature.signedAt))
    .limit(1);
  return row ?? null;
}
