import { describe, expect, it } from "vitest";
import * as route from "~/activation/routes/clearance";
import { clock } from "~/platform/clock.server";
import { setDb } from "~/platform/database.server";
import { routeArgs } from "@test/factories/request";
import { freshDatabase, MONDAY } from "@test/setup/database";

const { db, make } = await freshDatabase();
setDb(db);
clock.setOffset(MONDAY.getTime() - Date.now());

describe("the page of a clearance", () => {
  it("is shown to who leads the team, and hidden from the agent and from other teams", async () => {
    const { person: agent, supervisorId, teamId } = await make.inProbation({ name: "Chen" });
    const manager = (await make.manager(teamId)).id;
    const elsewhere = (await make.supervisor((await make.team()).id)).id;
    const see = async (who: string) =>
      route.loader(routeArgs(`/people/${agent.id}/clearance`, { cookie: await make.signIn(who), params: { personId: agent.id } }));
    expect(await see(supervisorId)).toMatchObject({ title: "Clearance of Chen", mayGiveBack: false, page: { lines: [], mayHold: true } });
    expect(await see(manager)).toMatchObject({ mayGiveBack: true });
    await expect(see(agent.id)).rejects.toMatchObject({ status: 404 });
    await expect(see(elsewhere)).rejects.toMatchObject({ status: 404 });
  });
});
