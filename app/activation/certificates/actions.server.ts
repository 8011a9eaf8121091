import { and, desc, eq } from "drizzle-orm";
import { activationCertificate, certificateRevocation, gateDecision, notice } from "@db/schema";
import type { Tx } from "~/platform/database.server";
import { accept, audit, type Outcome, refuse, write, type WriteContext } from "~/platform/write.server";
import { lockPerson } from "../clearance.server";
import { issueCertificateIn } from "./issue.server";
import { type Naming, REASON, revocationRefusal } from "./rules";

type OfDecision = { personId: string; decisionId: string };

/** The newest certificate of a decision under the person's lock; undefined when there is none. */
async function newest(tx: Tx, { personId, decisionId }: OfDecision) {
  await lockPerson(tx, personId);
  const [row] = await tx
    .select({ certificate: activationCertificate, revokedAt: certificateRevocation.revokedAt })
    .from(activationCertificate)
    .leftJoin(certificateRevocation, eq(certificateRevocation.certificateId, activationCertificate.id))
    .where(and(eq(activationCertificate.personId, personId), eq(activationCertificate.decisionId, decisionId)))
    .orderBy(desc(activationCertificate.issuedAt), desc(activationCertificate.id))
    .limit(1);
  return row;
}

/** A certificate holds no more, for ever: whoever asks by its code is told so. The activation itself stays. Refuses what `revocationRefusal` names. */
export function revokeCertificate(ctx: WriteContext, of: OfDecision, reason: string): Promise<Outcome<null>> {
  return write(ctx, async (tx) => {
    const row = await newest(tx, of);
    if (!row) return refuse("no_certificate");
    const { id } = row.certificate;
    const refusal = revocationRefusal({ personId: of.personId, revoked: row.revokedAt !== null }, ctx.actorId, reason);
    if (refusal) return refuse(refusal, { field: refusal.startsWith("reason") ? "reason" : undefined, params: REASON });
    await tx
      .insert(certificateRevocation)
      .values({ certificateId: id, reason: reason.trim(), revokedBy: ctx.actorId ?? "", revokedAt: ctx.now });
    await tx.insert(notice).values({
      personId: of.personId,
      kind: "activation.certificate_revoked",
      data: { ...of, reason: reason.trim() },
      createdAt: ctx.now,
    });
    await audit(tx, ctx, {
      action: "activation.certificate_revoked",
      subject: { type: "activation_certificate", id },
      personId: of.personId,
      reason: reason.trim(),
    });
    return accept(null);
  });
}

/** Issue another certificate of a decision whose last one was revoked, under a new code. Refused while one holds, and for oneself. */
export function reissueCertificate(ctx: WriteContext, of: OfDecision): Promise<Outcome<null>> {
  return write(ctx, async (tx) => {
    if (ctx.actorId === of.personId) return refuse("revoke_own");
    const row = await newest(tx, of);
    if (!row) return refuse("no_certificate");
    const [decision] = await tx.select({ gate: gateDecision.gate }).from(gateDecision).where(eq(gateDecision.id, of.decisionId));
    const id = decision?.gate === "activation" ? await issueCertificateIn(tx, ctx, of) : null;
    return id === null ? refuse("still_holds") : accept(null);
  });
}

/** How the paper and the public page name the person: their own word. */
export function nameCertificate(ctx: WriteContext, of: OfDecision, nameShown: Naming): Promise<Outcome<null>> {
  return write(ctx, async (tx) => {
    if (ctx.actorId !== of.personId) return refuse("name_own");
    const row = await newest(tx, of);
    if (!row) return refuse("no_certificate");
    const { id, nameShown: was } = row.certificate;
    if (was === nameShown) return accept(null);
    await tx.update(activationCertificate).set({ nameShown }).where(eq(activationCertificate.id, id));
    await audit(tx, ctx, {
      action: "activation.certificate_named",
      subject: { type: "activation_certificate", id },
      personId: of.personId,
      before: { nameShown: was },
      after: { nameShown },
    });
    return accept(null);
  });
}
