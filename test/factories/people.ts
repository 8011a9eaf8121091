import { createHash, randomBytes } from "node:crypto";
import { sql } from "drizzle-orm";
import type { Database } from "@db/client";
import { person, roleGrant, session, store, storeSet, storeShare, team, teamMembership } from "@db/schema";
import { sessionCookieName } from "~/people/session.server";

const CREATED = new Date("2026-01-05T01:00:00.000Z");
const HIRED = "2026-01-05";

type Role = (typeof roleGrant.$inferInsert)["role"];
type PersonValues = Partial<typeof person.$inferInsert>;

/** Makes people, teams, stores and roles, and signs people in. */
export function peopleFactories(db: Database) {
  let serial = 0;

  async function made<T>(rows: Promise<T[]>): Promise<T> {
    const [row] = await rows;
    if (!row) throw new Error("nothing was inserted");
    return row;
  }

  /**
   * The database lets nobody begin beyond `invited`. A test that needs somebody further on, and is not about how they got there,
   * steps around that guard; what must hold evidence goes the real way.
   */
  async function insertPerson(row: typeof person.$inferInsert) {
    const plain = (row.state ?? "invited") === "invited" && (row.clearance ?? "none") === "none";
    if (plain) return made(db.insert(person).values(row).returning());
    return db.transaction(async (tx) => {
      await tx.execute(sql`alter table person disable trigger person_guard`);
      const inserted = await made(tx.insert(person).values(row).returning());
      await tx.execute(sql`alter table person enable trigger person_guard`);
      return inserted;
    });
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

    /** A person; with `roles` in the team of `teamId` (null: shop-wide), and, as an agent of a team, a member of it. */
    async person({ roles = [], teamId = null, ...values }: PersonValues & { roles?: readonly Role[]; teamId?: string | null } = {}) {
      const n = ++serial;
      const row = { name: `Person ${n}`, login: `person${n}`, employedSince: CREATED, createdAt: CREATED, ...values };
      const inserted = await insertPerson(row);
      for (const role of roles) await this.grant(inserted.id, role, teamId);
      if (teamId !== null && roles.includes("agent")) await this.membership(inserted.id, teamId);
      return inserted;
    },

    /** A role of a person, in a team or (teamId null) in the whole shop. */
    grant(personId: string, role: Role, teamId: string | null = null) {
      return made(db.insert(roleGrant).values({ personId, role, teamId, from: CREATED }).returning());
    },

    /** An agent's time in a team: [from, to). */
    membership(personId: string, teamId: string, from: string = HIRED, to: string | null = null) {
      return made(db.insert(teamMembership).values({ personId, teamId, from, to }).returning());
    },

    /** The stores that an agent serves; `shares` by store id, 100 in all. */
    storesOf(personId: string, shares: Record<string, number>, from: string = HIRED) {
      return db.transaction(async (tx) => {
        const set = await made(tx.insert(storeSet).values({ personId, from, reason: "test" }).returning());
        await tx.insert(storeShare).values(Object.entries(shares).map(([storeId, share]) => ({ storeSetId: set.id, storeId, share })));
        return set;
      });
    },

    /** A trainee of a team, in state `training` unless said otherwise. */
    trainee(teamId: string, values: PersonValues = {}) {
      return this.person({ state: "training", stateSince: CREATED, hireDate: HIRED, ...values, roles: ["agent"], teamId });
    },

    /** Somebody who leads a team. */
    supervisor(teamId: string, values: PersonValues = {}) {
      return this.person({ ...values, roles: ["supervisor"], teamId });
    },

    /** A manager of a team, or (null) of the whole shop. */
    manager(teamId: string | null = null, values: PersonValues = {}) {
      return this.person({ ...values, roles: ["manager"], teamId });
    },

    /** An administrator of the whole shop. */
    administrator(values: PersonValues = {}) {
      return this.person({ ...values, roles: ["administrator"] });
    },

    /** Sign a person in: the value of the Cookie header. */
    async signIn(personId: string): Promise<string> {
      const token = randomBytes(25).toString("hex");
      const id = createHash("sha256").update(token).digest("hex");
      // Sessions run on the machine's clock, not on the product's.
      await db.insert(session).values({ id, personId, expiresAt: new Date(Date.now() + 29 * 86_400_000) });
      return `${sessionCookieName}=${token}`;
    },
  };
}
