import type { Database } from "@db/client";
import { person, roleGrant, store, team, teamMembership } from "@db/schema";

const CREATED = new Date("2026-01-05T01:00:00.000Z");

type Role = (typeof roleGrant.$inferInsert)["role"];

/** Makes people, teams, stores and roles. */
export function peopleFactories(db: Database) {
  let serial = 0;

  async function made<T>(rows: Promise<T[]>): Promise<T> {
    const [row] = await rows;
    if (!row) throw new Error("nothing was inserted");
    return row;
  }

  return {
    team(values: Partial<typeof team.$inferInsert> = {}) {
      const row = { name: `Team ${++serial}`, workingWeek: [1, 2, 3, 4, 5], createdAt: CREATED, ...values };
      return made(db.insert(team).values(row).returning());
    },

    store(values: Partial<typeof store.$inferInsert> = {}) {
      const row = { name: `Store ${++serial}`, platform: "taobao" as const, createdAt: CREATED, ...values };
      return made(db.insert(store).values(row).returning());
    },

    /** A person without roles or team. */
    person(values: Partial<typeof person.$inferInsert> = {}) {
      const n = ++serial;
      const row = { name: `Person ${n}`, login: `person${n}`, employedSince: CREATED, createdAt: CREATED, ...values };
      return made(db.insert(person).values(row).returning());
    },

    /** A role of a person, in a team or (teamId null) in the whole shop. */
    grant(personId: string, role: Role, teamId: string | null = null) {
      return made(db.insert(roleGrant).values({ personId, role, teamId, from: CREATED }).returning());
    },

    /** A trainee of a team, in state `training` unless said otherwise. */
    async trainee(teamId: string, values: Partial<typeof person.$inferInsert> = {}) {
      const row = await this.person({ state: "training", stateSince: CREATED, hireDate: "2026-01-05", ...values });
      await this.grant(row.id, "agent", teamId);
      await db.insert(teamMembership).values({ personId: row.id, teamId, from: "2026-01-05" });
      return row;
    },

    /** Somebody who leads a team. */
    async supervisor(teamId: string, values: Partial<typeof person.$inferInsert> = {}) {
      const row = await this.person(values);
      await this.grant(row.id, "supervisor", teamId);
      return row;
    },
  };
}
