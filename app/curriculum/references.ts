import type { ItemBody, ItemKind } from "./pack";
import { productsOf } from "./pack-question";

/** The name of an item. */
export type ItemName = { kind: ItemKind; slug: string };

/** A name as a key of maps. */
export const nameKey = ({ kind, slug }: { kind: string; slug: string }): string => `${kind} ${slug}`;

type Named = { [K in ItemKind]?: (body: ItemBody<K>) => ItemName[] };

const all = (kind: ItemKind, slugs: readonly string[]): ItemName[] => slugs.map((slug) => ({ kind, slug }));

const byKind: Named = {
  plan: (b) => b.days.flatMap((day) => day.activities.map((a) => ({ kind: a.kind, slug: a.ref }))),
  module: (b) => [...all("lesson", b.lessons), ...all("simulation", b.simulations), ...all("quiz", [b.quiz])],
  lesson: (b) => [...all("question", b.check), ...all("house_form", b.forms)],
  question: (b) => [...all("lesson", [b.lesson]), ...all("topic", [b.topic]), ...all("product", productsOf(b))],
  quiz: (b) => all("question", b.questions),
  exam: (b) =>
    all(
      "topic",
      b.blueprint.map((part) => part.topic),
    ),
  simulation: (b) => [...all("product", b.products), ...all("script", b.scripts)],
  checklist: (b) =>
    b.areas.flatMap((area) =>
      area.items.flatMap(({ mends }) =>
        mends
          ? [
              ...all("topic", mends.topics),
              ...all("question", mends.questions),
              ...all("practical", mends.practicals),
              ...all("simulation", mends.simulations),
            ]
          : [],
      ),
    ),
  level_rules: (b) =>
    all(
      "module",
      b.levels.flatMap((level) => [...level.opens, ...(level.entry?.modules ?? [])]),
    ),
};

/** The items that a body names, directly. */
export function namesIn<K extends ItemKind>(kind: K, body: ItemBody<K>): ItemName[] {
  return byKind[kind]?.(body) ?? [];
}
