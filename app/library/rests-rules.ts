import type { MadeQuestions } from "~/curriculum/content-ground";
import type { ItemBody, ItemKind } from "~/curriculum/pack";
import { type ItemName, nameKey, namesIn } from "~/curriculum/references";

/** An item as the library holds it. */
export type LibraryItem = { kind: ItemKind; slug: string; body: unknown };

/** The questions made from products that rest on what changes, as items. Nothing reaches them but their lesson and their topic. */
export function madeItems(made: readonly MadeQuestions[], changed: readonly ItemName[]): LibraryItem[] {
  const isChanged = (kind: ItemKind, slug: string) => changed.some((name) => name.kind === kind && name.slug === slug);
  return made
    .filter(({ lesson, topic }) => isChanged("lesson", lesson) || isChanged("topic", topic))
    .flatMap(({ lesson, topic, slugs }) => [...slugs].map((slug) => ({ kind: "question" as const, slug, body: { lesson, topic } })));
}

/** Whether a checklist draws products: it rests on all of them, whichever it draws. */
function drawsProducts(item: LibraryItem): boolean {
  return item.kind === "checklist" && (item.body as ItemBody<"checklist">).areas.some((a) => a.items.some((i) => i.draw));
}

const ANY_PRODUCT = "product *";

/** The items that name each name directly. */
function naming(items: readonly LibraryItem[]): ReadonlyMap<string, readonly LibraryItem[]> {
  const found = new Map<string, LibraryItem[]>();
  for (const item of items)
    for (const key of drawsProducts(item) ? [ANY_PRODUCT] : new Set(namesIn(item.kind, item.body as ItemBody<ItemKind>).map(nameKey))) {
      const group = found.get(key);
      if (group) group.push(item);
      else found.set(key, [item]);
    }
  return found;
}

/** What is asked where: the kinds through which a change reaches further, by the kind of what changed. */
const reaches: Partial<Record<ItemKind, readonly (readonly ItemKind[])[]>> = {
  module: [["level_rules"]],
  lesson: [["question", "module"], ["quiz", "exam"], ["plan"]],
  question: [
    ["lesson", "quiz", "exam"],
    ["plan", "module"],
  ],
  house_form: [["lesson"], ["plan"]],
  product: [["question", "checklist", "simulation"], ["lesson", "quiz"], ["plan"]],
  script: [["simulation"]],
  topic: [["question", "exam"]],
  quiz: [["plan", "module"]],
  simulation: [["module"]],
  exam: [["plan"]],
  practical: [["plan"]],
  acknowledgement: [["plan"]],
};

/**
 * What rests on the changed items, by steps: a lesson's questions, the quizzes and exams that ask them, the plans that hold any of these. What was changed
 * itself is left out.
 */
export function restsOn(items: readonly LibraryItem[], changed: readonly ItemName[]): ItemName[] {
  const found = new Map<string, ItemName>();
  const byName = naming(items);
  const topics = new Map(items.flatMap((i) => (i.kind === "question" ? [[i.slug, (i.body as ItemBody<"question">).topic] as const] : [])));
  // An exam draws a question by its topic.
  const keysOf = ({ kind, slug }: ItemName) => {
    const topic = kind === "question" ? topics.get(slug) : undefined;
    const besides = topic !== undefined ? [nameKey({ kind: "topic", slug: topic })] : kind === "product" ? [ANY_PRODUCT] : [];
    return [nameKey({ kind, slug }), ...besides];
  };
  for (const start of changed) {
    let reached: ItemName[] = [start];
    for (const kinds of reaches[start.kind] ?? []) {
      const keys = new Set(reached.flatMap(keysOf));
      const next = new Map([...keys].flatMap((key) => (byName.get(key) ?? []).map((item) => [nameKey(item), item] as const)));
      const step = [...next.values()].filter((item) => kinds.includes(item.kind));
      for (const { kind, slug } of step) found.set(nameKey({ kind, slug }), { kind, slug });
      reached = [...reached, ...step];
    }
  }
  for (const one of changed) found.delete(nameKey(one));
  return [...found.values()].sort((a, b) => (nameKey(a) < nameKey(b) ? -1 : 1));
}
