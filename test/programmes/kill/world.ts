import { createHash } from "node:crypto";
import { and, eq } from "drizzle-orm";
import type { Database } from "@db/client";
import { contentItem, contentVersion } from "@db/schema";
import { itemSchemas } from "~/curriculum/pack";
import { curriculumFactories } from "@test/factories/curriculum";
import { peopleFactories } from "@test/factories/people";
import { trainingFactories } from "@test/factories/training";

export const LESSON = "bag-families";
export const QUIZ = "day-1-check";
export const PRACTICALS = ["walk-the-shelves", "pick-along-1"] as const;

const PER_ROUND = 16;

/** Somebody signed in. */
export type Seat = { personId: string; cookie: string };
export type World = {
  /** Answer the lesson's questions; always wrongly, so that it never ends. */
  learners: Seat[];
  question: { versionId: string; wrong: string };
  /** Sit the quiz of day 1, one a round. */
  sitters: Seat[];
  /** Hand in the practicals of day 1. */
  trainees: Seat[];
  supervisors: Seat[];
};

/** A team in its second week, with enough practicals for every round. */
export async function makeWorld(db: Database, rounds: number): Promise<World> {
  const make = { ...peopleFactories(db), ...curriculumFactories(db), ...trainingFactories(db) };
  const plan = await current(db, "plan", "taobao-15-day");
  const lesson = itemSchemas.lesson.parse((await current(db, "lesson", LESSON)).body);
  const asked = await Promise.all(lesson.check.map((slug) => current(db, "question", slug)));
  const choices = asked.flatMap(({ id, body }) => {
    const question = itemSchemas.question.parse(body);
    const wrong = question.type === "single_choice" && question.options.find((option) => !option.correct);
    return wrong ? [{ versionId: id, wrong: wrong.id }] : [];
  });
  const [question] = choices;
  if (!question) throw new Error(`${LESSON} asks no single choice`);

  const team = await make.team();
  const begun = new Date(Date.now() - 14 * 86_400_000);
  const trainee = async (): Promise<Seat> => {
    const { id } = await make.trainee(team.id);
    await make.enrolment({ personId: id, teamId: team.id, planVersionId: plan.id, startDate: begun.toISOString().slice(0, 10), at: begun });
    return { personId: id, cookie: await make.signIn(id) };
  };
  const supervisor = async (): Promise<Seat> => {
    const { id } = await make.supervisor(team.id);
    return { personId: id, cookie: await make.signIn(id) };
  };
  const several = async (count: number, one: () => Promise<Seat>) => {
    const seats: Seat[] = [];
    while (seats.length < count) seats.push(await one());
    return seats;
  };
  return {
    learners: await several(4, trainee),
    question,
    sitters: await several(rounds, trainee),
    trainees: await several(PER_ROUND * rounds, trainee),
    supervisors: await several(2, supervisor),
  };
}

/** Whose practicals are handed in during a round. */
export function traineesOf(world: World, round: number): Seat[] {
  return world.trainees.slice(round * PER_ROUND, (round + 1) * PER_ROUND);
}

async function current(db: Database, kind: "plan" | "lesson" | "question", slug: string) {
  const [row] = await db
    .select({ id: contentVersion.id, body: contentVersion.body })
    .from(contentItem)
    .innerJoin(contentVersion, eq(contentVersion.id, contentItem.currentVersionId))
    .where(and(eq(contentItem.kind, kind), eq(contentItem.slug, slug)));
  if (!row) throw new Error(`the starter pack has no ${kind} ${slug}`);
  return row;
}

/** A picture that nobody else has. */
export function picture(seed: string): { bytes: Buffer; sha256: string } {
  const head = Buffer.from("89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489", "hex");
  const bytes = Buffer.concat([head, createHash("sha256").update(seed).digest()]);
  return { bytes, sha256: createHash("sha256").update(bytes).digest("hex") };
}
