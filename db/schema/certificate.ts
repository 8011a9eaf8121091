import { index, pgTable, text, uuid } from "drizzle-orm/pg-core";
import { gateDecision } from "./activation";
import { id, instant } from "./columns";
import { person } from "./people";

/** That somebody was activated, under a code by which anybody can ask. A revoked one stays; the decision may then get another. */
export const activationCertificate = pgTable(
  "activation_certificate",
  {
    id: id(),
    /** 130 random bits in Crockford's base 32: who does not hold the paper cannot guess it. */
    code: text().notNull().unique(),
    personId: uuid()
      .notNull()
      .references(() => person.id),
    decisionId: uuid()
      .notNull()
      .references(() => gateDecision.id),
    /** How the paper and the public page name the person: their own choice. */
    nameShown: text({ enum: ["full", "initials"] })
      .notNull()
      .default("full"),
    issuedAt: instant().notNull(),
  },
  (t) => [index("activation_certificate_person").on(t.personId), index("activation_certificate_decision").on(t.decisionId)],
);

/** That a certificate does not hold any more. Append-only: it never holds again. */
export const certificateRevocation = pgTable("certificate_revocation", {
  certificateId: uuid()
    .primaryKey()
    .references(() => activationCertificate.id),
  reason: text().notNull(),
  revokedBy: uuid()
    .notNull()
    .references(() => person.id),
  revokedAt: instant().notNull(),
});
