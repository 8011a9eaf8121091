import { eq, or, sql } from "drizzle-orm";
import { audit, person, session } from "@db/schema";
import { issueLink, linkPath, newToken } from "~/people/links.server";
import { clock } from "~/platform/clock.server";
import { db } from "~/platform/database.server";
import { openDatabase } from "./database";
import { baseUrl } from "./first-links";

/**
 * `npm run reset-link -- <login name or e-mail>`: a password reset link for somebody whom nobody can send one to, such as the only
 * administrator. Who may run this on the machine owns the database anyway; the audit trail says that it was done.
 */
export async function resetLink(args: string[]): Promise<void> {
  const [identifier] = args;
  if (!identifier) throw new Error("Say whose: npm run reset-link -- <login name or e-mail>.");
  const database = await openDatabase(1);
  try {
    process.stdout.write(`${await makeResetLink(identifier, clock.now())}\n`);
  } finally {
    await database.stop();
  }
}

/** Make the link, end the person's sessions and write it down. Returns the sentence with the link; throws one that says why not. */
export async function makeResetLink(identifier: string, now: Date): Promise<string> {
  return db().transaction(async (tx) => {
    const wanted = identifier.trim().toLowerCase();
    const [who] = await tx
      .select({ id: person.id, name: person.name, passwordHash: person.passwordHash, disabledAt: person.disabledAt })
      .from(person)
      .where(or(eq(sql`lower(${person.login})`, wanted), eq(sql`lower(${person.email})`, wanted)))
      .for("update");
    if (!who) throw new Error(`Nobody has the login name or e-mail "${identifier}".`);
    if (who.disabledAt) throw new Error(`The account of ${who.name} is closed: an administrator reopens it.`);
    if (!who.passwordHash) throw new Error(`${who.name} has not accepted the invitation yet: send a new one.`);
    const token = newToken();
    const { expiresAt } = await issueLink(tx, { kind: "reset", token, personId: who.id, createdBy: null, now });
    await tx.delete(session).where(eq(session.personId, who.id));
    await tx.insert(audit).values({
      at: now,
      action: "people.reset_link_issued",
      subjectType: "person",
      subjectId: who.id,
      personId: who.id,
      reason: "command line",
    });
    return `${who.name} sets a new password at ${baseUrl()}${linkPath("reset", token)} until ${expiresAt.toISOString()}.`;
  });
}
