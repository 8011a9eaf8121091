import { describe, expect, it } from "vitest";
import { newId } from "~/platform/ids";
import { askSupervisor } from "~/simulator/queue.server";
import { openItems } from "~/work/queries.server";
import { both } from "@test/factories/curriculum";
import { freshDatabase, MONDAY } from "@test/setup/database";

const { db, ctx, make } = await freshDatabase();
const [red, blue] = [await make.team(), await make.team()];

describe("asking a supervisor about a run", () => {
  it("opens one item for the trainee's team, however often, with the title of the simulation", async () => {
    const trainee = await make.trainee(red.id);
    const [runId, title] = [newId(), both("A small chat")];
    const ask = () => db.transaction((tx) => askSupervisor(tx, ctx(), { runId, personId: trainee.id, title }));
    await ask();
    await ask();
    const seenBy = (teamId: string, personId = newId()) => openItems(db, { personId, roles: [{ role: "supervisor", teamId }] });
    expect(await seenBy(red.id)).toMatchObject([
      { kind: "simulation", subjectId: runId, personId: trainee.id, teamId: red.id, data: { title }, openedAt: MONDAY },
    ]);
    expect(await seenBy(blue.id)).toEqual([]);
    expect(await seenBy(red.id, trainee.id)).toEqual([]);
  });
});
