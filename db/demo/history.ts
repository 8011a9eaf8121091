import { and, eq, lt } from "drizzle-orm";
import { entitlement, notice, person } from "../schema";
import { confirmGate } from "~/activation/actions.server";
import { sayOfEntitlement } from "~/activation/entitlements/actions.server";
import { extendProbation } from "~/activation/extension.server";
import { seededRandom } from "~/platform/seed";
import { addLeave } from "~/people/leaves.server";
import { setStores } from "~/people/memberships.server";
import { probationLimit } from "~/people/probation-law";
import { assignAccount } from "~/people/stores.server";
import { addDays, type PlainDate, plainDateIn } from "~/platform/dates";
import { assignPlan } from "~/training/actions.server";
import { isTrainingDay, trainingDates } from "~/training/calendar";
import { at, workingDayBefore, workingDayFrom, ZONE } from "./calendar";
import type { Agent, Story } from "./cast";
import { disputeAndRule, disputeOne } from "./disputes";
import { drillMornings } from "./drilling";
import type { Learner } from "./learning";
import { assessOneself } from "./own-view";
import { gradeAll, gradeNear, gradeSome, gradeTwice } from "./probation";
import { takeOn } from "./shop";
import { as, done, idOf, type Stage } from "./stage";
import { LAST_DAY, walk } from "./walk";

/**
 * Write one agent's whole history by the product's own actions, in one transaction: after a kill it is there whole or not at all.
 * False: the person was there already.
 */
export function writeHistory(stage: Stage, agent: Agent): Promise<boolean> {
  return stage.db.transaction(async (tx) => {
    const [known] = await tx.select({ id: person.id }).from(person).where(eq(person.externalId, agent.externalId));
    if (known) return false;
    await play({ ...stage, db: tx }, agent);
    return true;
  });
}

async function play(stage: Stage, agent: Agent): Promise<void> {
  const { story } = agent;
  const start = firstDay(stage, story);
  if (story.at === "invited") return void (await hire(stage, agent, start, workingDayBefore(stage.calendar, stage.today, 1), false));
  const invitedOn = workingDayBefore(stage.calendar, start, 3);
  const personId = await hire(stage, agent, start, invitedOn, true);
  const leave = leaveOf(stage, story);
  if (leave) await done("entering the leave", addLeave(as(stage, idOf(stage, "zhaomin"), at(leave.enteredOn, 16 * 60)), personId, leave));
  const calendar = leave ? { ...stage.calendar, leaves: [leave] } : stage.calendar;
  const learner: Learner = {
    stage: { ...stage, calendar },
    agent,
    personId,
    random: seededRandom(agent.login),
    dice: seededRandom(`${agent.login} drill`),
  };
  const assignedAt = at(workingDayBefore(stage.calendar, start, 1), 9 * 60 + 40);
  const plan = { planSlug: stage.curriculum.plan.slug, startDate: start };
  await done("assigning the plan", assignPlan(as(stage, idOf(stage, "zhaomin"), assignedAt), personId, plan));

  const last = await walk(learner, story.at === "training" ? { ...story, start, days: story.day - 1 } : { start, days: LAST_DAY });
  if (story.at === "probation" || story.at === "active") {
    await probation(learner, start);
    await drillMornings(learner, morningsAfter(learner, start));
  }
  await readNotices(stage, personId, story, last);
}

/** The first training day that makes the story true today. */
function firstDay(stage: Stage, story: Story): PlainDate {
  const { calendar, today } = stage;
  switch (story.at) {
    case "invited":
      return workingDayFrom(calendar, addDays(today, 1));
    case "training": {
      const leave = leaveOf(stage, story);
      return workingDayBefore(leave ? { ...calendar, leaves: [leave] } : calendar, today, story.day - 1);
    }
    case "desk gate":
      return workingDayBefore(calendar, today, LAST_DAY);
    case "probation":
      return workingDayBefore(calendar, today, LAST_DAY - 1 + story.workingDays);
    case "active":
      return workingDayFrom(calendar, addDays(today, -story.hiredDaysAgo));
  }
}

function leaveOf({ calendar, today }: Stage, story: Story) {
  if (story.at !== "training" || !story.leave) return null;
  const from = workingDayBefore(calendar, today, story.leave.from);
  return {
    from,
    to: workingDayBefore(calendar, today, story.leave.to),
    reason: story.leave.reason,
    enteredOn: workingDayBefore(calendar, from, 2),
  };
}

async function hire(stage: Stage, agent: Agent, hireDate: PlainDate, invitedOn: PlainDate, accepts: boolean): Promise<string> {
  const { story } = agent;
  const agreed = story.at === "probation" && story.probationEndsIn ? addDays(stage.today, story.probationEndsIn) : null;
  const limit = probationLimit(hireDate, "under_3_years");
  return takeOn(stage, agent, {
    by: { personId: idOf(stage, "zhaomin"), roles: [{ role: "manager", teamId: stage.teamId }] },
    invitation: {
      roles: ["agent"],
      teamId: stage.teamId,
      hireDate,
      contractTerm: "under_3_years",
      probationEnd: agreed && limit && agreed < limit ? agreed : limit,
    },
    invitedAt: at(invitedOn, 16 * 60 + 20),
    acceptedAt: accepts ? at(invitedOn, 20 * 60 + 5) : null,
  });
}

/** From the desk gate on: stores, probation, checklist, and for those who came so far the activation. */
async function probation(learner: Learner, start: PlainDate): Promise<void> {
  const { stage, agent, personId, random } = learner;
  const { story } = agent;
  const days = trainingDates(stage.calendar, start, LAST_DAY + 14);
  const dayAfterGate = (count: number) => days[LAST_DAY - 1 + count] ?? stage.today;
  const gateAt = at(dayAfterGate(0), 18 * 60 + random() * 20);
  const manager = idOf(stage, "zhaomin");
  await done("confirming the desk gate", confirmGate(as(stage, idOf(stage, agent.mentor), gateAt), personId, "desk"));
  await seat(learner, dayAfterGate(1));

  if (story.at === "probation" && story.extended && story.probationEndsIn) await extend(learner, story.extended);
  if (story.at === "probation" && story.checklist === "open") {
    await assessOneself(learner, at(workingDayBefore(stage.calendar, stage.today, 2), 20 * 60 + 10));
    return gradeSome(learner, at(workingDayBefore(stage.calendar, stage.today, 1), 15 * 60));
  }
  const gradedOn = dayAfterGate(11) < stage.today ? dayAfterGate(11) : workingDayBefore(stage.calendar, stage.today, 1);
  const gradedAt = at(gradedOn, 14 * 60 + 10);
  if (story.at === "probation" && story.checklist !== "near")
    await assessOneself(learner, at(workingDayBefore(stage.calendar, gradedOn, 1), 20 * 60 + 25));
  if (story.at === "probation" && story.checklist === "near") return void (await gradeNear(learner, gradedAt));
  if (story.at === "probation" ? story.checklist === "settled" : story.at === "active" && story.twice)
    await gradeTwice(learner, gradedAt, at(gradedOn, 16 * 60 + 20), story.at === "probation");
  else await gradeAll(learner, gradedAt, story.at === "probation" && story.checklist === "failed" ? "fail" : "pass");
  // Yesterday: within the days that the checklist gives, whoever was graded when.
  const yesterday = workingDayBefore(stage.calendar, stage.today, 1);
  if (story.at === "probation" && story.checklist === "settled")
    await disputeAndRule(learner, at(yesterday, 9 * 60 + 5), at(yesterday, 16 * 60 + 40));
  if (story.at === "probation" && story.checklist === "failed") await disputeOne(learner, at(yesterday, 17 * 60 + 20));
  if (story.at !== "active") return;
  await done(
    "confirming the activation",
    confirmGate(as(stage, manager, at(dayAfterGate(12), 10 * 60 + random() * 60)), personId, "activation"),
  );
  await handOver(learner, dayAfterGate(12));
  if (story.away) {
    const [from, to] = [addDays(stage.today, story.away.from), addDays(stage.today, story.away.to)];
    const entered = as(stage, manager, at(workingDayBefore(stage.calendar, from, 2), 16 * 60));
    await done("entering the leave", addLeave(entered, personId, { from, to, reason: story.away.reason }));
  }
}

/** What the activation gave: handed over in the days after it, but for what their story leaves open or has no need of. */
async function handOver({ stage, agent, personId }: Learner, activatedOn: PlainDate): Promise<void> {
  const rows = await stage.db
    .select()
    .from(entitlement)
    .where(eq(entitlement.personId, personId))
    .orderBy(entitlement.dueOn, entitlement.id);
  const story = agent.story.at === "active" ? agent.story : null;
  for (const { id, name } of rows) {
    if (name.en === story?.notHandedOver) continue;
    const on = workingDayFrom(stage.calendar, addDays(activatedOn, 1));
    const by = as(stage, idOf(stage, name.en === "Social insurance" ? "admin" : "zhaomin"), at(on, 15 * 60));
    const said =
      name.en === story?.notNeeded ? ({ word: "not_needed", note: "用自己的，已签补贴" } as const) : ({ word: "done", note: "" } as const);
    await done(`handing over ${name.en}`, sayOfEntitlement(by, personId, id, { ...said, on }));
  }
}

/** A later end of probation, agreed two working days ago with the agent's consent of the day before. */
async function extend({ stage, personId }: Learner, { to, reason }: { to: number; reason: string }): Promise<void> {
  const on = workingDayBefore(stage.calendar, stage.today, 2);
  const asked = { end: addDays(stage.today, to), reason, consent: true, consentOn: workingDayBefore(stage.calendar, on, 1) };
  await done("extending the probation", extendProbation(as(stage, idOf(stage, "zhaomin"), at(on, 11 * 60)), personId, asked));
}

/** A few minutes before the chats begin, on each working day since the desk gate until yesterday. */
function morningsAfter({ stage, random }: Learner, start: PlainDate): Date[] {
  const last = trainingDates(stage.calendar, start, LAST_DAY).at(-1) ?? stage.today;
  const mornings: Date[] = [];
  for (let day = addDays(last, 1); day < stage.today; day = addDays(day, 1))
    if (isTrainingDay(stage.calendar, day)) mornings.push(at(day, 8 * 60 + 20 + random() * 15));
  return mornings;
}

/** Their stores, and the sub-account of each that carries their nick. */
async function seat({ stage, agent, personId }: Learner, from: PlainDate): Promise<void> {
  const manager = as(stage, idOf(stage, "zhaomin"), at(from, 8 * 60 + 30));
  const shares = stage.stores
    .map(({ id }, i) => ({ storeId: id, share: i === 0 ? agent.share : 100 - agent.share }))
    .filter((s) => s.share > 0);
  await done("giving the stores", setStores(manager, personId, { from, shares, reason: "" }));
  for (const { storeId } of shares) {
    const nick = `${stage.stores.find((s) => s.id === storeId)?.name}:小${agent.name.slice(1)}`;
    await done(`giving the account ${nick}`, assignAccount(manager, { storeId, nick, personId, from }));
  }
}

/** What was said to them before their last day at work they have read; what came since still waits for them. */
async function readNotices({ db, today }: Stage, personId: string, story: Story, last: Date): Promise<void> {
  const before = at(story.at === "training" ? plainDateIn(ZONE, last) : today, 8 * 60);
  await db
    .update(notice)
    .set({ seenAt: before })
    .where(and(eq(notice.personId, personId), lt(notice.createdAt, before)));
}
