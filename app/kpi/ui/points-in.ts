import { metricSlugs } from "../measures";

/** The sum of the points that are typed for metrics that are on; what is no number counts as none. */
export function pointsIn(valueOf: (name: string) => unknown): number {
  const sum = metricSlugs
    .filter((slug) => valueOf(`metric.${slug}.on`) === "yes")
    .reduce((all, slug) => {
      const points = Number(valueOf(`metric.${slug}.points`));
      return all + (Number.isFinite(points) ? points : 0);
    }, 0);
  return Math.round(sum * 100) / 100;
}
