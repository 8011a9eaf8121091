import { and, eq } from "drizzle-orm";
import { figure, kpiMonth, type Measures, person } from "../schema";
import { answerDispute, openDispute } from "~/kpi/disputes/actions.server";
import type { Reach } from "~/kpi/led-teams";
import { sweepFirstLevels } from "~/kpi/levels/change.server";
import { sweepLevelReviews } from "~/kpi/levels/review.server";
import { closeMonth, publishMonth, reopenMonth } from "~/kpi/months/actions.server";
import { addDays, addMonths, type PlainDate } from "~/platform/dates";
import { gridPage, saveGrid } from "~/results/grid.server";
import { cellName, type Span } from "~/results/grid-rules";
import { monthOf, type Part } from "~/results/measures";
import { at, workingDayBefore, workingDayFrom, ZONE } from "./calendar";
import { as, done, idOf, type Stage } from "./stage";

/** Who disputes a figure of a closed month, and of whom refunds came late. */
const DISPUTES = "liuyang";
const REFUNDED = "xulei";
/** What was missing from the figures of the day: customers who paid in the end; customers refunded in full. */
const PAID_LATER = 4;
const REFUNDS = 5;

const SAID = {
  claim: "这天有 4 位客户当晚没付，第二天中午才付的款，还在两天之内，付款人数没有算进来。",
  correction: "平台隔天补出了这 4 单，付款人数改成补出后的数。",
  answer: "查过平台的付款明细，4 单都在两天之内，算你的，数已经改过来了。",
  refunds: "京东的退款明细结账后才到，有 5 位客户是结账前全额退款的，按规则不能算付款。",
  refundsIn: "按京东的退款明细，补记全额退款 5 人。",
} as const;

/**
 * How the months before this one went: the third last was closed, opened again for refunds that came late, and closed anew; the one before the last was disputed by the demo's agent, who was
 * right; the last is published and can be disputed. From the closed months levels are proposed. Left alone when it is there.
 */
export async function writeMonths(whole: Stage): Promise<void> {
  const [known] = await whole.db.select({ month: kpiMonth.month }).from(kpiMonth).limit(1);
  if (!known) await whole.db.transaction((tx) => monthsSoFar({ ...whole, db: tx }));
}

async function monthsSoFar(stage: Stage): Promise<void> {
  const { db, today, calendar } = stage;
  const [third, second, last] = [3, 2, 1].map((back) => addMonths(monthOf(today), -back)) as [PlainDate, PlainDate, PlainDate];

  const lastDay = workingDayFrom(calendar, addMonths(third, 1));
  const refundsDay = workingDayAfter(stage, await closed(stage, third, lastDay), 4);
  await reopenedForRefunds(stage, third, refundsDay);

  await closed(stage, second, workingDayFrom(calendar, addMonths(second, 1)), (published) => disputedRightly(stage, second, published));

  const yesterday = workingDayBefore(calendar, today, 1);
  const first = workingDayFrom(calendar, monthOf(today));
  await published(stage, last, yesterday > first ? yesterday : first);

  await sweepFirstLevels(db, at(today, 8 * 60));
  await sweepLevelReviews(db, at(today, 8 * 60 + 1));
}

/** The manager, who publishes and closes the team's months. */
function managing(stage: Stage): { managerId: string; reach: Reach } {
  const managerId = idOf(stage, "zhaomin");
  return { managerId, reach: { personId: managerId, leads: [stage.teamId], manages: [stage.teamId] } };
}

function workingDayAfter({ calendar }: Stage, day: PlainDate, count: number): PlainDate {
  let found = day;
  for (let left = count; left > 0; left--) found = workingDayFrom(calendar, addDays(found, 1));
  return found;
}

async function published(stage: Stage, month: PlainDate, day: PlainDate): Promise<PlainDate> {
  const { managerId, reach } = managing(stage);
  const of = { teamId: stage.teamId, month };
  return (await done(`publishing ${month}`, publishMonth(as(stage, managerId, at(day, 9 * 60)), reach, of))).closableOn;
}

/** Publish a month, let `meanwhile` happen on the days after it, and close it on the first day on which that may be. Returns that day. */
async function closed(stage: Stage, month: PlainDate, day: PlainDate, meanwhile?: (day: PlainDate) => Promise<void>): Promise<PlainDate> {
  const { managerId, reach } = managing(stage);
  const closableOn = await published(stage, month, day);
  await meanwhile?.(day);
  await done(`closing ${month}`, closeMonth(as(stage, managerId, at(closableOn, 17 * 60)), reach, { teamId: stage.teamId, month }));
  return closableOn;
}

/** The agent disputes a day's paid customers on the day after the publishing; the manager corrects the figure, and a supervisor, who did not, answers. */
async function disputedRightly(stage: Stage, month: PlainDate, day: PlainDate): Promise<void> {
  const personId = await agentId(stage, DISPUTES);
  const [store] = stage.stores;
  if (!store) return;
  const disputedOn = workingDayAfter(stage, day, 1);
  const { disputeId } = await done(
    "disputing a figure",
    openDispute(
      as(stage, personId, at(disputedOn, 10 * 60)),
      { personId, month },
      { key: `${store.id} conversion`, claim: SAID.claim, picture: null },
    ),
  );
  await correct(stage, { personId, storeId: store.id, month, measure: "paid", by: PAID_LATER }, at(disputedOn, 15 * 60), SAID.correction);
  const supervisorId = idOf(stage, "wangjing");
  const reach: Reach = { personId: supervisorId, leads: [stage.teamId], manages: [] };
  await done(
    "answering a dispute",
    answerDispute(as(stage, supervisorId, at(disputedOn, 16 * 60)), reach, disputeId, { outcome: "corrected", reason: SAID.answer }),
  );
}

/** Open a closed month again, enter the refunds, and close it as soon as that may be. */
async function reopenedForRefunds(stage: Stage, month: PlainDate, day: PlainDate): Promise<void> {
  const { managerId, reach } = managing(stage);
  const of = { teamId: stage.teamId, month };
  await done(`opening ${month} again`, reopenMonth(as(stage, managerId, at(day, 9 * 60)), reach, of, SAID.refunds));
  const personId = await agentId(stage, REFUNDED);
  const [store] = stage.stores;
  if (store)
    await correct(stage, { personId, storeId: store.id, month, measure: "refunded", by: REFUNDS }, at(day, 11 * 60), SAID.refundsIn);
  const [row] = await stage.db
    .select({ closableOn: kpiMonth.closableOn })
    .from(kpiMonth)
    .where(and(eq(kpiMonth.teamId, of.teamId), eq(kpiMonth.month, month)));
  await done(`closing ${month} anew`, closeMonth(as(stage, managerId, at(row?.closableOn ?? day, 17 * 60)), reach, of));
}

type Correction = { personId: string; storeId: string; month: PlainDate; measure: "paid" | "refunded"; by: number };

/** Correct the conversion of the last day that has any room for it, in the grid of the month's last third. */
async function correct(stage: Stage, { personId, storeId, month, measure, by }: Correction, now: Date, reason: string): Promise<void> {
  const choice = { storeId, month, part: "conversion" as Part, span: "last" as Span };
  const kept = await stage.db
    .select()
    .from(figure)
    .where(and(eq(figure.personId, personId), eq(figure.storeId, storeId), eq(figure.part, "conversion")));
  const from = addDays(month, 20);
  const row = kept
    .filter((one) => one.from >= from && monthOf(one.from) === month)
    .sort((a, b) => (a.from < b.from ? 1 : -1))
    .map(({ from, to, measures }) => ({ from, to, said: measures as Measures }))
    .find(({ said: { inquiries = 0, paid = 0 } }) => (measure === "paid" ? paid + by <= inquiries : by <= paid));
  if (!row) throw new Error(`the demo has no day of ${month} that could be corrected`);
  const cell = cellName(personId, { from: row.from, to: row.to }, measure);
  const value = String((row.said[measure] ?? 0) + by);
  for (let page = 1, pages = 1; page <= pages; page++) {
    const shown = await gridPage(stage.db, { ...choice, page }, ZONE);
    pages = shown.pages;
    if (!shown.agents.some(({ id }) => id === personId)) continue;
    const sent = { typed: (name: string) => (name === cell ? value : null), seen: shown.seen, reason };
    await done("correcting a figure", saveGrid(as(stage, managing(stage).managerId, now), { ...choice, page }, ZONE, sent));
    return;
  }
}

async function agentId({ db }: Stage, login: string): Promise<string> {
  const [row] = await db.select({ id: person.id }).from(person).where(eq(person.login, login));
  if (!row) throw new Error(`the demo has no ${login}`);
  return row.id;
}
