/** The step after the last item: check what is missing, submit. */
export const FINISH = "submit";

/** All steps of a sheet in order: its items, then the end. */
export function stepsOf(areas: { items: { slug: string }[] }[]): string[] {
  return [...areas.flatMap((area) => area.items.map((item) => item.slug)), FINISH];
}
