import type { ItemKind } from "./pack";
import { type ContentLocale, faultOf, type ItemOf, itemsOf, locales, textsIn } from "./content-rules-items";
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

/** The minutes it takes to read a lesson with the forms under it. */
function readingMinutes(lesson: ItemOf<"lesson">["body"], forms: readonly ItemOf<"house_form">[], locale: ContentLocale): number {
  const below = forms.filter((form) => lesson.forms.includes(form.slug)).flatMap((form) => [...textsIn(form.body, locale)]);
  return lengthOf([lesson.body[locale], ...below].join("\n"), locale) / PER_MINUTE[locale];
}

function readingFaults(items: readonly PackItem[]): PackFault[] {
  const faults: PackFault[] = [];
  const forms = itemsOf(items, "house_form");
  const minutes = new Map<string, number>();
  for (const lesson of itemsOf(items, "lesson"))
    for (const locale of locales) {
      const takes = Math.ceil(readingMinutes(lesson.body, forms, locale));
      minutes.set(lesson.slug, Math.max(takes, minutes.get(lesson.slug) ?? 0));
      if (takes > lesson.body.minutes)
        faults.push(faultOf(lesson, `body.${locale}`, `takes ${takes} minutes to read; the lesson has ${lesson.body.minutes}`));
    }
  for (const plan of itemsOf(items, "plan"))
    for (const day of plan.body.days)
      for (const activity of day.activities) {
        const takes = minutes.get(activity.ref) ?? 0;
        if (activity.kind === "lesson" && takes > activity.minutes)
          faults.push(
            faultOf(
              plan,
              `days.${day.day - 1}.${activity.slug}`,
              `the lesson takes ${takes} minutes to read; the plan gives it ${activity.minutes}`,
            ),
          );
      }
  return faults;
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

/** Nothing stands in a pack that nobody meets. */
function orphanFaults(items: readonly PackItem[]): PackFault[] {
  const met = new Set<string>();
  const meet = (kind: ItemKind, slug: string) => met.add(`${kind} ${slug}`);
  for (const plan of itemsOf(items, "plan"))
    for (const { activities } of plan.body.days) for (const activity of activities) meet(activity.kind, activity.ref);
  for (const rules of itemsOf(items, "level_rules"))
    for (const level of rules.body.levels) for (const lesson of level.opens) meet("lesson", lesson);
  for (const lesson of itemsOf(items, "lesson")) for (const form of lesson.body.forms) meet("house_form", form);
  for (const question of itemsOf(items, "question")) meet("topic", question.body.topic);
  const places: Partial<Record<ItemKind, string>> = {
    lesson: "stands in no plan and opens with no level",
    quiz: "stands in no plan",
    practical: "stands in no plan",
    exam: "stands in no plan",
    acknowledgement: "stands in no plan",
    house_form: "stands under no lesson",
    topic: "has no question",
  };
  return items.flatMap((item) => {
    const orphaned = places[item.kind];
    return orphaned && !met.has(`${item.kind} ${item.slug}`) ? [faultOf(item, "", `the ${item.kind} ${orphaned}`)] : [];
  });
}

/** References that only the newer kinds have; `packFaults` follows the others. */
function linkFaults(items: readonly PackItem[]): PackFault[] {
  const known = new Set(items.map((item) => `${item.kind} ${item.slug}`));
  const faults: PackFault[] = [];
  const follow = (item: PackItem | { file: string; slug: string }, path: string, kind: ItemKind, slug: string) => {
    if (!known.has(`${kind} ${slug}`)) faults.push(faultOf(item, path, `there is no ${kind} "${slug}"`));
  };
  for (const lesson of itemsOf(items, "lesson")) for (const form of lesson.body.forms) follow(lesson, "forms", "house_form", form);
  for (const rules of itemsOf(items, "level_rules"))
    for (const level of rules.body.levels) for (const lesson of level.opens) follow(rules, `levels.${level.slug}.opens`, "lesson", lesson);
  for (const question of itemsOf(items, "question")) {
    const { body } = question;
    if (body.type === "find_product") for (const product of body.products) follow(question, "products", "product", product);
    if (body.type === "image_choice")
      for (const option of body.options) follow(question, `options.${option.id}`, "product", option.product);
  }
  return faults;
}

/** The rules about plans: honest minutes, a check at the end, nothing left over, every reference leads somewhere. */
export function planFaults(items: readonly PackItem[]): PackFault[] {
  const plans = itemsOf(items, "plan").flatMap((plan) => [...dayFaults(plan), ...checkFaults(plan)]);
  return [...linkFaults(items), ...orphanFaults(items), ...readingFaults(items), ...plans];
}
