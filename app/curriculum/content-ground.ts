import type { ItemOf } from "./content-rules-items";
import { type ItemKind } from "./pack";
import { isDecided, isExaminable } from "./pack-question";
import type { PackItem } from "./read-pack.server";

/** Questions that were made from products and belong to one lesson and topic: thousands, of which others need the names only. */
export type MadeQuestions = { lesson: string; topic: string; slugs: ReadonlySet<string> };

/** A question as lessons, quizzes and exams meet it. `type`: of those that were made from products nobody asks. */
type Asked = { slug: string; lesson: string; topic: string; made: boolean; decided: boolean; type: string };

/** What is there besides the items at hand. */
type Beside = {
  /** Items of other packs, which these may name. */
  others?: readonly PackItem[];
  /** Questions made from products that are not at hand. */
  made?: readonly MadeQuestions[];
  /** The slugs of products that are not at hand. */
  products?: ReadonlySet<string>;
};

/** Whether somebody wrote an item: what was made from products is held to no rule about writing. Thousands ask alike, each about its own product. */
export function isWritten(item: PackItem): boolean {
  return item.kind !== "question" || item.body.made_from === undefined;
}

/** The items among which one is judged, each found without going through all of them. What a rule needs to know of them is worked out once. */
export class Ground {
  private readonly kinds = new Map<ItemKind, PackItem[]>();
  private readonly keys = new Set<string>();
  private readonly known = new Map<string, unknown>();
  private readonly products: ReadonlySet<string>;
  private readonly others: readonly PackItem[];
  readonly made: readonly MadeQuestions[];

  constructor(
    readonly items: readonly PackItem[],
    { others = [], made = [], products = new Set() }: Beside = {},
  ) {
    this.others = others;
    this.made = made;
    for (const item of items) push(this.kinds, item.kind, item);
    for (const { kind, slug } of [...items, ...others]) this.keys.add(`${kind} ${slug}`);
    this.products = products;
  }

  /** The items of one kind, in their order. */
  of<K extends ItemKind>(kind: K): readonly ItemOf<K>[] {
    return (this.kinds.get(kind) ?? []) as unknown as ItemOf<K>[];
  }

  /** Whether there is such an item, here or beside. */
  has(kind: ItemKind, slug: string): boolean {
    if (this.keys.has(`${kind} ${slug}`)) return true;
    return kind === "product" ? this.products.has(slug) : kind === "question" && this.made.some(({ slugs }) => slugs.has(slug));
  }

  /** What `make` found out about these items, the first time that it was asked under this name. */
  once<T>(name: string, make: () => T): T {
    if (!this.known.has(name)) this.known.set(name, make());
    return this.known.get(name) as T;
  }

  /** The questions that somebody wrote. */
  get written(): readonly ItemOf<"question">[] {
    return this.once("written questions", () => this.of("question").filter((q) => q.body.made_from === undefined));
  }

  /** A lesson; null: it is not here. */
  lesson(slug: string): ItemOf<"lesson"> | null {
    return this.once("lessons by slug", () => new Map(this.of("lesson").map((lesson) => [lesson.slug, lesson]))).get(slug) ?? null;
  }

  /** The questions here, and those of other packs, as others meet them. */
  private get asked(): readonly Asked[] {
    return this.once("questions as others meet them", () =>
      [...this.items, ...this.others].flatMap((item): Asked[] => {
        if (item.kind !== "question") return [];
        const { lesson, topic, type, made_from } = item.body;
        return [{ slug: item.slug, lesson, topic, type, made: made_from !== undefined, decided: isDecided(item.body) }];
      }),
    );
  }

  /** The products here, and those of other packs, that have no picture. */
  get unpictured(): ReadonlySet<string> {
    return this.once(
      "products without a picture",
      () =>
        new Set(
          [...this.items, ...this.others].flatMap((item) =>
            item.kind === "product" && item.body.picture === undefined ? [item.slug] : [],
          ),
        ),
    );
  }

  /** How many questions a lesson has. */
  countOf(lesson: string): number {
    const counts = this.once("questions by lesson", () => index(this.asked, (q) => q.lesson));
    const made = this.made.reduce((sum, group) => sum + (group.lesson === lesson ? group.slugs.size : 0), 0);
    return (counts.get(lesson)?.length ?? 0) + made;
  }

  /** A question as others meet it; null: there is none. */
  question(slug: string): Asked | null {
    const found = this.once("questions by slug", () => new Map(this.asked.map((q) => [q.slug, q]))).get(slug);
    if (found) return found;
    const group = this.made.find(({ slugs }) => slugs.has(slug));
    return group ? { slug, lesson: group.lesson, topic: group.topic, made: true, decided: true, type: "" } : null;
  }

  /** The questions that exams can draw, of whatever topic. Those made from products are not drawn: they come and go with the catalogue. */
  get drawable(): readonly ItemOf<"question">["body"][] {
    return this.once("questions to draw", () =>
      [...this.items, ...this.others].flatMap((item) => (item.kind === "question" && isExaminable(item.body) ? [item.body] : [])),
    );
  }
}

function push<K, T>(map: Map<K, T[]>, key: K, entry: T): void {
  const group = map.get(key);
  if (group) group.push(entry);
  else map.set(key, [entry]);
}

function index<T>(list: readonly T[], key: (entry: T) => string): Map<string, T[]> {
  const map = new Map<string, T[]>();
  for (const entry of list) push(map, key(entry), entry);
  return map;
}
