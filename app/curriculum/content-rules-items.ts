import type { ItemBody, ItemKind } from "./pack";
import type { PackFault, PackItem } from "./read-pack.server";

/** What the rules about content have in common: items by kind, texts with their paths. */

export const locales = ["zh-CN", "en"] as const;
export type ContentLocale = (typeof locales)[number];
export type ItemOf<K extends ItemKind> = { kind: K; slug: string; file: string; body: ItemBody<K> };
export type Question = ItemBody<"question">;
export type Text = { "zh-CN": string; en: string };

/** The items of one kind. */
export function itemsOf<K extends ItemKind>(items: readonly PackItem[], kind: K): ItemOf<K>[] {
  return items.filter((item) => item.kind === kind) as unknown as ItemOf<K>[];
}

/** A fault of an item; `path` is where in the item. */
export function faultOf(item: { file: string; slug: string }, path: string, rule: string): PackFault {
  return { file: item.file, path: path === "" ? item.slug : `${item.slug}.${path}`, rule };
}

/** Entries in groups by a key, in the order of first appearance. */
export function grouped<T, K>(list: readonly T[], key: (entry: T) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>();
  for (const entry of list) {
    const group = groups.get(key(entry));
    if (group) group.push(entry);
    else groups.set(key(entry), [entry]);
  }
  return groups;
}

/** The texts of one language below a node, in their order: of texts in both languages, and of lists of wordings. */
export function* textsIn(node: unknown, locale: ContentLocale): Generator<string> {
  if (node === null || typeof node !== "object") return;
  const own = (node as Partial<Record<ContentLocale, unknown>>)[locale];
  if (typeof own === "string") yield own;
  else if (Array.isArray(own)) {
    for (const wording of own) if (typeof wording === "string") yield wording;
  } else for (const child of Object.values(node)) yield* textsIn(child, locale);
}

/** The options of a question of which exactly one is right, where they are texts; null for other types. */
export function optionsWithOneRight(question: Question): { id: string; text: Text; correct: boolean }[] | null {
  if (question.type === "single_choice" || question.type === "choose_next_line") return question.options;
  return question.type === "true_false" ? question.reasons : null;
}

/** The options of a question of which exactly one is right, pictures among them: which of how many is the right one. */
export function rightPosition(question: Question): { at: number; of: number } | null {
  const options = question.type === "image_choice" ? question.options : optionsWithOneRight(question);
  return options && { at: options.findIndex((o) => o.correct), of: options.length };
}

/** "12.5%". */
export const percent = (share: number) => `${Math.round(share * 1000) / 10}%`;
