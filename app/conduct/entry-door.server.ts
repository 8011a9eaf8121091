import type { Actor } from "~/people/actor";
import { canDo, type GuardArgs, requireCan } from "~/people/guard.server";
import { db } from "~/platform/database.server";
import { idParam, problem } from "~/platform/http.server";
import { entryOwner } from "./entry-page.server";

/** Who may open an entry: whoever may see the ledger, and of one that was appealed against whoever may rule on it. Throws 404 for others and where there is none. */
export async function openEntry(
  args: GuardArgs & { params: Readonly<Record<string, string | undefined>> },
): Promise<{ entryId: string; personId: string; actor: Actor }> {
  const entryId = idParam(args.params.entryId);
  const found = await entryOwner(db(), entryId);
  if (!found) throw problem(404, "not_found");
  const { personId, appealed } = found;
  const actor = await requireCan(args, "home:view");
  const rules = appealed && (await canDo(args, actor, "conduct:rule", { personId }));
  if (!rules) await requireCan(args, "conduct:view", { personId });
  return { entryId, personId, actor };
}
