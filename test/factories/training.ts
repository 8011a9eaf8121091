import { eq } from "drizzle-orm";
import type { Database } from "@db/client";
import { activityState, contentVersion, enrolment } from "@db/schema";
import { itemSchemas } from "~/curriculum/pack";

type Status = (typeof activityState.$inferInsert)["status"];

/** Writes enrolments with a row per activity, as `assignPlan` does. */
export function trainingFactories(db: Database) {
  return {
    /** A person's way through a plan, begun on `startDate`; `statuses` by activity slug, the others are open. */
    async enrolment(values: {
      personId: string;
      teamId: string;
      planVersionId: string;
      startDate?: string;
      statuses?: Record<string, Status>;
      at?: Date;
    }) {
      const at = values.at ?? new Date("2026-03-02T00:30:00.000Z");
      const [version] = await db.select().from(contentVersion).where(eq(contentVersion.id, values.planVersionId));
      const plan = itemSchemas.plan.parse(version?.body);
      const { personId, teamId, planVersionId, startDate = "2026-03-02" } = values;
      const [row] = await db.insert(enrolment).values({ personId, teamId, planVersionId, startDate, createdAt: at }).returning();
      if (!row) throw new Error("nothing was inserted");
      await db.insert(activityState).values(
        plan.days.flatMap((day) =>
          day.activities.map((a, position) => {
            const status = values.statuses?.[a.slug] ?? "open";
            const handedIn = status === "submitted" || status === "returned" || status === "done";
            return {
              enrolmentId: row.id,
              personId,
              slug: a.slug,
              day: day.day,
              position,
              kind: a.kind,
              ref: a.ref,
              minutes: a.minutes,
              mandatory: a.mandatory,
              status,
              startedAt: status === "open" ? null : at,
              submittedAt: handedIn ? at : null,
              doneAt: status === "done" ? at : null,
              attempts: handedIn ? 1 : 0,
            };
          }),
        ),
      );
      return row;
    },
  };
}
