import { and, asc, eq, sql } from "drizzle-orm";
import { caseAction, chatCase } from "@db/schema";
import type { ActionValues } from "~/cases/action-rules";
import { addAction } from "~/cases/case-actions.server";
import { addToAgenda, closeMeeting, decideOn, openMeeting, saveAttendance } from "~/cases/meeting-actions.server";
import { type MeetingPage, meetingPage, minutesPage } from "~/cases/meeting-page.server";
import type { LossReason } from "~/cases/reasons";
import { clock } from "~/platform/clock.server";
import { addDays } from "~/platform/dates";
import { done, type Shop } from "./shop";

/** The weekly meetings. What is wrong with one is told by name. */

const WORDS = "照范例说一遍，下周抽查。";

/** An action that a meeting decides on: about the case of which reasons. */
export type Wanted = { reasons: readonly LossReason[]; values: Pick<ActionValues, "kind"> & Partial<ActionValues> };
/** An action with its case, by its kind. */
export type Actions = Map<string, { id: string; number: number; caseId: string }>;
/** A meeting that was held. `before`: the open actions with which its agenda began. */
type Held = { decided: number; before: string[]; actions: Actions; faults: string[] };

/** Hold the meeting of this week: decide by a word on the first `byWord` cases, and on every wanted action. */
export async function hold(shop: Shop, byWord: number, wanted: readonly Wanted[] = []): Promise<Held> {
  const { supervisor, reach, teamId } = shop;
  const { meetingId } = done("a meeting", await openMeeting(shop.ctx(supervisor.id), reach, teamId));
  const drawn = await pageOf(shop, meetingId);
  const words = drawn.lost.slice(0, byWord).map(({ caseId }) => caseId);
  for (const caseId of words) done("a decision", await decideOn(shop.ctx(supervisor.id), reach, meetingId, caseId, WORDS));
  const actions: Actions = new Map();
  for (const { reasons, values } of wanted) {
    const one = await onAgenda(shop, meetingId, reasons);
    const all = { ownerId: supervisor.id, due: addDays(shop.today(), 14), note: "", people: [], target: "", toldTo: "", ...values };
    const added = await addAction(shop.ctx(supervisor.id), reach, { meetingId, caseId: one.caseId, values: all });
    actions.set(values.kind, { id: done(`the action ${values.kind}`, added).actionId, ...one });
  }
  const present = [supervisor.id, ...shop.agents.slice(0, 6).map(({ id }) => id)];
  done("the attendance", await saveAttendance(shop.ctx(supervisor.id), reach, meetingId, { present, remark: "按时开会。" }));
  const { decided } = done("the end of a meeting", await closeMeeting(shop.ctx(supervisor.id), reach, meetingId));
  const faults = [...agendaFaults(drawn), ...(await minutesFaults(shop, meetingId, { words, actions, present: present.length }))];
  return { decided, before: drawn.before.map(({ id }) => id), actions, faults };
}

function agendaFaults({ week, lost }: MeetingPage): string[] {
  const weights = lost.map((head) => sumOf(head, "worthFen") * sumOf(head, "times"));
  const isOrdered = weights.every((weight, n) => weight <= (weights[n - 1] ?? Infinity));
  return [
    ...(lost.length === 0 ? [`the agenda of ${week} is empty`] : []),
    ...(isOrdered ? [] : [`the agenda of ${week} is not in the order of what was lost`]),
  ];
}

type Settled = { words: readonly string[]; actions: Actions; present: number };

async function minutesFaults(shop: Shop, meetingId: string, { words, actions, present }: Settled): Promise<string[]> {
  const { db, lead, reach } = shop;
  const minutes = await minutesPage(db, lead, reach, meetingId, clock.now());
  if (!minutes) return ["a meeting that was held has no minutes"];
  const shown = minutes.lost.flatMap((head) => [head, ...head.together]);
  const said = words.every((caseId) => shown.find((one) => one.caseId === caseId)?.decision === WORDS);
  const made = [...actions.values()].every(({ id }) => minutes.actions.some((one) => one.id === id));
  const agent = shop.agents[0]?.id ?? "";
  const theirs = await minutesPage(db, shop.actor(agent, "agent"), shop.reachOf(agent, "agent"), meetingId, clock.now());
  return [
    ...(said ? [] : ["the minutes lack a decision"]),
    ...(made ? [] : ["the minutes lack an action"]),
    ...(minutes.there.filter((one) => one.present).length === present ? [] : ["the minutes do not say who was there"]),
    ...(theirs?.lost.every(({ name }) => name === "") ? [] : ["an agent reads no minutes, or reads whose chats they were"]),
  ];
}

const sumOf = (head: MeetingPage["lost"][number], of: "worthFen" | "times"): number =>
  [head, ...head.together].reduce((sum, one) => sum + one[of], 0);

/** A meeting as who leads it sees it. */
async function pageOf(shop: Shop, meetingId: string): Promise<MeetingPage> {
  const page = await meetingPage(shop.db, shop.lead, shop.reach, meetingId, clock.now());
  if (!page) throw new Error("who leads the team does not see its meeting");
  return page;
}

/** A case of just these reasons on an agenda; put there where it is not. */
async function onAgenda(shop: Shop, meetingId: string, reasons: readonly LossReason[]): Promise<{ number: number; caseId: string }> {
  const page = await pageOf(shop, meetingId);
  const wanted = [...reasons].sort().join();
  const there = page.lost.flatMap((head) => [head, ...head.together]).find((one) => [...one.reasons].sort().join() === wanted);
  if (there) return { number: there.number, caseId: there.caseId };
  const isIt = sql`${chatCase.reasons} @> ${sql.param([...reasons])}::text[] and cardinality(${chatCase.reasons}) = ${reasons.length}`;
  const [open] = await shop.db
    .select({ caseId: chatCase.id, number: chatCase.number })
    .from(chatCase)
    .where(and(eq(chatCase.state, "open"), isIt))
    .orderBy(asc(chatCase.number))
    .limit(1);
  if (!open) throw new Error(`there is no case of ${reasons.join(" and ")}`);
  done("a place on the agenda", await addToAgenda(shop.ctx(shop.supervisor.id), shop.reach, meetingId, open.number));
  return open;
}

/** How some actions stand: those that are closed, with the day's instant and the evidence. */
export async function standing(shop: Shop, ids: readonly string[]) {
  const rows = await shop.db
    .select()
    .from(caseAction)
    .where(sql`${caseAction.id} = any(${sql.param([...ids])}::uuid[])`);
  return new Map(rows.map((row) => [row.id, row]));
}
