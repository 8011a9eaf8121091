import { sittingById } from "~/drill/queries.server";
import { newId } from "~/platform/ids";
import { signAcknowledgement, startActivity } from "~/training/actions.server";
import { answerCheck } from "~/training/lesson.server";
import { decideSignoff, submitPractical } from "~/training/practical.server";
import { askForCode, issueExamCode, saveAnswers, startSitting, submitSitting } from "~/training/sitting.server";
import { type Activity, answerTo } from "./curriculum";
import type { Agent } from "./cast";
import { chat } from "./chats";
import { acceptance, noteOn, returnRemark } from "./lines";
import { photosFor } from "./pictures";
import { as, done, idOf, type Stage } from "./stage";
import { writeScripts } from "./writing";

const MINUTE_MS = 60_000;
const after = (from: Date, minutes: number) => new Date(from.getTime() + Math.round(minutes * MINUTE_MS));

/** Somebody at work on the plan; `random` is theirs alone and follows from their name, and so do the `dice` of their drill, in which the order of questions varies. */
export type Learner = { stage: Stage; agent: Agent; personId: string; random: () => number; dice: () => number };

/** How long this learner takes for so many minutes of the plan. */
function taking({ agent, random }: Learner, minutes: number): number {
  return minutes * agent.pace * (0.85 + random() * 0.25);
}

/** Begin an activity and leave it there. */
export async function begin({ stage, personId }: Learner, slug: string, from: Date): Promise<void> {
  await done(`beginning ${slug}`, startActivity(as(stage, personId, from), personId, slug));
}

/** Read a lesson and answer its check; a wrong answer is given again, rightly. Returns when it was done. */
export async function learn(learner: Learner, activity: Activity, from: Date): Promise<Date> {
  const { stage, agent, personId, random } = learner;
  const lesson = stage.curriculum.lessons.get(activity.ref);
  if (!lesson) throw new Error(`there is no lesson ${activity.ref}`);
  await begin(learner, activity.slug, from);
  let now = after(from, taking(learner, activity.minutes - 2));
  for (const asked of lesson.body.check) {
    const question = stage.curriculum.questions.get(asked);
    if (!question) throw new Error(`there is no question ${asked}`);
    const tries = random() < agent.accuracy ? [true] : [false, true];
    for (const right of tries) {
      const ms = Math.round((6 + random() * 14) * 1000 * agent.pace);
      now = new Date(now.getTime() + ms + 4000);
      const answer = { attemptId: newId(), questionVersionId: question.id, answer: answerTo(question.body, right, random()), ms };
      await done(`${agent.name} answering ${asked}`, answerCheck(as(stage, personId, now), personId, activity.slug, answer, "zh-CN"));
    }
  }
  return now;
}

/** So long after a practical begins the work at the screen does: there is something to read first. */
const BEGINS_AFTER = 40;
const CHATS_AT_ONCE = 4;

/** The chats that belong to a practical: four to each, in the order of the plan. */
function chatsOf({ curriculum }: Stage, ref: string) {
  const withChats = curriculum.plan.body.days
    .flatMap(({ activities }) => activities)
    .filter((a) => a.kind === "practical" && curriculum.practicals.get(a.ref)?.body.done_in.includes("simulator"));
  const at = withChats.findIndex((a) => a.ref === ref) * CHATS_AT_ONCE;
  return curriculum.simulations.slice(at, at + CHATS_AT_ONCE);
}

export type HandedIn = { slug: string; submissionId: string; at: Date };

/** Do a practical and hand it in with photos and a note. */
export async function practise(learner: Learner, activity: Activity, from: Date): Promise<HandedIn> {
  const { stage, random } = learner;
  const practical = stage.curriculum.practicals.get(activity.ref);
  if (!practical) throw new Error(`there is no practical ${activity.ref}`);
  await begin(learner, activity.slug, from);
  const over = after(from, taking(learner, activity.minutes));
  const { done_in: places } = practical.body;
  const chatted = places.includes("simulator") ? await chat(learner, chatsOf(stage, activity.ref), after(from, BEGINS_AFTER)) : over;
  const written = places.includes("scripts")
    ? await writeScripts(learner, stage.curriculum.prepared, after(from, BEGINS_AFTER), over)
    : over;
  const last = new Date(Math.max(over.getTime(), chatted.getTime(), written.getTime()));
  return handIn(learner, activity, last, noteOn(activity.ref, random()));
}

/** Hand a practical in (again). */
export async function handIn({ stage, agent, personId }: Learner, activity: Activity, now: Date, note: string): Promise<HandedIn> {
  const limits = stage.curriculum.practicals.get(activity.ref)?.body.photos ?? { min: 1, max: 1 };
  const photos = photosFor(stage.pictures, activity.ref, limits);
  const submitted = submitPractical(as(stage, personId, now), personId, activity.slug, { photos, note });
  const { submissionId } = await done(`${agent.name} handing in ${activity.slug}`, submitted);
  return { slug: activity.slug, submissionId, at: now };
}

/** The mentor accepts what was handed in, or returns it with what is missing. */
export async function decide(
  { stage, agent, random }: Learner,
  handedIn: HandedIn,
  decision: "accepted" | "returned",
  now: Date,
): Promise<void> {
  const remark = decision === "accepted" ? acceptance(random()) : returnRemark(handedIn.slug);
  const ctx = as(stage, idOf(stage, agent.mentor), now < handedIn.at ? after(handedIn.at, 5) : now);
  await done(`signing off ${handedIn.slug}`, decideSignoff(ctx, handedIn.submissionId, { decision, remark }));
}

/** Read the rules and sign them. */
export async function sign(learner: Learner, activity: Activity, from: Date): Promise<Date> {
  const { stage, agent, personId } = learner;
  const version = stage.curriculum.acknowledgements.get(activity.ref);
  await begin(learner, activity.slug, from);
  const now = after(from, taking(learner, activity.minutes));
  const values = { typedName: agent.name, versionId: version?.id ?? "", confirmed: true };
  await done(`${agent.name} signing ${activity.slug}`, signAcknowledgement(as(stage, personId, now), personId, activity.slug, values));
  return now;
}

/** Sit a quiz or exam: as well as the person is, but surely passed or surely failed. A proctored one begins with the mentor's code. */
export async function sit(learner: Learner, activity: Activity, from: Date, result: "pass" | "fail"): Promise<Date> {
  const { stage, agent, personId, random } = learner;
  const about = { personId, slug: activity.slug };
  let typedCode = "";
  let begun = from;
  if (activity.slug === "desk-exam") {
    await done(`${agent.name} asking for the code`, askForCode(as(stage, personId, from), about));
    begun = after(from, 6);
    const issuedBy = idOf(stage, agent.mentor);
    typedCode = (await done("giving the code", issueExamCode(as(stage, issuedBy, begun), { ...about, issuedBy }))).code;
    begun = after(begun, 2);
  }
  const { sittingId } = await done(
    `${agent.name} sitting ${activity.slug}`,
    startSitting(as(stage, personId, begun), { ...about, typedCode }),
  );
  const drawn = (await sittingById(stage.db, sittingId))?.drawn ?? [];
  const wrong = wrongOnes(learner, drawn, result);
  let now = begun;
  const changes = Object.fromEntries(
    drawn.map((id) => {
      const question = stage.curriculum.questionBodies.get(id);
      if (!question) throw new Error(`question version ${id} was not read`);
      const ms = Math.round((5 + random() * 20) * 1000 * agent.pace);
      now = new Date(now.getTime() + ms);
      return [id, { answer: answerTo(question, !wrong.has(id), random()), ms }];
    }),
  );
  await done(
    `${agent.name} answering ${activity.slug}`,
    saveAnswers(as(stage, personId, now), { sittingId, personId, revision: 0, changes }),
  );
  now = after(now, 0.5);
  const { passed } = await done(
    `${agent.name} handing in ${activity.slug}`,
    submitSitting(as(stage, personId, now), { sittingId, personId }),
  );
  if (passed !== (result === "pass")) throw new Error(`${agent.name} should ${result} ${activity.slug}`);
  return now;
}

/** Which of the drawn questions go wrong: on a pass never a critical one and at most one in ten; on a fail a third. */
function wrongOnes({ stage, agent, random }: Learner, drawn: readonly string[], result: "pass" | "fail"): Set<string> {
  if (result === "fail") return new Set(drawn.filter((_, i) => i % 3 === 0));
  const slips = drawn.filter((id) => !stage.curriculum.questionBodies.get(id)?.critical && random() > agent.accuracy);
  return new Set(slips.slice(0, Math.floor(drawn.length / 10)));
}
