import { type BlueprintRow, type Drawable, fillBlueprint, poolOf } from "./blueprint";
import { bodyFaults } from "./body-rules";
import { Ground } from "./content-ground";
import type { ItemOf } from "./content-rules-items";
import { questionFault } from "./pack-question";
import type { PackFault, PackItem } from "./read-pack.server";

type PictureExists = (picture: string) => boolean;
/** A point of a reply that must be fluent is known in so many wordings: what is said clearly needs no supervisor, and nobody waits for the desk on account of a synonym. */
const CLEAR_WORDINGS = 4;

/** Notes a fault: at which path, and the rule that it breaks. */
type Add = (path: string, rule: string) => void;

/**
 * The rules that reach across items: every reference resolves, slugs are unique per kind, a plan's days run on without a gap,
 * an exam's blueprint can be drawn, both languages differ. Takes all items of one pack, returns the faults (empty: sound).
 * `others`: items of other packs, which these may name.
 */
export function packFaults(items: readonly PackItem[], pictureExists: PictureExists, others: readonly PackItem[] = []): PackFault[] {
  const ground = new Ground(items, { others });
  return items.flatMap((item) => packFaultsOf(item, ground, pictureExists));
}

/** The same of one item among the others. */
export function packFaultsOf(item: PackItem, ground: Ground, pictureExists: PictureExists): PackFault[] {
  const faults: PackFault[] = [];
  const add: Add = (path, rule) => void faults.push({ file: item.file, path, rule });
  const before = standsBefore(ground).get(item);
  if (before) add(item.slug, `the ${item.kind} "${item.slug}" stands already in ${before.file}`);
  if (item.kind === "plan") planFaults(item, ground, add);
  if (item.kind === "lesson") lessonFaults(item, ground, add);
  if (item.kind === "question") questionFaults(item, ground, add);
  if (item.kind === "quiz") quizFaults(item, ground, add);
  if (item.kind === "exam") examFaults(item, ground, add);
  if (item.kind === "product") {
    const { picture } = item.body;
    if (picture !== undefined && !pictureExists(picture)) add(item.slug, `the picture ${picture} does not exist`);
  }
  if (item.kind === "house_form")
    item.body.rows.forEach((row, index) => {
      if (row.length !== item.body.columns.length)
        add(`${item.slug}.rows.${index}`, `${row.length} cells stand under ${item.body.columns.length} columns`);
    });
  for (const { path, rule } of bodyFaults(item.kind, item.body)) add(`${item.slug}.${path}`, rule);
  languageFaults(item, add);
  return faults;
}

/** The faults of questions made from products that are not at hand: they name a lesson and a topic too. Their files are "question/<slug>". */
export function madeFaults(ground: Ground): PackFault[] {
  return ground.made.flatMap(({ lesson, topic, slugs }) =>
    (["lesson", "topic"] as const).flatMap((kind) => {
      const named = kind === "lesson" ? lesson : topic;
      if (ground.has(kind, named)) return [];
      return [...slugs].map((slug) => ({ file: `question/${slug}`, path: slug, rule: `there is no ${kind} "${named}"` }));
    }),
  );
}

/** Of items that share kind and slug, the one before each. */
function standsBefore(ground: Ground): ReadonlyMap<PackItem, PackItem> {
  return ground.once("items that stand already", () => {
    const [last, before] = [new Map<string, PackItem>(), new Map<PackItem, PackItem>()];
    for (const item of ground.items) {
      const key = `${item.kind} ${item.slug}`;
      const other = last.get(key);
      if (other) before.set(item, other);
      last.set(key, item);
    }
    return before;
  });
}

function planFaults({ body }: ItemOf<"plan">, ground: Ground, add: Add): void {
  const slugs = new Set<string>();
  body.days.forEach((day, index) => {
    if (day.day !== index + 1) add(`days.${index}.day`, `days run from 1 without a gap; expected ${index + 1}, found ${day.day}`);
    if (!body.phases.some((p) => p.from <= day.day && day.day <= p.to)) add(`days.${index}`, `day ${day.day} lies in no phase`);
    for (const activity of day.activities) {
      if (slugs.has(activity.slug)) add(`days.${index}.${activity.slug}`, "activity slugs are unique in a plan");
      slugs.add(activity.slug);
      if (!ground.has(activity.kind, activity.ref)) add(`days.${index}.${activity.slug}`, `there is no ${activity.kind} "${activity.ref}"`);
    }
    for (const needed of day.opens_after_accepted)
      if (!slugs.has(needed)) add(`days.${index}.opens_after_accepted`, `no earlier activity "${needed}"`);
  });
}

/** Whether a question may stand in a lesson's check or a quiz: one that a person has to judge, or that may go with its product, may not. */
function askFaults(path: string, slug: string, ground: Ground, add: Add): void {
  const question = ground.question(slug);
  if (question?.made) add(path, `"${slug}" was made from a product and may go with it`);
  if (question && !question.decided) add(path, `"${slug}" is of the type ${question.type}, which a person has to judge`);
}

function lessonFaults({ slug, body }: ItemOf<"lesson">, ground: Ground, add: Add): void {
  const own = ground.countOf(slug);
  if (own < 3) add(slug, `a lesson has at least 3 questions, this one ${own}`);
  for (const check of body.check) {
    if (ground.question(check)?.lesson !== slug) add(`${slug}.check`, `"${check}" is not a question of this lesson`);
    askFaults(`${slug}.check`, check, ground, add);
  }
}

function questionFaults({ slug, body }: ItemOf<"question">, ground: Ground, add: Add): void {
  if (!ground.has("lesson", body.lesson)) add(slug, `there is no lesson "${body.lesson}"`);
  const wrong = questionFault(body);
  if (wrong) add(slug, wrong);
  if (body.required && (body.type === "free_reply" || body.type === "rewrite"))
    body.must_say.forEach(({ any_of }, at) => {
      const [zh, en] = [any_of["zh-CN"].length, any_of.en.length];
      if (Math.min(zh, en) < CLEAR_WORDINGS)
        add(
          `${slug}.must_say.${at}`,
          `a required reply has at least ${CLEAR_WORDINGS} wordings of each point in each language, this one ${zh} and ${en}`,
        );
    });
  if (!ground.has("topic", body.topic)) add(slug, `there is no topic "${body.topic}"`);
  if (body.type !== "image_choice") return;
  // An option that shows nothing is no option.
  for (const { id, product } of body.options)
    if (ground.unpictured.has(product)) add(`${slug}.options.${id}`, `the product "${product}" has no picture`);
}

function quizFaults({ slug, body }: ItemOf<"quiz">, ground: Ground, add: Add): void {
  for (const ref of body.questions) {
    if (!ground.has("question", ref)) add(slug, `there is no question "${ref}"`);
    askFaults(`${slug}.questions`, ref, ground, add);
  }
}

function examFaults({ slug, body }: ItemOf<"exam">, ground: Ground, add: Add): void {
  const short = body.blueprint.flatMap((row, at) => rowFaults(row, `${slug}.blueprint.${at}`, ground.drawable));
  for (const { path, rule } of short) add(path, rule);
  if (short.length > 0) return;
  // Every row alone can be filled: rows that draw from the same questions may still want more than there are.
  const filled = fillBlueprint(body.blueprint, ground.drawable);
  if ("shortage" in filled) {
    const { row, topic, wanted, found } = filled.shortage;
    add(`${slug}.blueprint.${row - 1}`, `other rows draw the same questions of "${topic}": ${wanted} are wanted here, ${found} are left`);
  }
}

/** What a row of a blueprint misses in the pool, taken alone. */
function rowFaults(row: BlueprintRow, path: string, pool: readonly Drawable[]): { path: string; rule: string }[] {
  const { found, critical } = poolOf(row, pool);
  const asked = [
    [row.count, found, "questions"],
    [row.critical ?? 0, critical, "critical questions"],
    [row.critical === undefined ? 0 : row.count - row.critical, found - critical, "questions that are not critical"],
  ] as const;
  const missing = asked.find(([wanted, there]) => there < wanted);
  if (!missing) return [];
  const [wanted, there, what] = missing;
  return [{ path, rule: `topic "${row.topic}" has ${there} ${what} that this row can draw, it draws ${wanted}` }];
}

function languageFaults(item: PackItem, add: Add): void {
  if (isUntranslated(item)) return;
  for (const [path, zh, en] of bilingualTexts(item.body, item.slug)) {
    if (zh === en && /\p{Script=Han}/u.test(zh)) add(path, "the English text is the Chinese one");
    if (/\p{Script=Han}{8,}/u.test(en)) add(path, "the English text holds a Chinese sentence");
    if (!/\p{Script=Han}/u.test(zh) && /[a-z]{4,} [a-z]{3,} [a-z]{3,}/.test(zh)) add(path, "the Chinese text is an English sentence");
  }
}

/**
 * A slug belongs to one pack: loading refuses whoever brings it second. `packs` in the order of their folders; the fault stands at the later one and
 * names the earlier. By folder; packs without such a fault are left out.
 */
export function sharedSlugFaults(packs: readonly { folder: string; items: readonly PackItem[] }[]): Map<string, PackFault[]> {
  const owners = new Map<string, { folder: string; file: string }>();
  const faults = new Map<string, PackFault[]>();
  for (const { folder, items } of packs)
    for (const { kind, slug, file } of items) {
      const owner = owners.get(`${kind} ${slug}`);
      if (!owner) owners.set(`${kind} ${slug}`, { folder, file });
      else if (owner.folder !== folder) {
        const rule = `the ${kind} "${slug}" stands already in another pack, in ${owner.folder}/${owner.file}`;
        faults.set(folder, [...(faults.get(folder) ?? []), { file, path: slug, rule }]);
      }
    }
  return faults;
}

/** Whether an item says of itself that it stands in one language only: a shop's own product, and what was made from it. */
function isUntranslated({ kind, body }: PackItem): boolean {
  if (kind === "product") return body.untranslated === true;
  return kind === "question" && body.made_from?.untranslated === true;
}

/** All texts in both languages below `node`, with their paths. */
function* bilingualTexts(node: unknown, path: string): Generator<[path: string, zh: string, en: string]> {
  if (node === null || typeof node !== "object") return;
  const { "zh-CN": zh, en } = node as { "zh-CN"?: unknown; en?: unknown };
  if (typeof zh === "string" && typeof en === "string") yield [path, zh, en];
  else for (const [key, value] of Object.entries(node)) yield* bilingualTexts(value, `${path}.${key}`);
}
