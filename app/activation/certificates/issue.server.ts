import { randomBytes } from "node:crypto";
import { and, desc, eq, isNull, sql } from "drizzle-orm";
import { activationCertificate, certificateRevocation, gateDecision } from "@db/schema";
import type { Db, Tx } from "~/platform/database.server";
import { newId } from "~/platform/ids";
import { accept, audit, write, type WriteContext } from "~/platform/write.server";
import { lockPerson } from "../clearance.server";
import { CODE_LENGTH, codeOf } from "./rules";

/**
 * Give an activation its certificate, in the transaction of the decision or under the person's lock. One that holds already stays: null then, else the new one's id.
 */
export async function issueCertificateIn(tx: Tx, ctx: WriteContext, of: { personId: string; decisionId: string }): Promise<string | null> {
  const [held] = await tx
    .select({ id: activationCertificate.id })
    .from(activationCertificate)
    .leftJoin(certificateRevocation, eq(certificateRevocation.certificateId, activationCertificate.id))
    .where(and(eq(activationCertificate.decisionId, of.decisionId), isNull(certificateRevocation.certificateId)))
    .limit(1);
  if (held) return null;
  const [before] = await tx
    .select({ nameShown: activationCertificate.nameShown })
    .from(activationCertificate)
    .where(eq(activationCertificate.personId, of.personId))
    .orderBy(desc(activationCertificate.issuedAt))
    .limit(1);
  const id = newId();
  await tx.insert(activationCertificate).values({
    ...{ id, personId: of.personId, decisionId: of.decisionId, code: codeOf(randomBytes(CODE_LENGTH)), issuedAt: ctx.now },
    // Whoever chose initials once is not named in full again.
    nameShown: before?.nameShown ?? "full",
  });
  await audit(tx, ctx, {
    action: "activation.certificate_issued",
    subject: { type: "activation_certificate", id },
    personId: of.personId,
  });
  return id;
}

const AT_A_TIME = 100;

/** Activations from before there were certificates get theirs, each once. */
export async function sweepCertificates(db: Db, now: Date): Promise<void> {
  const without = await db
    .select({ personId: gateDecision.personId, decisionId: gateDecision.id })
    .from(gateDecision)
    .where(
      and(
        eq(gateDecision.gate, "activation"),
        sql`not exists (select from ${activationCertificate} where ${activationCertificate.decisionId} = ${gateDecision.id})`,
      ),
    )
    .limit(AT_A_TIME);
  for (const of of without) {
    const ctx: WriteContext = { db, actorId: null, now, requestId: newId(), submissionId: null };
    await write(ctx, async (tx) => {
      await lockPerson(tx, of.personId);
      return accept(await issueCertificateIn(tx, ctx, of));
    });
  }
}
