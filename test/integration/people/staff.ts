import { currentActor } from "~/people/guard.server";
import { clock } from "~/platform/clock.server";
import { setDb } from "~/platform/database.server";
import type { Outcome } from "~/platform/refusal";
import { routeArgs } from "@test/factories/request";
import { freshDatabase, MONDAY } from "@test/setup/database";

/** A shop for tests about people: two teams, four stores (one put away), and somebody of every rank, signed in. Call it at the top of a file. */
export async function staffedShop() {
  const database = await freshDatabase();
  const { db, make, ctx } = database;
  setDb(db);
  clock.setOffset(MONDAY.getTime() - Date.now());

  /** Who a person is once they have signed in; null where the door stays shut. */
  const signedIn = async (personId: string) => currentActor(routeArgs("/", { cookie: await make.signIn(personId) }));
  const actor = async (personId: string) => {
    const found = await signedIn(personId);
    if (!found) throw new Error("nobody signed in");
    return found;
  };
  const red = await make.team({ name: "Red" });
  const blue = await make.team({ name: "Blue" });
  const [bags, belts, boots, old] = await Promise.all([
    make.store({ name: "Bags" }),
    make.store({ name: "Belts" }),
    make.store({ name: "Boots" }),
    make.store({ name: "Old", archivedAt: MONDAY }),
  ]);
  return {
    ...database,
    red,
    blue,
    stores: { bags, belts, boots, old },
    signedIn,
    actor,
    boss: await actor((await make.manager(red.id, { name: "Boss of Red" })).id),
    chief: await actor((await make.manager(null, { name: "Chief" })).id),
    admin: await actor((await make.administrator({ name: "Admin" })).id),
    lead: await actor((await make.supervisor(red.id, { name: "Lead of Red" })).id),
    /** The context of a write by somebody. */
    by: (who: { personId: string }, submissionId: string | null = null) => ({ ...ctx(MONDAY, who.personId), submissionId }),
  };
}

/** What was refused: field and code of each. Empty when it was done. */
export function codes(outcome: Outcome<unknown>): [string | null, string][] {
  return outcome.ok ? [] : outcome.refusals.map((r) => [r.field ?? null, r.code]);
}

/** What a write made; a refusal fails the test. */
export function value<T>(outcome: Outcome<T>): T {
  if (!outcome.ok) throw new Error(`refused: ${JSON.stringify(outcome.refusals)}`);
  return outcome.value;
}
