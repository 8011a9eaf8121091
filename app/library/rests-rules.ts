import type { ItemBody, ItemKind } from "~/curriculum/pack";

/** An item as the library holds it. */
export type LibraryItem = { kind: ItemKind; slug: string; body: unknown };
export type ItemName = { kind: ItemKind; slug: string };

const body = <K extends ItemKind>(item: LibraryItem) => item.body as ItemBody<K>;

/** The slugs of the products that a question has among its answers. */
function productsIn(question: ItemBody<"question">): string[] {
  if (question.type === "find_product") return question.products;
  return question.type === "image_choice" ? question.options.map((o) => o.product) : [];
}

/** Whether `item` names `name` directly. */
function names(item: LibraryItem, name: ItemName): boolean {
  switch (item.kind) {
    case "plan":
      return body<"plan">(item).days.some((d) => d.activities.some((a) => a.kind === name.kind && a.ref === name.slug));
    case "lesson":
      if (name.kind === "question") return body<"lesson">(item).check.includes(name.slug);
      return name.kind === "house_form" && body<"lesson">(item).forms.includes(name.slug);
    case "question": {
      const question = body<"question">(item);
      if (name.kind === "lesson") return question.lesson === name.slug;
      if (name.kind === "topic") return question.topic === name.slug;
      return name.kind === "product" && productsIn(question).includes(name.slug);
    }
    case "quiz":
      return name.kind === "question" && body<"quiz">(item).questions.includes(name.slug);
    case "exam":
      return name.kind === "topic" && body<"exam">(item).blueprint.some((b) => b.topic === name.slug);
    case "checklist":
      return name.kind === "product" && body<"checklist">(item).areas.some((a) => a.items.some((i) => i.draw));
    case "level_rules":
      return name.kind === "lesson" && body<"level_rules">(item).levels.some((l) => l.opens.includes(name.slug));
    default:
      return false;
  }
}

/** What is asked where: the kinds through which a change reaches further, by the kind of what changed. */
const reaches: Partial<Record<ItemKind, readonly (readonly ItemKind[])[]>> = {
  lesson: [["question", "level_rules"], ["quiz", "exam"], ["plan"]],
  question: [["lesson", "quiz", "exam"], ["plan"]],
  house_form: [["lesson"], ["plan"]],
  product: [["question", "checklist"], ["lesson", "quiz"], ["plan"]],
  topic: [["question", "exam"]],
  quiz: [["plan"]],
  exam: [["plan"]],
  practical: [["plan"]],
  acknowledgement: [["plan"]],
};

/**
 * What rests on the changed items, by steps: a lesson's questions, the quizzes and exams that ask them, the plans that hold any of these. What was changed
 * itself is left out.
 */
export function restsOn(items: readonly LibraryItem[], changed: readonly ItemName[]): ItemName[] {
  const key = ({ kind, slug }: ItemName) => `${kind} ${slug}`;
  const found = new Map<string, ItemName>();
  for (const start of changed) {
    let reached: ItemName[] = [start];
    for (const kinds of reaches[start.kind] ?? []) {
      const topics = reached.flatMap((n) => topicOf(items, n));
      const next = items.filter((item) => kinds.includes(item.kind) && [...reached, ...topics].some((name) => names(item, name)));
      for (const { kind, slug } of next) found.set(`${kind} ${slug}`, { kind, slug });
      reached = [...reached, ...next];
    }
  }
  for (const one of changed) found.delete(key(one));
  return [...found.values()].sort((a, b) => (key(a) < key(b) ? -1 : 1));
}

/** An exam draws a question by its topic. */
function topicOf(items: readonly LibraryItem[], name: ItemName): ItemName[] {
  if (name.kind !== "question") return [];
  const question = items.find((item) => item.kind === "question" && item.slug === name.slug);
  return question ? [{ kind: "topic", slug: body<"question">(question).topic }] : [];
}
