import { houseFormIn } from "~/curriculum/house-form";
import type { ItemBody } from "~/curriculum/pack";
import { type ContentVersion, versionById } from "~/curriculum/queries.server";
import { countedFacts } from "~/drill/exam";
import { viewOf } from "~/drill/types/registry";
import type { Reader } from "~/platform/database.server";
import { showScore } from "~/platform/decimal";
import { type Locale, pick } from "~/platform/locale";
import { renderMarkdown } from "~/ui/markdown.server";
import type { Training, TrainingActivity } from "./facts.server";
import { answeredRightly, lessonParts } from "./lesson.server";
import { practicalHistory, signatureOf } from "./queries.server";
import { beginRefusal, retakeDay, testActivity } from "./sitting.server";

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
      return document && acknowledgementContent(reader, training, document, activity, locale);
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
  { slug, renewSince }: TrainingActivity,
  locale: Locale,
) {
  const last = await signatureOf(reader, training.enrolmentId, slug);
  const signature = renewSince ? null : last;
  return {
    kind: "acknowledgement" as const,
    versionId: document.id,
    html: renderMarkdown(pick(document.body.body, locale)),
    statement: pick(document.body.statement, locale),
    personName: training.person.name,
    signature: signature && { name: signature.name, at: signature.at },
    /** Signed then; what it says has changed since, and it is to be signed again. */
    signedBefore: renewSince && last ? last.at : null,
  };
}

async function testContent(reader: Reader, training: Training, activity: TrainingActivity, locale: Locale, now: Date) {
  const facts = await testActivity(reader, training.person.id, activity.slug, now);
  if (!facts) return null;
  const { test, past, open } = facts;
  const counted = countedFacts(test, past, activity.renewSince);
  return {
    kind: "test" as const,
    /** Its own page takes over: there is a sitting to begin or to go on with. */
    startable: open !== null || beginRefusal(facts) === null,
    pass: test.pass.toString(),
    passed: counted.passed,
    waiting: counted.waiting,
    usedUp: activity.renewSince === null && activity.retake?.left === 0,
    retakeOn: retakeDay(facts),
    past: past.map((p) => ({ id: p.id, attempt: p.attempt, score: p.score && showScore(p.score), passed: p.passed, at: p.submittedAt })),
  };
}
