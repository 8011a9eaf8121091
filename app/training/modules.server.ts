import { and, eq, isNull } from "drizzle-orm";
import { activityState, enrolment } from "@db/schema";
import type { ItemBody } from "~/curriculum/pack";
import { contentBySlugs } from "~/curriculum/queries.server";
import type { Tx } from "~/platform/database.server";
import { BESIDE_PLAN } from "./unlocking";

/**
 * Put a module beside somebody's plan: its lessons and its quiz become activities that nobody must do, open at once, so that they are read, drilled and sat like all others. What is there already
 * stays as it is. False: they have no plan to put it beside, or all of it is there.
 */
export async function openModuleIn(tx: Tx, personId: string, module: ItemBody<"module">): Promise<boolean> {
  const [open] = await tx
    .select({ id: enrolment.id })
    .from(enrolment)
    .where(and(eq(enrolment.personId, personId), isNull(enrolment.endedAt)));
  if (!open) return false;
  const parts = [...module.lessons.map((slug) => ({ kind: "lesson" as const, slug })), { kind: "quiz" as const, slug: module.quiz }];
  const found = await contentBySlugs(tx, parts);
  const rows = parts.flatMap(({ kind, slug }, position) => {
    const body = found.get(`${kind} ${slug}`)?.body;
    if (!body) return [];
    // A quiz says no time of its own: a minute a question.
    const minutes = kind === "lesson" ? (body as ItemBody<"lesson">).minutes : (body as ItemBody<"quiz">).questions.length;
    return [{ enrolmentId: open.id, personId, slug, day: BESIDE_PLAN, position, kind, ref: slug, minutes, mandatory: false }];
  });
  if (rows.length === 0) return false;
  const made = await tx.insert(activityState).values(rows).onConflictDoNothing().returning({ slug: activityState.slug });
  return made.length > 0;
}
