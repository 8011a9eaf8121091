import { and, eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { audit, person } from "@db/schema";
import { editDetails } from "~/people/edit.server";
import { codes, staffedShop, value } from "./staff";

const { db, make, red, boss, chief, by } = await staffedShop();
const rowOf = async (id: string) => (await db.select().from(person).where(eq(person.id, id)))[0];

describe("editing", () => {
  const details = {
    name: "New Name",
    externalId: null,
    email: null,
    hireDate: "2026-03-02",
    contractTerm: "under_1_year" as const,
    probationEnd: "2026-04-01",
  };

  it("saves against the revision that was read, and refuses a stale form", async () => {
    const who = await make.trainee(red.id);
    value(await editDetails(by(boss), who.id, { revision: 1, values: details, reason: "" }));
    expect(await rowOf(who.id)).toMatchObject({ ...details, revision: 2 });
    const stale = await editDetails(by(chief), who.id, { revision: 1, values: { ...details, name: "Third" }, reason: "" });
    expect(codes(stale)).toEqual([[null, "person_stale"]]);
    expect((await rowOf(who.id))?.name).toBe("New Name");
    expect(codes(await editDetails(by(chief), who.id, { revision: Number.NaN, values: details, reason: "" }))).toEqual([
      [null, "person_stale"],
    ]);
    const lines = await db
      .select()
      .from(audit)
      .where(and(eq(audit.personId, who.id), eq(audit.action, "people.edited")));
    expect(lines).toHaveLength(1);
    expect(lines[0]?.after).toMatchObject({ name: "New Name" });
  });

  it("lets one of two who save at the same moment", async () => {
    const who = await make.trainee(red.id);
    const both = await Promise.all(
      ["One", "Two"].map((name) => editDetails(by(boss), who.id, { revision: 1, values: { ...details, name }, reason: "" })),
    );
    expect(both.filter((b) => b.ok)).toHaveLength(1);
  });

  it("lengthens a running probation only with a reason", async () => {
    const who = await make.person({
      state: "probation",
      clearance: "supervised",
      hireDate: "2026-03-02",
      contractTerm: "3_years_or_longer",
      probationEnd: "2026-06-01",
      roles: ["agent"],
      teamId: red.id,
    });
    const longer = {
      name: who.name,
      externalId: null,
      email: null,
      hireDate: "2026-03-02",
      contractTerm: "3_years_or_longer" as const,
      probationEnd: "2026-08-01",
    };
    expect(codes(await editDetails(by(boss), who.id, { revision: 1, values: longer, reason: " " }))).toEqual([
      ["reason", "reason_missing"],
    ]);
    value(await editDetails(by(boss), who.id, { revision: 1, values: longer, reason: "Ill for three weeks" }));
    const [line] = await db
      .select()
      .from(audit)
      .where(and(eq(audit.personId, who.id), eq(audit.action, "people.edited")));
    expect(line).toMatchObject({
      reason: "Ill for three weeks",
      before: { probationEnd: "2026-06-01" },
      after: { probationEnd: "2026-08-01" },
    });
  });
});
