import { type ItemKind, workplaces } from "~/curriculum/pack";
import { SHOP_CHECKLIST } from "~/probation/shop-checklist";
import { type Fields, type Field, group, list, optionalText, qualityNames, text } from "./field";
import { questionFields, questionTypes } from "./fields-questions";
import { checklistFields, conductFields, drillFields, kpiFields, levelFields } from "./fields-rulefiles";

const platformNames = ["taobao", "tmall", "jd"] as const;
const source = group({ name: text(), where: { type: "line", optional: true }, checked_on: { type: "date" } });
const qualities: Field = { type: "several", of: qualityNames };

const byKind = {
  lesson: {
    title: text(),
    summary: text(2),
    qualities,
    minutes: { type: "number", min: 3, max: 120, start: 20 },
    body: { type: "text", rows: 14, markdown: true },
    check: list({ type: "ref", kind: "question" }, 2, 5),
    forms: list({ type: "ref", kind: "house_form" }, 0, 10),
    sources: list(source, 0, 10),
  },
  module: {
    title: text(),
    intro: text(3),
    qualities,
    lessons: list({ type: "ref", kind: "lesson" }, 1, 20),
    simulations: list({ type: "ref", kind: "simulation" }, 0, 10),
    quiz: { type: "ref", kind: "quiz" },
  },
  quiz: {
    title: text(),
    pass: { type: "number", min: 1, max: 100, start: 80 },
    attempts: { type: "number", min: 1, start: 3 },
    critical_must_be_right: { type: "tick", start: true },
    questions: list({ type: "ref", kind: "question" }, 3, 60),
  },
  exam: {
    title: text(),
    intro: text(3),
    role: { type: "choice", of: ["rules_exam", "desk_exam"] },
    pass: { type: "number", min: 1, max: 100, start: 80 },
    minutes: { type: "number", min: 1, start: 40 },
    attempts: { type: "number", min: 1, start: 3 },
    critical_must_be_right: { type: "tick", start: true },
    proctored: { type: "tick" },
    blueprint: list(
      group({
        topic: { type: "ref", kind: "topic" },
        count: { type: "number", min: 1, max: 100, start: 2 },
        difficulty: {
          type: "group",
          optional: true,
          word: "difficulty_range",
          fields: { min: { type: "number", min: 1, max: 5, optional: true }, max: { type: "number", min: 1, max: 5, optional: true } },
        },
        critical: { type: "number", min: 0, max: 100, optional: true, word: "critical_count" },
        types: { type: "several", of: questionTypes, optional: true, word: "drawn_types" },
      }),
      1,
      40,
    ),
  },
  practical: {
    title: text(),
    intro: text(3),
    qualities,
    minutes: { type: "number", min: 1, start: 60 },
    done_in: { type: "several", of: workplaces },
    photos: group({ min: { type: "number", min: 0, start: 0 }, max: { type: "number", min: 1, max: 9, start: 3 } }),
    steps: list(text(2), 2, 20),
    looks_for: list(text(2), 2, 12),
    failed_looks_like: text(2),
  },
  acknowledgement: { title: text(), body: { type: "text", rows: 14, markdown: true }, statement: text(2) },
  plan: {
    title: text(),
    description: text(3),
    step: { type: "choice", of: ["day", "week"] },
    phases: list(
      group({
        slug: { type: "line" },
        title: text(),
        short: text(),
        from: { type: "number", min: 1, start: 1 },
        to: { type: "number", min: 1, start: 1 },
      }),
      1,
      20,
    ),
    days: list(
      group({
        day: { type: "place" },
        title: text(),
        goal: text(2),
        opens_after_accepted: { type: "lines" },
        activities: list(
          group({
            slug: { type: "line" },
            kind: { type: "choice", of: ["lesson", "quiz", "practical", "acknowledgement", "exam"] },
            ref: { type: "ref", kind: "sibling" },
            minutes: { type: "number", min: 1, max: 480, start: 30 },
            mandatory: { type: "tick", start: true },
          }),
          1,
          20,
        ),
      }),
      1,
      120,
    ),
  },
  term: {
    group: {
      type: "choice",
      of: [
        ...["superlative", "authority", "health_and_effect", "false_scarcity", "promise", "off_platform"],
        ...["review_trading", "privacy", "rude", "passing_on", "money_outside", "counterfeit"],
      ],
    },
    severity: { type: "choice", of: ["block", "warn"] },
    words: { type: "words" },
    platforms: { type: "several", of: platformNames },
    reason: text(2),
    instead: text(2),
    allowed_in: { type: "lines" },
    source: { ...source, optional: true },
  },
  script: {
    branch: {
      type: "choice",
      of: [
        ...["greeting", "need_finding", "recommendation", "bargaining", "closing", "order_check"],
        ...["dispatch", "delay", "return_exchange", "complaint", "bad_review", "follow_up"],
      ],
    },
    title: text(),
    situation: text(2),
    customer_says: optionalText(2),
    qualities,
    platforms: { type: "several", of: platformNames },
    picture: { type: "choice", of: ["product", "detail", "size", "order", "logistics"], optional: true },
    variants: list(group({ slug: { type: "line" }, customer: text(), text: text(4) }), 2, 3),
    why: text(3),
    prepared: { type: "number", min: 1, max: 10, optional: true },
  },
  house_form: {
    title: text(),
    intro: text(2),
    columns: list(group({ slug: { type: "line" }, title: text(), hint: optionalText() }), 2, 6),
    rows: list({ type: "cells" }, 1, 60),
  },
  topic: { title: text() },
  checklist: checklistFields,
  kpi_rules: kpiFields,
  level_rules: levelFields,
  conduct_rules: conductFields,
  drill_rules: drillFields,
} as const satisfies Partial<Record<ItemKind, Fields>>;

/** Of these there is one each, which the app goes by: they are changed, and no second is begun beside them. */
const soleKinds = ["kpi_rules", "level_rules", "conduct_rules", "drill_rules"] as const satisfies readonly EditableKind[];

/** The kinds of which new items are begun in the browser. */
export const begunKinds = [
  ...(["plan", "module", "lesson", "question", "practical", "quiz", "exam", "acknowledgement", "checklist"] as const),
  ...(["script", "term", "house_form", "topic"] as const),
] as const satisfies readonly EditableKind[];

/** The kinds that are edited in the browser. */
export const editableKinds = [...begunKinds, ...soleKinds] as const satisfies readonly EditableKind[];
export type EditableKind = keyof typeof byKind | "question";

/** Whether `value` names a kind that has an editor. */
export function isEditable(value: unknown): value is EditableKind {
  return editableKinds.some((k) => k === value);
}

/** The fields of an item: of a question, those of its type. Null for a type that does not exist. */
export function fieldsOf(kind: EditableKind, type: unknown): Fields | null {
  if (kind !== "question") return byKind[kind];
  return typeof type === "string" && Object.hasOwn(questionFields, type) ? questionFields[type as keyof typeof questionFields] : null;
}

/** Whether the app goes by this very item: it is not taken out of use. The rules of which there is one each, and the shop's own checklist. */
export function isSole(kind: unknown, slug: string): boolean {
  return soleKinds.some((k) => k === kind) || (kind === "checklist" && slug === SHOP_CHECKLIST);
}

/** Whether `value` names a kind of which new items are begun. */
export function isBegun(value: unknown): value is (typeof begunKinds)[number] {
  return begunKinds.some((k) => k === value);
}
