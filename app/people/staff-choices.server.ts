import { asc, isNull } from "drizzle-orm";
import { store } from "@db/schema";
import type { Reader } from "~/platform/database.server";
import type { HeldRole } from "./permissions";
import { openTeams } from "./queries.server";
import { teamsToStaff } from "./rules";

/** The stores in use, by name. */
function openStores(reader: Reader) {
  return reader
    .select({ id: store.id, name: store.name, platform: store.platform })
    .from(store)
    .where(isNull(store.archivedAt))
    .orderBy(asc(store.name));
}

/** What somebody who takes people on may choose from: their teams, and the stores in use. */
export async function staffChoices(reader: Reader, actor: { roles: readonly HeldRole[] }) {
  const [teams, stores] = await Promise.all([openTeams(reader, teamsToStaff(actor)), openStores(reader)]);
  return { teams: teams.map(({ id, name }) => ({ id, name })), stores };
}
