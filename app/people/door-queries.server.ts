import { eq, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { accountLink, person, roleGrant, team } from "@db/schema";
import type { Reader } from "~/platform/database.server";
import { findLink, type LinkFault, type LinkKind } from "./links.server";
import type { Role } from "./permissions";
import { isGrantedAt } from "./queries.server";
import { readSetting } from "./settings.server";

/** What the page behind a link shows: whose it is and who made it; or why it opens nothing, and whom to ask. */
export type LinkPage =
  | {
      ok: true;
      personId: string;
      name: string;
      login: string | null;
      suggestion: string;
      expiresAt: Date;
      by: string | null;
      shop: string;
      roles: { role: Role; team: string | null }[];
    }
  | { ok: false; fault: LinkFault; by: string | null };

const maker = alias(person, "maker");

/** The page behind a person's link. */
export async function linkPage(reader: Reader, kind: LinkKind, token: string, now: Date): Promise<LinkPage> {
  const found = await findLink(reader, kind, token, now);
  const link = found.link;
  if (!link) return { ok: false, fault: "link_unknown", by: null };
  const [rows, shop] = await Promise.all([
    reader
      .select({
        who: {
          id: person.id,
          name: person.name,
          login: person.login,
          pinyin: person.pinyin,
          email: person.email,
          disabledAt: person.disabledAt,
        },
        by: maker.name,
        role: roleGrant.role,
        team: team.name,
      })
      .from(accountLink)
      .innerJoin(person, eq(person.id, accountLink.personId))
      .leftJoin(maker, eq(maker.id, accountLink.createdBy))
      .leftJoin(roleGrant, sql`${roleGrant.personId} = ${person.id} and ${isGrantedAt(now)}`)
      .leftJoin(team, eq(team.id, roleGrant.teamId))
      .where(eq(accountLink.id, link.id)),
    readSetting(reader, "shop_name"),
  ]);
  const [first] = rows;
  if (!found.ok) return { ok: false, fault: found.fault, by: first?.by ?? null };
  if (!first) return { ok: false, fault: "link_unknown", by: null };
  if (first.who.disabledAt) return { ok: false, fault: "link_revoked", by: first.by };
  return {
    ok: true,
    personId: first.who.id,
    name: first.who.name,
    login: first.who.login,
    suggestion: suggestedLogin(first.who),
    expiresAt: link.expiresAt,
    by: first.by,
    shop,
    roles: rows.flatMap((r) => (r.role ? [{ role: r.role, team: r.team }] : [])),
  };
}

/** A login name to begin with: the name in pinyin, where that makes one. */
function suggestedLogin(who: { login: string | null; pinyin: string }): string {
  if (who.login) return who.login;
  const letters = (who.pinyin.split(" ")[0] ?? "").replace(/[^a-z0-9]/g, "").slice(0, 32);
  return letters.length >= 3 ? letters : "";
}
