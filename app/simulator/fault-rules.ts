import type { Customer, ReplyPoint } from "~/curriculum/pack-simulation";
import type { ChatLine } from "~/curriculum/simulation-run";

/** For each line of a chat what should not have been said in it: the faults that were found there, as long as nothing makes good what they miss. */
export function faultsIn({ points }: Pick<Customer, "points">, lines: readonly ChatLine[]): ReadonlySet<string>[] {
  const said = new Set<string>();
  return lines.map((line) => {
    if (line.who !== "agent") return new Set();
    for (const { slug } of line.read.points) said.add(slug);
    const here = line.read.points.map(({ slug }) => points.find((point) => point.slug === slug));
    const faults = here.filter((point) => point?.kind === "fault" && !(point.until !== undefined && said.has(point.until)));
    return new Set(faults.flatMap((point) => point?.slug ?? []));
  });
}

/** Whether a good chat has this point: no fault, and nothing that it can do without. */
export const isWanted = ({ kind, weight }: Pick<ReplyPoint, "kind" | "weight">): boolean => kind !== "fault" && weight > 0;
