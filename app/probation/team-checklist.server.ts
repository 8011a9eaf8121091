import { and, eq } from "drizzle-orm";
import { team, teamChecklist } from "@db/schema";
import { currentVersions } from "~/curriculum/queries.server";
import { teamById } from "~/people/queries.server";
import type { Reader } from "~/platform/database.server";
import { type Locale, pick } from "~/platform/locale";
import { accept, audit, type Outcome, refuse, write, type WriteContext } from "~/platform/write.server";
import { SHOP_CHECKLIST } from "./shop-checklist";

/** A team with the checklists that there are and those that it has chosen; null: there is no such team. Three statements. */
export async function teamChecklistPage(reader: Reader, teamId: string, locale: Locale) {
  const [found, checklists, chosen] = await Promise.all([
    teamById(reader, teamId),
    currentVersions(reader, "checklist"),
    reader.select().from(teamChecklist).where(eq(teamChecklist.teamId, teamId)),
  ]);
  if (!found) return null;
  const slugOf = (role: "agent" | "supervisor") => {
    const slug = chosen.find((line) => line.role === role)?.slug;
    return checklists.some((checklist) => checklist.slug === slug) ? slug : undefined;
  };
  return {
    team: { id: found.id, name: found.name },
    agents: slugOf("agent") ?? SHOP_CHECKLIST,
    supervisors: slugOf("supervisor") ?? "",
    checklists: checklists.map(({ slug, version, body }) => ({
      slug,
      version,
      title: pick(body.title, locale),
      areas: body.areas.length,
      items: body.areas.flatMap((area) => area.items).length,
      passTotal: body.pass_total,
      isShops: slug === SHOP_CHECKLIST,
    })),
  };
}

/**
 * Choose the checklists of a team: for agents, and for supervisors or (empty) as for agents. Gradings that were begun keep theirs. Refuses a team that is not there and a
 * checklist that is not in use.
 */
export async function chooseChecklists(
  ctx: WriteContext,
  teamId: string,
  chosen: { agents: string; supervisors: string },
): Promise<Outcome<null>> {
  const chosenBy = ctx.actorId;
  if (!chosenBy) return refuse("team_gone");
  return write(ctx, async (tx) => {
    const [row] = await tx.select({ archivedAt: team.archivedAt }).from(team).where(eq(team.id, teamId)).for("update");
    if (!row || row.archivedAt) return refuse("team_gone");
    const known = new Set((await currentVersions(tx, "checklist")).map((checklist) => checklist.slug));
    if (!known.has(chosen.agents)) return refuse("no_such_checklist", { field: "agents" });
    if (chosen.supervisors !== "" && !known.has(chosen.supervisors)) return refuse("no_such_checklist", { field: "supervisors" });
    const before = await tx.select().from(teamChecklist).where(eq(teamChecklist.teamId, teamId));
    const lines = [
      // The shop's own needs no line: a team that chose nothing and one that chose it are the same.
      { role: "agent" as const, slug: chosen.agents === SHOP_CHECKLIST ? null : chosen.agents },
      { role: "supervisor" as const, slug: chosen.supervisors || null },
    ];
    for (const { role, slug } of lines) {
      if (slug === null) await tx.delete(teamChecklist).where(and(eq(teamChecklist.teamId, teamId), eq(teamChecklist.role, role)));
      else
        await tx
          .insert(teamChecklist)
          .values({ teamId, role, slug, chosenBy, chosenAt: ctx.now })
          .onConflictDoUpdate({ target: [teamChecklist.teamId, teamChecklist.role], set: { slug, chosenBy, chosenAt: ctx.now } });
    }
    const was = (role: string) => before.find((line) => line.role === role)?.slug;
    await audit(tx, ctx, {
      action: "probation.checklist_chosen",
      subject: { type: "team", id: teamId },
      before: { agents: was("agent") ?? SHOP_CHECKLIST, supervisors: was("supervisor") ?? null },
      after: { agents: chosen.agents, supervisors: chosen.supervisors || null },
    });
    return accept(null);
  });
}
