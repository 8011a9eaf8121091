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
    value(await editDetails(by(boss), who.id, { revision: 1, values: details }));
    expect(await rowOf(who.id)).toMatchObject({ ...details, revision: 2 });
    const stale = await editDetails(by(chief), who.id, { revision: 1, values: { ...details, name: "Third" } });
    expect(codes(stale)).toEqual([[null, "person_stale"]]);
    expect((await rowOf(who.id))?.name).toBe("New Name");
    expect(codes(await editDetails(by(chief), who.id, { revision: Number.NaN, values: details }))).toEqual([[null, "person_stale"]]);
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
      ["One", "Two"].map((name) => editDetails(by(boss), who.id, { revision: 1, values: { ...details, name } })),
    );
    expect(both.filter((b) => b.ok)).toHaveLength(1);
  });

  it("does not lengthen a running probation, nor take its end away", async () => {
    const agreed = { hireDate: "2026-03-02", contractTerm: "3_years_or_longer" as const, probationEnd: "2026-06-01" };
    const who = await make.person({ state: "probation", clearance: "supervised", ...agreed, roles: ["agent"], teamId: red.id });
    const edit = (probationEnd: string | null) =>
      editDetails(by(boss), who.id, { revision: 1, values: { name: who.name, externalId: null, email: null, ...agreed, probationEnd } });
    for (const end of ["2026-08-01", null]) expect(codes(await edit(end))).toEqual([["probationEnd", "probation_extend_instead"]]);
    value(await edit("2026-05-01"));
    expect((await rowOf(who.id))?.probationEnd).toBe("2026-05-01");
  });

  it("gives nobody a second probation who was taken back", async () => {
    const who = await make.person({ state: "invited", rehiredAt: new Date("2026-03-01T01:00:00.000Z"), roles: ["agent"], teamId: red.id });
    expect(codes(await editDetails(by(boss), who.id, { revision: 1, values: { ...details, name: who.name } }))).toEqual([
      ["probationEnd", "probation_second"],
    ]);
    value(await editDetails(by(boss), who.id, { revision: 1, values: { ...details, name: who.name, probationEnd: null } }));
  });
});
