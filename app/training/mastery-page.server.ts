import { targetMs } from "~/drill/targets";
import { bankGround } from "~/drill/ground.server";
import { masteries, type Mastery, masteryOf, topicsOf, type TopicMastery, weakestOf } from "~/drill/mastery";
import { bankWithVersions } from "~/drill/session.server";
import { shelfRevision } from "~/drill/shelf.server";
import { tuningInForce } from "~/drill/tuning.server";
import { type Workload, workloadOf } from "~/drill/workload";
import type { Db } from "~/platform/database.server";
import { startOfDay } from "~/platform/dates";
import { type Locale, pick } from "~/platform/locale";
import { roadOf } from "./bank.server";
import { bankDaysOf } from "./bank-days.server";
import { type CertificateLack, certificateLack } from "./certificate";
import { type Training, trainingOf } from "./facts.server";
import { type BankOutlook, outlookOf } from "./outlook";

/** The bank's certificate: until when it counts, or what it lacks. */
export type CertificateView =
  | { state: "valid"; issuedAt: Date; daysLeft: number }
  | { state: "none" | "over"; lack: CertificateLack; open: number; lesson: { title: string; to: string } | null };

/** What the mastery page shows of somebody's bank. */
export type MasteryPage = {
  required: number;
  fluent: number;
  counts: Record<Mastery, number>;
  topics: (TopicMastery & { title: string })[];
  weakest: { slug: string; stem: string; topic: string; mastery: Mastery }[];
  work: Workload;
  /** When the next question comes, where none does now. */
  nextAt: Date | null;
  /** Of somebody on the way to the desk: the forecast, with what the plan's entries are, and the certificate. Null: only reviews are asked for. */
  road: { outlook: BankOutlook; step: Training["plan"]["step"]; certificate: CertificateView } | null;
};

/** The bank of somebody as it stands. Three statements, side by side. */
export async function masteryPage(db: Db, personId: string, now: Date, locale: Locale): Promise<MasteryPage & { name: string | null }> {
  const [training, { rows, versions }, past, { targets }] = await Promise.all([
    trainingOf(db, personId, now),
    bankWithVersions(db, personId),
    bankDaysOf(db, personId),
    tuningInForce(db, now),
  ]);
  const { taught, topics: titles } = await bankGround(db, rows[0]?.contentRevision ?? shelfRevision(db));
  const order = new Map((training?.activities ?? []).map((activity, at) => [activity.ref, at]));
  const place = (lesson: string) => order.get(lesson) ?? order.size;
  const cards = rows
    .flatMap((row) => {
      const version = versions.get(row.itemId);
      if (!version) return [];
      const { slug, body } = version;
      return [{ ...row, slug, topic: body.topic, lesson: body.lesson, stem: body.stem, targetMs: targetMs(body, locale, targets) }];
    })
    .sort((a, b) => place(a.lesson) - place(b.lesson) || (a.slug < b.slug ? -1 : 1));
  const required = cards.filter((card) => card.required);
  const counts = Object.fromEntries(masteries.map((mastery) => [mastery, 0])) as Record<Mastery, number>;
  for (const card of required) counts[masteryOf(card, now)]++;
  const titleOf = (topic: string) => {
    const title = titles.get(topic);
    return title ? pick(title, locale) : topic;
  };
  const road = training && roadOf(training);
  const dayBegan = training ? startOfDay(training.today, training.team.zone) : new Date(now.getTime() - 12 * 3_600_000);
  const work = workloadOf(
    {
      due: cards.filter((card) => card.reviewedAt !== null && card.dueAt <= now).length,
      unseen: cards.filter((card) => card.reviewedAt === null).length,
      begun: cards.filter((card) => card.begunAt !== null && card.begunAt >= dayBegan).length,
    },
    road,
  );
  const standing = { required: required.length, fluent: counts.fluent };
  const nextDue = Math.min(...cards.map((card) => card.dueAt.getTime()));
  return {
    ...standing,
    name: training?.person.name ?? null,
    counts,
    topics: topicsOf(required, now).map((topic) => ({ ...topic, title: titleOf(topic.topic) })),
    weakest: weakestOf(required, now).map((card) => ({
      ...{ slug: card.slug, stem: pick(card.stem, locale), topic: titleOf(card.topic), mastery: masteryOf(card, now) },
    })),
    work,
    nextAt: work.reviews + work.fresh === 0 && cards.length > 0 ? new Date(nextDue) : null,
    road: training &&
      road && {
        outlook: outlookOf(training, { ...standing, past }, taught),
        step: training.plan.step,
        certificate: certificateOf(training, standing, locale),
      },
  };
}

function certificateOf(training: Training, standing: { required: number; fluent: number }, locale: Locale): CertificateView {
  const { certificate, certified, activities } = training;
  if (certificate && certified) return { state: "valid", issuedAt: certificate.issuedAt, daysLeft: certificate.days - certificate.age };
  const lesson = activities.find((a) => a.kind === "lesson" && a.mandatory && a.status !== "done");
  return {
    state: certificate ? "over" : "none",
    lack: certificateLack(standing, lesson !== undefined),
    open: standing.required - standing.fluent,
    lesson: lesson ? { title: pick(lesson.title, locale), to: `/learn/${lesson.slug}` } : null,
  };
}
