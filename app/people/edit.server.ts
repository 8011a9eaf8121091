import { eq, sql } from "drizzle-orm";
import { person } from "@db/schema";
import { accept, audit, type Outcome, refuse, write, type WriteContext } from "~/platform/write.server";
import { identityTaken, orConflict } from "./conflicts.server";
import type { Details } from "./forms";
import { pinyinOf } from "./pinyin.server";
import { probationEditFault } from "./probation-law";
import { lockTarget } from "./target.server";

export const detailFields = ["name", "externalId", "email", "hireDate", "contractTerm", "probationEnd"] as const;
export type DetailField = (typeof detailFields)[number];

/**
 * Change a person's name, numbers and dates. `revision` is the one that the form was opened with: where somebody saved meanwhile, nothing is
 * written and the page shows both. A running probation is not lengthened here, and whoever was taken back is given none.
 */
export function editDetails(
  ctx: WriteContext,
  personId: string,
  form: { revision: number; values: Details },
): Promise<Outcome<{ personId: string; changed: DetailField[] }>> {
  const { values } = form;
  return orConflict(() =>
    write(ctx, async (tx) => {
      const target = await lockTarget(tx, personId, ctx.now);
      if (!target) return refuse("person_unknown");
      const was = target.row;
      if (was.revision !== form.revision) return refuse("person_stale");
      const changed = detailFields.filter((field) => was[field] !== values[field]);
      if (changed.length === 0) return accept({ personId, changed });
      const identity = await identityTaken(tx, personId, values);
      if (!identity.ok) return identity;
      const fault = probationEditFault(was, values.probationEnd);
      if (fault) return refuse(fault, { field: "probationEnd" });
      await tx
        .update(person)
        .set({ ...values, pinyin: pinyinOf(values.name), revision: sql`${person.revision} + 1` })
        .where(eq(person.id, personId));
      await audit(tx, ctx, {
        action: "people.edited",
        subject: { type: "person", id: personId },
        personId,
        before: Object.fromEntries(changed.map((field) => [field, was[field]])),
        after: Object.fromEntries(changed.map((field) => [field, values[field]])),
      });
      return accept({ personId, changed });
    }),
  );
}
