import type { ActivityStatus } from "./unlocking";

/**
 * What a publication does to somebody's activity.
 * - `follows`: nothing was begun; the version in force is what they will begin.
 * - `keeps`: they go on with the version that they began.
 * - `replaced`: they go on with the new version at once.
 * - `stands`: what is done stays done with the version it was done with; the re-test sees to the rest.
 */
export type PinEffect = "follows" | "keeps" | "replaced" | "stands";

/** The effect of a publication on an activity that stands at `status`. */
export function pinEffect(status: ActivityStatus, material: boolean): PinEffect {
  if (status === "open") return "follows";
  if (status === "done") return "stands";
  return material ? "replaced" : "keeps";
}

/** The stages at which a publication has this effect. */
export function statusesWith(effect: PinEffect, material: boolean): ActivityStatus[] {
  const all: ActivityStatus[] = ["open", "started", "submitted", "returned", "done"];
  return all.filter((status) => pinEffect(status, material) === effect);
}

/** A row of a plan that is running. */
export type RunningActivity = { slug: string; kind: string; ref: string; status: ActivityStatus };
export type PlannedActivity = { slug: string; kind: string; ref: string };

/**
 * What a new version of a plan does to a running one: activities that were not begun go as the new plan says, new ones are added; what was begun is kept,
 * and what the plan no longer holds is not asked for any more (`released`).
 */
export function replan(running: readonly RunningActivity[], planned: readonly PlannedActivity[]) {
  const bySlug = new Map(running.map((a) => [a.slug, a]));
  const wanted = new Set(planned.map((a) => a.slug));
  const gone = running.filter((a) => !wanted.has(a.slug));
  return {
    added: planned.filter((a) => !bySlug.has(a.slug)).map((a) => a.slug),
    moved: planned.filter((a) => bySlug.has(a.slug)).map((a) => a.slug),
    removed: gone.filter((a) => a.status === "open").map((a) => a.slug),
    released: gone.filter((a) => a.status !== "open").map((a) => a.slug),
  };
}
