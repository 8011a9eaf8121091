import { houseFormIn } from "~/curriculum/house-form";
import type { ItemBody } from "~/curriculum/pack";
import { type ContentVersion, versionById } from "~/curriculum/queries.server";
import { viewOf } from "~/drill/types/registry";
import type { Reader } from "~/platform/database.server";
import { showScore } from "~/platform/decimal";
import { type Locale, pick } from "~/platform/locale";
import { renderMarkdown } from "~/ui/markdown.server";
import type { Training, TrainingActivity } from "./facts.server";
import { answeredRightly, lessonParts } from "./lesson.server";
import { practicalHistory, signatureOf } from "./queries.server";
import { beginRefusal, testActivity } from "./sitting.server";

/** The body of an activity's page, by kind, in the reader's language. No answer key is in it. */
export type ActivityContent = NonNullable<Awaited<ReturnType<typeof activityContent>>>;

/** What the page of an open activity shows; null when its content is gone. */
export async function activityContent(reader: Reader, training: Training, activity: TrainingActivity, locale: Locale, now: Date) {
  if (activity.versionId === null) return null;
  switch (activity.kind) {
    case "lesson": {
      const lesson = await versionById(reader, activity.versionId, "lesson");
      return lesson && lessonContent(reader, training, activity, lesson, locale);
    }
    case "practical": {
      const practical = await versionById(reader, activity.versionId, "practical");
      return practical && practicalContent(reader, training, activity, practical.body, locale);
    }
    case "acknowledgement": {
      const document = await versionById(reader, activity.versionId, "acknowledgement");
      return document && acknowledgementContent(reader, training, document, activity.slug, locale);
    }
    case "quiz":
    case "exam":
      return testContent(reader, training, activity, locale, now);
  }
}

async function lessonContent(
  reader: Reader,
  training: Training,
  activity: TrainingActivity,
  lesson: ContentVersion<"lesson">,
  locale: Locale,
) {
  const { body } = lesson;
  const [{ questions, forms }, right] = await Promise.all([
    lessonParts(reader, lesson, activity.startedAt),
    activity.status === "open" ? new Set<string>() : answeredRightly(reader, training.person.id, lesson.id, activity.startedAt),
  ]);
  return {
    kind: "lesson" as const,
    summary: pick(body.summary, locale),
    qualities: body.qualities,
    html: renderMarkdown(pick(body.body, locale)),
    forms: forms.map((form) => houseFormIn(form, locale)),
    sources: body.sources.map((s) => ({ name: pick(s.name, locale), where: s.where ?? null, checkedOn: s.checked_on })),
    questions: questions.map((q) => ({
      id: q.id,
      slug: q.slug,
      view: viewOf(q, locale, `${training.enrolmentId} ${q.slug}`),
      right: right.has(q.id),
    })),
  };
}

async function practicalContent(
  reader: Reader,
  training: Training,
  activity: TrainingActivity,
  body: ItemBody<"practical">,
  locale: Locale,
) {
  return {
    kind: "practical" as const,
    intro: pick(body.intro, locale),
    qualities: body.qualities,
    steps: body.steps.map((s) => pick(s, locale)),
    looksFor: body.looks_for.map((s) => pick(s, locale)),
    failedLooksLike: pick(body.failed_looks_like, locale),
    photos: body.photos,
    doneIn: body.done_in,
    supervisors: training.supervisors.map((s) => s.name),
    history: activity.submission ? await practicalHistory(reader, training.enrolmentId, activity.slug) : [],
  };
}

async function acknowledgementContent(
  reader: Reader,
  training: Training,
  document: ContentVersion<"acknowledgement">,
  slug: string,
  locale: Locale,
) {
  const signature = await signatureOf(reader, training.enrolmentId, slug);
  return {
    kind: "acknowledgement" as const,
    versionId: document.id,
    html: renderMarkdown(pick(document.body.body, locale)),
    statement: pick(document.body.statement, locale),
    personName: training.person.name,
    signature: signature && { name: signature.name, at: signature.at },
  };
}

async function testContent(reader: Reader, training: Training, activity: TrainingActivity, locale: Locale, now: Date) {
  const facts = await testActivity(reader, training.person.id, activity.slug, now);
  if (!facts) return null;
  const { test, past, open } = facts;
  return {
    kind: "test" as const,
    /** Its own page takes over: there is a sitting to begin or to go on with. */
    startable: open !== null || beginRefusal(facts) === null,
    pass: test.pass.toString(),
    passed: past.some((p) => p.passed),
    waiting: past.some((p) => p.score === null),
    usedUp: activity.retake?.left === 0,
    retakeOn: activity.retake?.opensOn ?? null,
    past: past.map((p) => ({ id: p.id, attempt: p.attempt, score: p.score && showScore(p.score), passed: p.passed, at: p.submittedAt })),
  };
}
