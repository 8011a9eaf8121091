import { and, eq, isNull, sql } from "drizzle-orm";
import { chatCase, contentItem, contentVersion } from "@db/schema";
import type { Actor } from "~/people/actor";
import type { Reader } from "~/platform/database.server";
import { remedialScope } from "./remedial-page.server";

/** A case for which a drill is assigned: its number and title, and the questions in use that were made from it. */
export type CaseBehind = { id: string; number: number; title: string; items: string[] };

/** The case that an address names, of a team that somebody leads; null: there is none. At most two statements. */
export async function caseBehind(reader: Reader, actor: Actor, caseId: string): Promise<CaseBehind | null> {
  const { teams } = remedialScope(actor);
  const [one] = await reader
    .select({ id: chatCase.id, number: chatCase.number, title: chatCase.title, teamId: chatCase.teamId })
    .from(chatCase)
    .where(eq(chatCase.id, caseId));
  if (!one || (teams !== "all" && !teams.includes(one.teamId))) return null;
  const questions = await reader
    .select({ id: contentItem.id })
    .from(contentItem)
    .where(
      and(
        eq(contentItem.kind, "question"),
        isNull(contentItem.archivedAt),
        sql`exists (select from ${contentVersion} v where v.item_id = ${contentItem.id} and v.made_from = ${`case/${one.number}`})`,
      ),
    );
  return { id: one.id, number: one.number, title: one.title, items: questions.map(({ id }) => id) };
}
