import type { ItemKind } from "./pack";
import type { Ground } from "./content-ground";
import { type ContentLocale, faultOf, grouped, type ItemOf, locales, textsIn } from "./content-rules-items";
import type { PackFault, PackItem } from "./read-pack.server";

/** How fast somebody new reads to learn. */
const PER_MINUTE = { "zh-CN": 350, en: 200 } as const;
/** A training day, in minutes (S3: six to seven hours). */
const DAY = { from: 360, to: 420 } as const;
/** What somebody new can take in on a training day, beside the check at its end. */
const ACTIVITIES = { from: 3, to: 5 } as const;
/** The activities that say whether a day was learnt. */
const CHECKS: readonly ItemKind[] = ["quiz", "exam"];

/** Markdown as a reader sees it: link targets, table rules and marks are not read. */
const seen = (markdown: string) => markdown.replace(/\]\([^)]*\)/g, "]").replace(/^[|\s:-]+$/gm, "");

/** Chinese: characters, a number or Latin word as one. English: words. */
export function lengthOf(text: string, locale: ContentLocale): number {
  const counted = locale === "zh-CN" ? /\p{Script=Han}|[\p{L}\p{N}][\p{L}\p{N}.,:/-]*/gu : /[\p{L}\p{N}][\p{L}\p{N}.,:/'’-]*/gu;
  // In Chinese the Latin run must not swallow the Han characters after it.
  const spaced = locale === "zh-CN" ? seen(text).replace(/\p{Script=Han}/gu, " $& ") : seen(text);
  return spaced.match(counted)?.length ?? 0;
}

/** How long the running text of a body is in each language. Bodies of published versions are shared and never change. */
const lengths = new WeakMap<object, Record<ContentLocale, number>>();

function lengthsOf(body: object, make: (locale: ContentLocale) => string): Record<ContentLocale, number> {
  const before = lengths.get(body);
  if (before) return before;
  const made = { "zh-CN": lengthOf(make("zh-CN"), "zh-CN"), en: lengthOf(make("en"), "en") };
  lengths.set(body, made);
  return made;
}

/** The minutes it takes to read a lesson with the forms under it. */
function readingMinutes(lesson: ItemOf<"lesson">["body"], ground: Ground, locale: ContentLocale): number {
  const forms = ground.once("forms by slug", () => grouped(ground.of("house_form"), (form) => form.slug));
  const below = [...new Set(lesson.forms)].flatMap((slug) => forms.get(slug) ?? []);
  const length = lengthsOf(lesson, (l) => lesson.body[l])[locale];
  const under = below.map((form) => lengthsOf(form.body, (l) => [...textsIn(form.body, l)].join("\n"))[locale]);
  return Math.ceil(under.reduce((sum, n) => sum + n, length) / PER_MINUTE[locale]);
}

function lessonReadingFaults(lesson: ItemOf<"lesson">, ground: Ground): PackFault[] {
  return locales.flatMap((locale) => {
    const takes = readingMinutes(lesson.body, ground, locale);
    return takes > lesson.body.minutes
      ? [faultOf(lesson, `body.${locale}`, `takes ${takes} minutes to read; the lesson has ${lesson.body.minutes}`)]
      : [];
  });
}

function planReadingFaults(plan: ItemOf<"plan">, ground: Ground): PackFault[] {
  return plan.body.days.flatMap((day) =>
    day.activities.flatMap((activity) => {
      const lesson = activity.kind === "lesson" ? ground.lesson(activity.ref) : null;
      if (!lesson) return [];
      const takes = Math.max(...locales.map((locale) => readingMinutes(lesson.body, ground, locale)));
      const rule = `the lesson takes ${takes} minutes to read; the plan gives it ${activity.minutes}`;
      return takes > activity.minutes ? [faultOf(plan, `days.${day.day - 1}.${activity.slug}`, rule)] : [];
    }),
  );
}

function dayFaults(plan: ItemOf<"plan">): PackFault[] {
  if (plan.body.step !== "day") return [];
  return plan.body.days.flatMap((day, index) => {
    const total = day.activities.reduce((sum, activity) => sum + activity.minutes, 0);
    return total >= DAY.from && total <= DAY.to
      ? []
      : [faultOf(plan, `days.${index}`, `day ${day.day} takes ${total} minutes; a day takes ${DAY.from} to ${DAY.to}`)];
  });
}

/** Every day ends with its exit check, after a few activities; in a plan by weeks every phase has one somewhere. */
function checkFaults(plan: ItemOf<"plan">): PackFault[] {
  const { step, days, phases } = plan.body;
  const isCheck = ({ kind }: { kind: ItemKind }) => CHECKS.includes(kind);
  if (step === "week")
    return phases.flatMap(({ slug, from, to }, index) =>
      days.some(({ day, activities }) => from <= day && day <= to && activities.some(isCheck))
        ? []
        : [faultOf(plan, `phases.${index}`, `the phase "${slug}" has no check; a quiz or an exam stands in one of its weeks`)],
    );
  return days.flatMap(({ day, activities }, index) => {
    const last = activities.at(-1);
    const ends = last !== undefined && isCheck(last);
    const beside = activities.length - (ends ? 1 : 0);
    return [
      ...(ends ? [] : [faultOf(plan, `days.${index}`, `day ${day} ends with no check; its last activity is a quiz or an exam`)]),
      ...(beside >= ACTIVITIES.from && beside <= ACTIVITIES.to
        ? []
        : [
            faultOf(
              plan,
              `days.${index}`,
              `day ${day} has ${beside} activities beside its check; a day has ${ACTIVITIES.from} to ${ACTIVITIES.to}`,
            ),
          ]),
    ];
  });
}

const PLACES: Partial<Record<ItemKind, string>> = {
  module: "opens with no level",
  lesson: "stands in no plan and no module",
  quiz: "stands in no plan and no module",
  practical: "stands in no plan",
  exam: "stands in no plan",
  acknowledgement: "stands in no plan",
  house_form: "stands under no lesson",
  topic: "has no question",
};

/** What somebody meets: it stands in a plan or a module, opens with a level, stands under a lesson, is asked about. */
function metIn(ground: Ground): ReadonlySet<string> {
  return ground.once("what somebody meets", () => {
    const met = new Set<string>();
    const meet = (kind: ItemKind, slug: string) => met.add(`${kind} ${slug}`);
    for (const plan of ground.of("plan"))
      for (const { activities } of plan.body.days) for (const activity of activities) meet(activity.kind, activity.ref);
    for (const rules of ground.of("level_rules"))
      for (const level of rules.body.levels) for (const module of level.opens) meet("module", module);
    for (const { body } of ground.of("module")) {
      for (const lesson of body.lessons) meet("lesson", lesson);
      meet("quiz", body.quiz);
    }
    for (const lesson of ground.of("lesson")) for (const form of lesson.body.forms) meet("house_form", form);
    for (const question of ground.of("question")) meet("topic", question.body.topic);
    for (const { topic } of ground.made) meet("topic", topic);
    return met;
  });
}

/** Nothing stands in a pack that nobody meets. */
function orphanFaults(item: PackItem, ground: Ground): PackFault[] {
  const orphaned = PLACES[item.kind];
  return orphaned && !metIn(ground).has(`${item.kind} ${item.slug}`) ? [faultOf(item, "", `the ${item.kind} ${orphaned}`)] : [];
}

/** References that only the newer kinds have; `packFaults` follows the others. */
function linkFaults(item: PackItem, ground: Ground): PackFault[] {
  const faults: PackFault[] = [];
  const follow = (path: string, kind: ItemKind, slug: string) => {
    if (!ground.has(kind, slug)) faults.push(faultOf(item, path, `there is no ${kind} "${slug}"`));
  };
  if (item.kind === "lesson") for (const form of item.body.forms) follow("forms", "house_form", form);
  if (item.kind === "level_rules")
    for (const level of item.body.levels) {
      for (const module of level.opens) follow(`levels.${level.slug}.opens`, "module", module);
      for (const module of level.entry?.modules ?? []) follow(`levels.${level.slug}.entry.modules`, "module", module);
    }
  if (item.kind === "question" && item.body.type === "find_product")
    for (const product of item.body.products) follow("products", "product", product);
  if (item.kind === "question" && item.body.type === "image_choice")
    for (const option of item.body.options) follow(`options.${option.id}`, "product", option.product);
  return faults;
}

/** The rules about plans: honest minutes, a check at the end, nothing left over, every reference leads somewhere. */
export function planFaults(item: PackItem, ground: Ground): PackFault[] {
  const faults = [...linkFaults(item, ground), ...orphanFaults(item, ground)];
  if (item.kind === "lesson") faults.push(...lessonReadingFaults(item, ground));
  if (item.kind === "plan") faults.push(...planReadingFaults(item, ground), ...dayFaults(item), ...checkFaults(item));
  return faults;
}
