import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { accountLink } from "@db/schema";
import { findLink, issueLink, type LinkKind, linkPath, newToken, revokeLinks, takeLink } from "~/people/links.server";
import { freshDatabase, MONDAY } from "@test/setup/database";

const { db, make } = await freshDatabase();
const later = (ms: number) => new Date(MONDAY.getTime() + ms);
const HOUR = 3_600_000;

async function link(kind: LinkKind = "invitation") {
  const person = await make.person();
  const token = newToken();
  const { id } = await issueLink(db, { kind, token, personId: person.id, createdBy: null, now: MONDAY });
  return { person, token, id };
}
const take = (kind: LinkKind, token: string, now: Date) => db.transaction((tx) => takeLink(tx, kind, token, now));

describe("links", () => {
  it("stores only a digest of a 32-byte token", async () => {
    const { token, id } = await link();
    expect(Buffer.from(token, "base64url")).toHaveLength(32);
    const [row] = await db.select().from(accountLink).where(eq(accountLink.id, id));
    expect(JSON.stringify(row)).not.toContain(token);
    expect(row?.tokenHash).toMatch(/^[0-9a-f]{64}$/);
    expect(linkPath("invitation", token)).toBe(`/invitation/${token}`);
  });

  it("is used once", async () => {
    const { token } = await link();
    expect((await take("invitation", token, later(HOUR))).ok).toBe(true);
    expect(await take("invitation", token, later(HOUR))).toMatchObject({ ok: false, fault: "link_used" });
    expect(await findLink(db, "invitation", token, later(HOUR))).toMatchObject({ ok: false, fault: "link_used" });
  });

  it("goes to one of several who use it at the same moment", async () => {
    const { token } = await link();
    const got = await Promise.all(Array.from({ length: 5 }, () => take("invitation", token, later(HOUR))));
    expect(got.filter((g) => g.ok)).toHaveLength(1);
    expect(got.filter((g) => !g.ok).every((g) => !g.ok && g.fault === "link_used")).toBe(true);
  });

  it("is free again when what it was used for is rolled back", async () => {
    const { token } = await link();
    const failing = db.transaction(async (tx) => {
      await takeLink(tx, "invitation", token, MONDAY);
      throw new Error("refused");
    });
    await expect(failing).rejects.toThrow("refused");
    expect((await take("invitation", token, later(HOUR))).ok).toBe(true);
  });

  it.each([
    ["invitation", 7 * 24 * HOUR - 1, true],
    ["invitation", 7 * 24 * HOUR, false],
    ["reset", 24 * HOUR - 1, true],
    ["reset", 24 * HOUR, false],
    ["sign_in", 365 * 24 * HOUR, true],
  ] as const)("%s after %i ms: usable %s", async (kind, ms, usable) => {
    const { token } = await link(kind);
    const found = await findLink(db, kind, token, later(ms));
    expect(found.ok).toBe(usable);
    if (!found.ok) expect(found.fault).toBe("link_expired");
  });

  it("is unknown as another kind, and with any other token", async () => {
    const { token } = await link("reset");
    expect(await findLink(db, "invitation", token, MONDAY)).toEqual({ ok: false, fault: "link_unknown" });
    for (const other of ["", "x", `${token}x`, newToken(), "'; drop table person; --", "\u0000"]) {
      expect(await findLink(db, "reset", other, MONDAY)).toEqual({ ok: false, fault: "link_unknown" });
    }
  });

  it("is revoked by a newer one of the same kind for the same person", async () => {
    const { token, person } = await link("reset");
    const other = await link("reset");
    const newer = newToken();
    await issueLink(db, { kind: "reset", token: newer, personId: person.id, createdBy: null, now: later(HOUR) });
    expect(await findLink(db, "reset", token, later(HOUR))).toMatchObject({ ok: false, fault: "link_revoked" });
    expect((await findLink(db, "reset", newer, later(HOUR))).ok).toBe(true);
    expect((await findLink(db, "reset", other.token, later(HOUR))).ok).toBe(true);
    expect(await revokeLinks(db, "reset", person.id, later(HOUR))).toBe(1);
  });
});
