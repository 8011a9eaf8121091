import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { audit, session } from "@db/schema";
import { findLink } from "~/people/links.server";
import { setDb } from "~/platform/database.server";
import { makeResetLink } from "~/processes/reset-link";
import { freshDatabase, MONDAY } from "@test/setup/database";

const { db, ownerSql, make } = await freshDatabase();
setDb(db);

describe("reset-link, for who is locked out", () => {
  it("ends every session, prints a link that works, and writes it down", async () => {
    const admin = await make.person({ login: "boss", passwordHash: "x" });
    await db.insert(session).values({ id: "digest", personId: admin.id, expiresAt: new Date(MONDAY.getTime() + 1000) });
    const sentence = await makeResetLink(" BOSS ", MONDAY);
    const token = /\/reset\/(\S+)/.exec(sentence)?.[1] ?? "";
    expect(await findLink(db, "reset", token, MONDAY)).toMatchObject({ ok: true });
    expect(await db.select().from(session).where(eq(session.personId, admin.id))).toEqual([]);
    const [row] = await db.select().from(audit).where(eq(audit.personId, admin.id));
    expect(row).toMatchObject({ action: "people.reset_link_issued", actorId: null, reason: "command line" });
    expect(JSON.stringify(row)).not.toContain(token);
  });

  it.each([
    ["nobody", "Nobody has the login name"],
    ["closed", "is closed"],
    ["invited", "has not accepted"],
  ])("%s: says why not", async (login, why) => {
    if (login !== "nobody") {
      const person = await make.person({ login, passwordHash: login === "closed" ? "x" : null });
      if (login === "closed") await ownerSql`update person set disabled_at = ${MONDAY} where id = ${person.id}`;
    }
    await expect(makeResetLink(login, MONDAY)).rejects.toThrow(why);
  });
});
