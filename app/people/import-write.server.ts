import { accountLink, person, roleGrant, teamMembership } from "@db/schema";
import type { Tx } from "~/platform/database.server";
import { plainDateIn } from "~/platform/dates";
import { newId } from "~/platform/ids";
import { audit, type WriteContext } from "~/platform/write.server";
import type { Details } from "./forms";
import { firstDay } from "./invite.server";
import { linkRow } from "./links.server";
import { pinyinOf } from "./pinyin.server";

/** Somebody whom an import takes on as an agent of a team. */
export type Newcomer = { details: Details; teamId: string; team: string; zone: string };

/** Rows to a statement: well under the number of parameters that PostgreSQL takes. */
const AT_ONCE = 500;

/** Write many invited agents, in few statements. The caller has checked them and holds the transaction. */
export async function insertNewcomers(
  tx: Tx,
  ctx: WriteContext,
  newcomers: readonly Newcomer[],
  tokenOf: (externalId: string) => string,
): Promise<void> {
  for (let at = 0; at < newcomers.length; at += AT_ONCE) {
    const some = newcomers.slice(at, at + AT_ONCE).map((one) => ({ ...one, personId: newId() }));
    await tx.insert(person).values(
      some.map(({ personId, details }) => ({
        ...details,
        id: personId,
        pinyin: pinyinOf(details.name),
        state: "invited" as const,
        stateSince: ctx.now,
        employedSince: ctx.now,
        createdAt: ctx.now,
      })),
    );
    await tx
      .insert(roleGrant)
      .values(some.map(({ personId, teamId }) => ({ personId, role: "agent" as const, teamId, from: ctx.now, grantedBy: ctx.actorId })));
    await tx.insert(teamMembership).values(
      some.map(({ personId, teamId, zone, details }) => ({
        personId,
        teamId,
        from: firstDay(details.hireDate, plainDateIn(zone, ctx.now)),
      })),
    );
    await tx
      .insert(accountLink)
      .values(
        some.map(({ personId, details }) =>
          linkRow({ kind: "invitation", token: tokenOf(details.externalId ?? ""), personId, createdBy: ctx.actorId, now: ctx.now }),
        ),
      );
    await audit(
      tx,
      ctx,
      ...some.map(({ personId, details, teamId }) => ({
        action: "people.invited",
        subject: { type: "person", id: personId },
        personId,
        after: { ...details, roles: ["agent"], teamId, imported: true },
      })),
    );
  }
}
