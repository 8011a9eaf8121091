import { and, desc, eq, type SQL } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { activationCertificate, certificateRevocation, gateDecision, gatePolicy, person } from "@db/schema";
import { DEFAULT_ZONE } from "~/people/memberships.server";
import { readSetting } from "~/people/settings.server";
import type { Reader } from "~/platform/database.server";
import { plainDateIn } from "~/platform/dates";
import { digestOf } from "../dossier.server";
import { nameAs } from "./rules";

const confirmer = alias(person, "confirmer");
const revoker = alias(person, "revoker");

/** A certificate with the decision that it tells of; the newest where a condition meets several. Null when there is none. Two statements. */
async function certificateWhere(reader: Reader, condition: SQL | undefined) {
  const [[row], shop] = await Promise.all([
    reader
      .select({
        certificate: activationCertificate,
        revocation: certificateRevocation,
        revokedBy: revoker.name,
        name: person.name,
        externalId: person.externalId,
        email: person.email,
        decidedAt: gateDecision.decidedAt,
        decidedBy: confirmer.name,
        singleExaminer: gateDecision.singleExaminer,
        dossier: gateDecision.dossier,
        policyId: gatePolicy.id,
        policyVersion: gatePolicy.version,
        requirements: gatePolicy.requirements,
      })
      .from(activationCertificate)
      .innerJoin(gateDecision, eq(gateDecision.id, activationCertificate.decisionId))
      .innerJoin(gatePolicy, eq(gatePolicy.id, gateDecision.policyId))
      .innerJoin(person, eq(person.id, activationCertificate.personId))
      .innerJoin(confirmer, eq(confirmer.id, gateDecision.decidedBy))
      .leftJoin(certificateRevocation, eq(certificateRevocation.certificateId, activationCertificate.id))
      .leftJoin(revoker, eq(revoker.id, certificateRevocation.revokedBy))
      .where(condition)
      .orderBy(desc(activationCertificate.issuedAt), desc(activationCertificate.id))
      .limit(1),
    readSetting(reader, "shop_name"),
  ]);
  if (!row) return null;
  const { certificate, revocation, dossier, ...rest } = row;
  return {
    ...rest,
    ...certificate,
    shop,
    shownName: nameAs(row.name, certificate.nameShown),
    /** The same day on the paper and on the page by which it is checked, wherever that is read. */
    day: plainDateIn(DEFAULT_ZONE, row.decidedAt),
    digest: digestOf(dossier),
    revoked: revocation && { at: revocation.revokedAt, by: row.revokedBy ?? "", reason: revocation.reason },
  };
}

/** The newest certificate of a decision of this person; null when it has none. */
export function certificateOf(reader: Reader, personId: string, decisionId: string) {
  return certificateWhere(reader, and(eq(activationCertificate.personId, personId), eq(activationCertificate.decisionId, decisionId)));
}

/** The certificate under a code; null when there is none. */
export function certificateByCode(reader: Reader, code: string) {
  return certificateWhere(reader, eq(activationCertificate.code, code));
}

export type Certificate = NonNullable<Awaited<ReturnType<typeof certificateWhere>>>;

/** The ids of all certificates that hold no more, with when. */
export function revokedCertificates(reader: Reader) {
  return reader
    .select({ id: certificateRevocation.certificateId, at: certificateRevocation.revokedAt })
    .from(certificateRevocation)
    .orderBy(certificateRevocation.revokedAt);
}
