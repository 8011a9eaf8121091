import { bodyFaults } from "./body-rules";
import type { ItemBody, ItemKind } from "./pack";
import { isAskable, questionFault } from "./pack-question";
import type { PackFault, PackItem } from "./read-pack.server";

/** A look-up over the items of a pack. */
function byKind<K extends ItemKind>(items: PackItem[], kind: K): { file: string; slug: string; body: ItemBody<K> }[] {
  return items.filter((i) => i.kind === kind) as unknown as { file: string; slug: string; body: ItemBody<K> }[];
}

/**
 * The rules that reach across items: every reference resolves, slugs are unique per kind, a plan's days run on without a gap,
 * an exam's blueprint can be drawn, both languages differ. Takes all items of one pack, returns the faults (empty: sound).
 * `others`: items of other packs, which these may name.
 */
export function packFaults(items: PackItem[], pictureExists: (picture: string) => boolean, others: readonly PackItem[] = []): PackFault[] {
  const faults: PackFault[] = [];
  const add = (file: string, path: string, rule: string) => faults.push({ file, path, rule });

  const seen = new Map<string, string>();
  for (const item of items) {
    const key = `${item.kind} ${item.slug}`;
    const other = seen.get(key);
    if (other) add(item.file, item.slug, `the ${item.kind} "${item.slug}" stands already in ${other}`);
    seen.set(key, item.file);
  }
  const elsewhere = new Set(others.map((item) => `${item.kind} ${item.slug}`));
  const has = (kind: ItemKind, slug: string) => seen.has(`${kind} ${slug}`) || elsewhere.has(`${kind} ${slug}`);

  const questions = byKind([...items, ...others], "question");
  const questionsByLesson = groupBy(questions, (q) => q.body.lesson);
  const askable = questions.filter((q) => isAskable(q.body));
  // Exams draw no question that was made from a product: those come and go with the catalogue.
  const askableByTopic = groupBy(
    askable.filter((q) => !q.body.made_from),
    (q) => q.body.topic,
  );
  const comesAndGoes = new Set(questions.filter((q) => q.body.made_from).map((q) => q.slug));
  const typeOf = new Map(questions.map((q) => [q.slug, q.body.type]));
  const cannotBeAsked = (slug: string) => typeOf.has(slug) && !askable.some((q) => q.slug === slug);

  for (const plan of byKind(items, "plan")) {
    const slugs = new Set<string>();
    plan.body.days.forEach((day, index) => {
      if (day.day !== index + 1)
        add(plan.file, `days.${index}.day`, `days run from 1 without a gap; expected ${index + 1}, found ${day.day}`);
      if (!plan.body.phases.some((p) => p.from <= day.day && day.day <= p.to))
        add(plan.file, `days.${index}`, `day ${day.day} lies in no phase`);
      for (const activity of day.activities) {
        if (slugs.has(activity.slug)) add(plan.file, `days.${index}.${activity.slug}`, "activity slugs are unique in a plan");
        slugs.add(activity.slug);
        if (!has(activity.kind, activity.ref))
          add(plan.file, `days.${index}.${activity.slug}`, `there is no ${activity.kind} "${activity.ref}"`);
      }
      for (const needed of day.opens_after_accepted) {
        if (!slugs.has(needed)) add(plan.file, `days.${index}.opens_after_accepted`, `no earlier activity "${needed}"`);
      }
    });
  }
  for (const lesson of byKind(items, "lesson")) {
    const own = questionsByLesson.get(lesson.slug) ?? [];
    if (own.length < 3) add(lesson.file, lesson.slug, `a lesson has at least 3 questions, this one ${own.length}`);
    for (const check of lesson.body.check) {
      if (!own.some((q) => q.slug === check)) add(lesson.file, `${lesson.slug}.check`, `"${check}" is not a question of this lesson`);
      if (comesAndGoes.has(check)) add(lesson.file, `${lesson.slug}.check`, `"${check}" was made from a product and may go with it`);
      if (cannotBeAsked(check))
        add(lesson.file, `${lesson.slug}.check`, `"${check}" is of the type ${typeOf.get(check)}, which is not asked yet`);
    }
  }
  for (const q of byKind(items, "question")) {
    if (!has("lesson", q.body.lesson)) add(q.file, q.slug, `there is no lesson "${q.body.lesson}"`);
    const wrong = questionFault(q.body);
    if (wrong) add(q.file, q.slug, wrong);
    if (q.body.required && cannotBeAsked(q.slug))
      add(q.file, `${q.slug}.required`, `the type ${q.body.type} is not asked yet: write "required: false"`);
    if (!has("topic", q.body.topic)) add(q.file, q.slug, `there is no topic "${q.body.topic}"`);
  }
  for (const quiz of byKind(items, "quiz")) {
    for (const ref of quiz.body.questions) {
      if (!has("question", ref)) add(quiz.file, quiz.slug, `there is no question "${ref}"`);
      if (comesAndGoes.has(ref)) add(quiz.file, `${quiz.slug}.questions`, `"${ref}" was made from a product and may go with it`);
      if (cannotBeAsked(ref))
        add(quiz.file, `${quiz.slug}.questions`, `"${ref}" is of the type ${typeOf.get(ref)}, which is not asked yet`);
    }
  }
  for (const exam of byKind(items, "exam")) {
    for (const part of exam.body.blueprint) {
      const pool = askableByTopic.get(part.topic)?.length ?? 0;
      if (pool < part.count)
        add(
          exam.file,
          `${exam.slug}.blueprint`,
          `topic "${part.topic}" has ${pool} questions that can be asked, the blueprint draws ${part.count}`,
        );
    }
  }
  for (const product of byKind(items, "product")) {
    const { picture } = product.body;
    if (picture !== undefined && !pictureExists(picture)) add(product.file, product.slug, `the picture ${picture} does not exist`);
  }
  for (const form of byKind(items, "house_form")) {
    form.body.rows.forEach((row, index) => {
      if (row.length !== form.body.columns.length)
        add(form.file, `${form.slug}.rows.${index}`, `${row.length} cells stand under ${form.body.columns.length} columns`);
    });
  }
  for (const item of items) {
    for (const { path, rule } of bodyFaults(item.kind, item.body)) add(item.file, `${item.slug}.${path}`, rule);
    if (isUntranslated(item)) continue;
    for (const [path, zh, en] of bilingualTexts(item.body, item.slug)) {
      if (zh === en && /\p{Script=Han}/u.test(zh)) add(item.file, path, "the English text is the Chinese one");
      if (/\p{Script=Han}{8,}/u.test(en)) add(item.file, path, "the English text holds a Chinese sentence");
      if (!/\p{Script=Han}/u.test(zh) && /[a-z]{4,} [a-z]{3,} [a-z]{3,}/.test(zh))
        add(item.file, path, "the Chinese text is an English sentence");
    }
  }
  return faults;
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

function groupBy<T>(list: T[], key: (t: T) => string): Map<string, T[]> {
  const map = new Map<string, T[]>();
  for (const entry of list) {
    const group = map.get(key(entry));
    if (group) group.push(entry);
    else map.set(key(entry), [entry]);
  }
  return map;
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
