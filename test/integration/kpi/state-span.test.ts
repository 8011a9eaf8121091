import { asc, eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { stateSpan } from "@db/schema";
import { changeState } from "~/activation/state.server";
import { freshDatabase, MONDAY } from "@test/setup/database";

const { db, ctx, make } = await freshDatabase();
const later = (days: number) => new Date(MONDAY.getTime() + days * 86_400_000);
const spans = async (personId: string) =>
  (await db.select().from(stateSpan).where(eq(stateSpan.personId, personId)).orderBy(asc(stateSpan.from))).map(({ state, from, to }) => [
    state,
    from.toISOString().slice(0, 10),
    to?.toISOString().slice(0, 10) ?? null,
  ]);

describe("the spans of somebody's states", () => {
  it("follow each other without a gap, whoever changes the state", async () => {
    const { person: agent, teamId } = await make.inProbation();
    const manager = await make.manager(teamId);
    const before = await spans(agent.id);
    expect(before.at(-1)?.[0]).toBe("probation");
    expect(before.at(-1)?.[2]).toBeNull();
    const at = (days: number) => ctx(later(days), manager.id);
    expect(await changeState(at(3), agent.id, "suspend", "Open conflict with a customer")).toMatchObject({ ok: true });
    expect(await changeState(at(5), agent.id, "reinstate", "Heard, and settled with the customer")).toMatchObject({ ok: true });
    expect(await changeState(at(9), agent.id, "leave", "Moves to another city")).toMatchObject({ ok: true });
    expect((await spans(agent.id)).slice(before.length - 1)).toEqual([
      ["probation", before.at(-1)?.[1], "2026-03-05"],
      ["suspended", "2026-03-05", "2026-03-07"],
      ["probation", "2026-03-07", "2026-03-11"],
      ["left", "2026-03-11", null],
    ]);
  });

  it("are nobody's to write", async () => {
    const { person: agent } = await make.inProbation();
    await expect(db.insert(stateSpan).values({ personId: agent.id, state: "active", from: MONDAY })).rejects.toThrow();
    await expect(db.update(stateSpan).set({ state: "active" }).where(eq(stateSpan.personId, agent.id))).rejects.toThrow();
  });
});
